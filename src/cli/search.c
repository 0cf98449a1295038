/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/search.c - tidings search: mails by what is said in them and of them */
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "archive/archive.h"
#include "base/error.h"
#include "cli/commands.h"
#include "cli/open.h"
#include "cli/search_forms.h"
#include "index/copies.h"
#include "index/lookup.h"
#include "message/link.h"
#include "output/clean.h"
#include "query/language.h"
#include "render/page.h"
#include "search/query_rows.h"
#include "search/search.h"
#include "terminal/command.h"
#include "terminal/page.h"

/* Of the table; what programs read has no end but its own. */
enum { table_rows = 200, shown_width = 72, limit_unsaid = INT_MIN };

typedef struct search_run {
	const td_cli *cli;
	td_opened opened;
	td_page_options page;
	td_search_form form;
	td_search_options options;
	bool threads, collapse;
	td_query_place unknown; /* what looks like a prefix and is none */
	uint64_t total;
	uint64_t shown;
} search_run;

static unsigned
columns_of(const char *text, size_t n)
{
	g_autofree char *part = g_strndup(text, n);
	g_autofree char *clean = td_clean_line(part);

	return td_display_width(clean);
}

/*
 * The question with a mark below the place, for stderr:
 *
 *	    s:leak AND
 *	           ^~~
 */
static char *
point_at(const char *text, td_query_place place)
{
	GString *lines = g_string_new("    ");
	size_t begin = 0, end = strlen(text);
	g_autofree char *clean = NULL;
	unsigned at, width;

	/* Of a long question only what stands around. */
	if (place.at > shown_width / 2)
		begin = place.at - shown_width / 2;
	while (begin > 0 && ((unsigned char)text[begin] & 0xc0) == 0x80)
		begin--;
	end = MIN(end, begin + shown_width);
	{
		g_autofree char *part = g_strndup(text + begin, end - begin);

		clean = td_clean_line(part);
	}
	at = columns_of(text + begin, place.at - begin);
	width = columns_of(
	    text + place.at, MIN(place.n, end > place.at ? end - place.at : 0));
	g_string_append_printf(lines, "%s%s%s\n    ", begin > 0 ? "..." : "", clean,
	    text[end] != '\0' ? "..." : "");
	for (unsigned i = 0; i < at + (begin > 0 ? 3 : 0); i++)
		g_string_append_c(lines, ' ');
	g_string_append_c(lines, '^');
	for (unsigned i = 1; i < width; i++)
		g_string_append_c(lines, '~');
	return g_string_free(lines, FALSE);
}

static void
fail_at(const char *text, td_query_place place, const char *what, GError **error)
{
	g_autofree char *pointer = point_at(text, place);

	g_set_error(error, TD_ERROR, TD_ERROR_USAGE, "search: column %u: %s\n%s",
	    columns_of(text, place.at) + 1, what, pointer);
}

static td_query *
read_query(search_run *run, const char *text, GError **error)
{
	g_autoptr(td_rules) rules = td_config_rules(run->opened.config, error);
	const td_query_language language = {
		.parse_date = td_archive_parse_date,
		.now = run->cli->now,
		.classes = rules ? td_rules_classes(rules) : NULL,
	};
	g_autoptr(GError) failed = NULL;
	td_query_place place;
	td_query *query;

	if (!rules)
		return NULL;
	query = td_query_parse(td_span_of(text), &language, &place, &failed);
	if (query) {
		run->unknown = place;
		return query;
	}
	if (g_error_matches(failed, TD_ERROR, TD_ERROR_LIMIT)) {
		g_set_error(
		    error, TD_ERROR, TD_ERROR_USAGE, "search: %s", failed->message);
		return NULL;
	}
	fail_at(text, place, failed->message, error);
	return NULL;
}

static bool
resolve(td_query *query, td_index *index, const char *text, GError **error)
{
	g_autoptr(GError) failed = NULL;
	td_query_place place;

	if (td_query_resolve(query, index, &place, &failed))
		return true;
	if (g_error_matches(failed, TD_ERROR, TD_ERROR_USAGE))
		fail_at(text, place, failed->message, error);
	else
		g_propagate_error(error, g_steal_pointer(&failed));
	return false;
}

