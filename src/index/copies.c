/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index/copies.c - one mail that a list gave another form: which, and to show one only */
#include "index/copies.h"

#include <string.h>

#include "index/lookup.h"
#include "link/link.h"
#include "store/map.h"
#include "store/store.h"

typedef struct pair {
	int64_t copy, original;
} pair;

struct td_copies {
	GArray *pairs;  /* of pair */
	uint64_t *bits; /* of the ids in them; NULL without any */
	int64_t n;      /* ids are below it */
	GArray *held;   /* of td_hit */
};

/* Subject without what stands in brackets, without blanks, in small letters. */
static GString *
bare_subject(const char *subject)
{
	GString *bare = g_string_new(NULL);
	const char *close;

	for (const char *p = subject; *p != '\0'; p++) {
		if (*p == '[' && (close = strchr(p, ']')) != NULL)
			p = close;
		else if (!g_ascii_isspace(*p))
			g_string_append_c(bare, g_ascii_tolower(*p));
	}
	return bare;
}

uint64_t
td_copies_key(const td_index_mail *mail, const GString *refs, uint64_t seed)
{
	const td_message *message = mail->message;
	const td_patch *patch = mail->patch;
	const td_subject *subject = patch->subject;
	const int64_t numbers[] = {
		(int64_t)mail->text_hash,
		message->sent,
		message->sent_zone,
		patch->kind,
		subject->version,
		subject->minor,
		subject->number,
		subject->total,
		patch->diff != NULL,
		patch->diff != NULL ? patch->diff->insertions : 0,
		patch->diff != NULL ? patch->diff->deletions : 0,
	};
	g_autoptr(GString) bare = NULL;
	g_autofree char *sender = NULL;
	uint64_t hash;

	if (message->message_id[0] == '\0')
		return 0;
	bare = bare_subject(message->subject);
	sender = td_link_sender(mail);
	hash = td_hash(numbers, sizeof numbers, seed);
	hash = td_hash(message->message_id, strlen(message->message_id), hash);
	hash = td_hash(bare->str, bare->len, hash);
	hash = td_hash(sender, strlen(sender), hash);
	hash = td_hash(patch->patch_id, strlen(patch->patch_id), hash);
	return td_hash(refs->str, refs->len, hash);
}

/* Of the copies with an id from first to last, by id. The partial index has them alone,
 * and a view's table none. */
static GArray *
load_pairs(td_index *index, int64_t first, int64_t last, GError **error)
{
	g_autoptr(GArray) pairs = g_array_new(FALSE, FALSE, sizeof(pair));
	sqlite3_stmt *stmt;
	bool row = true;

	if (index->path == NULL)
		return g_steal_pointer(&pairs);
	stmt = td_store_sql(index, TD_SQL_COPIES, error);
	if (stmt == NULL)
		return NULL;
	sqlite3_bind_int64(stmt, 1, first);
	sqlite3_bind_int64(stmt, 2, last);
	while (row) {
		if (!td_store_step(index, stmt, &row, error))
			return NULL;
		if (row) {
			const pair one = { sqlite3_column_int64(stmt, 0),
				sqlite3_column_int64(stmt, 1) };

			g_array_append_val(pairs, one);
		}
	}
	return g_steal_pointer(&pairs);
}

bool
td_copies_each(td_index *index, void (*each)(int64_t copy, int64_t original, void *data),
    void *data, GError **error)
{
	g_autoptr(GArray) pairs = load_pairs(index, 0, INT64_MAX, error);

	for (unsigned i = 0; pairs != NULL && i < pairs->len; i++) {
		const pair *one = &g_array_index(pairs, pair, i);

		each(one->copy, one->original, data);
	}
	return pairs != NULL;
}

/* The one rule of what is shown: of a copy and its original that were both found the
 * original, or the copy that is to be kept. Gives those that are not; found and they
 * are sets of int64_t *, of pairs. */
