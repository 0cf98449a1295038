/* SPDX-License-Identifier: GPL-2.0-or-later */
/* clang-format off */
/*
 * index_tool add INDEX NAME ARCHIVE [STEP [LAST]]   indexes what is new, STEP at a time
 *                                                   (~STEP: so many on average)
 * index_tool bulk INDEX NAME ARCHIVE [STEP [LAST]]  the same, as if it were very much
 * index_tool follow INDEX STEP NAME ARCHIVE ...     lists in turns, STEP mails each;
 *                                                   tables of posts that follow are compared
 * index_tool rewind INDEX NAME ARCHIVE POSITION     takes out what came after it
 * index_tool drop INDEX NAME                        takes out a list
 * index_tool dump INDEX                             all that it says, without its ids
 * index_tool view INDEX NAME FIRST LAST             a range of it, as a view
 * index_tool check INDEX                            that the file is whole
 * index_tool sync INDEX NAME ARCHIVE                as tidings sync does it
 * index_tool hold INDEX SECONDS                     writes something, waits, forgets it
 * index_tool range ARCHIVE NAME FIRST LAST          the same from a temporary index
 *
 * Two dumps are equal where two indexes say the same: mails are named by their places.
 */
/* clang-format on */
#include <stdio.h>
#include <stdlib.h>

#include "index/lists.h"
#include "index_dump.h"
#include "index_tables.h"
#include "index_tool.h"
#include "ingest/ingest.h"
#include "ingest/sync.h"
#include "link/view.h"
#include "write/defer.h"
#include "write/drop.h"
#include "write/list.h"
#include "write/write.h"

void
td_tool_fail(const GError *error)
{
	fprintf(stderr, "index_tool: %s\n", error != NULL ? error->message : "usage");
	exit(1);
}

static td_index *
open_index(const char *path, bool write)
{
	const char *wait = g_getenv("WAIT");
	td_index_options options = { .path = path,
		.write = write,
		.wait = wait != NULL ? (unsigned)strtoul(wait, NULL, 10) : 0 };
	g_autoptr(GError) error = NULL;
	gint64 since = g_get_monotonic_time();
	td_index *index = td_index_open(&options, &error);

	if (index == NULL)
		td_tool_fail(error);
	if (g_getenv("TIMES") != NULL)
		fprintf(stderr, "open: %d us\n", (int)(g_get_monotonic_time() - since));
	if (td_index_was_emptied(index))
		fputs("index_tool: it was too old and is empty now\n", stderr);
	return index;
}

static td_range *
select_all(td_archive *archive)
{
	const td_range_spec spec = { .now = 0 };
	g_autoptr(GError) error = NULL;
	td_range *range = td_archive_select(archive, &spec, &error);

	if (range == NULL)
		td_tool_fail(error);
	return range;
}

/* Entries first to last of all, from 1, as one run. */
static void
ingest(td_index *index, td_archive *archive, const td_range *all, int64_t list,
    uint64_t first, uint64_t last)
{
	td_ingest_options options = { .list = list, .position = first };
	gint64 since = g_get_monotonic_time();
	clock_t cpu = clock();
	td_ingest_counts counts;
	g_autoptr(GError) error = NULL;
	td_range some = *all;

	some.entries = g_array_new(FALSE, FALSE, sizeof(td_entry));
	g_array_append_vals(some.entries,
	    &g_array_index(all->entries, td_entry, first - 1), (guint)(last - first + 1));
	if (!td_ingest_run(archive, &some, index, &options, &counts, &error))
		td_tool_fail(error);
	g_array_unref(some.entries);
	if (g_getenv("TIMES") != NULL)
		fprintf(stderr, "%d mails: %d us, CPU %d us\n", (int)(last - first + 1),
		    (int)(g_get_monotonic_time() - since), (int)(clock() - cpu));
}

/* 0 for none. */
static int64_t
look_for_list(td_index *index, const char *name)
{
	g_autoptr(GError) error = NULL;
	int64_t list;

	if (!td_index_find_list(index, name, &list, &error))
		td_tool_fail(error);
	return list;
}

static uint64_t
position_of(td_index *index, int64_t list)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GArray) heads = td_index_load_heads(index, list, &error);
	uint64_t last = 0;

	if (heads == NULL)
		td_tool_fail(error);
	for (unsigned i = 0; i < heads->len; i++)
		last = MAX(last, g_array_index(heads, td_index_head, i).position);
	return last;
}

