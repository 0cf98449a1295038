/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/hooks.c - tidings hooks: tells other programs what happened on the lists */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "base/error.h"
#include "base/span.h"
#include "cli/commands.h"
#include "cli/hooks_send.h"
#include "cli/open.h"
#include "hooks/hook.h"
#include "hooks/queue.h"
#include "hooks/send.h"
#include "index/lists.h"
#include "index/lookup.h"
#include "ingest/sync.h"
#include "ledger/delivery.h"
#include "terminal/command.h"

enum {
	default_interval = 30,
	turn = 30, /* seconds of sending before the next look */
};

typedef struct hooks_run {
	td_opened opened;
	td_library *open; /* lists that everybody may read; NULL where all are */
	gboolean once, status;
	int interval; /* seconds between two looks */
	int retry, timeout;
	td_ledger *ledger;
	GPtrArray *hooks; /* of td_hook * */
	char *base_url;
	int64_t due; /* when there is something to send again */
	sigset_t signals;
} hooks_run;

static int64_t
read_clock(void)
{
	return (int64_t)time(NULL);
}

/* A signal that asks it to end; it is left for the loop to see. */
static bool
is_asked_to_stop(void *data)
{
	sigset_t waiting;

	(void)data;
	sigpending(&waiting);
	return sigismember(&waiting, SIGTERM) == 1 || sigismember(&waiting, SIGINT) == 1;
}

static char *
ledger_path(const hooks_run *run)
{
	return g_build_filename(
	    td_library_folder(run->opened.library), "ledger.sqlite", NULL);
}

/* Two at once would send the same things. The lock goes with the process. */
static bool
lock(const hooks_run *run, GError **error)
{
	g_autofree char *path =
	    g_build_filename(td_library_folder(run->opened.library), "hooks.lock", NULL);
	int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

	if (file >= 0 && flock(file, LOCK_EX | LOCK_NB) == 0)
		return true;
	if (file >= 0)
		close(file);
	g_set_error(error, TD_ERROR, file >= 0 ? TD_ERROR_EXISTS : TD_ERROR_IO,
	    file >= 0 ? "hooks: another one runs already ('%s')"
		      : "hooks: '%s' cannot be opened",
	    path);
	return false;
}

static bool
find_number(td_config *config, const char *name, int *number, GError **error)
{
	g_autofree char *text = td_config_find(config, name);
	unsigned value = 0;

	if (text == NULL)
		return true;
	if (!td_span_to_unsigned(td_span_of(text), 86400, &value) || value == 0) {
		g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
		    "%s: '%s' is no number of seconds up to 86400", name, text);
		return false;
	}
	*number = (int)value;
	return true;
}

/* The configuration, too, is read anew with each look. */
static bool
open_all(hooks_run *run, GError **error)
{
	td_config *config;

	if (!td_open_library(&run->opened, false, error))
		return false;
	config = run->opened.config;
	if (td_library_has_closed(run->opened.library)) {
		const td_library_options options = { .index = run->opened.index,
			.open_only = true };

		run->open = td_library_open(config, &options, error);
		if (run->open == NULL)
			return false;
	}
	run->hooks = td_hook_load_all(config, error);
	if (run->hooks == NULL)
		return false;
	run->base_url = td_config_find(config, "serve.baseUrl");
	for (size_t n = run->base_url != NULL ? strlen(run->base_url) : 0;
	     n > 0 && run->base_url[n - 1] == '/'; n--)
		run->base_url[n - 1] = '\0';
	if (run->ledger == NULL) {
		g_autofree char *path = ledger_path(run);

		run->ledger = td_ledger_open(path, error);
	}
	return run->ledger != NULL &&
	       find_number(config, "hooks.retry", &run->retry, error) &&
	       find_number(config, "hooks.timeout", &run->timeout, error);
}

static void
close_all(hooks_run *run)
{
	char *index = g_strdup(run->opened.index);

	g_clear_pointer(&run->hooks, g_ptr_array_unref);
	g_clear_pointer(&run->base_url, g_free);
	g_clear_pointer(&run->open, td_library_close);
	td_opened_clear(&run->opened);
	run->opened = (td_opened){ .index = index };
}

static bool
is_wanted(const hooks_run *run, const char *list)
{
	for (guint i = 0; i < run->hooks->len; i++) {
		for (unsigned kind = 0; kind < TD_HOOK_KINDS; kind++) {
			if (td_hook_wants(g_ptr_array_index(run->hooks, i), list,
				(td_hook_kind)kind))
				return true;
		}
	}
	return false;
}

/*
 * An index that is being made anew grows from its first mail. What it says of series then
 * was so years ago, and is no news.
 */