/* td_hit as they come, with their share of the best one's score. */
static GArray *
hits_to_mails(const search_run *run, const GArray *hits)
{
	GArray *mails = g_array_new(FALSE, FALSE, sizeof(td_search_mail));
	bool scored = run->options.order == TD_SEARCH_RELEVANCE && hits->len > 0;
	float best = scored ? g_array_index(hits, td_hit, 0).score : 0;

	for (unsigned i = 0; i < hits->len; i++) {
		const td_hit *hit = &g_array_index(hits, td_hit, i);
		td_search_mail mail = { .message = hit->message };

		if (scored)
			mail.percent =
			    best > 0 ? MAX(1, (int)(99 * hit->score / best)) : 99;
		g_array_append_val(mails, mail);
	}
	return mails;
}

static GArray *
ids_of(const GArray *mails)
{
	GArray *ids = g_array_new(FALSE, FALSE, sizeof(int64_t));

	for (unsigned i = 0; i < mails->len; i++)
		g_array_append_val(ids, g_array_index(mails, td_search_mail, i).message);
	return ids;
}

/* The first of each thread stays; offset and limit are about threads. */
static bool
collapse_threads(search_run *run, td_index *index, GArray *mails, GError **error)
{
	g_autoptr(GArray) ids = ids_of(mails);
	g_autoptr(GArray) threads = td_index_load_threads(index, ids, error);
	g_autoptr(GHashTable) seen = g_hash_table_new(g_int64_hash, g_int64_equal);
	unsigned kept = 0;

	if (!threads)
		return false;
	for (unsigned i = 0; i < mails->len; i++) {
		int64_t *thread = &g_array_index(threads, int64_t, i);

		if (*thread == 0 || g_hash_table_add(seen, thread))
			g_array_index(mails, td_search_mail, kept++) =
			    g_array_index(mails, td_search_mail, i);
	}
	g_array_set_size(mails, kept);
	run->total = kept;
	g_array_remove_range(mails, 0, (unsigned)MIN(run->options.offset, (size_t)kept));
	if (run->options.limit != 0 && mails->len > run->options.limit)
		g_array_set_size(mails, (unsigned)run->options.limit);
	return true;
}

static void
add_thread(GArray *all, const GArray *thread, GHashTable *hits)
{
	for (unsigned i = 0; i < thread->len; i++) {
		int64_t message = g_array_index(thread, int64_t, i);
		td_search_mail mail = {
			.message = message,
			.marked = g_hash_table_contains(hits, &message),
		};

		g_array_append_val(all, mail);
	}
}

/* A thread has the mail where its copy was found. */
static void
note_original(int64_t copy, int64_t original, void *data)
{
	GHashTable *hits = data;

	if (g_hash_table_contains(hits, &copy))
		g_hash_table_add(hits, g_memdup2(&original, sizeof original));
}

static GHashTable *
set_of(const GArray *ids)
{
	GHashTable *set =
	    g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);

	for (unsigned i = 0; i < ids->len; i++)
		g_hash_table_add(
		    set, g_memdup2(&g_array_index(ids, int64_t, i), sizeof(int64_t)));
	return set;
}

/* Threads in the order of their first hit, each in order of arrival. */
static GArray *
expand_threads(td_index *index, GArray *mails, GError **error)
{
	g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(td_search_mail));
	g_autoptr(GArray) ids = ids_of(mails);
	g_autoptr(GArray) threads = td_index_load_threads(index, ids, error);
	g_autoptr(GHashTable) seen = g_hash_table_new(g_int64_hash, g_int64_equal);
	g_autoptr(GHashTable) hits = set_of(ids);

	if (!threads || !td_copies_each(index, note_original, hits, error))
		return NULL;
	for (unsigned i = 0; i < mails->len; i++) {
		int64_t *thread = &g_array_index(threads, int64_t, i);
		g_autoptr(GArray) of_thread = NULL;

		if (*thread == 0 || !g_hash_table_add(seen, thread))
			continue;
		of_thread = td_index_find_thread(index, *thread, error);
		if (!of_thread)
			return NULL;
		add_thread(all, of_thread, hits);
	}
	return g_steal_pointer(&all);
}

