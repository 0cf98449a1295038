/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive/ends.c - the two ends of a range: what "A..B ^C" says, resolved */
#include "archive/ends.h"

#include <string.h>

#include "base/error.h"

void
td_ends_free(td_ends *ends)
{
	if (!ends)
		return;
	g_array_unref(ends->from);
	g_array_unref(ends->to);
	g_free(ends);
}

/* An end that is not written is HEAD. */
static bool
add(td_trunks *trunks, GArray *places, const char *word, GError **error)
{
	td_place place;

	if (!td_revision_resolve(trunks, *word ? word : "HEAD", &place, error))
		return false;
	g_array_append_val(places, place);
	return true;
}

/* A...B is what is in one and not in the other: in a straight line, what is between. */
static bool
add_between(
    td_trunks *trunks, td_ends *ends, const char *left, const char *right, GError **error)
{
	td_place a, b;
	td_trunk *trunk;
	size_t index;
	bool swapped;

	if (!td_revision_resolve(trunks, *left ? left : "HEAD", &a, error) ||
	    !td_revision_resolve(trunks, *right ? right : "HEAD", &b, error))
		return false;
	swapped = a.epoch > b.epoch;
	if (a.epoch == b.epoch) {
		trunk = td_trunks_at(trunks, &a, &index);
		swapped = td_trunk_find(trunk, index, &b.commit) != SIZE_MAX;
	}
	g_array_append_val(ends->from, *(swapped ? &b : &a));
	g_array_append_val(ends->to, *(swapped ? &a : &b));
	return true;
}

/* "A^!" is the commit A alone. */
static bool
add_one(td_trunks *trunks, td_ends *ends, const char *word, GError **error)
{
	g_autofree char *name = g_strndup(word, strlen(word) - 2);
	g_autofree char *before = g_strconcat(name, "^", NULL);
	g_autoptr(GError) inner = NULL;

	if (!add(trunks, ends->to, name, error))
		return false;
	/* The first commit of all has none before it. */
	add(trunks, ends->from, before, &inner);
	return true;
}

static bool
add_word(td_trunks *trunks, td_ends *ends, const char *word, GError **error)
{
	const char *dots = strstr(word, "..");

	if (dots) {
		g_autofree char *left = g_strndup(word, (size_t)(dots - word));
		const char *right = dots + 2;

		if (*right == '.')
			return add_between(trunks, ends, left, right + 1, error);
		return add(trunks, ends->from, left, error) &&
		       add(trunks, ends->to, right, error);
	}
	if (*word == '^')
		return add(trunks, ends->from, word + 1, error);
	if (g_str_has_suffix(word, "^!"))
		return add_one(trunks, ends, word, error);
	if (*word == '-') {
		g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
		    "\"%s\" is not a revision: a range is FROM..TO", word);
		return false;
	}
	return add(trunks, ends->to, word, error);
}

td_ends *
td_ends_parse(td_trunks *trunks, const char *revisions, GError **error)
{
	g_autoptr(td_ends) ends = g_new0(td_ends, 1);
	g_auto(GStrv) words = g_strsplit_set(revisions ? revisions : "", " \t\n", -1);

	ends->from = g_array_new(false, false, sizeof(td_place));
	ends->to = g_array_new(false, false, sizeof(td_place));
	for (size_t i = 0; words[i]; i++) {
		if (*words[i] && !add_word(trunks, ends, words[i], error))
			return NULL;
	}
	/* Git shows nothing for "^A" alone; what is meant is all that came after A. */
	if (ends->to->len == 0 && !add(trunks, ends->to, "HEAD", error))
		return NULL;
	return g_steal_pointer(&ends);
}
