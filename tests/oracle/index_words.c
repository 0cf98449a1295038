/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index_words.c - searches an index for words that its subjects have. Segments of words
 * are merged in ways that depend on commits; what is found must not. */
#include "index_words.h"

#include <stdlib.h>
#include <string.h>

#include "search/search.h"

enum { most = 200, shortest = 4, one_in = 7 };

struct td_sample {
	GHashTable *words;
};

td_sample *
td_sample_new(void)
{
	td_sample *sample = g_new0(td_sample, 1);

	sample->words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	return sample;
}

void
td_sample_free(td_sample *sample)
{
	if (sample == NULL)
		return;
	g_hash_table_unref(sample->words);
	g_free(sample);
}

void
td_sample_take(td_sample *sample, const char *subject)
{
	for (const char *p = subject; *p != '\0';) {
		size_t n = 0;

		while (g_ascii_isalpha(p[n]))
			n++;
		if (n >= shortest) {
			g_autofree char *word = g_ascii_strdown(p, (gssize)n);

			if (g_str_hash(word) % one_in == 0)
				g_hash_table_add(sample->words, g_steal_pointer(&word));
		}
		p += MAX(n, 1);
	}
}

static int
compare_hashes(const void *a, const void *b)
{
	guint x = g_str_hash(*(const char *const *)a);
	guint y = g_str_hash(*(const char *const *)b);

	return x != y ? (x > y) - (x < y)
		      : strcmp(*(const char *const *)a, *(const char *const *)b);
}

static char *
ask_one(td_index *index, const char *word, GHashTable *keys, GError **error)
{
	const td_search_options options = { .order = TD_SEARCH_OLDEST };
	g_autoptr(td_query) query =
	    td_query_text(TD_IN_ANY, (td_span){ word, strlen(word) }, false, false);
	g_autoptr(GArray) hits = NULL;
	uint64_t total, sum = 0;

	hits = td_index_search(index, query, &options, &total, error);
	if (hits == NULL)
		return NULL;
	for (unsigned i = 0; i < hits->len; i++) {
		const td_hit *hit = &g_array_index(hits, td_hit, i);
		const char *key = g_hash_table_lookup(keys, &hit->message);

		/* A sum has no order, as mails of one second have none. */
		sum += (uint64_t)g_str_hash(key != NULL ? key : "?") * 2654435761u;
	}
	return g_strdup_printf("word %s: %" G_GUINT64_FORMAT
			       " mails, %016" G_GINT64_MODIFIER "x",
	    word, total, sum);
}

GPtrArray *
td_sample_ask(td_sample *sample, td_index *index, GHashTable *keys, GError **error)
{
	g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
	unsigned n;
	g_autofree void **words = g_hash_table_get_keys_as_array(sample->words, &n);

	qsort(words, n, sizeof words[0], compare_hashes);
	for (unsigned i = 0; i < n && i < most; i++) {
		char *line = ask_one(index, words[i], keys, error);

		if (line == NULL)
			return NULL;
		g_ptr_array_add(lines, line);
	}
	return g_steal_pointer(&lines);
}
