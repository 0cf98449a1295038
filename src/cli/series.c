/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/series.c - tidings series: what is under way, and how it stands */
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "archive/archive.h"
#include "base/error.h"
#include "base/limits.h"
#include "cli/class_words.h"
#include "cli/commands.h"
#include "cli/number_range.h"
#include "cli/open.h"
#include "cli/version.h"
#include "index/lists.h"
#include "index/lookup.h"
#include "report/standing.h"
#include "show/standing.h"
#include "terminal/command.h"
#include "terminal/output.h"

enum { limit_default = 50, limit_unsaid = INT_MIN };

/* What the command line says; zero is nothing said. */
typedef struct series_words {
	char **states, **authors, **paths, **subjects, **reviewers, **classes, **mailmaps,
	    **lists;
	char *since, *until, *order, *color, *version, *patches;
	int min_replies, limit, stale, width;
	gboolean json, ids, no_pager;
} series_words;

/* A run; all zero before. */
typedef struct series_run {
	const td_cli *cli;
	series_words words;
	td_opened opened;
	td_people *people;
	td_standing_options options;
	td_rules *rules;    /* NULL where no class is named */
	GPtrArray *classes; /* of char *, the last one NULL; NULL */
	GArray *lists;      /* of int64_t */
	int64_t message;    /* the one whose series is asked for; 0 for a list */
	bool empty;         /* no series is as asked */
	bool other_classes; /* some are of classes that nobody asked for */
	unsigned left_out;  /* how many the limit let through; 0: all there are */
} series_run;

static void
words_clear(series_words *words)
{
	g_strfreev(words->states);
	g_strfreev(words->authors);
	g_strfreev(words->paths);
	g_strfreev(words->subjects);
	g_strfreev(words->reviewers);
	g_strfreev(words->classes);
	g_strfreev(words->mailmaps);
	g_strfreev(words->lists);
	g_free(words->since);
	g_free(words->until);
	g_free(words->order);
	g_free(words->color);
	g_free(words->version);
	g_free(words->patches);
}

static bool
wrong(GError **error, const char *option, const char *word, const char *what)
{
	g_set_error(
	    error, TD_ERROR, TD_ERROR_USAGE, "%s: '%s' is no %s", option, word, what);
	return false;
}

/* Several with commas between, or the option several times. */
static bool
read_states(series_run *run, GError **error)
{
	for (char **option = run->words.states; option != NULL && *option != NULL;
	     option++) {
		g_auto(GStrv) words = g_strsplit(*option, ",", -1);

		for (char **word = words; *word != NULL; word++) {
			unsigned states;

			if (!td_states_find(g_strstrip(*word), &states)) {
				g_autofree char *all = td_states_words();

				g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
				    "--state: '%s' is none of %s", *word, all);
				return false;
			}
			run->options.states |= states;
		}
	}
	return true;
}

static bool
read_order(series_run *run, GError **error)
{
	static const char *const words[] = { "newest", "oldest", "activity", "replies" };
	const char *order = run->words.order;

	if (order == NULL)
		return true;
	for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
		if (strcmp(order, words[i]) == 0) {
			run->options.order = (td_standing_order)i;
			return true;
		}
	}
	return wrong(error, "--order", order, "order: newest, oldest, activity, replies");
}

/* A word without * and ? is looked for anywhere. */
static void
make_globs(char **words)
{
	for (; words != NULL && *words != NULL; words++) {
		g_autofree char *word = g_ascii_strdown(*words, -1);

		g_free(*words);
		*words = strpbrk(word, "*?") != NULL ? g_strdup(word)
						     : g_strdup_printf("*%s*", word);
	}
}

static bool
read_patches(series_run *run, GError **error)
{
	td_number_range range;

	if (!td_number_range_read(
		"--patches", run->words.patches, TD_MAX_SERIES, &range, error))
		return false;
	run->options.min_patches = range.first;
	run->options.max_patches = MAX(range.last, 1);
	return true;
}

