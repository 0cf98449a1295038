/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * index_tool add INDEX NAME ARCHIVE [STEP [LAST]]   indexes what is new, STEP at a time
 *                                                   (~STEP: so many on average)
 * index_tool rewind INDEX NAME ARCHIVE POSITION     takes out what came after it
 * index_tool drop INDEX NAME                        takes out a list
 * index_tool dump INDEX                             all that it says, without its ids
 * index_tool view INDEX NAME FIRST LAST             a range of it, as a view
 * index_tool check INDEX                            that the file is whole
 * index_tool hold INDEX SECONDS                     writes something, waits, forgets it
 * index_tool range ARCHIVE NAME FIRST LAST          the same from a temporary index
 *
 * Two dumps are equal where two indexes say the same: mails are named by their places.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "index/copies.h"
#include "index/lists.h"
#include "index/lookup.h"
#include "index/skip.h"
#include "index/standings.h"
#include "index/versions.h"
#include "index_words.h"
#include "ingest/ingest.h"

typedef struct dump {
	td_index *index;
	GHashTable *keys;  /* int64_t * id to char *: "NAME:POSITION" */
	GHashTable *names; /* int64_t * id of a list to char * */
	td_sample *sample;
	GPtrArray *lines;
} dump;

static void
fail(const GError *error)
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
		fail(error);
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
		fail(error);
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
		fail(error);
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
		fail(error);
	return list;
}

static uint64_t
position_of(td_index *index, int64_t list)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GArray) heads = td_index_load_heads(index, list, &error);
	uint64_t last = 0;

	if (heads == NULL)
		fail(error);
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
		fail(error);
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

static int
add(int argc, char **argv)
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
		fail(error);
	last = MIN(last, all->entries->len);
	for (uint64_t at = position_of(index, list); at < last;) {
		uint64_t n = next_step(rand, step, last - at);

		ingest(index, archive, all, list, at + 1, at + n);
		at += n;
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
		fail(NULL);
	entry = &g_array_index(all->entries, td_entry, position - 1);
	if (!td_index_begin(index, &error) ||
	    !td_index_rewind(index, list, position, &error) ||
	    !td_index_put_head(
		index, list, entry->epoch, &entry->commit, position, &error) ||
	    !td_index_commit(index, &error))
		fail(error);
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
		fail(error);
	return 0;
}

static const char *
key_of(const dump *d, int64_t id)
{
	const char *key = id != 0 ? g_hash_table_lookup(d->keys, &id) : "-";

	return key != NULL ? key : "?";
}

static const char *
name_of(const dump *d, int64_t list)
{
	return g_hash_table_lookup(d->names, &list);
}

static void say(dump *d, const char *format, ...) G_GNUC_PRINTF(2, 3);

static void
say(dump *d, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	g_ptr_array_add(d->lines, g_strdup_vprintf(format, args));
	va_end(args);
}

static void
say_row(dump *d, const td_index_row *row)
{
	char blob[TD_OID_HEX];
	char commit[TD_OID_HEX];

	td_oid_to_hex(&row->blob, blob);
	td_oid_to_hex(&row->commit, commit);
	say(d,
	    "mail %s:%09" G_GUINT64_FORMAT " is %s <%s> %s %s %u in %s answers %s series"
	    " %s received %" G_GINT64_FORMAT " sent %" G_GINT64_FORMAT
	    " %d %s %s %x [%s] \"%s\" \"%s\" %s <%s> %s <%s> %d v%u.%u %u/%u %d%d%d%d%d"
	    " %u+%u-%u %s",
	    name_of(d, row->list), row->position, key_of(d, row->id), row->message_id,
	    commit, blob, row->epoch, key_of(d, row->thread), key_of(d, row->parent),
	    key_of(d, row->series), row->received, row->sent, row->sent_zone,
	    row->class_name, row->list_id, row->defects, row->tags, row->subject,
	    row->title, row->from_name, row->from_address, row->author_name,
	    row->author_address, (int)row->kind, row->version, row->minor, row->number,
	    row->total, row->has_version, row->has_number, row->rfc, row->resend,
	    row->reply, row->files, row->insertions, row->deletions, row->patch_id);
}