static bool
is_being_made(
    hooks_run *run, td_index *index, const char *name, bool *making, GError **error)
{
	const td_list *list = td_library_find(run->opened.library, name);
	g_autoptr(td_rules) rules = NULL;
	td_archive *archive;
	bool current = true;

	*making = false;
	if (list == NULL)
		return true;
	rules = td_config_rules(run->opened.config, error);
	archive =
	    rules != NULL ? td_library_archive(run->opened.library, list, error) : NULL;
	if (archive == NULL ||
	    !td_sync_is_current(archive, index, name, rules, &current, error))
		return false;
	*making = !current;
	return true;
}

static bool
may_queue(hooks_run *run, const td_queue *queue, const char *name, const td_posts *posts,
    bool *may, GError **error)
{
	bool is_short = false, making = false;

	for (guint i = 0; i < run->hooks->len && !is_short; i++) {
		if (!td_queue_is_short(
			queue, run->hooks->pdata[i], posts, &is_short, error))
			return false;
	}
	if (is_short && !is_being_made(run, queue->index, name, &making, error))
		return false;
	*may = !making;
	if (making)
		fprintf(stderr,
		    "tidings: hooks: '%s' is being indexed: nothing is told "
		    "of it until that is done\n",
		    name);
	return true;
}

/* An index that is not there yet, and *index is NULL then, has nothing to tell. */
static bool
find_index(td_library *library, td_index **index, GError **error)
{
	GError *problem = NULL;

	*index = td_library_index(library, &problem);
	if (g_error_matches(problem, TD_ERROR, TD_ERROR_NOT_FOUND))
		g_clear_error(&problem);
	if (problem != NULL)
		g_propagate_error(error, problem);
	return problem == NULL;
}

/*
 * Of a list that everybody may read is told what its readers may know: how its series
 * stand without what a private list says of them. *index becomes that of open lists then,
 * and *id what the list is there; 0 where it waits for the next sync.
 */
static bool
choose_index(
    const hooks_run *run, const char *list, td_index **index, int64_t *id, GError **error)
{
	g_autoptr(GPtrArray) strangers = NULL;

	if (run->open == NULL || td_library_find(run->open, list) == NULL)
		return true;
	*id = 0;
	if (!find_index(run->open, index, error))
		return false;
	if (*index == NULL)
		return true;
	strangers = td_library_find_strangers(run->open, *index);
	return strangers->len > 0 || td_index_find_list(*index, list, id, error);
}

static bool
queue_list(hooks_run *run, td_index *all, const td_index_list *list, unsigned *queued,
    GError **error)
{
	td_queue queue = { .index = all,
		.ledger = run->ledger,
		.base_url = run->base_url,
		.now = read_clock() };
	g_autoptr(td_posts) posts = NULL;
	unsigned project;
	int64_t id = list->id;
	bool may;

	if (!is_wanted(run, list->name))
		return true;
	if (!choose_index(run, list->name, &queue.index, &id, error))
		return false;
	if (id == 0)
		return true;
	if (!td_ledger_project(run->ledger, list->name, &project, error) ||
	    !(posts = td_posts_load(queue.index, id, project, error)) ||
	    !may_queue(run, &queue, list->name, posts, &may, error))
		return false;
	for (guint i = 0; may && i < run->hooks->len; i++) {
		const td_hook *hook = g_ptr_array_index(run->hooks, i);
		bool any =
		    hook->lists->len == 0 || g_ptr_array_find_with_equal_func(hook->lists,
						 list->name, g_str_equal, NULL);

		if (any && !td_queue_list(&queue, hook, list->name, posts, queued, error))
			return false;
	}
	return true;
}

static bool
queue_all(hooks_run *run, unsigned *queued, GError **error)
{
	g_autoptr(GPtrArray) lists = NULL;
	td_index *index;

	if (!find_index(run->opened.library, &index, error))
		return false;
	if (index == NULL)
		return true;
	lists = td_index_load_lists(index, error);
	for (guint i = 0; lists != NULL && i < lists->len; i++) {
		if (!queue_list(run, index, g_ptr_array_index(lists, i), queued, error))
			return false;
	}
	return lists != NULL;
}

static bool
send_all(hooks_run *run, GError **error)
{
	const td_send_options options = {
		.now = read_clock,
		.retry = (unsigned)run->retry,
		.timeout = (unsigned)run->timeout,
		.turn = run->once ? 0 : turn,
		.stop = is_asked_to_stop,
	};
	g_autofree char *ledger = ledger_path(run);

	return td_hooks_send(run->hooks, ledger, &options, error);
}

