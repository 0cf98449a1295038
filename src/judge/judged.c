/* SPDX-License-Identifier: GPL-2.0-or-later */
/* judge/judged.c - trailers and plain words, counted for the patches that they are for */
#include "judge/judged.h"

#include <string.h>

#include "judge/answers.h"
#include "series/credit.h"
#include "store/store.h"

enum {
	most_slots = TD_JUDGED_SLOTS,
	most_carries = 16384,
	most_told = 256, /* reviewers by name; more are only counted */
};

td_judged *
td_judged_new(int64_t id)
{
	td_judged *one = g_new0(td_judged, 1);

	one->id = id;
	one->slots = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	for (int i = 0; i < 3; i++)
		one->reviewers[i] =
		    g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
	return one;
}

void
td_judged_free(td_judged *one)
{
	if (one == NULL)
		return;
	for (int i = 0; i < 3; i++)
		g_hash_table_destroy(one->reviewers[i]);
	g_hash_table_destroy(one->slots);
	g_clear_pointer(&one->members, g_array_unref);
	g_clear_pointer(&one->carries, g_array_unref);
	g_free(one);
}

bool
td_judged_find_slot(const td_judged *one, int64_t message, unsigned *slot)
{
	void *found;

	if (!g_hash_table_lookup_extended(one->slots, &message, NULL, &found))
		return false;
	*slot = GPOINTER_TO_UINT(found);
	return true;
}

void
td_judged_add_cover(td_judged *one, int64_t message)
{
	g_hash_table_insert(
	    one->slots, g_memdup2(&message, sizeof message), GUINT_TO_POINTER(0));
}

void
td_judged_carry(td_judged *from, unsigned from_slot, td_judged *to, unsigned to_slot)
{
	td_carry carry = { .to = to, .from_slot = from_slot, .to_slot = to_slot };

	if (from->carries == NULL)
		from->carries = g_array_new(FALSE, FALSE, sizeof(td_carry));
	if (from->carries->len < most_carries && to_slot < most_slots)
		g_array_append_val(from->carries, carry);
}

unsigned
td_judged_count(const td_judged *one)
{
	unsigned n = 0;

	for (unsigned i = 1; i < most_slots; i++)
		n += one->reviewed[i] ? 1 : 0;
	return n;
}

/* One trailer of a mail, as it is kept. */
typedef struct told {
	const char *key, *value, *about;
	uint64_t who; /* td_answer_who of the address in it */
} told;

static uint64_t
hash_value(const char *value)
{
	g_autofree char *name = NULL, *address = NULL;

	return td_answer_who(td_credit_split(value, &name, &address) ? address : value);
}

/* Who sends a trailer of somebody else's gives nothing. */
static bool
is_given(
    td_index *index, const td_answer *mail, const told *word, bool *given, GError **error)
{
	g_autofree char *name = NULL, *address = NULL;
	sqlite3_stmt *stmt;
	bool row;

	*given = mail->author == word->who;
	if (*given || !td_credit_split(word->value, &name, &address))
		return true;
	stmt = td_store_sql(index, TD_SQL_STANDING_AUTHOR, error);
	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, mail->id);
	if (!td_store_step(index, stmt, &row, error))
		return false;
	if (row)
		*given = td_credit_compare(name, address, td_column_text(stmt, 0),
			     td_column_text(stmt, 1)) != TD_CREDIT_MISMATCH;
	sqlite3_reset(stmt);
	return true;
}

static void
add_reviewer(td_judged *one, unsigned kind, const told *word)
{
	if (!g_hash_table_contains(one->reviewers[kind], &word->who))
		g_hash_table_insert(one->reviewers[kind],
		    g_memdup2(&word->who, sizeof word->who), g_strdup(word->value));
}

static int
compare_lines(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

char *
td_judged_say_reviewers(const td_judged *one)
{
	g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);

	for (int i = 0; i < 3; i++) {
		GHashTableIter iter;
		gpointer value;

		g_hash_table_iter_init(&iter, one->reviewers[i]);
		while (g_hash_table_iter_next(&iter, NULL, &value) &&
		       lines->len <= most_told)
			g_ptr_array_add(
			    lines, g_strdup_printf("%c %s", "RAT"[i], (char *)value));
	}
	if (lines->len == 0 || lines->len > most_told)
		return NULL;
	g_ptr_array_sort(lines, compare_lines);
	g_ptr_array_add(lines, NULL);
	return g_strjoinv("\n", (char **)lines->pdata);
}

