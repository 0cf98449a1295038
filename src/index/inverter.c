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
	full_log = 16 << 20, /* bytes */
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

/* Which local, and where it stands in its column. */
typedef struct token {
	uint32_t of, position;
} token;

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
	td_buffer locals; /* local */
	td_buffer tokens; /* token, in order */
	td_buffer sorted; /* uint32_t: positions by local */
	td_buffer local_words;
	uint32_t locals_n, tokens_n;
	uint32_t positions[TD_COLUMN_COUNT];
	td_span body; /* its text while that is walked; behind a piece of it more
			 may be read */
	const char *column_end; /* where the last text of its column ended */
	td_column column;
	/* all mails */
	uint32_t *globals; /* index of a term + 1 */
	uint32_t global_mask;
	td_buffer terms; /* term */
	uint32_t terms_n;
	td_buffer words, log;
	td_buffer order; /* uint32_t: where in the log the entries of each term are */
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
	inverter->globals = g_new0(uint32_t, global_slots);
	inverter->global_mask = global_slots - 1;
	/* Memory that is never written to is never there. */
	td_buffer_reserve(&inverter->log, 2 * (size_t)full_log);
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
	td_buffer_clear(&inverter->locals);
	td_buffer_clear(&inverter->tokens);
	td_buffer_clear(&inverter->sorted);
	td_buffer_clear(&inverter->local_words);
	g_free(inverter->globals);
	td_buffer_clear(&inverter->terms);
	td_buffer_clear(&inverter->words);
	td_buffer_clear(&inverter->log);
	td_buffer_clear(&inverter->order);
	g_array_unref(inverter->docs);
	td_segment_writer_free(inverter->writer);
	g_free(inverter);
}

static local *
local_at(const td_inverter *inverter, uint32_t i)
{
	return (local *)(void *)inverter->locals.p + i;
}

static term *
term_at(const td_inverter *inverter, uint32_t i)
{
	return (term *)(void *)inverter->terms.p + i;
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

	for (uint32_t i = 0; i < inverter->locals_n; i++) {
		const local *one = local_at(inverter, i);
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
		.at = (uint32_t)inverter->local_words.n,
		.n = (uint32_t)walk->n,
		.column = column,
	};

	td_buffer_add(&inverter->local_words, walk->word, walk->n);
	td_buffer_add(&inverter->locals, &new, sizeof new);
	return ++inverter->locals_n;
}

/* The word of the walk, among those of the mail. */
static uint32_t
find_local(td_inverter *inverter, td_column column)
{
	uint64_t hash = inverter->walk.hash;
	uint32_t at;
	uint32_t found;

	if (inverter->locals_n * 2 > inverter->slot_mask)
		grow_slots(inverter);
	at = (uint32_t)column_hash(hash, column) & inverter->slot_mask;
	while ((found = inverter->slots[at]) != 0) {
		const local *one = local_at(inverter, found - 1);

		if (one->hash == hash && one->column == column)
			return found - 1;
		at = (at + 1) & inverter->slot_mask;
	}
	found = add_local(inverter, column);
	inverter->slots[at] = found;
	return found - 1;
}

static bool
is_within(td_span part, td_span whole)
{
	return part.p >= whole.p && part.p + part.n <= whole.p + whole.n && whole.n > 0;
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
	td_words_start(&inverter->walk, text);
	inverter->walk.readable =
	    is_within(text, inverter->body) ? inverter->body.p + inverter->body.n : NULL;
	while (inverter->tokens_n < TD_MAX_WORDS && td_words_next(&inverter->walk)) {
		token new = { find_local(inverter, column), position++ };

		local_at(inverter, new.of)->count++;
		td_buffer_add(&inverter->tokens, &new, sizeof new);
		inverter->tokens_n++;
	}
	inverter->positions[column] = position;
	inverter->column = column;
	inverter->column_end = text.p + text.n;
}

/* Positions one after the other for each local, by counting. */
static void
sort_positions(td_inverter *inverter)
{
	const token *tokens = (const token *)(const void *)inverter->tokens.p;
	uint32_t *sorted;
	uint32_t start = 0;

	inverter->sorted.n = 0;
	sorted = (uint32_t *)(void *)td_buffer_reserve(
	    &inverter->sorted, (inverter->tokens_n + 1) * sizeof *sorted);
	for (uint32_t i = 0; i < inverter->locals_n; i++) {
		local *one = local_at(inverter, i);

		one->start = start;
		start += one->count;
	}
	for (uint32_t i = 0; i < inverter->tokens_n; i++)
		sorted[local_at(inverter, tokens[i].of)->start++] = tokens[i].position;
}

