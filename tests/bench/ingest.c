/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ingest ARCHIVE [RANGE|-] [LAST] [CLASSES] - wall, CPU and memory of reading a range
 * into a temporary index, and what each stage alone takes on one core
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "index/index.h"
#include "ingest/batch.h"
#include "ingest/ingest.h"
#include "write/list.h"
#include "write/write.h"

static double
seconds(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void
fail(const GError *error)
{
	fprintf(stderr, "ingest: %s\n", error->message);
	exit(1);
}

typedef struct stage {
	const char *name;
	double wall, cpu;
} stage;

static stage
start(const char *name)
{
	return (
	    stage){ name, seconds(CLOCK_MONOTONIC), seconds(CLOCK_PROCESS_CPUTIME_ID) };
}

static void
stop(stage since, unsigned mails)
{
	double wall = seconds(CLOCK_MONOTONIC) - since.wall;
	double cpu = seconds(CLOCK_PROCESS_CPUTIME_ID) - since.cpu;

	printf("%-10s %7.3f s wall %7.3f s CPU %7.1f us a mail\n", since.name, wall, cpu,
	    cpu * 1e6 / MAX(mails, 1));
}

/* The whole of ingest, on all cores. */
static td_index *
run_all(td_archive *archive, const td_range *range, const td_rules *rules)
{
	td_index_options where = { .path = g_getenv("TD_BENCH_INDEX"), .write = true };
	td_ingest_options how = { .keep_texts = true, .rules = rules };
	g_autoptr(GError) error = NULL;
	td_ingest_counts counts = { 0 };
	td_index *index = td_index_open(&where, &error);
	stage all = start("all");

	if (index == NULL || !td_index_put_list(index, "", &how.list, &error) ||
	    !td_ingest_run(archive, range, index, &how, &counts, &error))
		fail(error);
	stop(all, range->entries->len);
	printf("%" G_GUINT64_FORMAT " mails, %" G_GUINT64_FORMAT
	       " again, %" G_GUINT64_FORMAT " removed, %" G_GUINT64_FORMAT
	       " none, %" G_GUINT64_FORMAT " corrupt, %" G_GUINT64_FORMAT " defective\n",
	    counts.mails, counts.again, counts.removed, counts.none, counts.corrupt,
	    counts.defective);
	return index;
}

static void
read_alone(td_archive *archive, const td_range *range)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(td_reader) reader = td_reader_open(archive, &error);
	stage load = start("load");

	if (reader == NULL)
		fail(error);
	for (unsigned i = 0; i < range->entries->len; i++) {
		td_mail mail;

		if (!td_reader_load(reader, &g_array_index(range->entries, td_entry, i),
			&mail, &error))
			fail(error);
	}
	stop(load, range->entries->len);
}

static void
write_alone(td_archive *archive, const td_range *range, const td_rules *rules)
{
	td_index_options where = { .path = NULL };
	td_ingest_options how = { .keep_texts = true, .rules = rules };
	g_autoptr(GError) error = NULL;
	g_autoptr(td_reader) reader = td_reader_open(archive, &error);
	g_autoptr(td_index) index = td_index_open(&where, &error);
	double parse = 0;
	double add = 0;
	unsigned n = range->entries->len;
	stage link;

	if (index != NULL)
		how.seed = td_index_seed(index);
	if (index == NULL || !td_index_put_list(index, "", &how.list, &error) ||
	    !td_index_begin(index, &error))
		fail(error);
	for (unsigned i = 0; i < n; i++) {
		const td_entry *entry = &g_array_index(range->entries, td_entry, i);
		td_batch *batch = td_batch_new();
		td_batch_item *item = &batch->items[0];
		td_mail mail;
		double since;
		int64_t id;

		if (!td_reader_load(reader, entry, &mail, &error))
			fail(error);
		since = seconds(CLOCK_PROCESS_CPUTIME_ID);
		td_batch_item_fill(item, &mail, entry->received, &how, NULL);
		parse += seconds(CLOCK_PROCESS_CPUTIME_ID) - since;
		since = seconds(CLOCK_PROCESS_CPUTIME_ID);
		if (item->state == TD_MAIL_OK && !td_index_add(index,
						     &(td_index_mail){ .list = how.list,
							 .position = i + 1,
							 .commit = entry->commit,
							 .blob = item->blob,
							 .received = entry->received,
							 .text_hash = item->text_hash,
							 .message = item->message,
							 .patch = item->patch,
							 .class_name = item->class_name,
							 .text = item->text },
						     &id, &error))
			fail(error);
		add += seconds(CLOCK_PROCESS_CPUTIME_ID) - since;
		td_batch_free(batch);
	}
	printf("%-10s %40.1f us a mail\n", "parse", parse * 1e6 / MAX(n, 1));
	printf("%-10s %40.1f us a mail\n", "add", add * 1e6 / MAX(n, 1));
	link = start("link");
	if (!td_index_commit(index, &error))
		fail(error);
	stop(link, n);
}

