/* SPDX-License-Identifier: GPL-2.0-or-later */
/* judge/answers.c - mails of threads out of rows, each with the patch that it answers */
#include "judge/answers.h"

#include <string.h>

#include "judge/called.h"
#include "patch/patch.h"
#include "store/map.h"
#include "store/store.h"

enum { not_looked_for = -2 };

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
td_answers_find_thread(td_index *index, int64_t message, int64_t *thread, GError **error)
{
	return td_store_find_number(
	    index, TD_SQL_STANDING_OF_THREAD, message, thread, error);
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

static bool
is_here(int64_t id, void *data)
{
	return place_of(data, id) >= 0;
}

bool
td_answers_bridge(td_answers *answers, td_index *index, GError **error)
{
	for (unsigned i = 0; i < answers->all->len; i++) {
		td_answer *mail = td_answers_at(answers, (int)i);

		if (mail->parent == 0 && mail->kind == TD_KIND_REPLY &&
		    !td_called_find_above(
			index, mail->id, is_here, answers, &mail->parent, error))
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
