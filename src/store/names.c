/* SPDX-License-Identifier: GPL-2.0-or-later */
/* store/names.c - the keys of Message-IDs */
#include "store/names.h"

#include <string.h>

#include "store/map.h"
#include "store/store.h"

/* What a key begins with: 27 bits, one that says whether these are digits, and a hash. */
enum { leading_digits = 8, leading_bytes = 4, begin_bits = 27, hash_bits = 36 };

#define DIGITS (UINT64_C(1) << begin_bits)

/* How many of the first eight bytes are digits, and the number that they are. */
static unsigned
read_digits(const char *text, uint64_t *number)
{
	unsigned n = 0;

	*number = 0;
	for (; n < leading_digits && g_ascii_isdigit(text[n]); n++)
		*number = *number * 10 + (unsigned)(text[n] - '0');
	return n;
}

/* Seven bits of each of the first four bytes, but for the last bit. */
static uint64_t
read_bytes(const char *text)
{
	uint64_t value = 0;
	unsigned n = 0;

	for (; n < leading_bytes && text[n] != '\0'; n++)
		value = value << 7 | ((unsigned char)text[n] & 0x7f);
	return value << (7 * (leading_bytes - n)) >> 1;
}

static uint64_t
begin_of(const char *text)
{
	uint64_t number;

	return read_digits(text, &number) == leading_digits ? DIGITS | number
							    : read_bytes(text);
}

uint64_t
td_names_key(const char *message_id, uint64_t seed)
{
	uint64_t hash = td_hash(message_id, strlen(message_id), seed);

	return begin_of(message_id) << hash_bits | hash >> (64 - hash_bits);
}

static td_names_range
range_of(uint64_t first, uint64_t last)
{
	return (td_names_range){ first << hash_bits,
		last << hash_bits | (uint64_t)TD_LOW(hash_bits) };
}

unsigned
td_names_begin_with(const char *text, td_names_range ranges[2])
{
	uint64_t number, many = 1;
	unsigned digits = read_digits(text, &number);

	ranges[0] = range_of(begin_of(text), begin_of(text));
	if (digits == leading_digits || text[digits] != '\0')
		return 1;
	/* All that there is of it are digits, and more may follow. */
	for (; digits < leading_digits; digits++)
		many *= 10;
	ranges[1] = range_of(DIGITS | number * many, DIGITS | (number * many + many - 1));
	return 2;
}

bool
td_names_add(td_index *index, const char *message_id, uint64_t content, int64_t message,
    GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_NAME_ADD, error);

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, (int64_t)td_names_key(message_id, index->seed));
	sqlite3_bind_int64(stmt, 2, (int64_t)content);
	sqlite3_bind_int64(stmt, 3, message);
	return td_store_run(index, stmt, error);
}

static void
answer_key(sqlite3_context *context, int n, sqlite3_value **values)
{
	const td_index *index = sqlite3_user_data(context);
	const char *text = (const char *)sqlite3_value_text(values[0]);

	(void)n;
	if (text == NULL)
		sqlite3_result_null(context);
	else
		sqlite3_result_int64(context, (int64_t)td_names_key(text, index->seed));
}

bool
td_names_prepare(td_index *index, GError **error)
{
	return sqlite3_create_function_v2(index->db, "name_key", 1,
		   SQLITE_UTF8 | SQLITE_DETERMINISTIC, index, answer_key, NULL, NULL,
		   NULL) == SQLITE_OK ||
	       td_store_fail(index, "opening", error);
}