static void
read_rows(td_index *index, unsigned n)
{
	const td_index_range range = { 0 };
	g_autoptr(GError) error = NULL;
	g_autoptr(td_rows) rows = td_index_messages(index, &range, &error);
	stage read = start("rows");
	td_index_row row;

	if (rows == NULL)
		fail(error);
	while (td_rows_next(rows, &row, &error))
		;
	stop(read, n);
}

/* Rules out of a file in git-config's form, read the simple way: ours only. */
static td_rules *
load_rules(const char *path)
{
	g_autofree char *text = NULL;
	g_autofree char *class_name = NULL;
	g_autoptr(GError) error = NULL;
	g_auto(GStrv) lines = NULL;
	td_rules *rules = td_rules_new();

	if (path == NULL)
		return rules;
	if (!g_file_get_contents(path, &text, NULL, &error))
		fail(error);
	lines = g_strsplit(text, "\n", -1);
	for (char **line = lines; *line != NULL; line++) {
		g_auto(GStrv) words = g_strsplit(g_strstrip(*line), " = ", 2);
		g_autofree char *pattern = NULL;

		if (g_str_has_prefix(*line, "[class \"")) {
			g_free(class_name);
			class_name = g_strndup(*line + 8, strlen(*line) - 10);
		}
		if (words[0] == NULL || words[1] == NULL || class_name == NULL ||
		    **line == '#')
			continue;
		pattern = g_strcompress(words[1] + 1);
		pattern[strlen(pattern) - 1] = '\0';
		if (!td_rules_add(rules, class_name, words[0], pattern, &error))
			fail(error);
	}
	return rules;
}

int
main(int argc, char **argv)
{
	td_range_spec spec = { .now = 0 };
	g_autoptr(GError) error = NULL;
	g_autoptr(td_archive) archive = NULL;
	g_autoptr(td_range) range = NULL;
	g_autoptr(td_index) index = NULL;
	g_autoptr(td_rules) rules = load_rules(argc > 4 ? argv[4] : NULL);
	struct rusage usage;
	stage select;

	if (argc < 2) {
		fputs("usage: ingest ARCHIVE [RANGE|-] [LAST] [CLASSES]\n", stderr);
		return 64;
	}
	if (argc > 2 && argv[2][0] != '-')
		spec.revisions = argv[2];
	if (argc > 3)
		spec.last = (unsigned)strtoul(argv[3], NULL, 10);
	archive = td_archive_open(argv[1], &error);
	if (archive == NULL)
		fail(error);
	select = start("select");
	range = td_archive_select(archive, &spec, &error);
	if (range == NULL)
		fail(error);
	stop(select, range->entries->len);
	index = run_all(archive, range, rules);
	getrusage(RUSAGE_SELF, &usage);
	printf("%-10s %ld MiB\n", "peak", usage.ru_maxrss / 1024);
	read_rows(index, range->entries->len);
	read_alone(archive, range);
	write_alone(archive, range, rules);
	return 0;
}
