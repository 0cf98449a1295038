/* SPDX-License-Identifier: GPL-2.0-or-later */
/* words/stem.c - English stems, by Snowball's rules as public-inbox has them */
#include "words/stem.h"

#include <libstemmer.h>
#include <string.h>

/* Snowball's exceptions whose stem is not how they begin. */
static const char *const others[][2] = {
	{ "die", "dying" },
	{ "lie", "lying" },
	{ "tie", "tying" },
};

enum {
	longest_ending = 12, /* "...fulnesses'" */
	most_known = 1 << 16,
};

struct td_stem {
	struct sb_stemmer *stemmer;
	char *stem, *prefix;
	GHashTable *known; /* of char *, 1 or 2 for what was asked: no, yes */
};

static char *
stem_of(struct sb_stemmer *stemmer, td_span word)
{
	const sb_symbol *found = sb_stemmer_stem(
	    stemmer, (const sb_symbol *)word.p, (int)MIN(word.n, (size_t)G_MAXINT16));

	if (found == NULL)
		return td_span_dup(word);
	return g_strndup((const char *)found, (size_t)sb_stemmer_length(stemmer));
}

/*
 * Endings that a stem has and its words may not: "happi" and happy, "hope" and hoping,
 * "sensibl" and sensibility. What is left may be as short as one letter ("be", being).
 */
static char *
shorten(const char *stem)
{
	size_t n = strlen(stem);

	if (n > 1 && (stem[n - 1] == 'i' || stem[n - 1] == 'e' ||
			 (n > 3 && g_str_has_suffix(stem, "bl"))))
		n--;
	return g_strndup(stem, n);
}

td_stem *
td_stem_new(const char *word)
{
	td_stem *stem = g_new0(td_stem, 1);

	stem->stemmer = sb_stemmer_new("english", NULL);
	stem->stem = stem->stemmer != NULL ? stem_of(stem->stemmer, td_span_of(word))
					   : g_strdup(word);
	stem->prefix = shorten(stem->stem);
	stem->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	return stem;
}

void
td_stem_free(td_stem *stem)
{
	if (stem == NULL)
		return;
	if (stem->stemmer != NULL)
		sb_stemmer_delete(stem->stemmer);
	g_free(stem->stem);
	g_free(stem->prefix);
	g_hash_table_unref(stem->known);
	g_free(stem);
}

const char *
td_stem_prefix(const td_stem *stem)
{
	return stem->prefix;
}

const char *
td_stem_other(const td_stem *stem)
{
	for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
		if (strcmp(stem->stem, others[i][0]) == 0)
			return others[i][1];
	return NULL;
}

/* Endings are of letters; what else there is belongs to what the words share. */
static bool
is_possible(const td_stem *stem, td_span word)
{
	if (word.n > strlen(stem->stem) + longest_ending)
		return false;
	for (size_t i = strlen(stem->prefix); i < word.n; i++)
		if (g_ascii_isdigit(word.p[i]) || word.p[i] == '_')
			return td_span_is(word, stem->stem);
	return true;
}

bool
td_stem_has(td_stem *stem, td_span word)
{
	char key[80];
	void *found;
	bool same;

	if (word.n >= sizeof key || !is_possible(stem, word))
		return false;
	memcpy(key, word.p, word.n);
	key[word.n] = '\0';
	found = g_hash_table_lookup(stem->known, key);
	if (found != NULL)
		return GPOINTER_TO_INT(found) == 2;
	if (stem->stemmer != NULL) {
		g_autofree char *other = stem_of(stem->stemmer, word);

		same = strcmp(other, stem->stem) == 0;
	} else {
		same = strcmp(key, stem->stem) == 0;
	}
	if (g_hash_table_size(stem->known) < most_known)
		g_hash_table_insert(
		    stem->known, g_strdup(key), GINT_TO_POINTER(same ? 2 : 1));
	return same;
}
