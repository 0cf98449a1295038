/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/deed.c - the verbs of "Applied, thanks", and clauses that have one */
#include "notice/deed.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

#include "notice/match.h"
#include "notice/rest.h"
#include "notice/tree.h"
#include "notice/when.h"

static const char *const adverbs[] = { "has now been", "is", "are", "was", "were",
	"has been", "have been", "been", "now", "just", "also", "both", "all", "already",
	"finally", "got", "gone", "went ahead and", "gone ahead and", "tentatively",
	"provisionally", "hence", "actually", "here", "has", "have", "indeed", "hand" };

const char *
td_deed_skip_adverbs(const char *at)
{
	for (unsigned i = 0; i < 3; i++) {
		/* "Patch (finally) applied" */
		const char *word = at + (*at == '(');
		size_t n = td_match_word(word, adverbs, G_N_ELEMENTS(adverbs));

		if (n == 0 || (word > at && word[n] != ')'))
			break;
		at = td_match_skip_blanks(word + n + (word > at));
	}
	return at;
}

size_t
td_deed_match_verb(const char *at)
{
	static const char *const verbs[] = { "applied", "queued", "merged", "pulled",
		"picked up", "picked-up", "picked", "pushed", "committed", "commited",
		"comitted", "aplied", "appled", "qeued" };

	return td_match_word(at, verbs, G_N_ELEMENTS(verbs));
}

/* Done to a patch where a tree follows, and to anything where none does. */
size_t
td_deed_match_placed(const char *at)
{
	static const char *const verbs[] = { "added", "taken", "took", "put", "staged",
		"landed", "included", "grabbed", "stuffed", "stuck", "squashed", "folded",
		"stored", "adding", "putting", "staging", "cherry-picked", "moved",
		"placed", "thrown", "threw", "tossed", "popped", "wrestled", "parked" };

	return td_match_word(at, verbs, G_N_ELEMENTS(verbs));
}

bool
td_deed_is_for_release(const char *rest)
{
	static const char *const next[] = { "next", "-next", "fixes" };
	static const char *const ends[] = { "-next", "-fixes" };
	const char *at = td_match_skip_blanks(td_rest_skip_object(rest));
	const char *end;
	size_t n;

	at = td_match_skip_blanks(
	    at + td_match_word(at, (const char *const[]){ "in", "up" }, 2));
	/* "for inclusion in kexec v2.0.20" */
	if (g_str_has_prefix(at, "for inclusion "))
		return true;
	if (!g_str_has_prefix(at, "for "))
		return false;
	end = td_when_skip(at);
	if (end && td_rest_is_bare(end))
		return true;
	at += strlen("for ");
	at = td_match_skip_blanks(
	    at + td_match_word(at, (const char *const[]){ "the" }, 1));
	n = strcspn(at, " ,.!;(:");
	/* "for counter-next" */
	for (unsigned i = 0; i < G_N_ELEMENTS(ends); i++)
		if (n > strlen(ends[i]) &&
		    strncmp(at + n - strlen(ends[i]), ends[i], strlen(ends[i])) == 0)
			return true;
	return g_ascii_isdigit(at[*at == 'v']) ||
	       (td_match_word(at, next, G_N_ELEMENTS(next)) > 0 &&
		   td_rest_is_bare(at + n));
}

/* "The one that I applied", "before I applied the first": a clause within another. */
static bool
is_within(const char *sentence, const char *clause)
{
	static const char *const words[] = { "that", "which", "what", "whom", "before",
		"after", "until", "since", "one", "ones", "patch", "patches", "series" };

	/* A comma, or "and", begins a clause of its own. */
	bool joined = *clause != ' ' || g_str_has_prefix(clause, " and ");

	for (size_t i = 0; !joined && i < G_N_ELEMENTS(words); i++) {
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
			size_t n = td_deed_match_verb(verb), placed;
			bool within = is_within(sentence, at);

			at++;
			/* "so I've added it to my tree" */
			placed = n > 0 || within ? 0 : td_deed_match_placed(verb);
			if (placed > 0 && td_tree_find_place(verb + placed))
				return verb + placed;
			verb += n;
			if (n > 0 && !within &&
			    (td_rest_is_bare(verb) || td_tree_find(verb) ||
				td_deed_is_for_release(verb)))
				return verb;
		}
	return NULL;
}