static bool
read_numbers(series_run *run, GError **error)
{
	const series_words *words = &run->words;

	bool limited = words->limit != limit_unsaid;

	if (words->min_replies < 0 || (limited && words->limit < 0) || words->stale < 0 ||
	    words->width < 0) {
		g_set_error_literal(error, TD_ERROR, TD_ERROR_USAGE,
		    "--min-replies, --limit, --stale and --width take numbers from 0");
		return false;
	}
	run->options.has_version = words->version != NULL;
	if (words->version && !td_version_read(words->version, &run->options.version,
				  &run->options.minor, error))
		return false;
	if (words->patches && !read_patches(run, error))
		return false;
	run->options.min_replies = (unsigned)words->min_replies;
	run->options.limit = limited ? (unsigned)words->limit : limit_default;
	run->options.stale_days = (unsigned)words->stale;
	run->options.now = run->cli->now;
	return true;
}

static bool
read_words(series_run *run, GError **error)
{
	series_words *words = &run->words;

	if (words->since != NULL && !td_archive_parse_date(words->since, run->cli->now,
					&run->options.since, error))
		return false;
	if (words->until != NULL && !td_archive_parse_date(words->until, run->cli->now,
					&run->options.until, error))
		return false;
	make_globs(words->authors);
	make_globs(words->subjects);
	run->options.authors = (const char *const *)words->authors;
	run->options.subjects = (const char *const *)words->subjects;
	run->options.paths = (const char *const *)words->paths;
	run->options.reviewers = (const char *const *)words->reviewers;
	return read_numbers(run, error) && read_states(run, error) &&
	       read_order(run, error);
}

static bool
add_list(series_run *run, td_index *index, const char *name, GError **error)
{
	int64_t list;

	if (!td_index_find_list(index, name, &list, error))
		return false;
	if (list != 0) {
		g_array_append_val(run->lists, list);
		return true;
	}
	if (g_file_test(name, G_FILE_TEST_EXISTS))
		g_set_error(error, TD_ERROR, TD_ERROR_NOT_FOUND,
		    "'%s' is no list: 'tidings add NAME FOLDER' makes one of it,"
		    " 'tidings update FOLDER' reads it as it is",
		    name);
	else
		g_set_error(error, TD_ERROR, TD_ERROR_NOT_FOUND,
		    "there is no list '%s' in the index;"
		    " 'tidings list' shows those there are",
		    name);
	return false;
}

/* Lists by name, or one mail whose series is meant. */
static bool
read_arguments(series_run *run, td_index *index, int argc, char **argv, GError **error)
{
	if (argc == 2 &&
	    (strchr(argv[1], '@') != NULL || strstr(argv[1], "://") != NULL)) {
		g_autoptr(GArray) found = td_open_messages(&run->opened, argv[1], error);

		if (found == NULL)
			return false;
		run->message = g_array_index(found, int64_t, 0);
		return true;
	}
	for (int i = 1; i < argc; i++)
		if (!add_list(run, index, argv[i], error))
			return false;
	for (char **name = run->words.lists; name != NULL && *name != NULL; name++)
		if (!add_list(run, index, *name, error))
			return false;
	run->options.lists = (const int64_t *)(void *)run->lists->data;
	run->options.n_lists = run->lists->len;
	return true;
}

/* Of an answer the series that it answers. */
static bool
find_series(td_index *index, int64_t message, int64_t *series, GError **error)
{
	for (unsigned hops = 0; hops < 64 && message != 0; hops++) {
		const td_index_range range = { .messages = &message, .n = 1 };
		g_autoptr(td_rows) rows = NULL;
		td_index_row row = { 0 };
		GError *failed = NULL;
		int64_t above = 0;

		if (!td_index_find_series(index, message, series, error))
			return false;
		if (*series != 0)
			return true;
		rows = td_index_messages(index, &range, &failed);
		while (rows != NULL && td_rows_next(rows, &row, &failed))
			above = row.parent;
		if (failed != NULL) {
			g_propagate_error(error, failed);
			return false;
		}
		message = above;
	}
	g_set_error_literal(error, TD_ERROR, TD_ERROR_NOT_FOUND,
	    "that mail is part of no series and answers none");
	return false;
}