static void
take_file(const td_index_file *file, void *data)
{
	dump *d = data;

	say(d, "file %s %s %s +%u-%u %d%d%d", key_of(d, file->message), file->path,
	    file->old_path != NULL ? file->old_path : "-", file->insertions,
	    file->deletions, file->is_new, file->is_deleted, file->is_binary);
}

static void
take_trailer(const td_index_trailer *trailer, void *data)
{
	dump *d = data;

	say(d, "trailer %s %s: %s [%s]", key_of(d, trailer->message), trailer->key,
	    trailer->value, trailer->about);
}

static void
take_notice(const td_index_notice *notice, void *data)
{
	dump *d = data;

	say(d, "notice %s %d %d%d %s %s \"%s\" <%s> %s %u/%u", key_of(d, notice->message),
	    (int)notice->source, notice->partly, notice->whole, notice->tree,
	    notice->branch, notice->title, notice->message_id, notice->commit,
	    notice->number, notice->total);
}

static void
take_pull(const td_index_pull *pull, void *data)
{
	dump *d = data;

	say(d, "pull %s %s %s %s %s", key_of(d, pull->message), pull->base, pull->url,
	    pull->ref, pull->tip);
}

static void
say_parts(dump *d, const td_index_range *range)
{
	g_autoptr(GError) error = NULL;

	if (!td_index_each_file(d->index, range, take_file, d, &error) ||
	    !td_index_each_trailer(d->index, range, take_trailer, d, &error) ||
	    !td_index_each_notice(d->index, range, take_notice, d, &error) ||
	    !td_index_each_pull(d->index, range, take_pull, d, &error))
		fail(error);
}

static void
say_series(dump *d, const td_index_range *range)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GArray) series = td_index_load_series(d->index, range, &error);
	g_autoptr(GArray) members = NULL;

	if (series != NULL)
		members = td_index_load_members(d->index, range, &error);
	if (members == NULL)
		fail(error);
	for (unsigned i = 0; i < series->len; i++) {
		const td_index_series *one = &g_array_index(series, td_index_series, i);

		say(d, "series %s v%u.%u %u of %u %d%d cover %s head %s",
		    key_of(d, one->id), one->version, one->minor, one->received,
		    one->total, one->rfc, one->resend, key_of(d, one->cover),
		    key_of(d, one->head));
	}
	for (unsigned i = 0, nth = 0; i < members->len; i++) {
		const td_index_member *one = &g_array_index(members, td_index_member, i);

		nth = i > 0 && one[-1].series == one->series ? nth + 1 : 0;
		say(d, "member %s %04u: %u %s %d", key_of(d, one->series), nth,
		    one->number, key_of(d, one->message), one->extra);
	}
}

static bool
say_standing(const td_index_standing *one, void *data)
{
	dump *d = data;

	say(d,
	    "standing %s %s by %s sent %" G_GINT64_FORMAT " last %" G_GINT64_FORMAT
	    " %u replies, %u reviewed %u acked %u tested",
	    key_of(d, one->series.id), td_state_word(one->state),
	    key_of(d, one->evidence), one->sent, one->last, one->replies, one->reviewed,
	    one->acked, one->tested);
	return true;
}

/* What each series follows. */
static void
say_versions(dump *d, const td_index_range *range)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GArray) series = td_index_load_series(d->index, range, &error);

	if (series == NULL)
		fail(error);
	for (unsigned i = 0; i < series->len; i++) {
		int64_t id = g_array_index(series, td_index_series, i).id;
		g_autoptr(GArray) chain = td_index_load_versions(d->index, id, &error);

		if (chain == NULL)
			fail(error);
		for (unsigned k = 0; k < chain->len; k++) {
			const td_index_version *one =
			    &g_array_index(chain, td_index_version, k);

			if (one->series.id == id)
				say(d, "version %s follows %s: %s %u%% by %s %d%d",
				    key_of(d, id), key_of(d, one->older),
				    td_chain_rule_word(one->rule), one->weight,
				    key_of(d, one->message), one->alias, one->partly);
		}
	}
	if (!td_index_each_standing(d->index, 0, INT64_MIN, 0, say_standing, d, &error))
		fail(error);
}

