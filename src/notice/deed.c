/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/deed.c - the verbs of "Applied, thanks", and clauses that have one */
#include "notice/deed.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

#include "notice/match.h"
#include "notice/rest.h"
#include "notice/tree.h"

static const char *const adverbs[] = { "has now been", "is", "are", "was", "were",
	"has been", "have been", "been", "now", "just", "also", "both", "all", "already",
	"finally", "got", "gone", "went ahead and", "gone ahead and", "tentatively",
	"provisionally", "hence", "actually", "here", "has", "have", "indeed" };

const char *
td_deed_skip_adverbs(const char *at)
{
	for (unsigned i = 0; i < 3; i++) {
		size_t n = td_match_word(at, adverbs, G_N_ELEMENTS(adverbs));

		if (n == 0)
			break;
		at = td_match_skip_blanks(at + n);
	}
	return at;
}

size_t
td_deed_match_verb(const char *at)
{
	static const char *const verbs[] = { "applied", "queued", "merged", "pulled",
		"picked up", "picked", "pushed", "committed" };

	return td_match_word(at, verbs, G_N_ELEMENTS(verbs));
}

/* " this in for 7.1", " for the 7.0 PR" */
static bool
is_for_release(const char *rest)
{
	const char *at = td_match_skip_blanks(td_rest_skip_object(rest));

	at = td_match_skip_blanks(
	    at + td_match_word(at, (const char *const[]){ "in", "up" }, 2));
	if (!g_str_has_prefix(at, "for "))
		return false;
	at += strlen("for ");
	at = td_match_skip_blanks(
	    at + td_match_word(at, (const char *const[]){ "the" }, 1));
	return g_ascii_isdigit(at[*at == 'v']);
}

/* "The one that I applied", "before I applied the first": a clause within another. */
static bool
is_within(const char *sentence, const char *clause)
{
	static const char *const words[] = { "that", "which", "what", "whom", "before",
		"after", "until", "since", "one", "ones", "patch", "patches", "series" };

	/* A comma begins a clause of its own. */
	for (size_t i = 0; *clause == ' ' && i < G_N_ELEMENTS(words); i++) {
		size_t n = strlen(words[i]);

		if ((size_t)(clause - sentence) > n &&
		    strncmp(clause - n, words[i], n) == 0 &&
		    clause[-1 - (ptrdiff_t)n] == ' ')
			return true;
	}
	return false;
}

/* Where one of the starts leads to a verb, behind it. */
static const char *
find_deed(const char *sentence, const char *const *starts, size_t n_starts)
{
	for (size_t i = 0; i < n_starts; i++)
		for (const char *at = sentence; (at = strstr(at, starts[i]));) {
			const char *verb = td_deed_skip_adverbs(at + strlen(starts[i]));
			size_t n = td_deed_match_verb(verb);
			bool within = is_within(sentence, at);

			at++;
			verb += n;
			if (n > 0 && !within &&
			    (td_rest_is_bare(verb) || td_tree_find(verb) ||
				is_for_release(verb)))
				return verb;
		}
	return NULL;
}

const char *
td_deed_find_clause(const char *sentence, const char **from)
{
	static const char *const starts[] = { ", i've ", ", i have ", " and i've ",
		" and i have ", "; it's ", ", it's now ", "; it is now ",
		", this is now ", ", this has ", "; this has " };
	static const char *const reasons[] = { " so i've ", " so i have ", " hence i've ",
		" hence i have ", ", so i " };
	static const char *const sorry[] = { "sorry", "i'm sorry", "i am sorry",
		"apologies", "my apologies", "i apologize", "i apologise" };
	static const char *const anyhow[] = { " i've ", " i have ", " this has ",
		" it has ", " it's ", " this was ", " it was ", " when i ", " as i ",
		", i " };
	const char *rest;

	rest = find_deed(sentence, reasons, G_N_ELEMENTS(reasons));
	/* What did not work when he applied it is a tester's. */
	if (!rest && td_match_word(sentence, sorry, G_N_ELEMENTS(sorry)) > 0 &&
	    !strstr(sentence, " when i applied"))
		rest = find_deed(sentence, anyhow, G_N_ELEMENTS(anyhow));
	if (rest) {
		*from = rest;
		return rest;
	}
	rest = find_deed(sentence, starts, G_N_ELEMENTS(starts));
	if (rest)
		*from = sentence;
	return rest;
}
