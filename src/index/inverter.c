/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * index/inverter.c - from words in the order of mails to mails in the order of words
 *
 * Words of one mail are first gathered in a small table that stays in the processor's
 * caches; so the large one is asked once for each different word of a mail and not for
 * each word. What a mail has goes to a log, which is sorted by word, by counting, when
 * the segment is made. Words are told apart by 64 bits of a hash with a secret seed.
 */
#include "index/inverter.h"

#include <stdlib.h>

#include "base/limits.h"
#include "index/varint.h"
#include "index/word.h"

enum {
	full_log = 28 << 20, /* bytes */
	full_docs = 0xffff,
	first_slots = 1 << 12, /* of one mail */
	global_slots = 1 << 18,
	ahead = 8, /* entries to be fetched before they are used */
};

/* A word in one column of the mail at hand. */
typedef struct local {
	uint64_t hash;
	uint32_t at, n; /* its bytes in local_words */
	uint32_t column;
	uint32_t count;
	uint32_t start; /* of its positions */
} local;

typedef struct term {
	uint64_t hash;
	uint32_t at; /* in words: a length byte, then the word */
	uint32_t count;
} term;

/* What precedes the positions of a word in the log. */
typedef struct entry {
	uint32_t term;
	uint16_t doc;
	uint8_t column;
	uint8_t n; /* long_entry: a uint32_t with the length follows */
} entry;
enum { long_entry = UINT8_MAX };

struct td_inverter {
	td_words walk;
	/* the mail at hand */
	uint32_t *slots; /* index of a local + 1 */
	uint32_t slot_mask;
	GArray *locals, *tokens; /* tokens: of uint32_t, indices of locals in order */
	GArray *places;          /* of uint32_t, the position of each token */
	GArray *sorted;          /* of uint32_t: positions by local */
	GByteArray *local_words, *packed;
	uint32_t positions[TD_COLUMN_COUNT];
	const char *column_end; /* where the last text of its column ended */
	td_column column;
	/* all mails */
	uint32_t *globals; /* index of a term + 1 */
	uint32_t global_mask;
	GArray *terms;
	GByteArray *words, *log;
	GArray *docs;
	td_segment_writer *writer;
};

td_inverter *
td_inverter_new(void)
{
	td_inverter *inverter = g_new0(td_inverter, 1);

	inverter->walk.seed = (uint64_t)g_random_int() << 32 | g_random_int();
	inverter->slots = g_new0(uint32_t, first_slots);
	inverter->slot_mask = first_slots - 1;
	inverter->locals = g_array_new(FALSE, FALSE, sizeof(local));
	inverter->tokens = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	inverter->places = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	inverter->sorted = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	inverter->local_words = g_byte_array_new();
	inverter->packed = g_byte_array_new();
	inverter->globals = g_new0(uint32_t, global_slots);
	inverter->global_mask = global_slots - 1;
	inverter->terms = g_array_new(FALSE, FALSE, sizeof(term));
	inverter->words = g_byte_array_new();
	inverter->log = g_byte_array_sized_new(full_log + (1 << 20));
	inverter->docs = g_array_new(FALSE, TRUE, sizeof(td_doc));
	inverter->writer = td_segment_writer_new();
	return inverter;
}

void
td_inverter_free(td_inverter *inverter)
{
	if (inverter == NULL)
		return;
	g_free(inverter->slots);
	g_array_unref(inverter->locals);
	g_array_unref(inverter->tokens);
	g_array_unref(inverter->places);
	g_array_unref(inverter->sorted);
	g_byte_array_unref(inverter->local_words);
	g_byte_array_unref(inverter->packed);
	g_free(inverter->globals);
	g_array_unref(inverter->terms);
	g_byte_array_unref(inverter->words);
	g_byte_array_unref(inverter->log);
	g_array_unref(inverter->docs);
	td_segment_writer_free(inverter->writer);
	g_free(inverter);
}

static uint64_t
column_hash(uint64_t hash, td_column column)
{
	return hash + (uint64_t)column * UINT64_C(0x9e3779b97f4a7c15);
}

