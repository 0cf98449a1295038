/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/update.c - tidings update: from an archive to the page people read */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "archive/archive.h"
#include "base/error.h"
#include "cli/class_words.h"
#include "cli/commands.h"
#include "cli/memory.h"
#include "cli/open.h"
#include "cli/update_compare.h"
#include "cli/update_cursor.h"
#include "cli/update_mail.h"
#include "cli/update_options.h"
#include "cli/update_range.h"
#include "cli/update_remarks.h"
#include "cli/update_texts.h"
#include "cli/update_write.h"
#include "config/config.h"
#include "index/skip.h"
#include "ingest/ingest.h"
#include "link/view.h"
#include "lists/history.h"
#include "report/report.h"
#include "terminal/command.h"
#include "write/list.h"
#include "write/write.h"

/* What a run holds open, from the archive to the model. */
typedef struct update_run {
	const td_cli *cli;
	const td_update_options *options;
	td_opened opened;
	const td_list *list; /* of the library; NULL for an archive by itself */
	td_archive *archive; /* the library's where there is a list */
	td_range *range;
	td_index *index;            /* the library's when indexed */
	td_index_range index_range; /* where range is in it */
	bool indexed;               /* range is in the library's index */
	bool since_last;            /* range is what came since the reader's last look */
	bool history;
	td_mail_source source; /* of this thread */
	td_people *people;
	GPtrArray *remarks; /* of char * */
	td_rules *rules;
	GPtrArray *classes; /* of char *, the last one NULL; NULL when not asked for */
	td_ingest_counts counts;
	bool progress_shown;
	td_update_texts *texts;   /* of an indexed range; NULL */
	pthread_mutex_t one_asks; /* held for each text of a temporary index */
} update_run;

static void
show_progress(uint64_t done, uint64_t total, void *data)
{
	update_run *run = data;

	run->progress_shown = true;
	fprintf(stderr, "\rreading mails: %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT,
	    done, total);
}

static void
say(const update_run *run)
{
	if (!run->options->quiet)
		td_update_remarks_say(run->remarks, &run->counts);
}

/* The old update's raw bytes, which an index cannot give as the archive does. */
static bool
is_classic(const update_run *run)
{
	return run->options->format && strcmp(run->options->format, "classic") == 0;
}

/* An index that is not there yet is no error here. */
static bool
remember_history(update_run *run, GError **error)
{
	g_autoptr(GError) failed = NULL;

	if (td_library_remember(run->opened.library, run->list, &failed) ||
	    g_error_matches(failed, TD_ERROR, TD_ERROR_NOT_FOUND))
		return true;
	g_propagate_error(error, g_steal_pointer(&failed));
	return false;
}

/* What looks like a list's name was most likely meant as one. */
static td_archive *
open_nameless(const td_library *library, const char *name, GError **error)
{
	g_autoptr(GError) failed = NULL, none = NULL;
	td_archive *archive = td_archive_open(name, &failed);

	if (archive)
		return archive;
	if (strchr(name, '/') || !g_error_matches(failed, TD_ERROR, TD_ERROR_NOT_FOUND)) {
		g_propagate_error(error, g_steal_pointer(&failed));
		return NULL;
	}
	td_library_get(library, name, &none);
	g_set_error(error, TD_ERROR, TD_ERROR_NOT_FOUND,
	    "%s; nor is there such a file or folder", none->message);
	return NULL;
}

/* A list's name comes before a path: "./kvm" is a path always. */
static bool
open_archive(update_run *run, GError **error)
{
	const td_update_options *options = run->options;

	run->opened.index = g_strdup(options->index);
	if (!td_open_library(&run->opened, false, error))
		return false;
	run->list = td_library_find(run->opened.library, options->archive);
	if (!run->list)
		run->archive =
		    open_nameless(run->opened.library, options->archive, error);
	else if (remember_history(run, error))
		run->archive = td_library_archive(run->opened.library, run->list, error);
	return run->archive != NULL;
}

static bool
open_range(update_run *run, GError **error)
{
	const td_update_options *options = run->options;
	td_range_spec spec = {
		.revisions = options->revisions,
		.since = options->since,
		.until = options->until,
		.last = (unsigned)options->last,
		.now = run->cli->now,
	};

	run->since_last = run->list && !options->revisions && !options->since &&
			  !options->until && options->last == 0;
	if (run->since_last)
		run->range = td_update_cursor_range(
		    run->cli, run->opened.library, run->list, options, error);
	else
		run->range = td_archive_select(run->archive, &spec, error);
	if (!run->range)
		return false;
	run->remarks = td_update_remarks(run->range);
	return true;
}