static GArray *
find_mails(search_run *run, const char *text, GError **error)
{
	g_autoptr(td_query) query = read_query(run, text, error);
	td_index *index = query ? td_library_index(run->opened.library, error) : NULL;
	const td_search_options all = { .order = run->options.order };
	g_autoptr(GArray) hits = NULL;
	g_autoptr(GArray) mails = NULL;

	if (!index || !td_index_hold(index, error) || !resolve(query, index, text, error))
		return NULL;
	hits = td_index_search(
	    index, query, run->collapse ? &all : &run->options, &run->total, error);
	if (!hits)
		return NULL;
	mails = hits_to_mails(run, hits);
	if (run->collapse && !collapse_threads(run, index, mails, error))
		return NULL;
	run->shown = mails->len;
	return run->threads ? expand_threads(index, mails, error)
			    : g_steal_pointer(&mails);
}

static void
say_rest(const search_run *run)
{
	uint64_t before = run->options.offset + run->shown;

	if (run->total > before)
		fprintf(stderr,
		    "tidings: %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT
		    " found; --limit 0 for all of them\n",
		    run->shown, run->total);
}

/* A link that was put here as a whole, or a header; a bare id is found by its words. */
static char *
find_named(const char *text)
{
	if (!strstr(text, "://") && g_ascii_strncasecmp(text, "message-id:", 11) != 0)
		return NULL;
	return td_message_id_from_link(td_span_of(text));
}

static bool
fail_empty(const search_run *run, const char *text, GError **error)
{
	g_autofree char *id = find_named(text);

	if (id) {
		g_set_error(error, TD_ERROR, TD_ERROR_EMPTY,
		    "nothing found: it was searched as text; that mail is mid:%s", id);
	} else if (run->unknown.n > 0) {
		g_autofree char *pointer = point_at(text, run->unknown);

		g_set_error(error, TD_ERROR, TD_ERROR_EMPTY,
		    "nothing found; %.*s is no prefix, so it was searched as text\n%s",
		    (int)run->unknown.n, text + run->unknown.at, pointer);
	} else if (run->total > 0) {
		g_set_error(error, TD_ERROR, TD_ERROR_EMPTY,
		    "nothing past the first %" G_GUINT64_FORMAT, run->total);
	} else {
		g_set_error_literal(error, TD_ERROR, TD_ERROR_EMPTY, "nothing found");
	}
	return false;
}

/* Other commands take the list first. */
static void
say_list(const search_run *run, int argc, char **argv)
{
	if (argc > 2 && td_library_find(run->opened.library, argv[1]))
		fprintf(stderr,
		    "tidings: '%s' is looked for as a word; list:%s is the list\n",
		    argv[1], argv[1]);
}

static bool
run_search(search_run *run, int argc, char **argv, GError **error)
{
	g_autofree char *text = NULL;
	g_autoptr(GArray) mails = NULL;
	td_render_options options = { 0 };
	bool raw = run->form != TD_SEARCH_TABLE;
	td_output *output;
	bool ok;

	if (argc < 2) {
		g_set_error_literal(error, TD_ERROR, TD_ERROR_USAGE,
		    "search: what to search for is missing");
		return false;
	}
	text = g_strjoinv(" ", argv + 1);
	if (!td_open_library(&run->opened, false, error))
		return false;
	say_list(run, argc, argv);
	mails = find_mails(run, text, error);
	if (!mails)
		return false;
	/* What reads JSON reads an array, also of nothing. */
	if (mails->len == 0 && run->form != TD_SEARCH_JSON)
		return fail_empty(run, text, error);
	output = td_page_open(run->cli, &run->page, raw, &options, error);
	if (!output)
		return false;
	/* What is not read on a terminal is searched and cut by others: no line is
	 * broken. */
	if (run->page.width == 0 && (run->page.output || !run->cli->stdout_is_terminal))
		options.width = 0;
	ok = td_search_write(run->opened.library, mails, run->form, &options,
		 td_output_sink(output), error) &&
	     td_index_release(td_library_index(run->opened.library, NULL), error);
	if (!td_page_close(output, ok, error))
		return false;
	if (mails->len == 0)
		return fail_empty(run, text, error);
	say_rest(run);
	return true;
}