static void
grow_slots(td_inverter *inverter)
{
	uint32_t mask = inverter->slot_mask * 2 + 1;
	uint32_t *slots = g_new0(uint32_t, (size_t)mask + 1);

	for (uint32_t i = 0; i < inverter->locals->len; i++) {
		const local *one = &g_array_index(inverter->locals, local, i);
		uint32_t at = (uint32_t)column_hash(one->hash, one->column) & mask;

		while (slots[at] != 0)
			at = (at + 1) & mask;
		slots[at] = i + 1;
	}
	g_free(inverter->slots);
	inverter->slots = slots;
	inverter->slot_mask = mask;
}

static uint32_t
add_local(td_inverter *inverter, td_column column)
{
	const td_words *walk = &inverter->walk;
	local new = {
		.hash = walk->hash,
		.at = inverter->local_words->len,
		.n = (uint32_t)walk->n,
		.column = column,
	};

	g_byte_array_append(
	    inverter->local_words, (const uint8_t *)walk->word, (unsigned)walk->n);
	g_array_append_val(inverter->locals, new);
	return inverter->locals->len;
}

/* The word of the walk, among those of the mail. */
static uint32_t
find_local(td_inverter *inverter, td_column column)
{
	uint64_t hash = inverter->walk.hash;
	uint32_t at;
	uint32_t found;

	if (inverter->locals->len * 2 > inverter->slot_mask)
		grow_slots(inverter);
	at = (uint32_t)column_hash(hash, column) & inverter->slot_mask;
	while ((found = inverter->slots[at]) != 0) {
		const local *one = &g_array_index(inverter->locals, local, found - 1);

		if (one->hash == hash && one->column == column)
			return found - 1;
		at = (at + 1) & inverter->slot_mask;
	}
	found = add_local(inverter, column);
	inverter->slots[at] = found;
	return found - 1;
}

/* A phrase may go on where one text follows the other at once, but for the line's end. */
static void
take_text(td_column column, td_span text, void *data)
{
	td_inverter *inverter = data;
	uint32_t position = inverter->positions[column];

	if (inverter->column != column || text.p < inverter->column_end ||
	    text.p - inverter->column_end > 2)
		position++;
	inverter->walk.rest = text;
	while (inverter->tokens->len < TD_MAX_WORDS && td_words_next(&inverter->walk)) {
		uint32_t found = find_local(inverter, column);

		g_array_index(inverter->locals, local, found).count++;
		g_array_append_val(inverter->tokens, found);
		g_array_append_val(inverter->places, position);
		position++;
	}
	inverter->positions[column] = position;
	inverter->column = column;
	inverter->column_end = text.p + text.n;
}

/* Positions one after the other for each local, by counting. */
static void
sort_positions(td_inverter *inverter)
{
	uint32_t start = 0;

	g_array_set_size(inverter->sorted, inverter->tokens->len);
	for (uint32_t i = 0; i < inverter->locals->len; i++) {
		local *one = &g_array_index(inverter->locals, local, i);

		one->start = start;
		start += one->count;
	}
	for (uint32_t i = 0; i < inverter->tokens->len; i++) {
		uint32_t of = g_array_index(inverter->tokens, uint32_t, i);
		uint32_t at = g_array_index(inverter->locals, local, of).start++;

		g_array_index(inverter->sorted, uint32_t, at) =
		    g_array_index(inverter->places, uint32_t, i);
	}
}

static void
grow_globals(td_inverter *inverter)
{
	uint32_t mask = inverter->global_mask * 2 + 1;
	uint32_t *slots = g_new0(uint32_t, (size_t)mask + 1);

	for (uint32_t i = 0; i < inverter->terms->len; i++) {
		uint32_t at =
		    (uint32_t)g_array_index(inverter->terms, term, i).hash & mask;

		while (slots[at] != 0)
			at = (at + 1) & mask;
		slots[at] = i + 1;
	}
	g_free(inverter->globals);
	inverter->globals = slots;
	inverter->global_mask = mask;
}

static uint32_t
add_term(td_inverter *inverter, const local *word)
{
	uint8_t n = (uint8_t)word->n;
	term new = { .hash = word->hash, .at = inverter->words->len };

	g_byte_array_append(inverter->words, &n, 1);
	g_byte_array_append(inverter->words, inverter->local_words->data + word->at, n);
	g_array_append_val(inverter->terms, new);
	return inverter->terms->len;
}