static void
take_copy(int64_t copy, int64_t original, void *data)
{
	dump *d = data;

	say(d, "copy %s of %s", key_of(d, copy), key_of(d, original));
}

static void
say_references(dump *d, int64_t id)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) references = td_index_load_references(d->index, id, &error);

	if (references == NULL)
		fail(error);
	for (unsigned i = 0; i < references->len; i++)
		say(d, "reference %s %03u <%s>", key_of(d, id), i,
		    (const char *)references->pdata[i]);
}

static void
note_key(dump *d, const td_index_row *row)
{
	g_hash_table_insert(d->keys, g_memdup2(&row->id, sizeof row->id),
	    g_strdup_printf(
		"%s:%" G_GUINT64_FORMAT, name_of(d, row->list), row->position));
	td_sample_take(d->sample, row->subject);
}

static void
say_words(dump *d)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) lines = td_sample_ask(d->sample, d->index, d->keys, &error);

	if (lines == NULL)
		fail(error);
	for (unsigned i = 0; i < lines->len; i++)
		say(d, "%s", (const char *)lines->pdata[i]);
}

/* Calls for the rows of a range. */
static void
each_row(dump *d, const td_index_range *range, void (*each)(dump *, const td_index_row *))
{
	g_autoptr(GError) error = NULL;
	g_autoptr(td_rows) rows = td_index_messages(d->index, range, &error);
	td_index_row row;

	if (rows == NULL)
		fail(error);
	while (td_rows_next(rows, &row, &error))
		each(d, &row);
	if (error != NULL)
		fail(error);
}

static int
compare_ids(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static void
note_id(dump *d, const td_index_row *row)
{
	g_hash_table_insert(d->keys, g_memdup2(&row->id, sizeof row->id), g_strdup("?"));
}

static GArray *
list_ids(dump *d)
{
	GArray *ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
	GHashTableIter iter;
	void *id;

	g_hash_table_iter_init(&iter, d->keys);
	while (g_hash_table_iter_next(&iter, &id, NULL))
		g_array_append_vals(ids, id, 1);
	g_array_sort(ids, compare_ids);
	return ids;
}

static void
say_places(dump *d, int64_t id)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GArray) places = td_index_load_places(d->index, id, &error);

	if (places == NULL)
		fail(error);
	for (unsigned i = 0; i < places->len; i++) {
		const td_index_place *place = &g_array_index(places, td_index_place, i);
		char blob[TD_OID_HEX];

		td_oid_to_hex(&place->blob, blob);
		say(d,
		    "place %s %s:%09" G_GUINT64_FORMAT " %s %" G_GINT64_FORMAT
		    " %" G_GUINT64_FORMAT " %u",
		    key_of(d, id), name_of(d, place->list), place->position, blob,
		    place->received, place->offset, place->size);
	}
}

static void
note_lists(dump *d)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) lists = td_index_load_lists(d->index, &error);

	if (lists == NULL)
		fail(error);
	for (unsigned i = 0; i < lists->len; i++) {
		const td_index_list *list = lists->pdata[i];

		g_hash_table_insert(d->names, g_memdup2(&list->id, sizeof list->id),
		    g_strdup(list->name));
	}
}

/* Entries of a list that gave no mail. */
static void
say_skips(dump *d, int64_t list)
{
	g_autoptr(GError) error = NULL;
	uint64_t counts[TD_SKIP_COUNT];

	if (!td_index_count_skips(d->index, list, 1, INT64_MAX, counts, &error))
		fail(error);
	for (unsigned why = 0; why < TD_SKIP_COUNT; why++)
		say(d, "skips %s %u: %" G_GUINT64_FORMAT, name_of(d, list), why,
		    counts[why]);
}

