/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * search/search.c - answers a question segment by segment, with sets of mails as bits
 *
 * Whole sets are made, not the first few hits: a set costs a nanosecond or two for each
 * mail that has the word, so the total is exact and the order may be any.
 */
#include "search/search.h"

#include <math.h>

#include "base/error.h"
#include "base/limits.h"
#include "index/mask.h"
#include "search/fulltext.h"
#include "search/fulltext_docs.h"
#include "search/held.h"
#include "search/hits.h"
#include "search/search_part.h"
#include "store/allowance.h"
#include "store/store.h"
#include "words/stem.h"

typedef struct search {
	td_index *index;
	const td_search_options *options;
	const td_mask *mask; /* of the list that is asked for; NULL: all */
	td_search_part part;
	size_t words;      /* numbers in a set of the part's mails */
	float *scores;     /* of the part's mails; NULL unless by relevance */
	GHashTable *stems; /* td_query * to td_stem * */
	td_hits *hits;
	td_held *held;
	sqlite3_stmt *segments;
} search;

static void
free_stem(void *stem)
{
	td_stem_free(stem);
}

static void
search_clear(search *s)
{
	td_search_part_clear(&s->part);
	g_free(s->scores);
	td_held_close(s->held);
	g_clear_pointer(&s->stems, g_hash_table_unref);
	td_hits_free(s->hits);
	sqlite3_finalize(s->segments);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(search, search_clear)

static uint64_t *
evaluate(search *s, const td_query *query, bool counts, unsigned depth, GError **error);

/* A question for words, and what it finds in one segment. */
typedef struct word_search {
	search *s;
	const td_query *query;
	td_span word;  /* exact, or how words begin */
	td_stem *stem; /* NULL: none */
	bool counts;   /* for the score */
	uint64_t *bits;
} word_search;

static void
add_scores(search *s, const td_postings *list, uint32_t found)
{
	double mails = s->part.mails;
	float weight = (float)log(1 + (mails - found + 0.5) / (found + 0.5));
	td_postings_walk walk;

	td_postings_open(&walk, list);
	while (td_postings_next(&walk))
		if (walk.doc < s->part.mails)
			s->scores[walk.doc] +=
			    weight * (float)(walk.n + 1) / (float)(walk.n + 3);
}

static void
add_lists(word_search *w, const td_block *block)
{
	uint32_t mails = w->s->part.mails;

	for (unsigned i = 0; i < block->lists_n; i++) {
		const td_postings *list = &block->lists[i];
		td_postings_walk walk;
		uint32_t found = 0;

		if ((w->query->columns >> list->column & 1) == 0)
			continue;
		td_postings_open(&walk, list);
		while (td_postings_next(&walk)) {
			if (walk.doc >= mails)
				break;
			w->bits[walk.doc / 64] |= UINT64_C(1) << (walk.doc % 64);
			found++;
		}
		if (w->counts && w->s->scores != NULL)
			add_scores(w->s, list, found);
	}
}

static bool
take_word(const td_block *block, void *data)
{
	word_search *w = data;
	td_span word = { (const char *)block->word, block->n };
	bool begins = word.n >= w->word.n && memcmp(word.p, w->word.p, w->word.n) == 0;

	if (!begins)
		return false;
	if (w->stem != NULL ? td_stem_has(w->stem, word)
			    : w->query->prefix || word.n == w->word.n)
		add_lists(w, block);
	return w->stem != NULL || w->query->prefix;
}

static td_stem *
stem_for(search *s, const td_query *query)
{
	td_stem *stem = g_hash_table_lookup(s->stems, query);

	if (stem == NULL) {
		stem = td_stem_new(query->words->pdata[0]);
		g_hash_table_insert(s->stems, (void *)(uintptr_t)query, stem);
	}
	return stem;
}

static bool
find_words(search *s, const td_query *query, bool counts, uint64_t *bits, GError **error)
{
	word_search w = { .s = s, .query = query, .bits = bits, .counts = counts };
	const char *other;

	if (query->words->len == 0)
		return true;
	if (query->words->len > 1)
		return td_search_part_find_phrase(
		    &s->part, query->words, query->columns, bits, error);
	w.word = td_span_of(query->words->pdata[0]);
	if (!query->stem || query->prefix)
		return td_search_part_walk(&s->part, w.word, take_word, &w, error);
	w.stem = stem_for(s, query);
	w.word = td_span_of(td_stem_prefix(w.stem));
	if (!td_search_part_walk(&s->part, w.word, take_word, &w, error))
		return false;
	other = td_stem_other(w.stem);
	if (other == NULL)
		return true;
	w.word = td_span_of(other);
	w.stem = NULL;
	return td_search_part_walk(&s->part, w.word, take_word, &w, error);
}

static bool
find_range(search *s, const td_query *query, uint64_t *bits, GError **error)
{
	static const unsigned which[] = {
		[TD_QUERY_RECEIVED] = TD_DOC_RECEIVED,
		[TD_QUERY_SENT] = TD_DOC_SENT,
		[TD_QUERY_SIZE] = TD_DOC_SIZE,
	};
	const uint32_t *values =
	    td_search_part_values(&s->part, which[query->field], error);

	if (values == NULL)
		return false;
	for (uint32_t i = 0; i < s->part.mails; i++)
		if (values[i] >= query->first && values[i] <= query->last)
			bits[i / 64] |= UINT64_C(1) << (i % 64);
	return true;
}

static int
compare_ids(const void *a, const void *b)
{
	int64_t left = *(const int64_t *)a;
	int64_t right = *(const int64_t *)b;

	return (left > right) - (left < right);
}

/* Whether one of some messages, which ascend, may be in the segment. */
static bool
may_have(const td_search_part *part, const GArray *messages)
{
	unsigned low = 0, high = messages->len;

	while (low < high) {
		unsigned middle = low + (high - low) / 2;

		if (g_array_index(messages, int64_t, middle) < part->first)
			low = middle + 1;
		else
			high = middle;
	}
	return low < messages->len && g_array_index(messages, int64_t, low) <= part->last;
}

static bool
find_messages(search *s, const td_query *query, uint64_t *bits, GError **error)
{
	const uint32_t *values;

	if (!may_have(&s->part, query->messages))
		return true;
	values = td_search_part_values(&s->part, TD_DOC_MESSAGE, error);
	if (values == NULL)
		return false;
	for (uint32_t i = 0; i < s->part.mails; i++) {
		int64_t id = s->part.first + values[i] - 1;

		if (values[i] != 0 &&
		    bsearch(&id, query->messages->data, query->messages->len, sizeof id,
			compare_ids) != NULL)
			bits[i / 64] |= UINT64_C(1) << (i % 64);
	}
	return true;
}

static void
set_all(const search *s, uint64_t *bits)
{
	memset(bits, 0xff, s->words * sizeof *bits);
	if (s->part.mails % 64 != 0)
		bits[s->words - 1] = (UINT64_C(1) << (s->part.mails % 64)) - 1;
}

static bool
is_empty(const search *s, const uint64_t *bits)
{
	for (size_t i = 0; i < s->words; i++)
		if (bits[i] != 0)
			return false;
	return true;
}

static void
join(uint64_t *bits, const uint64_t *part, size_t n, td_query_op op)
{
	for (size_t i = 0; i < n; i++) {
		if (op == TD_QUERY_AND)
			bits[i] &= part[i];
		else if (op == TD_QUERY_OR)
			bits[i] |= part[i];
		else
			bits[i] ^= part[i];
	}
}

/* All parts of AND, OR and XOR, joined to bits. */
static bool
join_parts(search *s, const td_query *query, bool counts, uint64_t *bits, unsigned depth,
    GError **error)
{
	for (unsigned i = 0; query->parts != NULL && i < query->parts->len; i++) {
		g_autofree uint64_t *part = NULL;

		/* Nothing can come to nothing. */
		if (query->op == TD_QUERY_AND && is_empty(s, bits))
			return true;
		part = evaluate(s, query->parts->pdata[i], counts, depth + 1, error);
		if (part == NULL)
			return false;
		join(bits, part, s->words, query->op);
	}
	return true;
}

static bool
find_not(search *s, const td_query *query, uint64_t *bits, unsigned depth, GError **error)
{
	g_autofree uint64_t *part = NULL;

	set_all(s, bits);
	if (query->parts == NULL || query->parts->len == 0)
		return true;
	part = evaluate(s, query->parts->pdata[0], false, depth + 1, error);
	if (part == NULL)
		return false;
	for (size_t j = 0; j < s->words; j++)
		bits[j] &= ~part[j];
	return true;
}

/* g_free what it gives. NULL on error. The depth is bounded, and so is the recursion. */
static uint64_t *
evaluate(search *s, const td_query *query, bool counts, unsigned depth, GError **error)
{
	g_autofree uint64_t *bits = g_new0(uint64_t, s->words + 1);
	bool good = true;

	if (!td_index_go_on(s->index, error))
		return NULL;
	if (depth > TD_MAX_QUERY_DEPTH) {
		g_set_error(
		    error, TD_ERROR, TD_ERROR_LIMIT, "the question is nested too deep");
		return NULL;
	}
	switch (query->op) {
	case TD_QUERY_ALL:
		set_all(s, bits);
		break;
	case TD_QUERY_AND:
		set_all(s, bits);
		good = join_parts(s, query, counts, bits, depth, error);
		break;
	case TD_QUERY_OR:
	case TD_QUERY_XOR:
		good = join_parts(s, query, counts, bits, depth, error);
		break;
	case TD_QUERY_NOT:
		good = find_not(s, query, bits, depth, error);
		break;
	case TD_QUERY_WORDS:
		good = find_words(s, query, counts, bits, error);
		break;
	case TD_QUERY_RANGE:
		good = find_range(s, query, bits, error);
		break;
	case TD_QUERY_MESSAGES:
		good = find_messages(s, query, bits, error);
		break;
	case TD_QUERY_ROWS:
		g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
		    "the question was not resolved before it was asked");
		good = false;
		break;
	}
	return good ? g_steal_pointer(&bits) : NULL;
}

