/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * words/run.c - from words in the order of mails to mails in the order of words
 *
 * What a mail has goes to a log. A list is a word in one column; of each is known at any
 * time how many bytes it will take, so that the log is put in order by reading it once.
 */
#include "words/run.h"

#include <stdlib.h>

#include "words/run_format.h"

enum {
	full_log = 4 << 20, /* bytes */
	full_docs = UINT16_MAX,
	first_slots = 1 << 15,
	ahead = 8, /* entries to be fetched before they are used */
	long_entry = UINT8_MAX,
};

/* In place of a list: what follows is of the next mail. */
static const uint32_t next_doc = UINT32_MAX;

typedef struct list {
	uint64_t hash;      /* of word and column */
	uint32_t at;        /* in words: a byte with its length, then the word */
	uint32_t docs;      /* bytes of docs; then where the next ones go */
	uint32_t positions; /* the same of positions */
	uint32_t count;
	uint16_t first, last; /* docs */
	uint8_t column;
} list;

/* A word's first bytes as a number that sorts like them. */
typedef struct sort_key {
	uint64_t first;
	uint32_t list;
} sort_key;

struct td_run_sorter {
	uint32_t *slots; /* number of a list + 1 */
	uint32_t mask;
	td_buffer lists; /* list */
	uint32_t n;      /* lists */
	uint32_t docs;
	td_buffer numbers; /* uint32_t: the list of each entry */
	/* Of each entry how many bytes of positions (long_entry: a uint32_t with the
	 * length follows), then those. */
	td_buffer log;
	td_buffer words;
	td_buffer keys, other_keys; /* sort_key */
	td_buffer out;              /* the run while it is made */
};

td_run_sorter *
td_run_sorter_new(void)
{
	td_run_sorter *sorter = g_new0(td_run_sorter, 1);

	sorter->slots = g_new0(uint32_t, first_slots);
	sorter->mask = first_slots - 1;
	return sorter;
}

void
td_run_sorter_free(td_run_sorter *sorter)
{
	if (sorter == NULL)
		return;
	g_free(sorter->slots);
	td_buffer_clear(&sorter->lists);
	td_buffer_clear(&sorter->numbers);
	td_buffer_clear(&sorter->log);
	td_buffer_clear(&sorter->words);
	td_buffer_clear(&sorter->keys);
	td_buffer_clear(&sorter->other_keys);
	td_buffer_clear(&sorter->out);
	g_free(sorter);
}

static list *
list_at(const td_run_sorter *sorter, uint32_t i)
{
	return (list *)(void *)sorter->lists.p + i;
}

/* The first that is free for a hash. */
static uint32_t
find_slot(const td_run_sorter *sorter, uint64_t hash)
{
	uint32_t at = (uint32_t)hash & sorter->mask;

	while (sorter->slots[at] != 0)
		at = (at + 1) & sorter->mask;
	return at;
}

static void
grow(td_run_sorter *sorter)
{
	g_free(sorter->slots);
	sorter->mask = sorter->mask * 2 + 1;
	sorter->slots = g_new0(uint32_t, (size_t)sorter->mask + 1);
	for (uint32_t i = 0; i < sorter->n; i++)
		sorter->slots[find_slot(sorter, list_at(sorter, i)->hash)] = i + 1;
}

static uint32_t
add_list(td_run_sorter *sorter, const td_tally *tally, const td_tally_word *word)
{
	const uint8_t *bytes = tally->words.p + word->at;
	list *new = (list *)(void *)td_buffer_reserve(&sorter->lists, sizeof *new);

	new->hash = word->hash;
	new->at = (uint32_t)sorter->words.n;
	new->docs = new->positions = new->count = 0;
	new->first = (uint16_t)sorter->docs;
	new->last = 0;
	new->column = word->column;
	td_buffer_add(&sorter->words, bytes, (size_t)bytes[0] + 1);
	sorter->lists.n += sizeof *new;
	return sorter->n++;
}

static uint32_t
find_list(td_run_sorter *sorter, const td_tally *tally, const td_tally_word *word)
{
	uint32_t at = (uint32_t)word->hash & sorter->mask;
	uint32_t found;

	while ((found = sorter->slots[at]) != 0) {
		if (list_at(sorter, found - 1)->hash == word->hash)
			return found - 1;
		at = (at + 1) & sorter->mask;
	}
	if (sorter->n * 2 > sorter->mask) {
		grow(sorter);
		at = find_slot(sorter, word->hash);
	}
	sorter->slots[at] = sorter->n + 1;
	return add_list(sorter, tally, word);
}

static uint32_t
varint_size(uint32_t number)
{
	return number < 0x80 ? 1 : (uint32_t)(38 - __builtin_clz(number)) / 7;
}

/* One mail of a list, as docs/fulltext.md has it. */
static uint32_t
doc_size(uint32_t step, uint32_t n)
{
	return varint_size(step << 1) + (n != 1 ? varint_size(n) : 0);
}