/* One look: what is new is queued, what is due is sent. */
static bool
look(hooks_run *run, GError **error)
{
	unsigned queued = 0;
	bool ok = open_all(run, error) && queue_all(run, &queued, error) &&
		  send_all(run, error);

	run->due = INT64_MAX;
	for (guint i = 0; ok && i < run->hooks->len; i++) {
		int64_t due;

		ok = td_send_next(run->ledger, run->hooks->pdata[i], &due, error);
		if (ok)
			run->due = MIN(run->due, due);
	}
	close_all(run);
	return ok;
}

/* When to look again: with the next delivery that is due, but not later than usual. */
static int64_t
time_to_wait(const hooks_run *run)
{
	return CLAMP(run->due - read_clock(), 1, run->interval);
}

/* What goes wrong in one look (an index that is being made anew) may be well in the
 * next. */
static bool
keep_looking(hooks_run *run, GError **error)
{
	struct timespec wait = { 0 };
	int got = 0;

	while (got != SIGTERM && got != SIGINT) {
		g_autoptr(GError) problem = NULL;

		if (!look(run, &problem)) {
			if (run->ledger == NULL) {
				g_propagate_error(error, g_steal_pointer(&problem));
				return false;
			}
			fprintf(stderr, "tidings: hooks: %s\n", problem->message);
		}
		wait.tv_sec = (time_t)time_to_wait(run);
		got = sigtimedwait(&run->signals, NULL, &wait);
	}
	return true;
}

static bool
print_status(hooks_run *run, GError **error)
{
	for (guint i = 0; i < run->hooks->len; i++) {
		const td_hook *hook = g_ptr_array_index(run->hooks, i);
		td_delivery_count count;

		if (!td_delivery_summary(run->ledger, hook->name, &count, error))
			return false;
		printf("%s\t%s\t%" G_GUINT64_FORMAT " delivered, %" G_GUINT64_FORMAT
		       " waiting, %" G_GUINT64_FORMAT " given up%s%s\n",
		    hook->name, hook->url, count.done, count.waiting, count.given_up,
		    count.problem != NULL ? ": " : "",
		    count.problem != NULL ? count.problem : "");
		g_free(count.problem);
	}
	return true;
}

static bool
run_hooks(hooks_run *run, GError **error)
{
	if (run->interval < 1 || run->interval > 86400) {
		g_set_error_literal(error, TD_ERROR, TD_ERROR_USAGE,
		    "hooks: --interval: seconds from 1 to 86400");
		return false;
	}
	if (!open_all(run, error))
		return false;
	if (run->status)
		return print_status(run, error);
	if (run->hooks->len == 0) {
		g_set_error_literal(error, TD_ERROR, TD_ERROR_USAGE,
		    "hooks: none is configured (hook.NAME.url)");
		return false;
	}
	if (!lock(run, error))
		return false;
	close_all(run);
	return run->once ? look(run, error) : keep_looking(run, error);
}

static bool
run(const td_cli *cli, int argc, char **argv, GError **error)
{
	hooks_run state = { .interval = default_interval };
	const GOptionEntry entries[] = {
		{ "once", 0, 0, G_OPTION_ARG_NONE, &state.once,
		    "Look once and end, as for cron", NULL },
		{ "interval", 0, 0, G_OPTION_ARG_INT, &state.interval,
		    "Seconds between two looks: 30", "N" },
		{ "status", 0, 0, G_OPTION_ARG_NONE, &state.status,
		    "Print how each hook stands", NULL },
		TD_OPEN_INDEX(&state.opened),
		{ 0 },
	};
	bool ok = td_command_options(&td_command_hooks, entries, &argc, &argv, error);

	(void)cli;
	if (ok && argc > 1) {
		g_set_error(
		    error, TD_ERROR, TD_ERROR_USAGE, "hooks: '%s' is too much", argv[1]);
		ok = false;
	}
	sigemptyset(&state.signals);
	sigaddset(&state.signals, SIGTERM);
	sigaddset(&state.signals, SIGINT);
	if (ok && !state.once && !state.status)
		sigprocmask(SIG_BLOCK, &state.signals, NULL);
	ok = ok && run_hooks(&state, error);
	close_all(&state);
	g_free(state.opened.index);
	td_ledger_close(state.ledger);
	return ok;
}

const td_command td_command_hooks = {
	.name = "hooks",
	.arguments = "",
	.summary = "Tell other programs what happened on the lists (webhooks)",
	.help =
	    "Looks again and again until SIGTERM ends it. docs/webhooks.md tells what "
	    "is sent.\n",
	.run = run,
};