static uint32_t
find_term(td_inverter *inverter, const local *word)
{
	uint32_t at = (uint32_t)word->hash & inverter->global_mask;
	uint32_t found;

	while ((found = inverter->globals[at]) != 0) {
		if (g_array_index(inverter->terms, term, found - 1).hash == word->hash)
			return found - 1;
		at = (at + 1) & inverter->global_mask;
	}
	found = add_term(inverter, word);
	inverter->globals[at] = found;
	if (inverter->terms->len * 2 > inverter->global_mask)
		grow_globals(inverter);
	return found - 1;
}

static void
pack_positions(td_inverter *inverter, const local *word)
{
	const uint32_t *places =
	    &g_array_index(inverter->sorted, uint32_t, word->start - word->count);
	uint32_t last = 0;

	g_byte_array_set_size(inverter->packed, 0);
	if (word->column == TD_COLUMN_BLOB_OLD || word->column == TD_COLUMN_BLOB_NEW)
		return;
	for (uint32_t i = 0; i < word->count; i++) {
		td_varint_put(inverter->packed, places[i] - last);
		last = places[i];
	}
}

static void
log_word(td_inverter *inverter, const local *word, uint32_t doc)
{
	uint32_t found = find_term(inverter, word);
	uint32_t n;
	entry head = {
		.term = found, .doc = (uint16_t)doc, .column = (uint8_t)word->column
	};

	pack_positions(inverter, word);
	n = inverter->packed->len;
	head.n = (uint8_t)MIN(n, (uint32_t)long_entry);
	g_array_index(inverter->terms, term, found).count++;
	g_byte_array_append(inverter->log, (const uint8_t *)&head, sizeof head);
	if (n >= long_entry)
		g_byte_array_append(inverter->log, (const uint8_t *)&n, sizeof n);
	g_byte_array_append(inverter->log, inverter->packed->data, n);
}

static void
log_mail(td_inverter *inverter, uint32_t doc)
{
	const local *locals = (const local *)inverter->locals->data;
	uint32_t n = inverter->locals->len;

	for (uint32_t i = 0; i < n; i++) {
		if (i + ahead < n)
			__builtin_prefetch(
			    &inverter->globals[(uint32_t)locals[i + ahead].hash &
					       inverter->global_mask]);
		log_word(inverter, &locals[i], doc);
	}
}

/* The table is made empty by what is in it, or whole where that is less work. */
static void
clear_mail(td_inverter *inverter)
{
	if (inverter->slot_mask >= first_slots * 16) {
		g_free(inverter->slots);
		inverter->slots = g_new0(uint32_t, first_slots);
		inverter->slot_mask = first_slots - 1;
	} else {
		memset(inverter->slots, 0,
		    ((size_t)inverter->slot_mask + 1) * sizeof *inverter->slots);
	}
	g_array_set_size(inverter->locals, 0);
	g_array_set_size(inverter->tokens, 0);
	g_array_set_size(inverter->places, 0);
	g_byte_array_set_size(inverter->local_words, 0);
	memset(inverter->positions, 0, sizeof inverter->positions);
	inverter->column_end = NULL;
	inverter->column = TD_COLUMN_COUNT;
}

uint32_t
td_inverter_add(
    td_inverter *inverter, const td_message *message, td_span text, const td_doc *doc)
{
	uint32_t number = inverter->docs->len;
	td_doc kept = *doc;

	clear_mail(inverter);
	td_searched_header(message, take_text, inverter);
	td_searched_body(text, take_text, inverter);
	kept.words = inverter->tokens->len;
	sort_positions(inverter);
	log_mail(inverter, number);
	g_array_append_val(inverter->docs, kept);
	return number;
}

uint32_t
td_inverter_count(const td_inverter *inverter)
{
	return inverter->docs->len;
}

bool
td_inverter_is_full(const td_inverter *inverter)
{
	return inverter->docs->len >= full_docs || inverter->log->len >= full_log;
}

/* A word's first bytes as a number that sorts like them. */
typedef struct sort_key {
	uint64_t first;
	uint32_t term;
} sort_key;

