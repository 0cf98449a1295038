/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index/range.c - places of one list lie together, in order; nothing is sorted */
#include "index/range.h"

#include "store/ready.h"
#include "store/schema.h"
#include "store/store.h"

/* With one list there is no other order than its own. */
td_bounds
td_range_bounds(const td_index *index, const td_index_range *range)
{
	const int64_t highest = TD_LOW(TD_PLACE_BITS);
	int64_t list = range->list;
	td_bounds found = { .first = 0, .last = INT64_MAX, .position = INT64_MAX };

	if (list == 0 && td_store_lists(index) == 1)
		list = index->last_list;
	if (list != 0) {
		found.first = list << TD_PLACE_BITS;
		found.last = found.first | highest;
	}
	if (range->first <= (uint64_t)highest)
		found.first |= (int64_t)range->first;
	if (range->last != 0 && range->last <= (uint64_t)highest && list != 0) {
		found.position = (int64_t)range->last;
		found.last = list << TD_PLACE_BITS | found.position;
	}
	return found;
}

static const char *
pick_places(const td_index *index, const td_index_range *range)
{
	if (range->messages != NULL)
		return range->list == 0
			   ? " WHERE p.id = (SELECT place FROM message WHERE id = ?4) "
			   : " WHERE p.id = (SELECT min(id) FROM place WHERE message = ?4"
			     " AND id BETWEEN ?1 AND ?2"
			     " AND (gone IS NULL OR gone > ?3)) ";
	if (range->list != 0 || td_store_lists(index) <= 1)
		return " WHERE p.id BETWEEN ?1 AND ?2 AND (p.gone IS NULL OR p.gone > ?3)"
		       " AND (p.before IS NULL OR p.before < ?1) ";
	return " WHERE p.id BETWEEN ?1 AND ?2 AND p.gone IS NULL AND ?3 AND NOT EXISTS"
	       " (SELECT 1 FROM place q WHERE q.message = p.message AND q.id >= ?1"
	       " AND q.id < p.id AND q.gone IS NULL) ";
}

static bool
start(td_walk *walk, const td_index_range *range, const char *text, GError **error)
{
	td_bounds found = td_range_bounds(walk->index, range);

	walk->stmt = td_ready_take(walk->index, text, error);
	if (walk->stmt == NULL)
		return false;
	/* A number that the statement does not have is no mistake here. */
	sqlite3_bind_int64(walk->stmt, 1, found.first);
	sqlite3_bind_int64(walk->stmt, 2, found.last);
	sqlite3_bind_int64(walk->stmt, 3, found.position);
	walk->first = found.first;
	walk->under_way = !walk->named;
	return true;
}

bool
td_walk_start(td_walk *walk, td_index *index, const td_index_range *range,
    const char *head, const char *tail, GError **error)
{
	g_autofree char *text = g_strconcat(head, pick_places(index, range), tail, NULL);

	*walk = (td_walk){ .index = index,
		.messages = range->messages,
		.n = range->n,
		.named = range->messages != NULL };
	if (walk->named && range->list != 0 && !td_schema_index_places(index, error))
		return false;
	return start(walk, range, text, error);
}

bool
td_walk_start_all(td_walk *walk, td_index *index, const td_index_range *range,
    const char *head, const char *tail, GError **error)
{
	g_autofree char *text = g_strconcat(head,
	    " WHERE p.id BETWEEN ?1 AND ?2 AND (p.gone IS NULL OR p.gone > ?3) ", tail,
	    NULL);

	*walk = (td_walk){ .index = index };
	return start(walk, range, text, error);
}

bool
td_walk_start_plain(td_walk *walk, td_index *index, const char *text, GError **error)
{
	*walk = (td_walk){ .index = index };
	return start(walk, &(td_index_range){ 0 }, text, error);
}

bool
td_range_is_all(const td_index *index, const td_index_range *range)
{
	return index->path == NULL && td_store_lists(index) == 1 && !index->any_gone &&
	       range->messages == NULL &&
	       (range->list == 0 || range->list == index->last_list) &&
	       range->first <= 1 && range->last == 0;
}

bool
td_walk_step(td_walk *walk, bool *row, GError **error)
{
	*row = false;
	for (;;) {
		if (!walk->under_way) {
			if (walk->next == walk->n)
				return true;
			sqlite3_bind_int64(walk->stmt, 4, walk->messages[walk->next++]);
			walk->under_way = true;
		}
		if (!td_store_step(walk->index, walk->stmt, row, error) || *row)
			return *row;
		walk->under_way = false;
		if (!walk->named)
			walk->n = walk->next = 0;
	}
}

void
td_walk_clear(td_walk *walk)
{
	td_ready_give(walk->index, walk->stmt);
	walk->stmt = NULL;
}
