/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/intent.c - "Good point, will change it.": the next version has it */
#include "notice/intent.h"

#include <glib.h>
#include <string.h>

#include "notice/lead.h"
#include "notice/match.h"

bool
td_intent_is_told(const char *lower)
{
	static const char *const leads[] = { "you are right", "you're right", "my bad",
		"of course", "absolutely", "done", "no problem", "i agree",
		"you are correct", "thanks for the comment", "thanks for the suggestion",
		"thanks for catching", "thanks for pointing out",
		"thanks for catching this", "thanks for pointing this out",
		"thanks for your comment" };
	static const char *const will[] = { "i'll", "i will", "will", "we'll",
		"we will" };
	static const char *const adverbs[] = { "also", "just", "definitely", "certainly",
		"surely", "now", "of course" };
	static const char *const verbs[] = { "fix", "fix up", "change", "correct",
		"update", "remove", "rename", "move", "rework", "address", "adjust",
		"clean", "clean up", "modify", "replace", "convert", "switch", "reword",
		"rewrite", "split", "mention", "document", "clarify", "simplify",
		"delete", "improve", "include", "add" };
	static const char *const what[] = { "it", "this", "that", "them", "these",
		"those", "all", "both", "all of them", "all of these", "the typo",
		"the typos" };
	static const char *const ends[] = { "too", "as well", "here", "up", "accordingly",
		"everywhere" };
	static const char *const thanks[] = { "thanks", "thank you", "thx" };
	const char *at = td_lead_skip(lower), *next;

	while ((next = td_match_skip_word(at, leads, G_N_ELEMENTS(leads))) != at)
		at = td_lead_skip(next + strspn(next, " ,-"));
	next = td_match_skip_word(at, will, G_N_ELEMENTS(will));
	if (next == at)
		return false;
	at = td_match_skip_word(next, adverbs, G_N_ELEMENTS(adverbs));
	next = td_match_skip_word(at, verbs, G_N_ELEMENTS(verbs));
	if (next == at)
		return false;
	at = td_match_skip_word(next, what, G_N_ELEMENTS(what));
	at = td_match_skip_word(at, ends, G_N_ELEMENTS(ends));
	at += strspn(at, " ,");
	return *at == '\0' || td_match_word(at, thanks, G_N_ELEMENTS(thanks)) > 0;
}
