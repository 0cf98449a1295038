/* SPDX-License-Identifier: GPL-2.0-or-later */
/* judge/answered.c - up from a mail to the patch that it answers */
#include "judge/answered.h"

#include "index/stored_series.h"
#include "judge/answers.h"
#include "judge/called.h"
#include "series/credit.h"
#include "store/store.h"

enum {
	most_bridges = 16, /* over mails that are missing, on the way up from one */
};

struct td_answered {
	td_index *index;
	/* int64_t * message to int64_t * what it answers, 0: nothing */
	GHashTable *targets;
};

static void *
dup_id(int64_t id)
{
	return g_memdup2(&id, sizeof id);
}

td_answered *
td_answered_new(td_index *index)
{
	td_answered *self = g_new0(td_answered, 1);

	self->index = index;
	self->targets =
	    g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
	return self;
}

void
td_answered_free(td_answered *self)
{
	if (self == NULL)
		return;
	g_hash_table_destroy(self->targets);
	g_free(self);
}

static bool
find_up(
    td_answered *self, int64_t message, int64_t *parent, int64_t *series, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(self->index, TD_SQL_LINK_UP, error);
	bool row;

	*parent = *series = 0;
	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, message);
	if (!td_store_step(self->index, stmt, &row, error))
		return false;
	if (!row)
		return true;
	*parent = sqlite3_column_int64(stmt, 0);
	*series = sqlite3_column_int64(stmt, 1);
	sqlite3_reset(stmt);
	return true;
}

/* Up from a mail; over some that are missing, which alone may lead in a ring. */
static bool
find_above(td_answered *self, int64_t message, unsigned *bridges, int64_t *parent,
    int64_t *series, GError **error)
{
	if (!find_up(self, message, parent, series, error))
		return false;
	if (*series != 0 || *parent != 0 || *bridges >= most_bridges)
		return true;
	(*bridges)++;
	return td_called_find_above(self->index, message, NULL, NULL, parent, error);
}

/* The first patch that answers a plain mail and has no other cover letter: as trailers
 * take it (judge/standing.c). 0 for none. */
static bool
find_covered(td_answered *self, int64_t top, int64_t *patch, GError **error)
{
	g_auto(td_answers) mails = { NULL, NULL };
	const td_answer *up = NULL;
	td_index_series series;
	int64_t thread;
	bool any;

	*patch = 0;
	td_answers_init(&mails);
	if (!td_answers_find_thread(self->index, top, &thread, error) ||
	    !td_answers_load(&mails, self->index, thread, error))
		return false;
	td_answers_sort(&mails, self->index);
	up = td_answers_find(&mails, top);
	for (unsigned i = 0; up != NULL && i < mails.all->len; i++) {
		const td_answer *mail = td_answers_at(&mails, (int)i);

		if (mail->parent != top || mail->series == 0 || mail->total < 2 ||
		    !td_credit_is_cover((td_kind)up->kind, up->total, mail->total,
			up->author == mail->sender))
			continue;
		if (!td_stored_series_find(
			self->index, mail->series, &series, &any, error))
			return false;
		if (any && series.cover == 0)
			*patch = mail->id;
		break;
	}
	return true;
}

/* Each mail on the way learns it, so that no thread is walked twice. */
bool
td_answered_find(td_answered *self, int64_t message, int64_t *answered, GError **error)
{
	g_autoptr(GArray) way = g_array_new(FALSE, FALSE, sizeof(int64_t));
	int64_t at = message;
	int64_t parent, series;
	unsigned bridges = 0;

	*answered = 0;
	if (!find_above(self, at, &bridges, &parent, &series, error))
		return false;
	if (series != 0)
		return true;
	while (parent != 0) {
		const int64_t *known = g_hash_table_lookup(self->targets, &parent);

		if (known != NULL) {
			*answered = *known;
			break;
		}
		at = parent;
		if (!find_above(self, at, &bridges, &parent, &series, error))
			return false;
		if (series != 0) {
			*answered = at;
			break;
		}
		g_array_append_val(way, at);
	}
	if (*answered == 0 && parent == 0 && way->len > 0) {
		if (!find_covered(self, at, answered, error))
			return false;
		*answered = -*answered;
	}
	for (unsigned i = 0; i < way->len; i++)
		g_hash_table_insert(self->targets, dup_id(g_array_index(way, int64_t, i)),
		    dup_id(*answered));
	return true;
}