static td_archive *
open_archive(const char *path)
{
	g_autoptr(GError) error = NULL;
	td_archive *archive = td_archive_open(path, &error);

	if (archive == NULL)
		td_tool_fail(error);
	return archive;
}

/* The same sizes at every run. */
static uint64_t
next_step(GRand *rand, const char *step, uint64_t left)
{
	uint64_t n = strtoull(step + (step[0] == '~' ? 1 : 0), NULL, 10);

	if (n > 0 && step[0] == '~')
		n = (uint64_t)g_rand_int_range(rand, 1, (gint32)(2 * n));
	return n == 0 ? left : MIN(n, left);
}

/* bulk: as a run that adds very many does it (store/late.h). */
static int
add(int argc, char **argv, bool bulk)
{
	g_autoptr(td_index) index = open_index(argv[2], true);
	g_autoptr(GError) error = NULL;
	g_autoptr(td_archive) archive = open_archive(argv[4]);
	g_autoptr(td_range) all = select_all(archive);
	g_autoptr(GRand) rand = g_rand_new_with_seed(1);
	const char *step = argc > 5 ? argv[5] : "0";
	uint64_t last = argc > 6 ? strtoull(argv[6], NULL, 10) : all->entries->len;
	int64_t list = 0;

	if (!td_index_begin(index, &error) ||
	    !td_index_put_list(index, argv[3], &list, &error) ||
	    !td_index_commit(index, &error))
		td_tool_fail(error);
	last = MIN(last, all->entries->len);
	if (bulk && !td_index_defer(index, UINT64_MAX, &error))
		td_tool_fail(error);
	for (uint64_t at = position_of(index, list); at < last;) {
		uint64_t n = next_step(rand, step, last - at);

		ingest(index, archive, all, list, at + 1, at + n);
		at += n;
	}
	if (bulk && !td_index_settle(index, &error))
		td_tool_fail(error);
	return 0;
}

static int
sync_list(char **argv)
{
	g_autoptr(td_index) index = open_index(argv[2], true);
	g_autoptr(td_archive) archive = open_archive(argv[4]);
	const td_sync_options options = { .name = argv[3] };
	g_autoptr(GError) error = NULL;
	td_sync_counts counts = { 0 };

	if (!td_sync_run(archive, index, &options, &counts, &error))
		td_tool_fail(error);
	return 0;
}

/* A list that grows in turns with others. */
typedef struct growing {
	td_archive *archive;
	td_range *all;
	int64_t list;
	uint64_t at;
} growing;

static void
open_growing(growing *one, td_index *index, const char *name, const char *path)
{
	g_autoptr(GError) error = NULL;

	one->archive = open_archive(path);
	one->all = select_all(one->archive);
	if (!td_index_begin(index, &error) ||
	    !td_index_put_list(index, name, &one->list, &error) ||
	    !td_index_commit(index, &error))
		td_tool_fail(error);
	one->at = position_of(index, one->list);
}

static int
follow(int argc, char **argv)
{
	g_autoptr(td_index) index = open_index(argv[2], true);
	g_autoptr(GRand) rand = g_rand_new_with_seed(1);
	td_table_watch *watch = td_table_watch_new(argv[2]);
	unsigned n = (unsigned)(argc - 4) / 2;
	g_autofree growing *lists = g_new0(growing, n);
	bool grew = true;

	for (unsigned i = 0; i < n; i++)
		open_growing(&lists[i], index, argv[4 + 2 * i], argv[5 + 2 * i]);
	while (grew) {
		grew = false;
		for (unsigned i = 0; i < n; i++) {
			growing *one = &lists[i];
			uint64_t left = one->all->entries->len - one->at;
			uint64_t step = next_step(rand, argv[3], left);

			if (left > 0)
				ingest(index, one->archive, one->all, one->list,
				    one->at + 1, one->at + step);
			one->at += step;
			grew = grew || left > 0;
			td_table_watch_look(watch);
		}
	}
	td_table_watch_free(watch);
	for (unsigned i = 0; i < n; i++) {
		td_range_free(lists[i].all);
		td_archive_close(lists[i].archive);
	}
	return 0;
}