static GHashTable *
find_spare(const GArray *pairs, GHashTable *found, int64_t keep)
{
	GHashTable *spare = g_hash_table_new(g_int64_hash, g_int64_equal);

	for (unsigned i = 0; i < pairs->len; i++) {
		pair *one = &g_array_index(pairs, pair, i);

		if (g_hash_table_contains(found, &one->copy) &&
		    g_hash_table_contains(found, &one->original))
			g_hash_table_add(
			    spare, one->copy == keep ? &one->original : &one->copy);
	}
	return spare;
}

bool
td_index_drop_copies(td_index *index, GArray *messages, int64_t keep, GError **error)
{
	int64_t *ids = (int64_t *)(void *)messages->data;
	g_autoptr(GHashTable) found = NULL;
	g_autoptr(GHashTable) spare = NULL;
	g_autoptr(GArray) pairs = NULL;
	unsigned n = 0;

	if (messages->len < 2)
		return true;
	pairs = load_pairs(index, ids[0], ids[messages->len - 1], error);
	if (pairs == NULL)
		return false;
	if (pairs->len == 0)
		return true;
	found = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	for (unsigned i = 0; i < messages->len; i++)
		g_hash_table_add(found, g_memdup2(&ids[i], sizeof *ids));
	spare = find_spare(pairs, found, keep);
	for (unsigned i = 0; i < messages->len; i++)
		if (!g_hash_table_contains(spare, &ids[i]))
			ids[n++] = ids[i];
	g_array_set_size(messages, n);
	return true;
}

static void
note_bit(td_copies *copies, int64_t id)
{
	if (id >= 0 && id < copies->n)
		copies->bits[id / 64] |= UINT64_C(1) << (id % 64);
}

td_copies *
td_copies_open(td_index *index, GError **error)
{
	g_autoptr(td_copies) copies = g_new0(td_copies, 1);

	copies->held = g_array_new(FALSE, FALSE, sizeof(td_hit));
	copies->pairs = load_pairs(index, 0, INT64_MAX, error);
	if (copies->pairs == NULL)
		return NULL;
	for (unsigned i = 0; i < copies->pairs->len; i++) {
		const pair *one = &g_array_index(copies->pairs, pair, i);

		copies->n = MAX(copies->n, MAX(one->copy, one->original) + 1);
	}
	copies->bits = g_new0(uint64_t, (size_t)(copies->n + 63) / 64);
	for (unsigned i = 0; i < copies->pairs->len; i++) {
		note_bit(copies, g_array_index(copies->pairs, pair, i).copy);
		note_bit(copies, g_array_index(copies->pairs, pair, i).original);
	}
	return g_steal_pointer(&copies);
}

void
td_copies_close(td_copies *copies)
{
	if (copies == NULL)
		return;
	g_clear_pointer(&copies->pairs, g_array_unref);
	g_clear_pointer(&copies->held, g_array_unref);
	g_free(copies->bits);
	g_free(copies);
}

bool
td_copies_hold(td_copies *copies, const td_hit *hit)
{
	int64_t id = hit->message;

	if (id < 0 || id >= copies->n || !(copies->bits[id / 64] >> (id % 64) & 1))
		return false;
	g_array_append_vals(copies->held, hit, 1);
	return true;
}

void
td_copies_release(
    td_copies *copies, void (*each)(const td_hit *hit, void *data), void *data)
{
	g_autoptr(GHashTable) found = g_hash_table_new(g_int64_hash, g_int64_equal);
	g_autoptr(GHashTable) spare = NULL;

	for (unsigned i = 0; i < copies->held->len; i++)
		g_hash_table_add(found, &g_array_index(copies->held, td_hit, i).message);
	spare = find_spare(copies->pairs, found, 0);
	for (unsigned i = 0; i < copies->held->len; i++) {
		const td_hit *hit = &g_array_index(copies->held, td_hit, i);

		if (!g_hash_table_contains(spare, &hit->message))
			each(hit, data);
	}
}