static void
mark(td_judged *one, unsigned kind, unsigned slot, int64_t message)
{
	/* Who tested it did not say that it is good. */
	if (kind == 2)
		return;
	one->reviewed[slot] = true;
	one->facts.review = message;
}

/* A review: 0 for Reviewed-by, 1 for Acked-by, 2 for Tested-by; -1 for what is none. */
static int
kind_of(const char *key)
{
	static const char *const keys[] = { "Reviewed-by", "Acked-by", "Tested-by" };

	for (int i = 0; i < (int)G_N_ELEMENTS(keys); i++)
		if (g_ascii_strcasecmp(key, keys[i]) == 0)
			return i;
	return -1;
}

static void
take_review(td_judged *one, const td_answer *mail, unsigned slot, const told *word)
{
	unsigned last = MIN(MAX(one->facts.patches, slot), most_slots - 1u);
	unsigned kind = (unsigned)kind_of(word->key);

	add_reviewer(one, kind, word);
	/* Who answers the cover letter may have written some of the patches. */
	for (unsigned i = 1; i <= last; i++)
		if (td_credit_counts(word->about, slot, i) &&
		    one->authors[i] != word->who)
			mark(one, kind, i, mail->id);
	td_last_word_review(&one->word, mail->author);
}

/* What was said of a patch is said of it in the next version, too, where it is the same.
 */
static void
take_carried(const td_judged *one, const td_answer *mail, unsigned slot, const told *word)
{
	unsigned kind = (unsigned)kind_of(word->key);

	for (unsigned i = 0; one->carries != NULL && i < one->carries->len; i++) {
		const td_carry *carry = &g_array_index(one->carries, td_carry, i);

		if (!td_credit_counts(word->about, slot, carry->from_slot))
			continue;
		add_reviewer(carry->to, kind, word);
		mark(carry->to, kind, carry->to_slot, mail->id);
	}
}

/* What an answer gives. */
static void
take_answer(td_judged *one, const td_answer *mail, const td_answer *target, unsigned slot,
    const told *word)
{
	const td_remark said = { .key = word->key,
		.value = word->value,
		.message = mail->id,
		.received = mail->received,
		.by = mail->author,
		.author = td_answer_is_own(mail, target) };

	if (td_last_word_hear(&one->word, &said))
		return;
	if (kind_of(word->key) >= 0 && word->who != target->author &&
	    word->who != target->sender) {
		take_review(one, mail, slot, word);
		take_carried(one, mail, slot, word);
	}
}

/* What the patch itself says that it got; what a cover letter tells is for no patch. */
static void
take_own(td_judged *one, const td_answer *mail, unsigned slot, const told *word)
{
	int kind = kind_of(word->key);

	if (slot == 0 || kind < 0 || word->who == mail->author ||
	    word->who == mail->sender)
		return;
	add_reviewer(one, (unsigned)kind, word);
	mark(one, (unsigned)kind, slot, mail->id);
}

bool
td_judged_hear(td_judged *one, td_index *index, const td_answer *mail,
    const td_answer *target, unsigned slot, GError **error)
{
	sqlite3_stmt *stmt;
	bool row;

	if (mail == target && slot < most_slots)
		one->authors[slot] = mail->author;
	if (!mail->has_trailers)
		return true;
	stmt = td_store_sql(index, TD_SQL_STANDING_TRAILERS, error);
	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, mail->id << TD_PART_BITS);
	sqlite3_bind_int64(stmt, 2, mail->id << TD_PART_BITS | TD_LOW(TD_PART_BITS));
	do {
		if (!td_store_step(index, stmt, &row, error))
			return false;
		if (row) {
			told word = { .key = td_column_text(stmt, 0),
				.value = td_column_text(stmt, 1),
				.about = td_column_text(stmt, 2) };
			bool given = true;

			word.who = hash_value(word.value);
			if (mail == target)
				take_own(one, mail, slot, &word);
			else if (td_credit_is_given(word.key) &&
				 !is_given(index, mail, &word, &given, error))
				return false;
			else if (given)
				take_answer(one, mail, target, slot, &word);
		}
	} while (row);
	return true;
}