static int
rewind_list(char **argv)
{
	g_autoptr(td_index) index = open_index(argv[2], true);
	g_autoptr(GError) error = NULL;
	g_autoptr(td_archive) archive = open_archive(argv[4]);
	g_autoptr(td_range) all = select_all(archive);
	uint64_t position = strtoull(argv[5], NULL, 10);
	int64_t list = look_for_list(index, argv[3]);
	const td_entry *entry;

	if (position == 0 || position > all->entries->len)
		td_tool_fail(NULL);
	entry = &g_array_index(all->entries, td_entry, position - 1);
	if (!td_index_begin(index, &error) ||
	    !td_index_rewind(index, list, position, &error) ||
	    !td_index_put_head(
		index, list, entry->epoch, &entry->commit, position, &error) ||
	    !td_index_commit(index, &error))
		td_tool_fail(error);
	return 0;
}

static int
drop_list(char **argv)
{
	g_autoptr(td_index) index = open_index(argv[2], true);
	g_autoptr(GError) error = NULL;

	if (!td_index_begin(index, &error) ||
	    !td_index_drop_list(index, argv[3], &error) ||
	    !td_index_commit(index, &error))
		td_tool_fail(error);
	return 0;
}

static int64_t
find_list(td_index *index, const char *name)
{
	int64_t list = look_for_list(index, name);

	if (list == 0)
		td_tool_fail(NULL);
	return list;
}

static int
dump_temporary(char **argv)
{
	g_autoptr(td_index) index = open_index(NULL, true);
	g_autoptr(GError) error = NULL;
	g_autoptr(td_archive) archive = open_archive(argv[2]);
	g_autoptr(td_range) all = select_all(archive);
	uint64_t first = strtoull(argv[4], NULL, 10);
	uint64_t last = strtoull(argv[5], NULL, 10);
	int64_t list = 0;

	if (!td_index_put_list(index, argv[3], &list, &error))
		td_tool_fail(error);
	ingest(index, archive, all, list, first, MIN(last, all->entries->len));
	td_dump_range(index, list, first, last);
	return 0;
}

static int
dump_view(char **argv)
{
	g_autoptr(td_index) index = open_index(argv[2], false);
	g_autoptr(GError) error = NULL;
	uint64_t first = strtoull(argv[4], NULL, 10);
	uint64_t last = strtoull(argv[5], NULL, 10);
	const td_index_range range = {
		.list = find_list(index, argv[3]), .first = first, .last = last
	};
	gint64 since = g_get_monotonic_time();

	if (!td_index_view(index, &range, &error))
		td_tool_fail(error);
	fprintf(stderr, "view: %d us\n", (int)(g_get_monotonic_time() - since));
	td_dump_range(index, range.list, first, last);
	return 0;
}

static int
dump_all(char **argv)
{
	g_autoptr(td_index) index = open_index(argv[2], false);

	td_dump_all(index);
	return 0;
}

static int
check(char **argv)
{
	g_autoptr(td_index) index = open_index(argv[2], false);
	g_autoptr(GError) error = NULL;
	g_autofree char *found = td_index_check(index, &error);

	if (found == NULL)
		td_tool_fail(error);
	fputs(found, stdout);
	return found[0] != '\0';
}

static int
hold(char **argv)
{
	g_autoptr(td_index) index = open_index(argv[2], true);
	g_autoptr(GError) error = NULL;
	int64_t list;

	if (!td_index_begin(index, &error) ||
	    !td_index_put_list(index, "held", &list, &error))
		td_tool_fail(error);
	puts("holding");
	fflush(stdout);
	g_usleep(strtoul(argv[3], NULL, 10) * G_USEC_PER_SEC);
	return 0;
}

int
main(int argc, char **argv)
{
	if (argc >= 5 && strcmp(argv[1], "add") == 0)
		return add(argc, argv, false);
	if (argc >= 5 && strcmp(argv[1], "bulk") == 0)
		return add(argc, argv, true);
	if (argc >= 6 && argc % 2 == 0 && strcmp(argv[1], "follow") == 0)
		return follow(argc, argv);
	if (argc == 6 && strcmp(argv[1], "rewind") == 0)
		return rewind_list(argv);
	if (argc == 5 && strcmp(argv[1], "sync") == 0)
		return sync_list(argv);
	if (argc == 4 && strcmp(argv[1], "drop") == 0)
		return drop_list(argv);
	if (argc == 3 && strcmp(argv[1], "dump") == 0)
		return dump_all(argv);
	if (argc == 3 && strcmp(argv[1], "check") == 0)
		return check(argv);
	if (argc == 4 && strcmp(argv[1], "hold") == 0)
		return hold(argv);
	if (argc == 6 && strcmp(argv[1], "view") == 0)
		return dump_view(argv);
	if (argc == 6 && strcmp(argv[1], "range") == 0)
		return dump_temporary(argv);
	td_tool_fail(NULL);
}
