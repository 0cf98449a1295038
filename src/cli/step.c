/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/step.c - fetches lists side by side and indexes them one after the other */
#include "cli/step.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "index/lists.h"
#include "index/lookup.h"
#include "ingest/sync.h"
#include "lists/fetch.h"
#include "lists/lock.h"
#include "lists/renewal.h"
#include "terminal/output.h"

enum { default_jobs = 4, max_jobs = 32 };

typedef struct stepping {
	const td_cli *cli;
	td_opened *opened;
	const td_step_options *options;
	td_rules *rules;
	td_lock *lock;
	const td_list *list; /* that is indexed */
	GError *first;       /* what went wrong first */
	unsigned failed, changed;
	bool shown;  /* a line of progress stands on the terminal */
	bool alone;  /* one list was asked for */
	bool looked; /* whether the index was of an older tidings */
} stepping;

static void
stepping_clear(stepping *self)
{
	td_rules_free(self->rules);
	td_lock_free(self->lock);
	g_clear_error(&self->first);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(stepping, stepping_clear)

static bool
shows_progress(const stepping *self)
{
	return self->cli->stderr_is_terminal && !self->options->quiet;
}

static void
show_line(stepping *self, const char *name, const char *what)
{
	if (!shows_progress(self))
		return;
	/* The line before may have been longer: it is wiped to its end. */
	fprintf(stderr, "\r%s: %.*s\033[K", name,
	    (int)td_output_width() - 2 - (int)MIN(strlen(name), 40), what);
	self->shown = true;
}

static void
end_line(stepping *self)
{
	if (self->shown)
		fprintf(stderr, "\r\033[K");
	self->shown = false;
}

static void
show_mails(const td_sync_progress *progress, void *data)
{
	stepping *self = data;
	char what[100], epoch[40] = "";

	if (progress->epochs > 1)
		snprintf(epoch, sizeof epoch, " (epoch %u of %u)", progress->epoch,
		    progress->epochs);
	snprintf(what, sizeof what,
	    "indexing %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT "%s", progress->done,
	    progress->total, epoch);
	show_line(self, self->list->name, what);
}

/* Takes the error over, which says of which list it is. */
static void
note_failure(stepping *self, GError *error)
{
	end_line(self);
	self->failed++;
	/* Of one list the first failure is what the command ends with. */
	if (!self->alone || self->first)
		fprintf(stderr, "tidings: %s\n", error->message);
	if (self->first)
		g_error_free(error);
	else
		self->first = error;
}

static void
say_waiting(void *data)
{
	stepping *self = data;

	end_line(self);
	if (!self->options->quiet)
		fprintf(stderr, "tidings: waiting for another tidings that writes the "
				"index\n");
}

static bool
know_rules(stepping *self, GError **error)
{
	if (!self->rules)
		self->rules = td_config_rules(self->opened->config, error);
	return self->rules != NULL;
}

/* The first time only: who has nothing to index needs none of it. */
static bool
get_ready(stepping *self, GError **error)
{
	if (!self->lock)
		self->lock =
		    td_lock_take(self->opened->library, say_waiting, self, error);
	return self->lock != NULL;
}

static void
say_count(GString *text, uint64_t n, const char *one, const char *many)
{
	if (n > 0)
		g_string_append_printf(text, "%s%" G_GUINT64_FORMAT " %s",
		    text->len > 0 ? ", " : "", n, n == 1 ? one : many);
}

/*
 * How many more came than the list has: the same mail twice. Asked where all of it was
 * read just now; later on it would cost more than it tells.
 */
static uint64_t
count_twice(td_index *index, const char *name, const td_sync_counts *counts)
{
	bool asked = counts->whole && !counts->rewritten && counts->dropped == 0;
	uint64_t came =
	    counts->ingest.mails - MIN(counts->ingest.mails, counts->ingest.removed);
	td_index_extent extent;
	int64_t list;

	if (!asked || !td_index_find_list(index, name, &list, NULL) || list == 0 ||
	    !td_index_measure_list(index, list, &extent, NULL))
		return 0;
	return came - MIN(came, extent.messages);
}

static void
say_result(
    stepping *self, const td_list *list, const td_sync_counts *counts, uint64_t twice)
{
	g_autoptr(GString) text = g_string_new(NULL);

	say_count(text, counts->ingest.mails - twice, "new mail", "new mails");
	say_count(text, twice, "came twice", "came twice");
	say_count(text, counts->ingest.removed, "mail taken back", "mails taken back");
	say_count(text, counts->reclassified, "mail is of another class now",
	    "mails are of another class now");
	say_count(text, counts->dropped, "mail indexed before is out",
	    "mails indexed before are out");
	if (counts->rewritten)
		g_string_append_printf(
		    text, "%sits history was rewritten", text->len > 0 ? "; " : "");
	say_count(text, counts->ingest.corrupt, "cannot be read", "cannot be read");
	if (text->len == 0)
		return;
	self->changed++;
	end_line(self);
	if (!self->options->quiet)
		printf("%s: %s\n", list->name, text->str);
	fflush(stdout);
	if (counts->broken)
		fprintf(stderr,
		    "tidings: list '%s' is damaged: what lies beyond the damage is "
		    "missing ('tidings doctor')\n",
		    list->name);
}

/* An index of an older schema is empty now. */
static void
say_emptied(stepping *self, const td_index *index)
{
	if (self->looked)
		return;
	self->looked = true;
	if (!td_index_was_emptied(index))
		return;
	end_line(self);
	fprintf(stderr,
	    "tidings: the index was made by an older tidings: it is made again "
	    "from the archives\n");
}

static bool
sync_list(stepping *self, const td_list *list, td_archive *archive, td_index *index,
    GError **error)
{
	td_sync_options options = { .name = list->name, .progress_data = self };
	td_sync_counts counts = { 0 };

	if (!get_ready(self, error))
		return false;
	options.rules = self->rules;
	options.progress = shows_progress(self) ? show_mails : NULL;
	if (!td_sync_run(archive, index, &options, &counts, error))
		return false;
	say_result(self, list, &counts, count_twice(index, list->name, &counts));
	return true;
}

/* One that is not finished is waited for, and begun anew if nobody is at it any more. */
static td_index *
open_index(stepping *self, GError **error)
{
	td_library *library = self->opened->library;
	g_autoptr(GError) unfinished = NULL;
	td_index *index = td_library_index(library, &unfinished);

	if (index)
		return index;
	if (!g_error_matches(unfinished, TD_ERROR, TD_ERROR_NOT_FOUND)) {
		g_propagate_error(error, g_steal_pointer(&unfinished));
		return NULL;
	}
	if (!get_ready(self, error) ||
	    !td_renewal_clear(td_library_index_path(library), error))
		return NULL;
	return td_library_index(library, error);
}

static bool
index_archive(stepping *self, const td_list *list, td_archive *archive, GError **error)
{
	td_index *index = open_index(self, error);
	bool current;

	self->list = list;
	if (index)
		say_emptied(self, index);
	return index && know_rules(self, error) &&
	       td_sync_is_current(
		   archive, index, list->name, self->rules, &current, error) &&
	       (current || sync_list(self, list, archive, index, error));
}

static bool
index_list(stepping *self, const td_list *list, GError **error)
{
	td_library *library = self->opened->library;
	td_archive *archive = td_library_archive(library, list, error);

	/* One that cannot be opened says itself whose it is. */
	if (!archive)
		return false;
	if (!index_archive(self, list, archive, error)) {
		g_prefix_error(error, "list '%s': ", list->name);
		return false;
	}
	/* Many lists may be open at once else, each with its packs. */
	td_library_forget_archive(library, list);
	return true;
}

static void
index_and_tell(stepping *self, const td_list *list)
{
	GError *failed = NULL;

	if (index_list(self, list, &failed))
		return;
	td_library_forget_index(self->opened->library);
	note_failure(self, failed);
}

/* What was fetched before an error came is indexed all the same. */
static bool
has_something(const td_list *list)
{
	g_autofree char *git = g_build_filename(list->dir, "git", "0.git", NULL);
	g_autofree char *v1 = g_build_filename(list->dir, "v1.git", NULL);

	return g_file_test(git, G_FILE_TEST_IS_DIR) ||
	       g_file_test(v1, G_FILE_TEST_IS_DIR);
}

static void
fetch_and_index(stepping *self, const GPtrArray *mirrored)
{
	g_autofree char *ssh = td_config_find(self->opened->config, "core.sshCommand");
	int jobs = self->options->jobs > 0 ? self->options->jobs : default_jobs;
	g_autoptr(td_fetch) fetch =
	    td_fetch_start(mirrored, (unsigned)MIN(jobs, max_jobs), ssh);
	td_fetch_event *event;

	while ((event = td_fetch_next(fetch))) {
		if (event->text) {
			show_line(self, event->list->name, event->text);
		} else {
			bool good = !event->error;

			if (!good) {
				g_prefix_error(
				    &event->error, "list '%s': ", event->list->name);
				note_failure(self, g_steal_pointer(&event->error));
			}
			if (good || has_something(event->list))
				index_and_tell(self, event->list);
		}
		td_fetch_event_free(event);
	}
}

bool
td_step_lists(const td_cli *cli, td_opened *opened, const GPtrArray *lists,
    const td_step_options *options, GError **error)
{
	g_auto(stepping) self = { .cli = cli, .opened = opened, .options = options };
	g_autoptr(GPtrArray) mirrored = g_ptr_array_new();

	self.alone = lists->len == 1;
	for (unsigned i = 0; i < lists->len; i++) {
		td_list *list = lists->pdata[i];

		if (list->mirrored && !options->no_fetch)
			g_ptr_array_add(mirrored, list);
		else
			index_and_tell(&self, list);
	}
	if (mirrored->len > 0)
		fetch_and_index(&self, mirrored);
	end_line(&self);
	if (self.failed == 0)
		return true;
	if (lists->len == 1)
		g_propagate_error(error, g_steal_pointer(&self.first));
	else
		g_set_error(error, TD_ERROR,
		    td_error_is_database(self.first) ? self.first->code : TD_ERROR_GIT,
		    "%u of %u lists failed", self.failed, lists->len);
	return false;
}