static void
log_word(td_run_sorter *sorter, const td_tally *tally, const td_tally_word *word)
{
	uint32_t number = find_list(sorter, tally, word);
	list *to = list_at(sorter, number);
	uint8_t *p = td_buffer_reserve(
	    &sorter->log, 1 + sizeof word->n + word->n + TD_TALLY_INLINE);
	const uint8_t *positions = td_tally_positions(tally, word);

	to->docs += doc_size(sorter->docs - to->last, word->n);
	to->positions += word->n;
	to->last = (uint16_t)sorter->docs;
	to->count++;
	td_buffer_add(&sorter->numbers, &number, sizeof number);
	if (word->n < long_entry) {
		*p++ = (uint8_t)word->n;
	} else {
		*p++ = long_entry;
		memcpy(p, &word->n, sizeof word->n);
		p += sizeof word->n;
	}
	/* Of one length for nearly all, so that no call is needed. */
	if (word->n <= TD_TALLY_INLINE)
		memcpy(p, positions, TD_TALLY_INLINE);
	else
		memcpy(p, positions, word->n);
	sorter->log.n = (size_t)(p - sorter->log.p) + word->n;
}

static uint32_t *
slot_of(const td_run_sorter *sorter, const td_tally *tally, uint32_t i)
{
	return &sorter->slots[(uint32_t)td_tally_at(tally, i)->hash & sorter->mask];
}

void
td_run_sorter_add(td_run_sorter *sorter, const td_tally *tally)
{
	for (uint32_t i = 0; i < tally->n; i++) {
		if (i + 2 * ahead < tally->n)
			__builtin_prefetch(slot_of(sorter, tally, i + 2 * ahead));
		if (i + ahead < tally->n) {
			uint32_t soon = *slot_of(sorter, tally, i + ahead);

			if (soon > 0)
				__builtin_prefetch(list_at(sorter, soon - 1));
		}
		log_word(sorter, tally, td_tally_at(tally, i));
	}
	td_buffer_add(&sorter->numbers, &next_doc, sizeof next_doc);
	sorter->docs++;
}

bool
td_run_sorter_is_full(const td_run_sorter *sorter)
{
	return sorter->numbers.n + sorter->log.n >= full_log || sorter->docs >= full_docs;
}

static const uint8_t *
word_of(const td_run_sorter *sorter, uint32_t number)
{
	return sorter->words.p + list_at(sorter, number)->at;
}

/* Of two whose first bytes are the same. */
static int
compare_rest(const void *a, const void *b, void *data)
{
	const td_run_sorter *sorter = data;
	uint32_t left = ((const sort_key *)a)->list;
	uint32_t right = ((const sort_key *)b)->list;
	const uint8_t *l = word_of(sorter, left);
	const uint8_t *r = word_of(sorter, right);
	int order = 0;

	if (MIN(*l, *r) > sizeof(((sort_key *)NULL)->first))
		order = memcmp(l + 1, r + 1, MIN(*l, *r));
	if (order != 0)
		return order;
	if (*l != *r)
		return (int)*l - (int)*r;
	return (int)list_at(sorter, left)->column - (int)list_at(sorter, right)->column;
}

static void
sort_few(td_run_sorter *sorter, sort_key *keys, size_t n)
{
	enum { few = 24 };

	if (n > few) {
		qsort_r(keys, n, sizeof *keys, compare_rest, sorter);
		return;
	}
	for (size_t i = 1; i < n; i++) {
		sort_key key = keys[i];
		size_t at = i;

		while (at > 0 && compare_rest(&keys[at - 1], &key, sorter) > 0) {
			keys[at] = keys[at - 1];
			at--;
		}
		keys[at] = key;
	}
}

static void
make_keys(td_run_sorter *sorter, uint32_t counts[8][256])
{
	sort_key *keys;

	sorter->keys.n = 0;
	keys = (sort_key *)(void *)td_buffer_reserve(
	    &sorter->keys, ((size_t)sorter->n + 1) * sizeof *keys);
	for (uint32_t i = 0; i < sorter->n; i++) {
		const uint8_t *word = word_of(sorter, i);
		uint8_t bytes[8] = { 0 };
		uint64_t first;

		memcpy(bytes, word + 1, MIN(*word, sizeof bytes));
		memcpy(&first, bytes, sizeof first);
		first = GUINT64_FROM_BE(first);
		keys[i] = (sort_key){ first, i };
		for (unsigned j = 0; j < 8; j++)
			counts[j][first >> (8 * j) & 0xff]++;
	}
}

/* By one byte of the key; false where all have the same. */
static bool
sort_by_byte(
    const sort_key *from, sort_key *to, uint32_t n, unsigned shift, uint32_t counts[256])
{
	uint32_t start = 0;

	if (counts[from[0].first >> shift & 0xff] == n)
		return false;
	for (unsigned i = 0; i < 256; i++) {
		uint32_t count = counts[i];

		counts[i] = start;
		start += count;
	}
	for (uint32_t i = 0; i < n; i++)
		to[counts[from[i].first >> shift & 0xff]++] = from[i];
	return true;
}

