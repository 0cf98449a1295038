/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * find INDEX [-r] [-a] [-n TIMES] PREFIX:TEXT... - how long a question takes: all of the
 * texts must be there; -PREFIX:TEXT must not; * at the end for what begins so
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "search/search.h"

static const struct {
	const char *prefix;
	unsigned columns;
} prefixes[] = {
	{ "s:", TD_IN(TD_COLUMN_SUBJECT) },
	{ "f:", TD_IN(TD_COLUMN_FROM) },
	{ "t:", TD_IN(TD_COLUMN_TO) },
	{ "c:", TD_IN(TD_COLUMN_CC) },
	{ "m:", TD_IN(TD_COLUMN_MESSAGE_ID) },
	{ "l:", TD_IN(TD_COLUMN_LIST) },
	{ "n:", TD_IN(TD_COLUMN_NAME) },
	{ "q:", TD_IN(TD_COLUMN_QUOTED) },
	{ "nq:", TD_IN_OWN },
	{ "b:", TD_IN_BODY },
	{ "bs:", TD_IN_SUBJECT_BODY },
	{ "tc:", TD_IN_TO_CC },
	{ "a:", TD_IN_PEOPLE },
	{ "dfn:", TD_IN(TD_COLUMN_DIFF_NAME) },
	{ "dfa:", TD_IN(TD_COLUMN_DIFF_OLD) },
	{ "dfb:", TD_IN(TD_COLUMN_DIFF_NEW) },
	{ "dfctx:", TD_IN(TD_COLUMN_DIFF_CONTEXT) },
	{ "dfhh:", TD_IN(TD_COLUMN_DIFF_HUNK) },
	{ "dfpre:", TD_IN(TD_COLUMN_BLOB_OLD) },
	{ "dfpost:", TD_IN(TD_COLUMN_BLOB_NEW) },
	{ "", TD_IN_ANY },
};

static double
seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void
add_part(td_query *all, const char *text)
{
	bool negative = text[0] == '-';
	td_span rest = td_span_of(text + negative);
	unsigned columns = 0;
	bool prefix;
	td_query *part;

	for (size_t i = 0; columns == 0; i++) {
		if (!td_span_has_prefix(rest, prefixes[i].prefix))
			continue;
		columns = prefixes[i].columns;
		rest = td_span_skip(rest, strlen(prefixes[i].prefix));
	}
	prefix = rest.n > 0 && rest.p[rest.n - 1] == '*';
	part =
	    td_query_text(columns, rest, !prefix && (columns & TD_IN_BLOBS) == 0, prefix);
	if (negative)
		part = td_query_add(td_query_new(TD_QUERY_NOT), part);
	td_query_add(all, part);
}

int
main(int argc, char **argv)
{
	td_index_options where = { 0 };
	td_search_options how = { .limit = 50 };
	g_autoptr(td_query) query = td_query_new(TD_QUERY_AND);
	double began = seconds();
	unsigned times = 1;
	bool all = false;

	for (int i = 1; i < argc; i++) {
		if (where.path == NULL)
			where.path = argv[i];
		else if (strcmp(argv[i], "-r") == 0)
			how.order = TD_SEARCH_RELEVANCE;
		else if (strcmp(argv[i], "-a") == 0)
			all = !(how.limit = 0);
		else if (strcmp(argv[i], "-n") == 0 && i + 1 < argc)
			times = (unsigned)strtoul(argv[++i], NULL, 10);
		else
			add_part(query, argv[i]);
	}
	if (where.path == NULL)
		return 64;
	for (unsigned i = 0; i < times; i++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(td_index) index = td_index_open(&where, &error);
		g_autoptr(GArray) hits = NULL;
		uint64_t total = 0;

		if (index != NULL)
			hits = td_index_search(index, query, &how, &total, &error);
		if (hits == NULL) {
			fprintf(stderr, "find: %s\n", error->message);
			return 1;
		}
		if (i + 1 < times)
			continue;
		for (unsigned j = 0; all && j < hits->len; j++)
			printf("%" G_GINT64_FORMAT "\n",
			    g_array_index(hits, td_hit, j).message);
		if (all)
			break;
		printf("%" G_GUINT64_FORMAT " hits, %.3f ms:", total,
		    (seconds() - began) * 1e3 / times);
		for (unsigned j = 0; j < MIN(hits->len, 5); j++)
			printf(
			    " %" G_GINT64_FORMAT, g_array_index(hits, td_hit, j).message);
		putchar('\n');
	}
	return 0;
}
