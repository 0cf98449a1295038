/* SPDX-License-Identifier: GPL-2.0-or-later */
/* write/drop.c - places taken out, with the messages that have no other */
#include "write/drop.h"

#include "index/lists.h"
#include "store/schema.h"
#include "store/store.h"
#include "write/measure.h"
#include "write/places.h"

/* All that is known of a message; parts have it in the high bits of their rowids. */
static const char *const purges[] = {
	"DELETE FROM file WHERE id BETWEEN ?1 << 16 AND (?1 << 16) + 65535",
	"DELETE FROM trailer WHERE id BETWEEN ?1 << 16 AND (?1 << 16) + 65535",
	"DELETE FROM notice WHERE id BETWEEN ?1 << 16 AND (?1 << 16) + 65535",
	"DELETE FROM pull WHERE id = ?1",
	"DELETE FROM sign WHERE id = ?1",
	"DELETE FROM name WHERE message = ?1 AND key = (SELECT name_key(message_id) FROM"
	" message WHERE id = ?1)",
	"DELETE FROM message WHERE id = ?1",
};
G_STATIC_ASSERT(TD_PART_BITS == 16);

/* A message that has lost places. */
typedef struct dropping {
	td_index *index;
	sqlite3_stmt *any; /* whether it has a place left */
	sqlite3_stmt *purge[G_N_ELEMENTS(purges)];
} dropping;

static void
dropping_clear(dropping *self)
{
	sqlite3_finalize(self->any);
	for (size_t i = 0; i < G_N_ELEMENTS(purges); i++)
		sqlite3_finalize(self->purge[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(dropping, dropping_clear)

static bool
dropping_prepare(dropping *self, GError **error)
{
	self->any = td_store_prepare(
	    self->index, "SELECT 1 FROM place WHERE message = ?1 LIMIT 1", error);
	if (self->any == NULL)
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(purges); i++) {
		self->purge[i] = td_store_prepare(self->index, purges[i], error);
		if (self->purge[i] == NULL)
			return false;
	}
	return true;
}

static bool
settle(dropping *self, int64_t message, GError **error)
{
	bool any;

	if (!td_places_settle(self->index, message, error))
		return false;
	sqlite3_bind_int64(self->any, 1, message);
	if (!td_store_step(self->index, self->any, &any, error))
		return false;
	sqlite3_reset(self->any);
	for (size_t i = 0; !any && i < G_N_ELEMENTS(purges); i++) {
		sqlite3_bind_int64(self->purge[i], 1, message);
		if (!td_store_run(self->index, self->purge[i], error))
			return false;
	}
	return true;
}

static void
take_id(sqlite3_stmt *stmt, GArray *ids)
{
	int64_t id = sqlite3_column_int64(stmt, 0);

	g_array_append_val(ids, id);
}

static bool
run_range(td_index *index, const char *text, int64_t first, int64_t last, GError **error)
{
	sqlite3_stmt *stmt = td_store_prepare(index, text, error);
	bool fine = stmt != NULL;

	if (fine) {
		sqlite3_bind_int64(stmt, 1, first);
		sqlite3_bind_int64(stmt, 2, last);
		fine = td_store_run(index, stmt, error);
	}
	sqlite3_finalize(stmt);
	return fine;
}

/* A later place of the same mail may name one of these as the one before it. */
static bool
unname(td_index *index, int64_t first, int64_t last, GError **error)
{
	return run_range(index,
	    "UPDATE place SET before = (SELECT q.before FROM place q"
	    " WHERE q.id = place.before) WHERE message IN (SELECT message FROM place"
	    " WHERE id BETWEEN ?1 AND ?2) AND before BETWEEN ?1 AND ?2",
	    first, last, error);
}

/* Takes out the places of a stretch, with the messages that have no other. */
static bool
drop_stretch(dropping *self, int64_t first, int64_t last, GError **error)
{
	g_autoptr(GArray) messages = g_array_new(FALSE, FALSE, sizeof(int64_t));
	sqlite3_stmt *stmt = td_store_prepare(self->index,
	    "SELECT DISTINCT message FROM place WHERE id BETWEEN ?1 AND ?2", error);

	if (stmt != NULL) {
		sqlite3_bind_int64(stmt, 1, first);
		sqlite3_bind_int64(stmt, 2, last);
	}
	if (!td_store_gather(self->index, stmt, take_id, messages, error) ||
	    !run_range(self->index, "DELETE FROM place WHERE id BETWEEN ?1 AND ?2", first,
		last, error))
		return false;
	for (unsigned i = 0; i < messages->len; i++) {
		if (!settle(self, g_array_index(messages, int64_t, i), error))
			return false;
	}
	return true;
}

/* What mails said became of series is found by series, not by mail. */
static bool
drop_news(td_index *index, GError **error)
{
	return td_store_exec(index,
	    "DELETE FROM news WHERE NOT EXISTS (SELECT 1 FROM message m"
	    " WHERE m.id = news.message)",
	    error);
}

bool
td_index_rewind(td_index *index, int64_t list, uint64_t position, GError **error)
{
	g_auto(dropping) self = { .index = index };
	int64_t first = list << TD_PLACE_BITS;

	return dropping_prepare(&self, error) &&
	       run_range(index, "DELETE FROM epoch WHERE list = ?1 AND position > ?2",
		   list, (int64_t)position, error) &&
	       drop_stretch(&self, first | (int64_t)(position + 1),
		   first | TD_LOW(TD_PLACE_BITS), error) &&
	       run_range(index, "DELETE FROM skip WHERE id BETWEEN ?1 AND ?2",
		   first | (int64_t)(position + 1), first | TD_LOW(TD_PLACE_BITS),
		   error) &&
	       drop_news(index, error) && td_measure_again(index, list, error);
}

bool
td_index_drop_places(
    td_index *index, int64_t list, const uint64_t *positions, size_t n, GError **error)
{
	g_auto(dropping) self = { .index = index };

	if (!dropping_prepare(&self, error))
		return false;
	for (size_t i = 0; i < n; i++) {
		int64_t place = list << TD_PLACE_BITS | (int64_t)positions[i];

		if (!unname(index, place, place, error) ||
		    !drop_stretch(&self, place, place, error))
			return false;
	}
	return drop_news(index, error) && td_measure_again(index, list, error);
}

bool
td_index_drop_list(td_index *index, const char *name, GError **error)
{
	int64_t list;

	if (!td_index_find_list(index, name, &list, error))
		return false;
	if (list == 0)
		return true;
	if (!td_index_rewind(index, list, 0, error) ||
	    !run_range(index,
		"DELETE FROM meta WHERE name LIKE 'rules% of ' || ?1 AND ?2 = 0", list, 0,
		error) ||
	    !run_range(
		index, "DELETE FROM epoch WHERE list = ?1 AND ?2 = 0", list, 0, error) ||
	    !run_range(
		index, "DELETE FROM list WHERE id = ?1 AND ?2 = 0", list, 0, error))
		return false;
	td_measure_forget(index, list);
	return td_schema_look(index, error);
}
