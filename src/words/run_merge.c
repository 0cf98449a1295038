/* SPDX-License-Identifier: GPL-2.0-or-later */
/* words/run_merge.c - some runs, word by word, into a segment */
#include "words/run.h"
#include "words/run_format.h"

/* One of the runs, and the word that it is at. */
typedef struct source {
	const uint8_t *p, *end; /* behind the word */
	const uint8_t *word;    /* a byte with its length, then the word; NULL: ended */
	uint32_t base;          /* of its docs */
} source;

typedef struct merge {
	source *sources;
	uint64_t *firsts; /* first bytes of each one's word; UINT64_MAX where it ended */
	unsigned n;
	td_segment_writer *writer;
} merge;

static void
next_word(merge *all, unsigned i)
{
	source *one = &all->sources[i];
	uint8_t bytes[8] = { 0 };
	uint64_t first;

	if (one->p == one->end) {
		one->word = NULL;
		all->firsts[i] = UINT64_MAX;
		return;
	}
	one->word = one->p;
	one->p += *one->word + 1;
	memcpy(bytes, one->word + 1, MIN(*one->word, sizeof bytes));
	memcpy(&first, bytes, sizeof first);
	all->firsts[i] = GUINT64_FROM_BE(first);
}

static int
compare_words(const uint8_t *a, const uint8_t *b)
{
	int order = memcmp(a + 1, b + 1, MIN(*a, *b));

	return order != 0 ? order : (int)*a - (int)*b;
}

/* The first of the words that the runs are at; NULL when all have ended. No word begins
 * with eight bytes of 0xff, which is no UTF-8. */
static const uint8_t *
find_first(const merge *all)
{
	const uint8_t *word = NULL;
	uint64_t first = UINT64_MAX;

	for (unsigned i = 0; i < all->n; i++)
		first = MIN(first, all->firsts[i]);
	for (unsigned i = 0; first != UINT64_MAX && i < all->n; i++)
		if (all->firsts[i] == first &&
		    (word == NULL || compare_words(all->sources[i].word, word) < 0))
			word = all->sources[i].word;
	return word;
}

static void
put_lists(merge *all, unsigned i)
{
	source *one = &all->sources[i];
	td_run_list list;

	do {
		one->p = td_run_read_list(one->p, one->end, &list);
		td_segment_put_list(all->writer, (td_column)list.column,
		    &(td_segment_list){ .first = one->base + list.first,
			.last = one->base + list.last,
			.count = list.count,
			.docs = list.docs,
			.docs_n = list.docs_n,
			.positions = list.positions,
			.positions_n = list.positions_n });
	} while (list.more);
	next_word(all, i);
}

static bool
merge_words(merge *all, td_run_each each, void *data, GError **error)
{
	const uint8_t *word;

	while ((word = find_first(all)) != NULL) {
		unsigned i = 0;
		uint64_t first;

		while (all->sources[i].word != word)
			i++;
		first = all->firsts[i];
		td_segment_start_word(
		    all->writer, (td_span){ (const char *)word + 1, *word });
		for (; i < all->n; i++)
			if (all->firsts[i] == first &&
			    compare_words(all->sources[i].word, word) == 0)
				put_lists(all, i);
		td_segment_end_word(all->writer);
		if (each != NULL && !each(all->writer, data, error))
			return false;
	}
	return true;
}

bool
td_run_merge(const GArray *runs, td_segment_writer *writer, td_run_each each, void *data,
    GError **error)
{
	g_autofree source *sources = g_new(source, runs->len);
	g_autofree uint64_t *firsts = g_new(uint64_t, runs->len);
	merge all = { sources, firsts, runs->len, writer };
	uint32_t base = 0;

	for (unsigned i = 0; i < runs->len; i++) {
		const td_run *run = &g_array_index(runs, td_run, i);

		sources[i] = (source){ run->bytes, run->bytes + run->n, NULL, base };
		base += run->docs;
		next_word(&all, i);
	}
	return merge_words(&all, each, data, error);
}
