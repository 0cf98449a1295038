/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/fact.c - what was done, told by another verb than that of the deed */
#include "notice/fact.h"

#include <glib.h>
#include <string.h>

#include "notice/adjunct.h"
#include "notice/deed.h"
#include "notice/match.h"
#include "notice/plan.h"
#include "notice/rest.h"
#include "notice/tree.h"

static const char *const deeds[] = { "apply", "merge", "push", "queue", "pull", "pick",
	"commit", "take", "pick up", "applied", "merged", "pushed", "queued", "picked",
	"committed" };

/* "as sent", "with this change:", "to fix the CI": how and why, and nothing that failed.
 */
static bool
ends(const char *rest)
{
	static const char *const ways[] = { "with ", "to fix ", "without ", "after " };
	const char *at = td_adjunct_skip(td_rest_skip_object(rest));

	if (td_adjunct_ends(at) || td_rest_is_bare(rest) || td_tree_find_place(rest))
		return true;
	at = td_match_skip_blanks(at);
	for (unsigned i = 0; i < G_N_ELEMENTS(ways); i++)
		if (g_str_has_prefix(at, ways[i]))
			return !td_rest_is_taken_back(at);
	return false;
}

/* "I dared to merge your patch", "I did apply this for 5.4", "I ended up taking v2" */
static const char *
find_managed(const char *first, const char *at)
{
	static const char *const infinitive[] = { "dared to", "helped", "helped to",
		"help", "did", "took the liberty to", "went ahead to" };
	static const char *const gerund[] = { "ended up", "took the liberty of" };
	const char *verb = td_match_skip_word(at, infinitive, G_N_ELEMENTS(infinitive));
	size_t n = 0;

	if (!(g_str_has_prefix(first, "i ") || g_str_has_prefix(first, "i've ") ||
		g_str_has_prefix(first, "i have ") || g_str_has_prefix(first, "we ")))
		return NULL;
	if (verb != at) {
		n = td_match_word(verb, deeds, G_N_ELEMENTS(deeds));
	} else {
		verb = td_match_skip_word(at, gerund, G_N_ELEMENTS(gerund));
		n = verb != at ? td_plan_match_doing(verb) : 0;
	}
	if (n == 0 || !ends(verb + n) ||
	    (td_rest_skip_object(verb + n) == verb + n && !td_rest_is_bare(verb + n)))
		return NULL;
	return verb + n;
}

/* "This is now commit 0123abcd ("x: y")", said of what is answered. */
static const char *
find_commit(const char *first, const char *at)
{
	static const char commit[] = "commit ";
	const char *hash = at + strlen(commit);
	size_t n;

	if (!g_str_has_prefix(at, commit) || !g_str_has_prefix(first, "this ") ||
	    !g_strstr_len(first, at - first, "now "))
		return NULL;
	hash += strspn(hash, "<\"'");
	n = strspn(hash, "0123456789abcdef");
	return n >= 7 && td_match_ends_word(hash[n]) ? at - 1 : NULL;
}

/* "I have the patch in my x-next branch", "I've got this in my queue" */
static const char *
find_kept(const char *first)
{
	static const char *const who[] = { "i have", "i've got", "i've", "we have",
		"i got", "i already have", "i already got", "i now have", "yes i have",
		"i do have" };
	static const char *const adverbs[] = { "already", "now", "still" };
	static const char *const what[] = { "it", "this", "these", "them", "both", "the",
		"your", "all" };
	const char *at = td_match_skip_word(first, who, G_N_ELEMENTS(who)), *end;

	if (at == first)
		return NULL;
	at = td_match_skip_word(at, adverbs, G_N_ELEMENTS(adverbs));
	if (td_match_word(at, what, G_N_ELEMENTS(what)) == 0)
		return NULL;
	end = td_rest_skip_object(at - 1);
	at =
	    td_match_skip_word(td_match_skip_blanks(end), adverbs, G_N_ELEMENTS(adverbs));
	at = td_match_skip_word(
	    at, (const char *const[]){ "queued", "queued up", "staged" }, 3);
	/* "In my tree" a developer has it, too. */
	return ((!g_str_has_prefix(at, "in my branch") &&
		    !g_str_has_prefix(at, "in my tree")) ||
		   strstr(first, "already ")) &&
		       td_tree_find_mine(at)
		   ? at - 1
		   : NULL;
}

const char *
td_fact_find(const char *first, const char *at)
{
	const char *rest = find_managed(first, at);

	if (!rest)
		rest = find_commit(first, at);
	return rest ? rest : find_kept(first);
}

const char *
td_fact_find_promise(const char *first)
{
	static const char *const who[] = { "i'll", "i will", "i can", "we can", "we'll",
		"will", "i'm going to", "can", "i plan to", "happy to", "i am going to" };
	static const char *const adverbs[] = { "just", "also", "simply", "easily", "then",
		"try to", "go ahead and", "probably", "quickly", "manually" };
	static const char *const changes[] = { "fix", "add", "drop", "tweak", "change",
		"adjust", "squash", "fold", "remove", "update", "amend", "correct",
		"reword", "rename", "do", "touch", "edit", "replace", "rewrite", "clean",
		"delete", "handle", "resolve", "address", "make", "move", "rebase",
		"modify", "insert", "put", "strip", "trim", "sort", "include",
		"take care", "append", "mark", "collect", "rephrase", "fixup", "split",
		"merge" };
	static const char *const when[] = { " while ", " when ", " before ", " on ",
		" during ", " upon ", " at " };
	static const char *const doing[] = { "applying", "merging", "committing",
		"queuing", "queueing", "picking", "pushing", "taking", "commit", "merge",
		"apply", "picking up", "applying the patch", "commit time", "i apply",
		"i merge", "i commit", "i queue", "i pick", "i push", "i take",
		"apply time", "merge time" };
	const char *at = td_match_skip_word(first, who, G_N_ELEMENTS(who));
	const char *stop = first + strcspn(first, ".!?;");

	if (at == first)
		return NULL;
	at = td_match_skip_word(at, adverbs, G_N_ELEMENTS(adverbs));
	if (td_match_word(at, changes, G_N_ELEMENTS(changes)) == 0)
		return NULL;
	for (unsigned i = 0; i < G_N_ELEMENTS(when); i++) {
		const char *hit = strstr(at, when[i]);
		const char *verb = hit ? hit + strlen(when[i]) : "";
		size_t n = td_match_word(verb, doing, G_N_ELEMENTS(doing));

		if (n > 0 && hit < stop &&
		    (td_rest_is_bare(verb + n) || td_tree_find_place(verb + n) ||
			td_adjunct_ends(td_adjunct_skip(td_rest_skip_object(verb + n)))))
			return verb + n;
	}
	return NULL;
}
