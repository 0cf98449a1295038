/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tests/oracle/chains.c INDEX [NAME=ARCHIVE...] - what each series is said to follow
 *
 * Archives are indexed first, each as a list. Then each line of standard input is a
 * Message-ID; prints it and, behind tabs, the Message-IDs of the series it follows joined
 * by commas ("-" for none), the rule, the weight, flags, and all Message-IDs of the
 * chain.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "archive/archive.h"
#include "index/lookup.h"
#include "index/stored_series.h"
#include "ingest/ingest.h"
#include "judge/versions.h"
#include "write/list.h"
#include "write/write.h"

static void
check(const GError *error)
{
	if (error == NULL)
		return;
	fprintf(stderr, "chains: %s\n", error->message);
	exit(1);
}

static double
cpu_seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void
ingest(td_index *index, const char *word)
{
	g_autofree char *name = g_strndup(word, strcspn(word, "="));
	td_ingest_options how = { .workers = 2 };
	td_ingest_counts counts = { 0 };
	td_range_spec all = { 0 };
	g_autoptr(GError) error = NULL;
	td_archive *archive = td_archive_open(strchr(word, '=') + 1, &error);
	double since = cpu_seconds();
	td_range *range;

	check(error);
	range = td_archive_select(archive, &all, &error);
	check(error);
	if (td_index_begin(index, &error) &&
	    td_index_put_list(index, name, &how.list, &error) &&
	    td_index_commit(index, &error))
		td_ingest_run(archive, range, index, &how, &counts, &error);
	check(error);
	fprintf(stderr, "%s: %u mails, %.1f us CPU a mail\n", name, range->entries->len,
	    (cpu_seconds() - since) * 1e6 / MAX(range->entries->len, 1));
	td_range_free(range);
	td_archive_close(archive);
}

/* A cover letter that asks to pull is no member of what it covers. */
static bool
find_pull(td_index *index, int64_t message, bool up, int64_t *found, GError **error)
{
	td_index_range range = { .messages = &message, .n = 1 };
	g_autoptr(td_rows) rows = td_index_messages(index, &range, error);
	g_autoptr(GArray) thread = NULL;
	int64_t in_thread = 0;
	td_index_row row;

	*found = 0;
	while (rows != NULL && td_rows_next(rows, &row, error)) {
		if (up) {
			*found = row.parent;
			return true;
		}
		if (row.kind == TD_KIND_PULL)
			in_thread = row.thread;
	}
	if (in_thread == 0)
		return true;
	thread = td_index_find_thread(index, in_thread, error);
	for (unsigned i = 0; thread != NULL && i < thread->len && *found == 0; i++)
		if (!td_index_find_series(
			index, g_array_index(thread, int64_t, i), found, error))
			return false;
	return thread != NULL;
}

static GString *
ids_of(td_index *index, int64_t series)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GArray) members = td_stored_series_members(index, series, &error);
	GString *ids = g_string_new(NULL);

	check(error);
	for (unsigned i = 0; i < members->len; i++) {
		int64_t id = g_array_index(members, td_index_member, i).message;
		td_index_range range = { .messages = &id, .n = 1 };
		g_autoptr(td_rows) rows = td_index_messages(index, &range, &error);
		td_index_row row;

		check(error);
		while (td_rows_next(rows, &row, &error))
			g_string_append_printf(
			    ids, "%s%s", ids->len > 0 ? "," : "", row.message_id);
		check(error);
		if (i == 0 && find_pull(index, id, true, &id, &error) && id != 0) {
			g_autoptr(td_rows) above =
			    td_index_messages(index, &range, &error);

			while (td_rows_next(above, &row, &error))
				if (row.kind == TD_KIND_PULL)
					g_string_append_printf(
					    ids, ",%s", row.message_id);
		}
		check(error);
	}
	return ids;
}

static void
answer(td_index *index, const char *message_id)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GArray) found = td_index_find_messages(index, message_id, &error);
	g_autoptr(GArray) versions = NULL;
	int64_t series = 0;

	check(error);
	if (found->len > 0)
		td_index_find_series(
		    index, g_array_index(found, int64_t, 0), &series, &error);
	if (series == 0 && found->len > 0)
		find_pull(
		    index, g_array_index(found, int64_t, 0), false, &series, &error);
	check(error);
	if (series == 0) {
		printf("%s\t-\tno-series\t0\t\t\n", message_id);
		return;
	}
	versions = td_index_load_versions(index, series, &error);
	check(error);
	for (unsigned i = 0; i < versions->len; i++) {
		const td_index_version *v = &g_array_index(versions, td_index_version, i);
		g_autoptr(GString) older = NULL;

		if (v->series.id != series)
			continue;
		older = ids_of(index, v->older);
		printf("%s\t%s\t%s\t%u\t%s%s\t", message_id, v->older ? older->str : "-",
		    td_chain_rule_word(v->rule), v->weight, v->alias ? "alias" : "",
		    v->partly ? "partly" : "");
	}
	for (unsigned i = 0; i < versions->len; i++) {
		const td_index_version *v = &g_array_index(versions, td_index_version, i);
		g_autoptr(GString) ids = ids_of(index, v->series.id);

		printf("%s%s", i > 0 ? "," : "", ids->str);
	}
	printf("\n");
}

int
main(int argc, char **argv)
{
	td_index_options options = { .write = argc > 2 };
	g_autoptr(GError) error = NULL;
	g_autoptr(td_index) index = NULL;
	char line[2048];

	if (argc < 2)
		return 64;
	options.path = argv[1];
	index = td_index_open(&options, &error);
	check(error);
	for (int i = 2; i < argc; i++)
		ingest(index, argv[i]);
	while (fgets(line, sizeof line, stdin) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		answer(index, line);
	}
	return 0;
}