static bool
write_page(series_run *run, td_index *index, const td_standing_style *style, td_out *out,
    GError **error)
{
	g_autoptr(td_series_page) page = NULL;
	int64_t series;

	if (!find_series(index, run->message, &series, error))
		return false;
	page = td_series_page_build(index, series, &run->options, error);
	if (page == NULL)
		return false;
	if (run->words.json)
		td_series_page_json(page, run->cli->now, out);
	else
		td_series_page_text(page, style, out);
	return true;
}

static bool
write_list(series_run *run, td_index *index, const td_standing_style *style, td_out *out,
    GError **error)
{
	g_autoptr(td_standing_list) list =
	    td_standing_list_build(index, &run->options, error);

	if (list == NULL)
		return false;
	run->empty = list->series->len == 0;
	run->other_classes = list->left_out && run->words.classes == NULL;
	run->left_out = list->more && !run->words.json ? list->series->len : 0;
	if (run->words.json)
		td_standing_json(list, run->cli->now, out);
	else if (!run->empty)
		td_standing_text(list, style, out);
	return true;
}

static bool
write_answer(series_run *run, td_index *index, GError **error)
{
	const td_output_options where = { .no_pager =
					      run->words.no_pager || run->words.json };
	/* What is not read on a terminal is searched and cut by others: nothing is cut.
	 */
	td_standing_style style = { .now = run->cli->now,
		.ids = run->words.ids,
		.width = run->words.width != 0          ? (unsigned)run->words.width
			 : run->cli->stdout_is_terminal ? td_output_width()
							: 0 };
	td_output *output;
	td_out *out;
	bool fine;

	if (!td_output_color(run->cli, run->words.color, false, &style.color, error))
		return false;
	output = td_output_open(run->cli, &where, error);
	if (output == NULL)
		return false;
	out = td_out_new(td_output_sink(output));
	fine =
	    (run->message != 0 ? write_page : write_list)(run, index, &style, out, error);
	if (!fine) {
		td_out_free(out);
		td_output_abandon(output);
		return false;
	}
	if (td_out_close(out, error))
		return td_output_close(output, error);
	if (td_output_gone(output))
		g_clear_error(error);
	td_output_abandon(output);
	return error == NULL || *error == NULL;
}

/* A reader wants what people sent, a program all there is. */
static bool
read_classes(series_run *run, GError **error)
{
	static const char *const people[] = { "human", NULL };

	run->options.classes = run->words.json ? NULL : people;
	if (run->words.classes == NULL)
		return true;
	run->rules = td_config_rules(run->opened.config, error);
	if (run->rules == NULL ||
	    !td_class_words_read(run->words.classes, run->rules, &run->classes, error))
		return false;
	run->options.classes = (const char *const *)run->classes->pdata;
	return true;
}

static bool
run_series(series_run *run, int argc, char **argv, GError **error)
{
	td_index *index;

	if (!read_words(run, error) || !td_open_library(&run->opened, false, error))
		return false;
	index = td_library_index(run->opened.library, error);
	if (index == NULL || !read_arguments(run, index, argc, argv, error))
		return false;
	run->people = td_config_people(run->opened.config, run->words.mailmaps, error);
	if (run->people == NULL || !read_classes(run, error))
		return false;
	run->options.people = run->people;
	if (!write_answer(run, index, error))
		return false;
	if (run->empty)
		g_set_error_literal(
		    error, TD_ERROR, TD_ERROR_EMPTY, "no series is as asked");
	if (run->other_classes)
		fprintf(stderr,
		    "tidings: backports and what else people did not send is left out; "
		    "--class=all shows it\n");
	/* Who said how many knows it. */
	if (run->left_out > 0 && run->words.limit == limit_unsaid)
		fprintf(stderr, "tidings: the first %u; --limit 0 shows all of them\n",
		    run->left_out);
	return !run->empty;
}

