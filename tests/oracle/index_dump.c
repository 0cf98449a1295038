/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index_dump.c - lines that do not depend on the ids of an index, sorted */
#include "index_dump.h"

#include <stdio.h>
#include <string.h>

#include "index/copies.h"
#include "index/lookup.h"
#include "index/skip.h"
#include "index_tool.h"
#include "index_words.h"
#include "judge/standings.h"
#include "judge/versions.h"

typedef struct dump {
	td_index *index;
	GHashTable *keys;  /* int64_t * id to char *: "NAME:POSITION" */
	GHashTable *names; /* int64_t * id of a list to char * */
	td_sample *sample;
	GPtrArray *lines;
} dump;

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

	say(d, "notice %s %d %d%d %s %s %s \"%s\" <%s> %s %u/%u",
	    key_of(d, notice->message), (int)notice->source, notice->partly,
	    notice->whole, notice->tree, notice->branch, notice->committer, notice->title,
	    notice->message_id, notice->commit, notice->number, notice->total);
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
		td_tool_fail(error);
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
		td_tool_fail(error);
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
		td_tool_fail(error);
	for (unsigned i = 0; i < series->len; i++) {
		int64_t id = g_array_index(series, td_index_series, i).id;
		g_autoptr(GArray) chain = td_index_load_versions(d->index, id, &error);

		if (chain == NULL)
			td_tool_fail(error);
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
	if (!td_index_each_standing(d->index, &(td_index_standings){ .since = INT64_MIN },
		say_standing, d, &error))
		td_tool_fail(error);
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
		td_tool_fail(error);
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
		td_tool_fail(error);
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
		td_tool_fail(error);
	while (td_rows_next(rows, &row, &error))
		each(d, &row);
	if (error != NULL)
		td_tool_fail(error);
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
		td_tool_fail(error);
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
		td_tool_fail(error);
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
		td_tool_fail(error);
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
void
td_dump_all(td_index *index)
{
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
		td_tool_fail(error);
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
}

void
td_dump_range(td_index *index, int64_t list, uint64_t first, uint64_t last)
{
	dump *d = dump_new(index);
	td_index_range range = { .list = list, .first = first, .last = last };

	each_row(d, &range, note_key);
	each_row(d, &range, say_row);
	say_parts(d, &range);
	say_series(d, &range);
	dump_print(d);
}
