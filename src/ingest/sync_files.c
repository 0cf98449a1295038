/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ingest/sync_files.c - archives without history: what is there is compared */
#include "ingest/sync_files.h"

#include <string.h>

#include "index/lists.h"
#include "write/drop.h"
#include "write/list.h"
#include "write/write.h"

/*
 * A file of a Maildir is never changed, only renamed and removed (maildir(5)); its name
 * without flags and its size are what it is known by.
 */
typedef struct file_key {
	uint64_t offset;
	uint32_t size;
} file_key;

static unsigned
hash_key(const void *data)
{
	const file_key *key = data;

	return (unsigned)(key->offset ^ key->offset >> 32);
}

static int
equal_key(const void *a, const void *b)
{
	const file_key *left = a, *right = b;

	return left->offset == right->offset && left->size == right->size;
}

static bool
drop(td_sync *sync, const GArray *positions, GError **error)
{
	if (positions->len == 0)
		return true;
	sync->counts.dropped += positions->len;
	return td_index_begin(sync->index, error) &&
	       td_index_drop_places(sync->index, sync->list,
		   (const uint64_t *)(const void *)positions->data, positions->len,
		   error) &&
	       td_index_commit(sync->index, error);
}

/* Positions of steps that no file is left of; files that are there leave the range. */
static GArray *
match_files(const GArray *steps, td_range *range)
{
	g_autoptr(GHashTable) left =
	    g_hash_table_new_full(hash_key, equal_key, g_free, NULL);
	GArray *vanished = g_array_new(FALSE, FALSE, sizeof(uint64_t));
	unsigned kept = 0;
	GHashTableIter iter;
	void *step;

	for (unsigned i = 0; i < steps->len; i++) {
		td_index_step *one = &g_array_index(steps, td_index_step, i);
		const file_key key = { one->offset, one->size };

		g_hash_table_insert(left, g_memdup2(&key, sizeof key), one);
	}
	for (unsigned i = 0; i < range->entries->len; i++) {
		td_entry *entry = &g_array_index(range->entries, td_entry, i);
		const file_key key = { entry->offset, entry->size };

		if (!g_hash_table_remove(left, &key))
			g_array_index(range->entries, td_entry, kept++) = *entry;
	}
	g_array_set_size(range->entries, kept);
	g_hash_table_iter_init(&iter, left);
	while (g_hash_table_iter_next(&iter, NULL, &step))
		g_array_append_val(vanished, ((const td_index_step *)step)->position);
	return vanished;
}

static bool
sync_maildir(td_sync *sync, td_range *range, uint64_t last, GError **error)
{
	g_autoptr(GArray) steps =
	    td_index_load_steps(sync->index, sync->list, 0, UINT64_MAX, error);
	g_autoptr(GArray) vanished = NULL;

	if (steps == NULL)
		return false;
	vanished = match_files(steps, range);
	return drop(sync, vanished, error) && td_sync_add(sync, range, last, error);
}

/* Whether the mail of an entry is still the one at its place. */
static bool
is_same_mail(td_reader *reader, const td_entry *entry, const td_index_step *step,
    bool *same, GError **error)
{
	td_mail mail;

	*same = false;
	if (entry->offset != step->offset || entry->size != step->size)
		return true;
	if (!td_reader_load_again(reader, entry, &step->blob, &mail, error))
		return false;
	*same = mail.state == TD_MAIL_OK;
	return true;
}

/*
 * How many entries in front are as they were. Positions count all entries, also those
 * that could not be read and have no place.
 */
static bool
count_same(td_sync *sync, const GArray *entries, const GArray *steps, uint64_t last,
    unsigned *n, GError **error)
{
	g_autoptr(td_reader) reader = td_reader_open(sync->archive, error);
	unsigned at = 0, step = 0;

	for (; reader && at < entries->len && at < last; at++) {
		const td_index_step *known =
		    step < steps->len ? &g_array_index(steps, td_index_step, step) : NULL;
		bool same;

		if (known == NULL || known->position > at + 1)
			continue;
		if (!is_same_mail(reader, &g_array_index(entries, td_entry, at), known,
			&same, error))
			break;
		if (!same)
			break;
		step++;
	}
	td_reader_close(g_steal_pointer(&reader));
	*n = at;
	return error == NULL || *error == NULL;
}

static bool
sync_mbox(td_sync *sync, td_range *range, uint64_t last, GError **error)
{
	g_autoptr(GArray) steps =
	    td_index_load_steps(sync->index, sync->list, 0, UINT64_MAX, error);
	GError *failed = NULL;
	unsigned n = 0;

	if (steps == NULL)
		return false;
	if (!count_same(sync, range->entries, steps, last, &n, &failed)) {
		g_propagate_error(error, failed);
		return false;
	}
	if (n < last) {
		for (unsigned i = 0; i < steps->len; i++)
			sync->counts.dropped +=
			    g_array_index(steps, td_index_step, i).position > n;
		if (!td_sync_keep_old(sync, error) ||
		    !td_index_begin(sync->index, error) ||
		    !td_index_rewind(sync->index, sync->list, n, error) ||
		    !td_index_commit(sync->index, error))
			return false;
	}
	g_array_remove_range(range->entries, 0, n);
	return td_sync_add(sync, range, n, error);
}

/* Notes what the files were like, so that the next time a look at them is enough. */
static bool
note_tip(td_sync *sync, const td_tip *tip, uint64_t last, GError **error)
{
	return td_index_begin(sync->index, error) &&
	       td_index_put_head(sync->index, sync->list, 0, &tip->commit, last, error) &&
	       td_index_commit(sync->index, error);
}

bool
td_sync_files(td_sync *sync, GError **error)
{
	g_autoptr(GArray) tips = td_archive_load_tips(sync->archive);
	const td_tip *tip = &g_array_index(tips, td_tip, 0);
	g_autoptr(td_range) range = NULL;
	td_index_head head = { 0 };
	bool found;

	if (!td_index_find_head(sync->index, sync->list, 0, &head, &found, error))
		return false;
	if (found && !td_oid_is_zero(&head.commit) &&
	    td_oid_equal(&head.commit, &tip->commit))
		return true;
	range = td_archive_select_after(sync->archive, NULL, error);
	if (range == NULL)
		return false;
	if (td_archive_get_kind(sync->archive) == TD_ARCHIVE_MBOX) {
		unsigned all = range->entries->len;

		return sync_mbox(sync, range, head.position, error) &&
		       note_tip(sync, tip, all, error);
	}
	return sync_maildir(sync, range, head.position, error) &&
	       note_tip(sync, tip, head.position + range->entries->len, error);
}