/* An index that is not there yet is no error here. */
static bool
find_index(update_run *run, GError **error)
{
	g_autoptr(GError) none = NULL;

	run->index = td_library_index(run->opened.library, &none);
	if (run->index)
		return td_update_range_find(
		    &(const td_update_list){ run->archive, run->index, run->list->name },
		    run->range, &run->index_range, &run->indexed, error);
	if (g_error_matches(none, TD_ERROR, TD_ERROR_NOT_FOUND))
		return true;
	g_propagate_error(error, g_steal_pointer(&none));
	return false;
}

/*
 * With history the page knows all that the index does. Else it is made of the range's
 * own mails, as of an archive that nobody added: the same range gives the same page.
 */
static bool
open_indexed(update_run *run, GError **error)
{
	const td_update_options *options = run->options;
	bool history = options->history || (run->since_last && !options->no_history);
	td_archive_kind kind;

	if (run->list && !is_classic(run) && !find_index(run, error))
		return false;
	if (!run->indexed) {
		run->index = NULL;
		if (!options->history)
			return true;
		kind = td_archive_get_kind(run->archive);
		if (kind == TD_ARCHIVE_MAILDIR || kind == TD_ARCHIVE_MBOX)
			g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
			    "--history: '%s' is not kept in git, and the index knows "
			    "only "
			    "ranges that are",
			    options->archive);
		else
			g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
			    "--history: this range of '%s' is in no index (see 'tidings "
			    "add' and 'tidings sync')",
			    options->archive);
		return false;
	}
	run->history = history;
	run->counts.mails = 1;
	return history || td_index_view(run->index, &run->index_range, error);
}

/* What td_ingest_run would have counted. */
static bool
count_indexed(update_run *run, GError **error)
{
	const td_index_range *range = &run->index_range;
	uint64_t skips[TD_SKIP_COUNT];
	unsigned removed;

	if (!td_update_range_count_removed(run->index, range, &removed, error) ||
	    !td_index_count_skips(
		run->index, range->list, range->first, range->last, skips, error))
		return false;
	run->counts.removed = removed;
	run->counts.none = skips[TD_SKIP_NONE];
	run->counts.corrupt = skips[TD_SKIP_CORRUPT];
	run->counts.too_large = skips[TD_SKIP_TOO_LARGE];
	return true;
}

static bool
read_range(update_run *run, GError **error)
{
	bool classic = is_classic(run);
	td_index_options index_options = { .path = NULL };
	td_ingest_options options = {
		.workers = (unsigned)run->options->jobs,
		.keep_texts = !classic,
		.classic = classic,
	};
	bool ok;

	if (!open_indexed(run, error))
		return false;
	if (run->indexed) {
		ok = count_indexed(run, error);
		if (ok)
			say(run);
		return ok;
	}
	td_memory_keep(TD_MEMORY_LARGE);
	run->index = td_index_open(&index_options, error);
	if (!run->index || !td_index_begin(run->index, error) ||
	    !td_index_put_list(run->index, "", &options.list, error) ||
	    !td_index_commit(run->index, error))
		return false;
	options.rules = run->rules;
	if (run->cli->stderr_is_terminal && !run->options->quiet) {
		options.progress = show_progress;
		options.progress_data = run;
	}
	ok = td_ingest_run(
	    run->archive, run->range, run->index, &options, &run->counts, error);
	if (run->progress_shown)
		fputs("\r\033[K", stderr);
	if (!ok)
		return false;
	say(run);
	if (run->counts.mails == 0) {
		g_set_error_literal(error, TD_ERROR, TD_ERROR_EMPTY,
		    "nothing in this range: no commit of it holds a mail");
		return false;
	}
	return true;
}

static char *
load_text(int64_t message, void *data, GError **error)
{
	update_run *run = data;
	char *text;

	if (run->indexed)
		return td_update_texts_text(run->texts, message, error);
	/* The temporary index is for one thread at a time, and a page is drawn by two. */
	pthread_mutex_lock(&run->one_asks);
	text = td_index_find_text(run->index, message, error);
	pthread_mutex_unlock(&run->one_asks);
	return text;
}

static char *
load_changelog(int64_t message, void *data, GError **error)
{
	update_run *run = data;

	char *text;

	if (run->indexed)
		return td_update_texts_changelog(run->texts, message, error);
	pthread_mutex_lock(&run->one_asks);
	text = td_index_find_changelog(run->index, message, error);
	pthread_mutex_unlock(&run->one_asks);
	return text;
}

static void
expect_texts(const GPtrArray *patches, void *data)
{
	update_run *run = data;

	td_update_texts_expect(run->texts, patches);
}

/* A library's index is for one thread, so only an archive is read by two. */
static bool
compare_versions(td_report_comparison *some, size_t n, void *data, GError **error)
{
	update_run *run = data;
	td_mail_source second = run->source;
	td_mail_source *const sources[] = { &run->source, &second };
	bool one = run->indexed || td_update_options_alone(run->options);
	bool good;

	second.reader = NULL;
	good = td_update_compare(sources, one ? 1 : 2, some, n, error);
	td_mail_source_clear(&second);
	return good;
}