static bool
add_hits(search *s, const uint64_t *bits, GError **error)
{
	const uint32_t *messages;
	const uint32_t *received;

	if (is_empty(s, bits))
		return true;
	messages = td_search_part_values_of(&s->part, TD_DOC_MESSAGE, bits, error);
	received = messages != NULL
		       ? td_search_part_values_of(&s->part, TD_DOC_RECEIVED, bits, error)
		       : NULL;
	if (received == NULL)
		return false;
	/* Backwards, as segments are gone through: what comes first stays first, and the
	 * heap is left alone. */
	for (size_t i = s->words; i-- > 0;) {
		uint64_t left = bits[i];

		while (left != 0) {
			unsigned bit = 63 - (unsigned)__builtin_clzll(left);
			size_t doc = i * 64 + bit;
			td_hit hit = {
				.message = s->part.first + messages[doc] - 1,
				.received = received[doc],
				.score = s->scores != NULL ? s->scores[doc] : 0,
			};

			left ^= UINT64_C(1) << bit;
			if (messages[doc] != 0 &&
			    (s->mask == NULL || td_mask_has(s->mask, hit.message)) &&
			    !td_held_keep(s->held, &hit))
				td_hits_add(&hit, s->hits);
		}
	}
	return true;
}

static void
open_part(search *s)
{
	td_search_part *part = &s->part;

	td_search_part_open(part, s->index, s->segments);
	s->words = ((size_t)part->mails + 63) / 64;
	if (s->options->order == TD_SEARCH_RELEVANCE) {
		g_free(s->scores);
		s->scores = g_new0(float, (size_t)part->mails + 1);
	}
}