static int
compare_keys(const void *a, const void *b, void *data)
{
	const sort_key *left = a;
	const sort_key *right = b;
	const td_inverter *inverter = data;
	const uint8_t *l;
	const uint8_t *r;
	int order;

	if (left->first != right->first)
		return left->first < right->first ? -1 : 1;
	l = inverter->words->data + g_array_index(inverter->terms, term, left->term).at;
	r = inverter->words->data + g_array_index(inverter->terms, term, right->term).at;
	order = memcmp(l + 1, r + 1, MIN(*l, *r));
	return order != 0 ? order : (int)*l - (int)*r;
}

static GArray *
sort_terms(td_inverter *inverter)
{
	uint32_t n = inverter->terms->len;
	GArray *keys = g_array_sized_new(FALSE, FALSE, sizeof(sort_key), n);

	for (uint32_t i = 0; i < n; i++) {
		const uint8_t *word =
		    inverter->words->data + g_array_index(inverter->terms, term, i).at;
		sort_key key = { .term = i };
		uint8_t bytes[8] = { 0 };

		memcpy(bytes, word + 1, MIN(*word, sizeof bytes));
		for (unsigned j = 0; j < sizeof bytes; j++)
			key.first = key.first << 8 | bytes[j];
		g_array_append_val(keys, key);
	}
	qsort_r(keys->data, keys->len, sizeof(sort_key), compare_keys, inverter);
	return keys;
}

/* Reads one entry; gives what is behind it. */
static const uint8_t *
read_entry(const uint8_t *p, entry *head, const uint8_t **positions, uint32_t *n)
{
	memcpy(head, p, sizeof *head);
	p += sizeof *head;
	*n = head->n;
	if (head->n == long_entry) {
		memcpy(n, p, sizeof *n);
		p += sizeof *n;
	}
	*positions = p;
	return p + *n;
}

/* Where in the log the entries of each term are; a term's counter becomes its end. */
static uint32_t *
sort_log(td_inverter *inverter, uint32_t *count)
{
	const uint8_t *begin = inverter->log->data;
	const uint8_t *end = begin + inverter->log->len;
	uint32_t total = 0;
	uint32_t *order;

	for (uint32_t i = 0; i < inverter->terms->len; i++) {
		term *one = &g_array_index(inverter->terms, term, i);
		uint32_t n = one->count;

		one->count = total;
		total += n;
	}
	order = g_new(uint32_t, (size_t)total + 1);
	for (const uint8_t *p = begin; p < end;) {
		const uint8_t *positions;
		uint32_t at = (uint32_t)(p - begin);
		uint32_t n;
		entry head;

		p = read_entry(p, &head, &positions, &n);
		order[g_array_index(inverter->terms, term, head.term).count++] = at;
	}
	*count = total;
	return order;
}

static void
write_terms(td_inverter *inverter)
{
	g_autoptr(GArray) keys = sort_terms(inverter);
	uint32_t total;
	g_autofree uint32_t *order = sort_log(inverter, &total);
	const uint8_t *log = inverter->log->data;

	for (uint32_t i = 0; i < keys->len; i++) {
		uint32_t number = g_array_index(keys, sort_key, i).term;
		const term *one = &g_array_index(inverter->terms, term, number);
		const uint8_t *word = inverter->words->data + one->at;
		uint32_t start = number == 0 ? 0 : one[-1].count;

		td_segment_start_word(
		    inverter->writer, (td_span){ (const char *)word + 1, *word });
		for (uint32_t j = start; j < one->count; j++) {
			const uint8_t *positions;
			uint32_t n;
			entry head;

			if (j + ahead < total)
				__builtin_prefetch(log + order[j + ahead]);
			read_entry(log + order[j], &head, &positions, &n);
			td_segment_put(
			    inverter->writer, head.column, head.doc, positions, n);
		}
		td_segment_end_word(inverter->writer);
	}
}

td_segment *
td_inverter_finish(td_inverter *inverter)
{
	GArray *docs = inverter->docs;

	write_terms(inverter);
	inverter->docs = g_array_new(FALSE, TRUE, sizeof(td_doc));
	g_array_set_size(inverter->terms, 0);
	g_byte_array_set_size(inverter->words, 0);
	g_byte_array_set_size(inverter->log, 0);
	memset(inverter->globals, 0,
	    ((size_t)inverter->global_mask + 1) * sizeof *inverter->globals);
	return td_segment_finish(inverter->writer, docs);
}
