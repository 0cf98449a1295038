/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/wish.c - "please send a v5", "could you repost this" */
#include "notice/wish.h"

#include <glib.h>
#include <string.h>

#include "notice/match.h"
#include "notice/rest.h"

static bool
is_doubtful(const char *lower)
{
	static const char *const no[] = { " if ", " unless ", " not ", "n't " };

	for (size_t i = 0; i < G_N_ELEMENTS(no); i++)
		if (strstr(lower, no[i]))
			return true;
	return false;
}

/* "send a v5", "resend this as v3", "spin out a new v2". */
static bool
sends_version(const char *at)
{
	static const char *const verbs[] = { "send", "re-send", "resend", "post",
		"re-post", "repost", "spin", "respin", "submit", "resubmit", "make",
		"prepare" };
	static const char *const objects[] = { "a", "an", "the", "out", "it", "this",
		"that", "as", "me", "us", "new", "proper", "fresh", "clean", "one",
		"more", "another", "updated", "rebased", "complete", "full" };
	const char *next = td_match_skip_word(at, verbs, G_N_ELEMENTS(verbs));

	if (next == at)
		return false;
	do {
		at = next;
		next = td_match_skip_word(at, objects, G_N_ELEMENTS(objects));
	} while (next != at);
	return td_rest_match_version(at + (*at == '(')) > 0;
}

bool
td_wish_is_for_version(const char *lower)
{
	static const char *const filling[] = { "so", "then", "just", "also", "kindly" };
	static const char *const asking[] = { "please", "can you", "could you",
		"would you", "care to", "better to", "better" };
	const char *at = td_match_skip_word(lower, filling, G_N_ELEMENTS(filling)), *next;
	bool asks = false;

	while ((next = td_match_skip_word(at, asking, G_N_ELEMENTS(asking))) != at) {
		asks = true;
		at = td_match_skip_word(next, filling, G_N_ELEMENTS(filling));
	}
	if (!asks || is_doubtful(lower))
		return false;
	if (sends_version(at))
		return true;
	for (next = strstr(at, " and "); next; next = strstr(next + 1, " and "))
		if (sends_version(next + strlen(" and ")))
			return true;
	return false;
}

const char *
td_wish_find_again(const char *lower)
{
	static const char *const filling[] = { "so", "then", "just", "also", "kindly" };
	static const char *const asking[] = { "please", "can you", "could you",
		"would you", "would you mind", "do you mind" };
	static const char *const verbs[] = { "resend", "re-send", "repost", "re-post",
		"respin", "re-spin", "rebase", "resubmit", "re-submit", "resending",
		"reposting", "respinning", "rebasing", "resubmitting" };
	const char *at = td_match_skip_word(lower, filling, G_N_ELEMENTS(filling)), *next;
	bool asks = false;

	while ((next = td_match_skip_word(at, asking, G_N_ELEMENTS(asking))) != at) {
		asks = true;
		at = td_match_skip_word(next, filling, G_N_ELEMENTS(filling));
	}
	next = asks ? td_match_skip_word(at, verbs, G_N_ELEMENTS(verbs)) : at;
	return next != at ? next : NULL;
}