static void
grow_globals(td_inverter *inverter)
{
	uint32_t mask = inverter->global_mask * 2 + 1;
	uint32_t *slots = g_new0(uint32_t, (size_t)mask + 1);

	for (uint32_t i = 0; i < inverter->terms_n; i++) {
		uint32_t at = (uint32_t)term_at(inverter, i)->hash & mask;

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
	term new = { .hash = word->hash, .at = (uint32_t)inverter->words.n };

	td_buffer_add(&inverter->words, &n, 1);
	td_buffer_add(&inverter->words, inverter->local_words.p + word->at, n);
	td_buffer_add(&inverter->terms, &new, sizeof new);
	return ++inverter->terms_n;
}

static uint32_t
find_term(td_inverter *inverter, const local *word)
{
	uint32_t at = (uint32_t)word->hash & inverter->global_mask;
	uint32_t found;

	while ((found = inverter->globals[at]) != 0) {
		if (term_at(inverter, found - 1)->hash == word->hash)
			return found - 1;
		at = (at + 1) & inverter->global_mask;
	}
	found = add_term(inverter, word);
	inverter->globals[at] = found;
	if (inverter->terms_n * 2 > inverter->global_mask)
		grow_globals(inverter);
	return found - 1;
}

/* As varints, each the distance from the one before, into the log. */
static void
log_positions(td_inverter *inverter, const local *word)
{
	const uint32_t *places = (const uint32_t *)(const void *)inverter->sorted.p +
				 (word->start - word->count);
	uint32_t last = 0;

	if (word->column == TD_COLUMN_BLOB_OLD || word->column == TD_COLUMN_BLOB_NEW)
		return;
	for (uint32_t i = 0; i < word->count; i++) {
		td_buffer_add_varint(&inverter->log, places[i] - last);
		last = places[i];
	}
}

static void
log_word(td_inverter *inverter, const local *word, uint32_t doc)
{
	td_buffer *log = &inverter->log;
	size_t begin = log->n;
	size_t head_n = sizeof(entry);
	entry head = {
		.term = find_term(inverter, word),
		.doc = (uint16_t)doc,
		.column = (uint8_t)word->column,
		.n = long_entry,
	};
	uint32_t n;

	/* That many positions may take more bytes than one can count. */
	if (word->count * 5 >= long_entry)
		head_n += sizeof n;
	td_buffer_reserve(log, head_n);
	log->n += head_n;
	log_positions(inverter, word);
	n = (uint32_t)(log->n - begin - head_n);
	if (head_n == sizeof head)
		head.n = (uint8_t)n;
	else
		memcpy(log->p + begin + sizeof head, &n, sizeof n);
	memcpy(log->p + begin, &head, sizeof head);
	term_at(inverter, head.term)->count++;
}

static void
log_mail(td_inverter *inverter, uint32_t doc)
{
	const local *locals = local_at(inverter, 0);
	uint32_t n = inverter->locals_n;

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
	inverter->locals.n = inverter->tokens.n = inverter->local_words.n = 0;
	inverter->locals_n = inverter->tokens_n = 0;
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
	inverter->body = text;
	td_searched_body(text, take_text, inverter);
	inverter->body.n = 0;
	kept.words = inverter->tokens_n;
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
	return inverter->docs->len >= full_docs || inverter->log.n >= full_log;
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
	l = inverter->words.p + term_at(inverter, left->term)->at;
	r = inverter->words.p + term_at(inverter, right->term)->at;
	order = memcmp(l + 1, r + 1, MIN(*l, *r));
	return order != 0 ? order : (int)*l - (int)*r;
}

static GArray *
sort_terms(td_inverter *inverter)
{
	uint32_t n = inverter->terms_n;
	GArray *keys = g_array_sized_new(FALSE, FALSE, sizeof(sort_key), n);

	for (uint32_t i = 0; i < n; i++) {
		const uint8_t *word = inverter->words.p + term_at(inverter, i)->at;
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
	const uint8_t *begin = inverter->log.p;
	const uint8_t *end = begin + inverter->log.n;
	uint32_t total = 0;
	uint32_t *order;

	for (uint32_t i = 0; i < inverter->terms_n; i++) {
		term *one = term_at(inverter, i);
		uint32_t n = one->count;

		one->count = total;
		total += n;
	}
	inverter->order.n = 0;
	order = (uint32_t *)(void *)td_buffer_reserve(
	    &inverter->order, ((size_t)total + 1) * sizeof *order);
	for (const uint8_t *p = begin; p < end;) {
		const uint8_t *positions;
		uint32_t at = (uint32_t)(p - begin);
		uint32_t n;
		entry head;

		p = read_entry(p, &head, &positions, &n);
		order[term_at(inverter, head.term)->count++] = at;
	}
	*count = total;
	return order;
}

static void
write_terms(td_inverter *inverter)
{
	g_autoptr(GArray) keys = sort_terms(inverter);
	uint32_t total;
	const uint32_t *order = sort_log(inverter, &total);
	const uint8_t *log = inverter->log.p;

	for (uint32_t i = 0; i < keys->len; i++) {
		uint32_t number = g_array_index(keys, sort_key, i).term;
		const term *one = term_at(inverter, number);
		const uint8_t *word = inverter->words.p + one->at;
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
	inverter->terms.n = inverter->words.n = inverter->log.n = 0;
	inverter->terms_n = 0;
	memset(inverter->globals, 0,
	    ((size_t)inverter->global_mask + 1) * sizeof *inverter->globals);
	return td_segment_finish(inverter->writer, docs);
}