static bool
choose_order(search_run *run, const char *word, GError **error)
{
	static const char *const words[] = {
		[TD_SEARCH_NEWEST] = "newest",
		[TD_SEARCH_OLDEST] = "oldest",
		[TD_SEARCH_RELEVANCE] = "relevance",
	};

	if (!word)
		return true;
	for (unsigned i = 0; i < G_N_ELEMENTS(words); i++) {
		if (strcmp(word, words[i]) == 0) {
			run->options.order = (td_search_order)i;
			return true;
		}
	}
	g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
	    "--order: '%s' is none of newest, oldest, relevance", word);
	return false;
}

static bool
choose_room(search_run *run, int limit, int offset, GError **error)
{
	if ((limit < 0 && limit != limit_unsaid) || offset < 0) {
		g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
		    "search: %s: a number below 0", offset < 0 ? "--offset" : "--limit");
		return false;
	}
	run->options.limit = limit >= 0                     ? (size_t)limit
			     : run->form == TD_SEARCH_TABLE ? table_rows
							    : 0;
	run->options.offset = (size_t)offset;
	return true;
}

static bool
run(const td_cli *cli, int argc, char **argv, GError **error)
{
	search_run state = { .cli = cli };
	gboolean asked[TD_PAGE_FORMS] = { FALSE };
	unsigned form = TD_SEARCH_TABLE;
	gboolean threads = FALSE, collapse = FALSE;
	int limit = limit_unsaid, offset = 0;
	g_autofree char *order = NULL;
	const GOptionEntry entries[] = {
		{ "limit", 'n', 0, G_OPTION_ARG_INT, &limit,
		    "At most N, 0 for all; 200 in a table, else all", "N" },
		{ "offset", 0, 0, G_OPTION_ARG_INT, &offset, "Leave out the first N",
		    "N" },
		{ "order", 0, 0, G_OPTION_ARG_STRING, &order,
		    "newest, oldest or relevance", "ORDER" },
		{ "threads", 't', 0, G_OPTION_ARG_NONE, &threads,
		    "Print the whole threads of what is found", NULL },
		{ "collapse", 0, 0, G_OPTION_ARG_NONE, &collapse,
		    "Print one mail of each thread", NULL },
		{ "json", 0, 0, G_OPTION_ARG_NONE, &asked[TD_SEARCH_JSON], "Print JSON",
		    NULL },
		{ "mbox", 0, 0, G_OPTION_ARG_NONE, &asked[TD_SEARCH_MBOX],
		    "Print the mails themselves, as an mbox", NULL },
		{ "ids", 0, 0, G_OPTION_ARG_NONE, &asked[TD_SEARCH_IDS],
		    "Print the Message-IDs", NULL },
		TD_PAGE_OPTIONS(&state.page),
		TD_OPEN_INDEX(&state.opened),
		{ 0 },
	};
	bool ok = td_command_options(&td_command_search, entries, &argc, &argv, error) &&
		  td_page_choose_form("search", asked, &form, error);

	state.form = (td_search_form)form;
	ok = ok && choose_order(&state, order, error) &&
	     choose_room(&state, limit, offset, error);
	state.threads = threads;
	state.collapse = collapse;
	ok = ok && run_search(&state, argc, argv, error);
	td_opened_clear(&state.opened);
	td_page_options_clear(&state.page);
	return ok;
}

const td_command td_command_search = {
	.name = "search",
	.arguments = "QUERY...",
	.summary = "Find mails",
	.help =
	    "The QUERY is what lore.kernel.org and lei take: s:WORD, f:WORD, "
	    "\"a phrase\",\n"
	    "nq:, dfn:PATH, dfb:, d:2.weeks.ago.., AND, OR, NOT, -WORD, (...), WORD*.\n"
	    "list:NAME is one list, state:new what stands so; see tidings-search(1) for "
	    "all.\n",
	.asks = true,
	.run = run,
};