static int
compare_lines(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static dump *
dump_new(td_index *index)
{
	dump *d = g_new0(dump, 1);

	d->index = index;
	d->keys = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
	d->names = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
	d->sample = td_sample_new();
	d->lines = g_ptr_array_new_with_free_func(g_free);
	note_lists(d);
	return d;
}

static void
dump_print(dump *d)
{
	g_ptr_array_sort(d->lines, compare_lines);
	for (unsigned i = 0; i < d->lines->len; i++)
		puts(d->lines->pdata[i]);
	g_ptr_array_unref(d->lines);
	g_hash_table_unref(d->keys);
	g_hash_table_unref(d->names);
	td_sample_free(d->sample);
	g_free(d);
}

/* Every list, row by row, then each message's own. */
static int
dump_all(char **argv)
{
	g_autoptr(td_index) index = open_index(argv[2], false);
	dump *d = dump_new(index);
	g_autoptr(GError) error = NULL;
	g_autoptr(GArray) ids = NULL;
	td_index_range range = { 0 };
	GHashTableIter iter;
	void *list;

	g_hash_table_iter_init(&iter, d->names);
	while (g_hash_table_iter_next(&iter, &list, NULL)) {
		range.list = *(int64_t *)list;
		each_row(d, &range, note_id);
	}
	ids = list_ids(d);
	range =
	    (td_index_range){ .messages = (int64_t *)(void *)ids->data, .n = ids->len };
	each_row(d, &range, note_key);
	say_parts(d, &range);
	say_series(d, &range);
	say_versions(d, &range);
	say_words(d);
	if (!td_copies_each(index, take_copy, d, &error))
		fail(error);
	for (unsigned i = 0; i < ids->len; i++) {
		say_references(d, g_array_index(ids, int64_t, i));
		say_places(d, g_array_index(ids, int64_t, i));
	}
	g_hash_table_iter_init(&iter, d->names);
	while (g_hash_table_iter_next(&iter, &list, NULL)) {
		range = (td_index_range){ .list = *(int64_t *)list };
		each_row(d, &range, say_row);
		say_skips(d, range.list);
	}
	dump_print(d);
	return 0;
}

static int64_t
find_list(td_index *index, const char *name)
{
	int64_t list = look_for_list(index, name);

	if (list == 0)
		fail(NULL);
	return list;
}

static void
dump_range(td_index *index, const char *name, uint64_t first, uint64_t last)
{
	dump *d = dump_new(index);
	td_index_range range = {
		.list = find_list(index, name), .first = first, .last = last
	};

	each_row(d, &range, note_key);
	each_row(d, &range, say_row);
	say_parts(d, &range);
	say_series(d, &range);
	dump_print(d);
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
		fail(error);
	ingest(index, archive, all, list, first, MIN(last, all->entries->len));
	dump_range(index, argv[3], first, last);
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
		fail(error);
	fprintf(stderr, "view: %d us\n", (int)(g_get_monotonic_time() - since));
	dump_range(index, argv[3], first, last);
	return 0;
}

static int
check(char **argv)
{
	g_autoptr(td_index) index = open_index(argv[2], false);
	g_autoptr(GError) error = NULL;
	g_autofree char *found = td_index_check(index, &error);

	if (found == NULL)
		fail(error);
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
		fail(error);
	puts("holding");
	fflush(stdout);
	g_usleep(strtoul(argv[3], NULL, 10) * G_USEC_PER_SEC);
	return 0;
}

int
main(int argc, char **argv)
{
	if (argc >= 5 && strcmp(argv[1], "add") == 0)
		return add(argc, argv);
	if (argc == 6 && strcmp(argv[1], "rewind") == 0)
		return rewind_list(argv);
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
	fail(NULL);
}
