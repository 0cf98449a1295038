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

/* A person as numbers. */
typedef struct known_person {
	uint64_t address; /* 0: not asked for yet */
	uint64_t name;    /* 0: of one word, which many may have */
} known_person;

/* Who is behind each address while much is judged, by its id, which is small. */
struct td_known_people {
	GArray *who;   /* of known_person */
	int64_t human; /* the class; 0: not asked for yet, or there is none */
};

bool
td_answer_is_own(const td_answer *mail, const td_answer *patch)
{
	return mail->author == patch->author || mail->author == patch->sender ||
	       (mail->author_name != 0 && (mail->author_name == patch->author_name ||
					      mail->author_name == patch->sender_name));
}

static void
people_free(void *data)
{
	struct td_known_people *people = data;

	g_array_unref(people->who);
	g_free(people);
}

static struct td_known_people *
people_of(td_index *index)
{
	if (index->known_people == NULL) {
		index->known_people = g_new0(struct td_known_people, 1);
		index->known_people->who = g_array_new(FALSE, TRUE, sizeof(known_person));
		td_store_at_close(index, index->known_people, people_free);
	}
	return index->known_people;
}

void
td_answers_forget_people(td_index *index)
{
	g_array_set_size(people_of(index)->who, 0);
	people_of(index)->human = 0;
}

static bool
ask_who(td_index *index, int64_t address, known_person *who, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_ADDRESS_GET, error);
	const char *name;
	bool row;

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, address);
	if (!td_store_step(index, stmt, &row, error))
		return false;
	name = row ? td_column_text(stmt, 0) : "";
	who->name = strchr(name, ' ') != NULL ? td_answer_who(name) : 0;
	who->address = td_answer_who(row ? td_column_text(stmt, 1) : "");
	sqlite3_reset(stmt);
	return true;
}

static bool
find_who(td_index *index, int64_t address, known_person *who, GError **error)
{
	GArray *known = people_of(index)->who;

	if (address < 0 || address > UINT32_MAX / 2)
		return ask_who(index, address, who, error);
	if (address >= known->len)
		g_array_set_size(known, (unsigned)(address + 1 + address / 2));
	*who = g_array_index(known, known_person, address);
	if (who->address == 0 && !ask_who(index, address, who, error))
		return false;
	g_array_index(known, known_person, address) = *who;
	return true;
}

static bool
find_human(td_index *index, int64_t *human, GError **error)
{
	struct td_known_people *people = people_of(index);
	sqlite3_stmt *stmt;
	bool row = false;

	if (people->human == 0) {
		stmt = td_store_sql(index, TD_SQL_WORD_FIND, error);
		if (stmt == NULL)
			return false;
		td_bind_text(stmt, 1, "human");
		if (!td_store_step(index, stmt, &row, error))
			return false;
		if (row)
			people->human = sqlite3_column_int64(stmt, 0);
		sqlite3_reset(stmt);
	}
	*human = people->human;
	return true;
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
	sqlite3_stmt *stmt;
	int64_t human;
	bool row;

	if (!find_human(index, &human, error))
		return false;
	stmt = td_store_sql(index, TD_SQL_STANDING_THREAD, error);
	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, thread);
	do {
		td_answer mail = { .target = not_looked_for };
		known_person sender, author;

		if (!td_store_step(index, stmt, &row, error))
			return false;
		if (!row)
			break;
		mail.id = sqlite3_column_int64(stmt, 0);
		mail.parent = sqlite3_column_int64(stmt, 1);
		mail.series = sqlite3_column_int64(stmt, 2);
		mail.kind = sqlite3_column_int(stmt, 3);
		mail.received = sqlite3_column_int64(stmt, 4);
		mail.human = sqlite3_column_type(stmt, 7) == SQLITE_NULL ||
			     sqlite3_column_int64(stmt, 7) == human;
		mail.place = sqlite3_column_int64(stmt, 8);
		mail.number = (unsigned)sqlite3_column_int(stmt, 9);
		mail.total = (unsigned)sqlite3_column_int(stmt, 10);
		mail.has_number = sqlite3_column_int64(stmt, 11) & TD_FLAG_NUMBER;
		mail.has_trailers = sqlite3_column_int64(stmt, 11) & TD_FLAG_TRAILER;
		if (!find_who(index, sqlite3_column_int64(stmt, 5), &sender, error) ||
		    !find_who(index, sqlite3_column_int64(stmt, 6), &author, error)) {
			sqlite3_reset(stmt);
			return false;
		}
		mail.sender = sender.address;
		mail.sender_name = sender.name;
		mail.author = author.address;
		mail.author_name = author.name;
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
