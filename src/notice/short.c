/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/short.c - "Added.", "Grabbed, thanks", "Queue this up." */
#include "notice/short.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

#include "notice/match.h"
#include "notice/rest.h"
#include "notice/when.h"

/* " to 5.7, thanks" */
static bool
is_to_release(const char *rest)
{
	const char *end;

	rest = td_match_skip_blanks(td_rest_skip_object(rest));
	end = g_str_has_prefix(rest, "to ") ? td_when_skip(rest) : NULL;
	return end && td_rest_is_bare(end);
}

/* "." or ", thanks!": nothing else is said. */
static bool
ends_short(const char *rest)
{
	rest = td_match_skip_blanks(rest);
	if (g_str_has_prefix(rest + (*rest == ','), " thank") ||
	    g_str_has_prefix(rest, "thank"))
		return true;
	rest += strspn(rest, ".!");
	return *rest == '\0' || *rest == ' ' || g_str_has_prefix(rest, "--");
}

const char *
td_short_find(const char *at)
{
	static const char *const done[] = { "added", "taken", "took", "grabbed",
		"staged" };
	static const char *const wish[] = { "apply", "queue", "merge" };
	size_t n = td_match_word(at, done, G_N_ELEMENTS(done));
	const char *rest = at + n;

	if (n == 0) {
		rest = at + td_match_word(at, wish, G_N_ELEMENTS(wish));
		/* "Apply this" tells somebody else to. */
		if (rest == at ||
		    !ends_short(*at == 'q' ? td_rest_skip_object(rest) : rest))
			return NULL;
	} else if (!is_to_release(rest)) {
		/* What was added, and is "it", may be a tag. */
		if (*at != 'a')
			rest = td_rest_skip_object(rest);
		if (!ends_short(rest))
			return NULL;
		rest = at + n;
	}
	return rest;
}