/* By word, then by column. */
static const sort_key *
sort_lists(td_run_sorter *sorter)
{
	uint32_t counts[8][256] = { 0 };
	sort_key *keys;
	sort_key *other;
	uint32_t n = sorter->n;

	make_keys(sorter, counts);
	keys = (sort_key *)(void *)sorter->keys.p;
	other = (sort_key *)(void *)td_buffer_reserve(
	    &sorter->other_keys, ((size_t)n + 1) * sizeof *other);
	for (unsigned j = 0; n > 0 && j < 8; j++) {
		if (sort_by_byte(keys, other, n, 8 * j, counts[j])) {
			sort_key *swap = keys;

			keys = other;
			other = swap;
		}
	}
	for (uint32_t i = 0, end; i < n; i = end) {
		for (end = i + 1; end < n && keys[end].first == keys[i].first;)
			end++;
		sort_few(sorter, keys + i, end - i);
	}
	return keys;
}

static bool
is_same_word(const td_run_sorter *sorter, const sort_key *a, const sort_key *b)
{
	const uint8_t *l;
	const uint8_t *r;

	if (a->first != b->first)
		return false;
	l = word_of(sorter, a->list);
	r = word_of(sorter, b->list);
	return *l == *r && (*l <= sizeof a->first || memcmp(l + 1, r + 1, *l) == 0);
}

/* All but the bytes of lists, for which room is left; where they go is noted. */
static void
lay_out(td_run_sorter *sorter, const sort_key *keys, td_buffer *out)
{
	uint32_t n = sorter->n;
	bool begins = true;

	for (uint32_t i = 0; i < n; i++) {
		list *one = list_at(sorter, keys[i].list);
		bool more = i + 1 < n && is_same_word(sorter, &keys[i], &keys[i + 1]);
		uint32_t docs = one->docs;
		uint32_t positions = one->positions;

		if (begins) {
			const uint8_t *word = word_of(sorter, keys[i].list);

			td_buffer_add(out, word, (size_t)*word + 1);
		}
		td_run_put_head(out, &(td_run_list){ .column = one->column,
					 .more = more,
					 .first = one->first,
					 .last = one->last,
					 .count = one->count,
					 .docs_n = docs,
					 .positions_n = positions });
		td_buffer_reserve(out, (size_t)docs + positions);
		one->docs = (uint32_t)out->n;
		one->positions = (uint32_t)out->n + docs;
		one->last = 0;
		out->n += (size_t)docs + positions;
		begins = !more;
	}
}

static uint32_t
put_varint(uint8_t *p, uint32_t number)
{
	uint32_t n = 0;

	for (; number >= 0x80; number >>= 7)
		p[n++] = (uint8_t)(number | 0x80);
	p[n++] = (uint8_t)number;
	return n;
}

static void
put_entry(list *to, uint8_t *out, uint32_t doc, const uint8_t *positions, uint32_t n)
{
	uint32_t step = doc - to->last;

	to->last = (uint16_t)doc;
	to->docs += put_varint(out + to->docs, step << 1 | (n == 1));
	if (n == 1) {
		out[to->positions++] = positions[0];
		return;
	}
	to->docs += put_varint(out + to->docs, n);
	memcpy(out + to->positions, positions, n);
	to->positions += n;
}

/* The log, entry by entry, to where its lists are. */
static void
scatter(td_run_sorter *sorter, uint8_t *out)
{
	const uint32_t *numbers = (const uint32_t *)(const void *)sorter->numbers.p;
	size_t count = sorter->numbers.n / sizeof *numbers;
	const uint8_t *p = sorter->log.p;
	uint32_t doc = 0;

	for (size_t i = 0; i < count; i++) {
		uint32_t n;

		if (i + 2 * ahead < count && numbers[i + 2 * ahead] != next_doc)
			__builtin_prefetch(list_at(sorter, numbers[i + 2 * ahead]));
		if (i + ahead < count && numbers[i + ahead] != next_doc) {
			const list *soon = list_at(sorter, numbers[i + ahead]);

			__builtin_prefetch(out + soon->docs, 1);
			__builtin_prefetch(out + soon->positions, 1);
		}
		if (numbers[i] == next_doc) {
			doc++;
			continue;
		}
		n = *p++;
		if (n == long_entry) {
			memcpy(&n, p, sizeof n);
			p += sizeof n;
		}
		put_entry(list_at(sorter, numbers[i]), out, doc, p, n);
		p += n;
	}
}

td_run
td_run_sorter_finish(td_run_sorter *sorter)
{
	td_buffer *out = &sorter->out;
	td_run run;

	out->n = 0;
	if (sorter->docs == 0)
		return (td_run){ NULL, 0, 0 };
	lay_out(sorter, sort_lists(sorter), out);
	scatter(sorter, out->p);
	run = (td_run){ out->p, out->n, sorter->docs };
	sorter->lists.n = sorter->numbers.n = sorter->log.n = sorter->words.n = 0;
	sorter->n = sorter->docs = 0;
	memset(sorter->slots, 0, ((size_t)sorter->mask + 1) * sizeof *sorter->slots);
	return run;
}