static bool
search_all(search *s, const td_query *query, GError **error)
{
	bool row = true;

	/* What came last is mostly asked for first. */
	s->segments =
	    td_store_prepare(s->index, TD_SEARCH_PART_SELECT " ORDER BY id DESC", error);
	if (s->segments == NULL)
		return false;
	s->held = td_held_open(s->index, error);
	if (s->held == NULL)
		return false;
	while (row) {
		g_autofree uint64_t *bits = NULL;

		if (!td_store_step(s->index, s->segments, &row, error))
			return false;
		if (!row)
			break;
		open_part(s);
		bits = evaluate(s, query, true, 0, error);
		if (bits == NULL || !add_hits(s, bits, error))
			return false;
	}
	td_held_release(s->held, td_hits_add, s->hits);
	return true;
}

GArray *
td_index_search(td_index *index, const td_query *query, const td_search_options *options,
    uint64_t *total, GError **error)
{
	g_auto(search) s = { .index = index, .options = options };

	if (!td_index_has_words(index)) {
		g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
		    "a temporary index cannot be searched");
		return NULL;
	}
	if (options->list != 0) {
		s.mask = td_index_mask(index, options->list, error);
		if (s.mask == NULL)
			return NULL;
	}
	s.stems = g_hash_table_new_full(NULL, NULL, NULL, free_stem);
	s.hits = td_hits_new(options);
	if (!search_all(&s, query, error))
		return NULL;
	*total = td_hits_total(s.hits);
	return td_hits_take(s.hits);
}

bool
td_index_hold(td_index *index, GError **error)
{
	return td_store_exec(index, "BEGIN;", error);
}

bool
td_index_release(td_index *index, GError **error)
{
	return td_store_exec(index, "COMMIT;", error);
}