/* Behind a comma and the like; those of a joint that the sentence has. */
static const char *
find_joined(const char *sentence)
{
	static const char *const commas[] = { ", i've ", ", i have ", ", it's now ",
		", this is now ", ", this has ", ", patch ", ", the patch ",
		", this patch ", ", patches ", ", series ", ", the series ",
		", whole series " };
	static const char *const semicolons[] = { "; it's ", "; it is now ",
		"; this has ", "; i've ", "; i have " };
	static const char *const ands[] = { " and i've ", " and i have ", " and have " };
	static const char *const dashes[] = { " - i've ", " - i have " };
	const char *rest = NULL;

	if (strchr(sentence, ','))
		rest = find_deed(sentence, commas, G_N_ELEMENTS(commas));
	if (!rest && strchr(sentence, ';'))
		rest = find_deed(sentence, semicolons, G_N_ELEMENTS(semicolons));
	if (!rest && strstr(sentence, " and "))
		rest = find_deed(sentence, ands, G_N_ELEMENTS(ands));
	if (!rest && strstr(sentence, " - i"))
		rest = find_deed(sentence, dashes, G_N_ELEMENTS(dashes));
	return rest;
}

const char *
td_deed_find_clause(const char *sentence, const char **from)
{
	static const char *const reasons[] = { " so i've ", " so i have ", " hence i've ",
		" hence i have ", ", so i ", " so i ", " so we've ", " so we have ",
		" so we ", " so patch ", " so patches ", " so series ", " but i've ",
		" but i have " };
	static const char *const sorry[] = { "sorry", "i'm sorry", "i am sorry",
		"apologies", "my apologies", "i apologize", "i apologise" };
	static const char *const anyhow[] = { " i've ", " i have ", " this has ",
		" it has ", " it's ", " this was ", " it was ", " when i ", " as i ",
		", i " };
	const char *rest;

	/* Each of them has one of these, and so have the starts. */
	bool reason = strstr(sentence, " so ") || strstr(sentence, " hence ") ||
		      strstr(sentence, " but ");

	rest = reason ? find_deed(sentence, reasons, G_N_ELEMENTS(reasons)) : NULL;
	/* What did not work when he applied it is a tester's. */
	if (!rest && td_match_word(sentence, sorry, G_N_ELEMENTS(sorry)) > 0 &&
	    !strstr(sentence, " when i applied"))
		rest = find_deed(sentence, anyhow, G_N_ELEMENTS(anyhow));
	if (rest) {
		*from = rest;
		return rest;
	}
	rest = find_joined(sentence);
	if (rest)
		*from = sentence;
	return rest;
}

/* "Should be fixed", "I'll fix that", "if it is": not done. */
static bool
is_wish(const char *clause, size_t n)
{
	static const char *const words[] = { " can ", " will ", "'ll ", "should", "could",
		"would", " may ", "might", " not ", "n't", " must ", "please", "if ",
		"?" };
	g_autofree char *text = g_strndup(clause, n);

	for (unsigned i = 0; i < G_N_ELEMENTS(words); i++)
		if (strstr(text, words[i]))
			return true;
	return false;
}

bool
td_deed_says_change(const char *sentence, const char *end)
{
	static const char *const who[] = { "i've", "i have", "i", "we've", "we", "and",
		"but", "so", "have" };
	static const char *const changes[] = { "fixed", "removed", "changed", "done",
		"did", "dropped", "replaced", "adjusted", "renamed", "reworded",
		"tweaked", "corrected", "made", "rebased", "sorted", "moved", "amended",
		"squashed", "added", "edited", "modified", "cleaned", "trimmed",
		"updated", "rewrote", "rephrased", "folded", "reduced", "addressed",
		"touched", "took the liberty", "reformatted", "re-formatted", "resolved",
		"shortened" };

	for (const char *at = sentence; at && at < end;) {
		const char *verb = at, *and;

		for (unsigned i = 0; i < 2; i++)
			verb = td_match_skip_blanks(
			    verb + td_match_word(verb, who, G_N_ELEMENTS(who)));
		verb = td_deed_skip_adverbs(verb);
		if (td_match_word(verb, changes, G_N_ELEMENTS(changes)) > 0)
			return !is_wish(at, (size_t)(end - at));
		and = strstr(at, " and ");
		at += strcspn(at, ",;");
		at = and&&and+strlen(" and ") < at ? and+strlen(" and ") : at;
		at += strspn(at, ",; ");
	}
	return false;
}

/* "DT patches", "the binding patch", "driver bits": a part of a series, if it has more.
 */
