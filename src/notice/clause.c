/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/clause.c - "…, so I've put it into my for-next": who did what, in any clause */
#include "notice/clause.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

#include "notice/deed.h"
#include "notice/match.h"
#include "notice/plan.h"
#include "notice/rest.h"
#include "notice/tree.h"

/* Who did it, by what may follow. */
typedef enum person {
	NOBODY,   /* "…, added into my queue" */
	MYSELF,   /* "I pushed it to nf" */
	FINISHED, /* "I've applied this patch": a tester would say how it went */
	DOING,    /* "I'm pulling this into x-next" */
	PATCH,    /* "it has been merged into x" */
} person;

typedef struct subject {
	const char *words;
	person who;
} subject;

static const subject subjects[] = {
	{ "i've", FINISHED },
	{ "i have", FINISHED },
	{ "we've", FINISHED },
	{ "we have", FINISHED },
	{ "i'm", DOING },
	{ "i am", DOING },
	{ "we're", DOING },
	{ "we are", DOING },
	{ "i", MYSELF },
	{ "we", MYSELF },
	{ "it has been", PATCH },
	{ "it has now been", PATCH },
	{ "this has been", PATCH },
	{ "this has now been", PATCH },
	{ "they have been", PATCH },
	{ "these have been", PATCH },
	{ "patch has been", PATCH },
	{ "patches have been", PATCH },
	{ "series has been", PATCH },
	{ "it's now", PATCH },
	{ "it is now", PATCH },
	{ "this is now", PATCH },
	{ "they are now", PATCH },
	{ "they're now", PATCH },
	{ "these are now", PATCH },
};

/* What may begin a clause before who did it. */
static const char *const fill[] = { "so", "and", "but", "then", "therefore", "thus",
	"hence", "anyway", "now", "instead", "however", "meanwhile", "in the meantime",
	"for now", "otherwise", "nevertheless", "still", "the", "already", "finally" };

static const subject *
match_subject(const char *at)
{
	const subject *longest = NULL;

	/* They begin with these. */
	if (!strchr("iwtps", *at))
		return NULL;
	for (unsigned i = 0; i < G_N_ELEMENTS(subjects); i++)
		if (subjects[i].words[0] == *at &&
		    td_match_word(at, &subjects[i].words, 1) > 0 &&
		    (!longest || strlen(subjects[i].words) > strlen(longest->words)))
			longest = &subjects[i];
	return longest;
}

/* "The one that I applied", "if I merged it", "since we added that": within another. */
static bool
is_dependent(const char *sentence, const char *clause)
{
	static const char *const words[] = { "that", "which", "what", "whom", "before",
		"after", "until", "since", "one", "ones", "if", "when", "once", "unless",
		"because", "while", "why", "how", "where", "patch", "patches", "series",
		"commit", "version", "thing", "things", "time", "stuff", "everything",
		"code", "branch", "as", "than", "like", "whether", "fix", "fixes",
		"change", "changes", "thought", "think", "believe", "guess", "sure",
		"case", "what", "although", "though", "instead", "yours" };
	size_t n;
	const char *end = clause, *word;

	while (end > sentence && end[-1] == ' ')
		end--;
	word = end;
	while (word > sentence && g_ascii_isalnum(word[-1]))
		word--;
	n = (size_t)(end - word);
	return n > 0 && (td_match_word(word, words, G_N_ELEMENTS(words)) == n ||
			    td_rest_match_version(word) == n);
}

/* "If nobody minds, I'm adding it": not yet. */
static bool
is_conditional(const char *sentence, const char *clause)
{
	static const char *const words[] = { "if ", "unless ", "assuming ", "provided ",
		"suppose ", "imagine ", "perhaps ", "maybe " };
	const char *begin = clause;

	/* Of this sentence; "OK." may stand before it. */
	while (begin > sentence && !(td_match_ends_sentence(begin[-1]) && *begin == ' '))
		begin--;
	for (unsigned i = 0; i < G_N_ELEMENTS(words); i++)
		for (const char *hit = begin;
		     (hit = strstr(hit, words[i])) && hit < clause; hit++)
			if (hit == begin || strchr(" ,(", hit[-1]))
				return true;
	return false;
}

