/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/promise.c - "I'll fix that and send a v3" */
#include "notice/promise.h"

#include <glib.h>
#include <string.h>

#include "notice/match.h"
#include "notice/rest.h"
#include "notice/wish.h"

enum { most_near = 60 }; /* bytes behind what is intended */

/* "in v3", "send a v2". */
static bool
names_version(const char *lower)
{
	for (const char *at = strstr(lower, " v"); at; at = strstr(at + 1, " v"))
		if (td_rest_match_version(at + 1) > 0)
			return true;
	return false;
}

/* What somebody says that he will do: "fix that in v3"; NULL for nothing. */
static const char *
find_intent(const char *lower, bool will)
{
	static const char *const future[] = { "i will ", "i'll ", "we will ", "we'll ",
		"i am going to ", "i'm going to ", ", will ", "let me ", "ok will ",
		"okay will ", "sure will ", "yes will ", "i plan to ", "i need to ",
		"i'm about to ", "i am about to ", "i'm planning to ", "i intend to ",
		"i am planning to ", "i want to ", "i'd like to ", "i would like to ",
		"and will ", "so will ", "i was about to ", "let's " };
	static const char *const between[] = { "also", "just", "definitely", "then",
		"certainly", "of course", "try to", "now" };
	const char *at = strncmp(lower, "will ", strlen("will ")) == 0
			     ? lower + strlen("will ")
			     : NULL;

	/* Each of them has one of these. */
	if (!at && !will && !strstr(lower, " to "))
		return NULL;
	for (size_t i = 0; !at && i < G_N_ELEMENTS(future); i++) {
		at = strstr(lower, future[i]);
		if (at)
			at += strlen(future[i]);
	}
	for (size_t i = 0; at && i < G_N_ELEMENTS(between); i++)
		if (td_match_word(at, &between[i], 1) > 0)
			at += strlen(between[i]) + strspn(at + strlen(between[i]), " ");
	return at;
}

/* "If you prefer it", "you need to", "I will not". */
static bool
is_doubtful(const char *lower, const char *intent)
{
	static const char *const before[] = { "if ", "unless ", "once ", " when ",
		" whether ", "do you want", "let me know", "should i", "maybe ",
		"perhaps " };
	static const char *const behind[] = { "not ", "never ", "let you", "see if",
		"see whether", "wait for you" };
	static const char *const no[] = { " if ", " unless ", " whether ",
		" before i send", " when i send", " after you ", " you send",
		" you post" };

	if (td_match_contains(lower, intent, before, G_N_ELEMENTS(before)))
		return true;
	for (unsigned i = 0; i < G_N_ELEMENTS(behind); i++)
		if (g_str_has_prefix(intent, behind[i]))
			return true;
	/* What is far behind is of what the version is to do. */
	return td_match_contains(
	    intent, intent + strnlen(intent, most_near), no, G_N_ELEMENTS(no));
}

/* "…, and post a v2": whatever he does before. */
static bool
sends_later(const char *intent)
{
	for (const char *at = intent; *at; at++)
		if ((at == intent || at[-1] == ' ') && td_wish_sends_version(at))
			return true;
	return false;
}

/* "I'll fix that in v3", "Will do in the next version", "will respin". */
bool
td_promise_is_made(const char *lower, bool will, bool asks)
{
	static const char *const again[] = { "respin", "re-spin", "resend", "re-send",
		"repost", "re-post", "resubmit" };
	static const char *const doing[] = { "fix", "send", "address", "update", "change",
		"do", "add", "remove", "drop", "post", "rework", "rebase", "split",
		"include", "correct", "make", "put", "move", "rename", "use", "take",
		"clean", "adjust", "revise", "submit", "incorporate", "handle", "improve",
		"mention", "clarify", "prepare", "replace", "modify", "delete", "write",
		"rewrite", "switch", "squash", "merge", "reword", "have", "get", "create",
		"come up with", "cook", "generate", "roll", "issue" };
	static const char *const next[] = { " next version", " next revision",
		" next submission", " next iteration", " next spin", " next round",
		" next series", " new version", " new revision", " respin", " re-spin",
		" updated version", " updated patch", " next patch version" };
	const char *intent = find_intent(lower, will);

	if (!intent || asks || is_doubtful(lower, intent))
		return false;
	if (sends_later(intent))
		return true;
	if (td_match_word(intent, again, G_N_ELEMENTS(again)) > 0)
		return true;
	return td_match_word(intent, doing, G_N_ELEMENTS(doing)) > 0 &&
	       (names_version(intent) ||
		   td_match_contains(intent, NULL, next, G_N_ELEMENTS(next)));
}
