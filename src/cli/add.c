/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/add.c - tidings add: a list to follow */
#include <stdio.h>
#include <string.h>

#include "archive/archive.h"
#include "base/error.h"
#include "cli/commands.h"
#include "cli/import.h"
#include "cli/open.h"
#include "cli/renew.h"
#include "cli/step.h"
#include "cli/step_open.h"
#include "lists/name.h"
#include "mirror/mirror.h"
#include "terminal/command.h"

typedef struct add_run {
	const td_cli *cli;
	td_opened opened;
	td_step_options step;
	char *since, *import;
	gboolean no_sync, quiet;
} add_run;

/* "2 weeks ago" is meant from now on, whenever it is fetched: git gets a fixed date. */
static bool
fix_since(add_run *run, GError **error)
{
	g_autoptr(GDateTime) then = NULL;
	int64_t seconds;

	if (!run->since)
		return true;
	if (!td_archive_parse_date(run->since, run->cli->now, &seconds, error))
		return false;
	then = g_date_time_new_from_unix_utc(seconds);
	g_free(run->since);
	run->since = then ? g_date_time_format(then, "%Y-%m-%dT%H:%M:%SZ") : NULL;
	return true;
}

static bool
put_list(
    add_run *run, const char *name, const char *key, const char *value, GError **error)
{
	g_autofree char *place = g_strdup_printf("list.%s.%s", name, key);
	g_autofree char *since = g_strdup_printf("list.%s.since", name);
	const td_setting some[] = { { place, value }, { since, run->since } };

	return td_config_put(run->opened.config, some, run->since ? 2 : 1, error);
}

/* An archive in place: it is looked at first, so that a slip of the finger is told. */
static bool
add_dir(add_run *run, const char *name, const char *dir, GError **error)
{
	g_autofree char *full = g_canonicalize_filename(dir, NULL);
	g_autoptr(td_archive) archive = NULL;

	if (run->since) {
		g_set_error_literal(error, TD_ERROR, TD_ERROR_USAGE,
		    "--since is for what is fetched; a directory is read whole");
		return false;
	}
	archive = td_archive_open(full, error);
	return archive && put_list(run, name, "dir", full, error);
}

/* The same address again means: go on. */
static bool
is_again(const td_list *list, const char *where)
{
	g_autofree char *full = g_canonicalize_filename(where, NULL);

	return list->mirrored ? g_strcmp0(list->url, where) == 0
			      : g_strcmp0(list->dir, full) == 0;
}

static bool
add_list(add_run *run, const char *name, const char *where, GError **error)
{
	const td_list *there = td_library_find(run->opened.library, name);

	if (!td_list_name_check(name, error))
		return false;
	if (there && is_again(there, where))
		return true;
	if (there) {
		g_set_error(error, TD_ERROR, TD_ERROR_EXISTS,
		    "list '%s' is there already, from %s", name,
		    there->mirrored ? there->url : there->dir);
		return false;
	}
	if (!strstr(where, "://"))
		return add_dir(run, name, where, error);
	return td_mirror_check_url(where, error) && fix_since(run, error) &&
	       put_list(run, name, "url", where, error);
}

static bool
reopen(add_run *run, GError **error)
{
	const td_library_options options = { .index = run->opened.index, .write = true };

	td_library_close(g_steal_pointer(&run->opened.library));
	run->opened.library = td_library_open(run->opened.config, &options, error);
	return run->opened.library != NULL;
}

static void
add_hint(GError **error, const char *hint)
{
	char *message;

	if (!error || !*error)
		return;
	message = g_strdup_printf("%s; %s", (*error)->message, hint);
	g_free((*error)->message);
	(*error)->message = message;
}

/* Nothing came at all: most often the address is wrong, and the list is not kept. */
static void
take_back(add_run *run, const td_list *list, GError **error)
{
	g_autofree char *git = g_build_filename(list->dir, "git", NULL);
	g_autoptr(GDir) dir = g_dir_open(git, 0, NULL);
	g_autofree char *prefix = g_strdup_printf("list.%s.", list->name);

	if (!list->mirrored || !dir || g_dir_read_name(dir)) {
		add_hint(error, "the list is added, and 'tidings sync' goes on");
		return;
	}
	if (td_mirror_remove(list->dir, NULL) &&
	    td_config_remove(run->opened.config, prefix, NULL))
		add_hint(error, "nothing came from there, so no list was added");
}