/* "Once they are reviewed and merged into", "which Ann put into": another's deed, or
 * none yet. */
static bool
is_anothers(const char *sentence, const char *clause)
{
	/* Whatever joins them, and where "and" alone does. */
	static const char *const always[] = { "once", "when", "after", "until", "which",
		"who", "hopefully", "he", "she" };
	static const char *const words[] = { "would", "will", "should", "could", "can",
		"might", "may", "must", "be", "been", "get", "gets", "was", "were", "is",
		"are", "that", "to", "not", "they", "you", "has", "i'd", "i'll", "we'd",
		"we'll" };
	const char *begin = clause;
	bool by_and = clause - sentence >= (ptrdiff_t)strlen(", and ") &&
		      strncmp(clause - strlen(" and "), " and ", strlen(" and ")) == 0 &&
		      clause[-(ptrdiff_t)strlen(", and ")] != ',';

	while (begin > sentence && !(td_match_ends_sentence(begin[-1]) && *begin == ' '))
		begin--;
	for (const char *at = begin; at < clause; at++)
		if ((at == begin || at[-1] == ' ') &&
		    (td_match_word(at, always, G_N_ELEMENTS(always)) > 0 ||
			(by_and && td_match_word(at, words, G_N_ELEMENTS(words)) > 0)))
			return true;
	return false;
}

/* Who names no tree may be a tester: "it does not build, so I've applied that one". */
static bool
is_trial(const char *sentence, const char *clause)
{
	static const char *const words[] = { "n't ", " not ", " fail", " test", " tried",
		" boot", " error", "revert", "reproduc", "other", "drop", "see " };

	return td_match_contains(sentence, clause, words, G_N_ELEMENTS(words));
}

/* A clause may begin here: behind a joint, and with "I've" anywhere. */
static bool
is_joint(const char *sentence, const char *at)
{
	static const char *const joints[] = { ", ", "; ", ": ", " - ", "-- ", ". ", "! ",
		" and ", " but ", " so ", " & " };

	if (at == sentence)
		return true;
	/* They end so. */
	if (at - sentence < 2 || !strchr(",;:.!-&dto", at[-2]))
		return false;
	for (unsigned i = 0; i < G_N_ELEMENTS(joints); i++) {
		size_t n = strlen(joints[i]);

		if ((size_t)(at - sentence) >= n && strncmp(at - n, joints[i], n) == 0)
			return true;
	}
	return false;
}

/* " through sysctl-next", " via the x tree" */
static const char *
find_way(const char *rest)
{
	static const char *const ways[] = { " through ", " via " };
	const char *at = td_rest_skip_object(rest);

	if (g_str_has_prefix(at, " now"))
		at += strlen(" now");
	for (unsigned i = 0; i < G_N_ELEMENTS(ways); i++)
		if (at > rest && g_str_has_prefix(at, ways[i])) {
			g_autofree char *into =
			    g_strconcat(" into ", at + strlen(ways[i]), NULL);
			const char *end = td_tree_find_here(into);

			return end ? at + strlen(ways[i]) + (end - into) -
					 strlen(" into ")
				   : NULL;
		}
	return NULL;
}

/* "Your branch", "the latest master", " on linux-next": somebody else's, or tried there.
 */
static bool
is_elsewhere(const char *rest, const char *tree, bool tried)
{
	static const char *const words[] = { "your", "their", "its", "his", "her",
		"latest", "mainline", "linus", "linus'", "linus's", "a", "an", "v1", "v2",
		"v3", "v4", "local", "current", "another", "which", "internal", "private",
		"that", "this", "these" };
	const char *at = td_rest_skip_object(rest);
	const char *on = tried ? strstr(at, " on ") : NULL;

	if (on && on < tree && !g_str_has_prefix(on, " on my "))
		return true;
	for (; at < tree; at++)
		if (at[-1] == ' ' && td_match_word(at, words, G_N_ELEMENTS(words)) > 0)
			return true;
	return false;
}

