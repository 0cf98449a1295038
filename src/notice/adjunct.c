/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/adjunct.c - "as a fix", "via the x tree", "for 5.9", "then": in any order */
#include "notice/adjunct.h"

#include <glib.h>
#include <string.h>

#include "notice/match.h"
#include "notice/rest.h"
#include "notice/tree.h"
#include "notice/when.h"

enum { most_adjuncts = 5, longest_way = 40 };

/* "a stable-candidate fix", "fixes", "5.5 material", "v5.9-rc material": behind it; NULL
 * for none. */
static const char *
skip_sort(const char *at)
{
	static const char *const sorts[] = { "fix", "fixes", "material", "bugfix",
		"bugfixes", "bug fix", "bug fixes", "hotfix", "cleanup", "cleanups" };
	const char *const articles[] = { "a", "an" };

	at = td_match_skip_word(at, articles, G_N_ELEMENTS(articles));
	for (unsigned i = 0; i < 3; i++) {
		size_t n = td_match_word(at, sorts, G_N_ELEMENTS(sorts));

		if (n > 0)
			return at + n;
		n = strspn(at, "abcdefghijklmnopqrstuvwxyz0123456789.-/_");
		if (n == 0 || at[n] != ' ')
			return NULL;
		at += n + 1;
	}
	return NULL;
}

/* "the EFI tree", "x-next", "tip", "the next pull request": behind it; NULL for none. */
static const char *
skip_way(const char *at)
{
	static const char *const ends[] = { " tree", " trees", " branch", " repo",
		" queue", " pull request", " pr", " pull" };
	static const char *const articles[] = { "the", "my", "our" };
	const char *name = td_match_skip_word(at, articles, G_N_ELEMENTS(articles));
	const char *stop = name + strcspn(name, ".,!?;:(");
	const char *first = NULL;

	if (g_ascii_isdigit(stop[1]) && *stop == '.')
		stop += strcspn(stop, " ,!?;:(");
	for (unsigned i = 0; i < G_N_ELEMENTS(ends); i++) {
		const char *hit = strstr(name, ends[i]);

		if (hit && hit < stop && hit - name < longest_way &&
		    td_match_ends_word(hit[strlen(ends[i])]) &&
		    (!first || hit + strlen(ends[i]) < first))
			first = hit + strlen(ends[i]);
	}
	if (first)
		return first;
	/* One word: "tip", "nf-next", "efi/urgent" */
	stop = name + strcspn(name, " ,!?;:(");
	while (stop > name && stop[-1] == '.')
		stop--;
	/* Behind an article only what looks like one: "the x-next", not "the way". */
	if (stop == name || (name != at && strcspn(name, "-/") >= (size_t)(stop - name)))
		return NULL;
	return stop;
}

/* One of them, behind blanks; at where there is none. */
static const char *
skip_one(const char *at)
{
	static const char *const adverbs[] = { "then", "now", "too", "as well", "as is",
		"as-is", "as it is", "as they are", "directly", "myself", "anyway",
		"anyways", "manually", "again", "instead", "for now", "right away",
		"already", "by hand", "nevertheless", "also", "finally", "first",
		"separately", "immediately", "in the meantime", "here", "as fixes",
		"locally for now", "straight away", "on top", "this evening",
		"this morning", "within this week", "before the end of the week",
		"by the end of the week", "in two weeks", "one more time",
		"for testing" };
	static const char *const ways[] = { "via", "through" };
	const char *next = td_match_skip_word(at, adverbs, G_N_ELEMENTS(adverbs));
	const char *end;

	if (next != at)
		return next;
	next = td_when_skip(at);
	if (next)
		return next;
	next = td_match_skip_word(at, ways, G_N_ELEMENTS(ways));
	if (next != at) {
		end = skip_way(next);
		return end ? end : at;
	}
	if (g_str_has_prefix(at, "as ")) {
		end = skip_sort(at + strlen("as "));
		return end ? end : at;
	}
	/* They begin with a blank. */
	end = at[-1] == ' ' ? td_tree_find_here(at - 1) : NULL;
	if (!end)
		end = td_tree_find_path(at);
	return end ? end : at;
}

const char *
td_adjunct_skip(const char *at)
{
	for (unsigned i = 0; i < most_adjuncts; i++) {
		const char *from = td_match_skip_blanks(at);
		const char *next = *from != '\0' && from > at ? skip_one(from) : from;

		if (next == from)
			break;
		at = next;
		while (at > from && at[-1] == ' ')
			at--;
	}
	return at;
}

bool
td_adjunct_ends(const char *at)
{
	static const char *const thanks[] = { "thank", "thanks", "thx", "tnx", "cheers" };

	at = td_match_skip_blanks(at);
	if (*at == '\0' || strchr(".!;(:", *at) || g_str_has_prefix(at, "- ") ||
	    g_str_has_prefix(at, "--") || td_rest_match_footnote(at) > 0)
		return true;
	at = td_match_skip_blanks(at + (*at == ','));
	return *at == '\0' || td_match_word(at, thanks, G_N_ELEMENTS(thanks)) > 0;
}

const char *
td_adjunct_find_release(const char *rest)
{
	static const char *const names[] = { "next", "fixes", "-next", "-fixes" };
	const char *at = td_match_skip_blanks(td_rest_skip_object(rest));
	const char *end = NULL;
	size_t n;

	if (g_str_has_prefix(at, "as ")) {
		end = skip_sort(at + strlen("as "));
		/* "as a fix", "as fixes" of anything; material is a maintainer's word. */
		return end && end - at > (ptrdiff_t)strlen("material") &&
			       strncmp(end - strlen("material"), "material",
				   strlen("material")) == 0
			   ? end
			   : NULL;
	}
	if (!g_str_has_prefix(at, "for "))
		return NULL;
	at += strlen("for ");
	n = td_match_word(at, names, G_N_ELEMENTS(names));
	if (n > 0 && strchr(" ,.!;(", at[n]) &&
	    !g_ascii_isalpha(*td_match_skip_blanks(at + n)))
		return at + n;
	if (n > 0) {
		static const char *const more[] = { "and", "by", "to", "as", "so", "with",
			"dropping", "adding", "thanks" };

		if (td_match_word(
			td_match_skip_blanks(at + n), more, G_N_ELEMENTS(more)) > 0)
			return at + n;
	}
	return NULL;
}