static const char *
skip_part(const char *at)
{
	static const char *const what[] = { "patch", "patches", "parts", "part", "bits",
		"bit", "changes", "bindings" };
	/* Those of another time, of any, or no name. */
	static const char *const no[] = { "previous", "your", "last", "latest", "earlier",
		"old", "new", "next", "similar", "same", "another", "no", "with", "after",
		"without", "when", "if", "once", "before", "a", "an", "any", "which",
		"where", "that", "these", "those", "this", "some", "my", "our", "his",
		"her", "their", "such", "every", "each", "stable", "upstream", "and",
		"following", "above", "other", "said", "as", "since", "because", "now",
		"but", "so", "then", "hopefully", "dependent", "dependency",
		"prerequisite", "context", "if" };
	size_t n;

	at = td_match_skip_blanks(
	    at + td_match_word(at, (const char *const[]){ "the" }, 1));
	for (unsigned i = 0; i < 3; i++) {
		if (td_match_word(at, no, G_N_ELEMENTS(no)) > 0)
			return NULL;
		n = strspn(at, "abcdefghijklmnopqrstuvwxyz0123456789/_+-&");
		if (n == 0 || at[n] != ' ')
			return NULL;
		at += n + 1;
		n = td_match_word(at, what, G_N_ELEMENTS(what));
		if (n > 0)
			return td_match_skip_blanks(at + n);
	}
	return NULL;
}

/* "DT patches applied, thanks" */
const char *
td_deed_find_part(const char *first)
{
	const char *at = skip_part(first);
	size_t n;

	if (!at)
		return NULL;
	at = td_deed_skip_adverbs(at);
	n = td_deed_match_verb(at);
	/* "The core patches are merged, so I applied this" */
	if (n == 0 || strstr(at, ", so ") ||
	    !(td_rest_is_bare(at + n) || td_tree_find_place(at + n)))
		return NULL;
	return at + n;
}

/* "I add it into my testing queue" */
const char *
td_deed_find_present(const char *first, const char *at)
{
	static const char *const verbs[] = { "add", "queue", "apply", "merge", "push",
		"put", "pick", "take" };
	size_t n = td_match_word(at, verbs, G_N_ELEMENTS(verbs));

	if (n == 0 || !g_str_has_prefix(first, "i ") || !td_tree_find_place(at + n))
		return NULL;
	return at + n;
}

/* "I took them now, thanks", but not "I took a look", "I took that as a yes". */
const char *
td_deed_find_took(const char *first, const char *at)
{
	static const char *const took[] = { "took", "taken", "grabbed", "snagged",
		"folded", "squashed" };
	static const char *const what[] = { "it", "this", "them", "these", "both", "all",
		"the patch", "the patches", "the series", "the set", "your patch",
		"your patches", "your series", "v1", "v2", "v3", "v4", "v5", "patch",
		"patches" };
	size_t n = td_match_word(at, took, G_N_ELEMENTS(took));

	/* "I've folded it in", but not "squashed these" */
	if ((g_str_has_prefix(at, "folded") || g_str_has_prefix(at, "squashed")) &&
	    !strstr(at + n, " in"))
		return NULL;
	if (n == 0 || !(g_str_has_prefix(first, "i") || g_str_has_prefix(first, "we")) ||
	    td_match_word(td_match_skip_blanks(at + n), what, G_N_ELEMENTS(what)) == 0 ||
	    !td_rest_is_bare(at + n))
		return NULL;
	return at + n;
}

/* "I've updated mm-unstable to this version" */
const char *
td_deed_find_updated(const char *at)
{
	static const char updated[] = "updated ";
	static const char *const ways[] = { " to this version", " to this series",
		" with this version", " with this series", " to the latest version" };
	static const char *const marks[] = { "mm-", "mm.git", "-next", " tree", " branch",
		"unstable", ".git" };

	for (unsigned i = 0; g_str_has_prefix(at, updated) && i < G_N_ELEMENTS(ways);
	     i++) {
		const char *way = strstr(at, ways[i]);

		for (unsigned k = 0; way && k < G_N_ELEMENTS(marks); k++) {
			const char *mark = strstr(at, marks[k]);

			if (mark && mark < way)
				return way + strlen(ways[i]);
		}
	}
	return NULL;
}

const char *
td_deed_find_while(const char *sentence)
{
	static const char *const words[] = { "while ", "when " };
	static const char *const doing[] = { "applying", "merging", "committing",
		"queuing", "queueing", "pushing", "picking" };

	for (unsigned i = 0; i < G_N_ELEMENTS(words); i++) {
		const char *hit = strstr(sentence, words[i]);
		const char *verb = hit ? hit + strlen(words[i]) : "";
		size_t n = td_match_word(verb, doing, G_N_ELEMENTS(doing));

		/* "while I applied this patch" */
		if (n == 0 && *verb == 'i' && g_str_has_prefix(verb, "i ") &&
		    g_str_has_prefix(words[i], "while")) {
			verb += strlen("i ");
			n = td_deed_match_verb(verb);
		}
		if (n > 0 && td_deed_says_change(sentence, hit) &&
		    (td_rest_is_bare(verb + n) || td_tree_find_place(verb + n)))
			return verb + n;
	}
	return NULL;
}