/* The tree, where the verb and its object lead to one. */
static const char *
find_tree(const char *rest, bool tried)
{
	const char *tree = td_tree_find_place(rest);

	if (!tree)
		tree = find_way(rest);
	return tree && is_elsewhere(rest, tree, tried) ? NULL : tree;
}

/* "it", "this patch", "both": something was done to something. */
static bool
has_object(const char *rest)
{
	static const char *const what[] = { "it", "this", "these", "them", "both", "all",
		"the", "your", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "patch",
		"patches" };

	rest = td_match_skip_blanks(rest);
	return g_ascii_isdigit(*rest) ||
	       td_match_word(rest, what, G_N_ELEMENTS(what)) > 0;
}

/* "also gone ahead and" */
static const char *
skip_adverbs(const char *at)
{
	static const char *const adverbs[] = { "now", "just", "also", "already",
		"finally", "tentatively", "provisionally", "went ahead and",
		"gone ahead and", "then", "manually", "both", "directly", "therefore",
		"actually", "indeed", "since", "meanwhile" };
	const char *next;

	for (unsigned i = 0; i < 3; i++) {
		next = td_match_skip_word(at, adverbs, G_N_ELEMENTS(adverbs));
		if (next == at)
			break;
		at = next;
	}
	return at;
}

static bool
says_deed(person who, const char *verb, td_clause *found)
{
	size_t n = td_deed_match_verb(verb), placed = 0;
	bool tried = who != NOBODY &&
		     (g_str_has_prefix(verb, "appl") || g_str_has_prefix(verb, "merg") ||
			 g_str_has_prefix(verb, "pull") ||
			 g_str_has_prefix(verb, "pick") || g_str_has_prefix(verb, "add"));

	found->tree = NULL;
	if (who == DOING) {
		n = td_plan_match_doing(verb);
		if (n == 0)
			n = td_match_word(verb,
			    (const char *const[]){ "adding", "putting", "staging" }, 3);
		found->rest = verb + n;
		found->tree = n > 0 ? find_tree(found->rest, tried) : NULL;
		return found->tree != NULL;
	}
	if (n == 0)
		placed = td_deed_match_placed(verb);
	found->rest = verb + n + placed;
	if (n + placed == 0 || (placed > 0 && g_str_has_suffix(found->rest, "ing")))
		return false;
	found->tree = find_tree(found->rest, tried);
	if (found->tree)
		return true;
	return who == FINISHED && n > 0 && has_object(found->rest) &&
	       td_rest_is_bare(found->rest);
}

bool
td_clause_find(const char *sentence, td_clause *found)
{
	for (const char *at = sentence; *at; at++) {
		const char *begin = at, *next, *begun;
		const subject *who;
		bool joint;

		if (at > sentence && at[-1] != ' ')
			continue;
		joint = is_joint(sentence, at);
		if (joint)
			while ((next = td_match_skip_word(
				    begin, fill, G_N_ELEMENTS(fill))) != begin)
				begin = next + strspn(next, ", ");
		begun = begin;
		who = match_subject(begin);
		if (!joint &&
		    (!who || who->who != FINISHED || is_dependent(sentence, at)))
			continue;
		if (joint && at > sentence && at[-2] != ',' && is_dependent(sentence, at))
			continue;
		begin = skip_adverbs(
		    td_match_skip_blanks(begin + (who ? strlen(who->words) : 0)));
		if (!says_deed(who ? who->who : NOBODY, begin, found) ||
		    is_conditional(sentence, at) || (!who && is_anothers(sentence, at)) ||
		    (!found->tree && is_trial(sentence, at)))
			continue;
		/* "..., but I merged it" grants what stands before. */
		found->from = joint && who ? begun : at;
		return true;
	}
	return false;
}