static bool
add_and_sync(add_run *run, const char *name, const char *where, GError **error)
{
	g_autoptr(GPtrArray) lists = g_ptr_array_new();
	bool is_new = !td_library_find(run->opened.library, name);
	const td_list *list;

	if (!add_list(run, name, where, error) || !reopen(run, error))
		return false;
	list = td_library_get(run->opened.library, name, error);
	if (!list || run->no_sync)
		return list != NULL;
	g_ptr_array_add(lists, (void *)(uintptr_t)list);
	if (td_step_lists(run->cli, &run->opened, lists, &run->step, error))
		return td_step_open(run->cli, &run->opened, error);
	if (is_new)
		take_back(run, list, error);
	return false;
}

static bool
import_and_sync(add_run *run, GError **error)
{
	g_autoptr(GPtrArray) names =
	    td_import_lists(&run->opened, run->import, !run->quiet, error);
	g_autoptr(GPtrArray) lists = g_ptr_array_new();

	if (!names || !reopen(run, error))
		return false;
	for (unsigned i = 0; i < names->len; i++)
		g_ptr_array_add(lists, (void *)(uintptr_t)td_library_find(
					   run->opened.library, names->pdata[i]));
	return run->no_sync || lists->len == 0 ||
	       (td_step_lists(run->cli, &run->opened, lists, &run->step, error) &&
		   td_step_open(run->cli, &run->opened, error));
}

static bool
check_arguments(const add_run *run, int argc, GError **error)
{
	if (run->import ? argc == 1 : argc == 3)
		return true;
	g_set_error_literal(error, TD_ERROR, TD_ERROR_USAGE,
	    run->import ? "--import takes the names of lists from its file"
			: "a name and a URL or directory are needed (see 'tidings add "
			  "--help')");
	return false;
}

static bool
run_add(add_run *run, int argc, char **argv, GError **error)
{
	const GOptionEntry entries[] = {
		{ "since", 0, 0, G_OPTION_ARG_STRING, &run->since,
		    "Fetch only mails that arrived after DATE", "DATE" },
		{ "no-sync", 0, 0, G_OPTION_ARG_NONE, &run->no_sync,
		    "Only note the list: the next sync fetches it", NULL },
		{ "import", 0, 0, G_OPTION_ARG_FILENAME, &run->import,
		    "Add the lists of a public-inbox configuration", "FILE" },
		{ "jobs", 'j', 0, G_OPTION_ARG_INT, &run->step.jobs,
		    "Lists to fetch at once (4)", "N" },
		{ "quiet", 'q', 0, G_OPTION_ARG_NONE, &run->quiet,
		    "Print nothing but errors", NULL },
		TD_OPEN_INDEX(&run->opened),
		{ 0 },
	};

	if (!td_command_options(&td_command_add, entries, &argc, &argv, error) ||
	    !check_arguments(run, argc, error))
		return false;
	run->step.quiet = run->quiet;
	if (!td_open_library(&run->opened, true, error))
		return false;
	if (!td_renew_index(run->cli, &run->opened,
		&(td_library_options){ .index = run->opened.index }, run->quiet, error))
		return false;
	return run->import ? import_and_sync(run, error)
			   : add_and_sync(run, argv[1], argv[2], error);
}

static bool
run(const td_cli *cli, int argc, char **argv, GError **error)
{
	add_run state = { .cli = cli };
	bool ok = run_add(&state, argc, argv, error);

	td_opened_clear(&state.opened);
	g_free(state.since);
	g_free(state.import);
	return ok;
}

const td_command td_command_add = {
	.name = "add",
	.arguments = "NAME URL|DIR",
	.summary = "Add a list to follow, and fetch and index it",
	.help =
	    "A URL is mirrored by git, with all its epochs. A DIR (an inbox of "
	    "public-inbox, a\n"
	    "Maildir) or an mbox file is read where it is and never written. What is cut "
	    "off goes\n"
	    "on with the same words, or with 'tidings sync'.\n\n"
	    "Examples:\n"
	    "  tidings add kvm https://lore.kernel.org/kvm/ --since '1 year ago'\n"
	    "  tidings add notes ~/Mail/notes\n"
	    "  tidings add --import ~/.public-inbox/config\n",
	.run = run,
};