/* NULL where there is nothing. g_free it. */
static char *
realpath_of(const char *path)
{
	char *found = realpath(path, NULL);
	char *copy = g_strdup(found);

	free(found);
	return copy;
}

/* A list goes by the name that it was added under, also when its folder is named. */
static const char *
name_of(const update_run *run)
{
	const GPtrArray *lists = td_library_lists(run->opened.library);
	g_autofree char *path = NULL;

	if (run->options->name)
		return run->options->name;
	if (run->list)
		return run->list->name;
	path = realpath_of(run->options->archive);
	for (unsigned i = 0; path && i < lists->len; i++) {
		const td_list *list = g_ptr_array_index(lists, i);
		g_autofree char *dir = realpath_of(list->dir);

		if (dir && strcmp(dir, path) == 0)
			return list->name;
	}
	return NULL;
}

static td_report *
make_report(update_run *run, GError **error)
{
	const td_update_options *options = run->options;
	td_report_options report_options = {
		.range = run->index_range,
		.list_name = name_of(run),
		.expected = run->indexed ? 0 : (unsigned)run->counts.mails,
		.heading_only = is_classic(run),
		.history = run->history,
		.from = run->range->from,
		.to = run->range->to,
		.since = run->range->since,
		.until = run->range->until,
		.removed = (unsigned)run->counts.removed,
		.corrupt = (unsigned)run->counts.corrupt,
		.remarks = run->remarks,
		.parts = options->parts,
		.order = options->order,
		.top = (unsigned)options->top,
		.waiting_days = (unsigned)options->waiting,
		.everything = options->top == 0,
		.paths = (const char *const *)options->paths,
		.authors = (const char *const *)options->authors,
		.subjects = (const char *const *)options->subjects,
		.classes = run->classes ? (const char *const *)run->classes->pdata : NULL,
		.load_text = load_text,
		.load_changelog = load_changelog,
		.expect = run->indexed && !td_update_options_alone(run->options)
			      ? expect_texts
			      : NULL,
		.compare = compare_versions,
		.compare_aside = !run->indexed && !td_update_options_alone(run->options),
		.load_data = run,
	};

	run->source = (td_mail_source){
		.library = run->indexed ? run->opened.library : NULL,
		.index_range = run->index_range,
		.archive = run->archive,
		.range = run->range,
	};
	run->people = td_config_people(run->opened.config, options->mailmaps, error);
	if (!run->people)
		return NULL;
	report_options.people = run->people;
	return td_report_build(run->index, &report_options, error);
}

/* A wrong word is told where nothing is new, too. */
static bool
read_classes(update_run *run, GError **error)
{
	run->rules = td_config_rules(run->opened.config, error);
	return run->rules && td_class_words_read(
				 run->options->classes, run->rules, &run->classes, error);
}

static bool
run_update(update_run *run, GError **error)
{
	td_report *report;
	bool whole = false;
	bool ok;

	if (!open_archive(run, error) || !read_classes(run, error) ||
	    !open_range(run, error) || !read_range(run, error))
		return false;
	if (run->indexed)
		run->texts = td_update_texts_new(
		    run->opened.library, run->archive, &run->index_range);
	report = make_report(run, error);
	ok = report &&
	     td_update_write(run->cli, run->options, report, &run->source, &whole, error);
	td_update_texts_free(run->texts);
	td_report_free(report);
	/* What was not seen whole is new the next time, too. */
	if (ok && whole && run->since_last && !run->options->peek)
		ok = td_update_cursor_move(run->opened.library, run->list, run->range,
		    run->indexed ? run->index_range.last : 0, error);
	return ok;
}

static bool
run(const td_cli *cli, int argc, char **argv, GError **error)
{
	td_update_options options;
	update_run state = { .cli = cli, .options = &options };
	bool ok;

	pthread_mutex_init(&state.one_asks, NULL);
	ok = td_update_options_read(&options, &td_command_update, argc, argv, error) &&
	     run_update(&state, error);

	g_clear_pointer(&state.remarks, g_ptr_array_unref);
	g_clear_pointer(&state.classes, g_ptr_array_unref);
	td_rules_free(state.rules);
	td_mail_source_clear(&state.source);
	td_people_free(state.people);
	if (!state.indexed)
		td_index_close(state.index);
	td_range_free(state.range);
	if (!state.list)
		td_archive_close(state.archive);
	td_opened_clear(&state.opened);
	td_update_options_clear(&options);
	pthread_mutex_destroy(&state.one_asks);
	return ok;
}

const td_command td_command_update = {
	.name = "update",
	.arguments = "ARCHIVE [RANGE]",
	.summary = "Tell what happened in a range of an archive",
	.help = td_update_help,
	.run = run,
};
