/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index/answers.c - mails of threads out of rows, each with the patch that it answers */
#include "index/answers.h"

#include <string.h>

#include "index/called.h"
#include "index/lookup.h"
#include "index/store.h"

enum { not_looked_for = -2, most_same_id = 64 };

uint64_t
td_answer_who(const char *address)
{
	g_autofree char *folded = g_ascii_strdown(address, -1);

	return td_hash(folded, strlen(folded), 1);
}

void
td_answers_init(td_answers *answers)
{
	answers->all = g_array_new(FALSE, FALSE, sizeof(td_answer));
	answers->at = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
}

void
td_answers_clear(td_answers *answers)
{
	g_array_free(answers->all, TRUE);
	g_hash_table_destroy(answers->at);
}

bool
td_answers_load(td_answers *answers, td_index *index, int64_t thread, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_STANDING_THREAD, error);
	bool row;

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, thread);
	do {
		td_answer mail = { .target = not_looked_for };

		if (!td_store_step(index, stmt, &row, error))
			return false;
		if (!row)
			break;
		mail.id = sqlite3_column_int64(stmt, 0);
		mail.parent = sqlite3_column_int64(stmt, 1);
		mail.series = sqlite3_column_int64(stmt, 2);
		mail.kind = sqlite3_column_int(stmt, 3);
		mail.received = sqlite3_column_int64(stmt, 4);
		mail.sender = td_answer_who(td_column_text(stmt, 5));
		mail.author = td_answer_who(td_column_text(stmt, 6));
		mail.human = strcmp(td_column_text(stmt, 7), "human") == 0 ||
			     sqlite3_column_type(stmt, 7) == SQLITE_NULL;
		mail.place = sqlite3_column_int64(stmt, 8);
		mail.number = (unsigned)sqlite3_column_int(stmt, 9);
		mail.total = (unsigned)sqlite3_column_int(stmt, 10);
		mail.has_number = sqlite3_column_int64(stmt, 11) & TD_FLAG_NUMBER;
		g_array_append_val(answers->all, mail);
	} while (row);
	return true;
}

static int
compare_arrival(const void *a, const void *b, void *data)
{
	const td_answer *x = a, *y = b;

	return td_store_compare_places(
	    data, x->received, x->place, y->received, y->place);
}

void
td_answers_sort(td_answers *answers, const td_index *index)
{
	g_array_sort_with_data(answers->all, compare_arrival, (void *)(uintptr_t)index);
	for (unsigned i = 0; i < answers->all->len; i++)
		g_hash_table_insert(answers->at,
		    g_memdup2(&td_answers_at(answers, (int)i)->id, sizeof(int64_t)),
		    GUINT_TO_POINTER(i + 1));
}

td_answer *
td_answers_at(const td_answers *answers, int at)
{
	return &g_array_index(answers->all, td_answer, at);
}

static int
place_of(const td_answers *answers, int64_t id)
{
	return (int)GPOINTER_TO_UINT(g_hash_table_lookup(answers->at, &id)) - 1;
}

td_answer *
td_answers_find(const td_answers *answers, int64_t id)
{
	int at = place_of(answers, id);

	return at >= 0 ? td_answers_at(answers, at) : NULL;
}

/* The nearest mail here that an answer names and that is called like it; 0 for none. */
static bool
find_named(const td_answers *answers, td_index *index, const td_answer *mail,
    int64_t *found, GError **error)
{
	g_autoptr(GPtrArray) references =
	    td_index_load_references(index, mail->id, error);
	g_auto(td_called) its = { .message = 0 };

	*found = 0;
	if (references == NULL || !td_called_load(&its, index, mail->id, 0, error))
		return false;
	for (unsigned i = references->len; i-- > 0 && *found == 0;) {
		g_autoptr(GArray) ids =
		    td_index_find_messages(index, references->pdata[i], error);

		if (ids == NULL)
			return false;
		for (unsigned k = 0; k < MIN(ids->len, most_same_id) && *found == 0;
		     k++) {
			int64_t id = g_array_index(ids, int64_t, k);
			g_auto(td_called) up = { .message = 0 };

			if (id == mail->id || place_of(answers, id) < 0)
				continue;
			if (!td_called_load(&up, index, id, 0, error))
				return false;
			if (up.message != 0 && strcmp(up.title, its.title) == 0)
				*found = id;
		}
	}
	return true;
}

bool
td_answers_bridge(td_answers *answers, td_index *index, GError **error)
{
	for (unsigned i = 0; i < answers->all->len; i++) {
		td_answer *mail = td_answers_at(answers, (int)i);

		if (mail->parent == 0 && mail->kind == TD_KIND_REPLY &&
		    !find_named(answers, index, mail, &mail->parent, error))
			return false;
	}
	return true;
}

/* Each mail passed on the way learns the answer, so a deep thread is walked once. */
int
td_answers_find_target(const td_answers *answers, int from)
{
	int first = place_of(answers, td_answers_at(answers, from)->parent);
	int found = -1;
	int at = first;

	/* Threads have no loops, but what was bridged may: they end nowhere. */
	while (at >= 0 && td_answers_at(answers, at)->series == 0 &&
	       td_answers_at(answers, at)->target == not_looked_for) {
		td_answers_at(answers, at)->target = -1;
		at = place_of(answers, td_answers_at(answers, at)->parent);
	}
	if (at >= 0)
		found = td_answers_at(answers, at)->series != 0
			    ? at
			    : td_answers_at(answers, at)->target;
	for (int i = first; found >= 0 && i != at;
	     i = place_of(answers, td_answers_at(answers, i)->parent))
		td_answers_at(answers, i)->target = found;
	return found;
}