static bool
run(const td_cli *cli, int argc, char **argv, GError **error)
{
	series_run state = { .cli = cli,
		.words = { .limit = limit_unsaid, .stale = TD_STALE_DAYS } };
	series_words *words = &state.words;
	const GOptionEntry entries[] = {
		{ "state", 's', 0, G_OPTION_ARG_STRING_ARRAY, &words->states,
		    "Only those in such a state", "STATE" },
		{ "author", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words->authors,
		    "Only those of such an author", "GLOB" },
		{ "reviewer", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words->reviewers,
		    "Only those that such a person reviewed, acked or tested", "TEXT" },
		{ "class", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words->classes,
		    "Only those of such classes (human); all", "CLASSES" },
		{ "subject", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words->subjects,
		    "Only those of such a title", "GLOB" },
		{ "path", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words->paths,
		    "Only those that touch such a file", "GLOB" },
		{ "since", 0, 0, G_OPTION_ARG_STRING, &words->since,
		    "Only those sent since then", "DATE" },
		{ "until", 0, 0, G_OPTION_ARG_STRING, &words->until,
		    "Only those sent before that", "DATE" },
		{ "version", 0, 0, G_OPTION_ARG_STRING, &words->version,
		    "Only those of that version", "N" },
		{ "patches", 0, 0, G_OPTION_ARG_STRING, &words->patches,
		    "Only those of so many patches: 3, 3.., ..5, 3..5", "RANGE" },
		{ "min-replies", 0, 0, G_OPTION_ARG_INT, &words->min_replies,
		    "Only those with so many answers of people", "N" },
		{ "list", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words->lists,
		    "Only those sent to that list", "LIST" },
		{ "order", 0, 0, G_OPTION_ARG_STRING, &words->order,
		    "newest (default), oldest, activity, replies", "ORDER" },
		{ "limit", 'n', 0, G_OPTION_ARG_INT, &words->limit,
		    "So many at most (50); 0: all", "N" },
		{ "stale", 0, 0, G_OPTION_ARG_INT, &words->stale,
		    "Stale after so many days without a word (60); 0: never", "DAYS" },
		{ "mailmap", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &words->mailmaps,
		    "One more mailmap", "FILE" },
		{ "ids", 'i', 0, G_OPTION_ARG_NONE, &words->ids,
		    "With the Message-ID of each, for show, diff and am", NULL },
		{ "json", 0, 0, G_OPTION_ARG_NONE, &words->json, "As JSON", NULL },
		{ "color", 0, 0, G_OPTION_ARG_STRING, &words->color,
		    "auto, always or never", "WHEN" },
		{ "no-pager", 0, 0, G_OPTION_ARG_NONE, &words->no_pager,
		    "Do not start a pager", NULL },
		{ "width", 0, 0, G_OPTION_ARG_INT, &words->width, "Columns of the table",
		    "N" },
		TD_OPEN_INDEX(&state.opened),
		{ 0 },
	};
	bool ok;

	state.lists = g_array_new(FALSE, FALSE, sizeof(int64_t));
	ok = td_command_options(&td_command_series, entries, &argc, &argv, error) &&
	     run_series(&state, argc, argv, error);
	g_array_free(state.lists, TRUE);
	td_people_free(state.people);
	g_clear_pointer(&state.classes, g_ptr_array_unref);
	td_rules_free(state.rules);
	td_opened_clear(&state.opened);
	words_clear(words);
	return ok;
}

const td_command td_command_series = {
	.name = "series",
	.arguments = "[LIST... | MESSAGE]",
	.summary = "List series and how they stand, or tell all of one",
	.help =
	    "With lists, or nothing for all: a table of series, newest first. With a\n"
	    "Message-ID or a link to a mail: the series that it is of, its versions,\n"
	    "its patches, and who said what.\n"
	    "States: new, updated, resent, rfc, pull request, reviewed, changes "
	    "requested,\n"
	    "rejected, partly applied, applied, superseded; stale beside those that "
	    "wait.",
	.run = run,
};
