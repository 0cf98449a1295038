/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/nak.c - "Sorry, but NAK.", "that's a NAK from me", "I NAK this patch" */
#include "notice/nak.h"

#include <glib.h>
#include <string.h>

#include "notice/match.h"

/* "NAK" or "NACK", as a word and in capitals: buses answer with a nack, too. Its length.
 */
static size_t
match_nak(const char *at)
{
	static const char *const words[] = { "NAK", "NACK" };

	return td_match_word(at, words, G_N_ELEMENTS(words));
}

/* What would be, or was. */
static bool
is_doubtful(const char *lower, const char *end)
{
	static const char *const words[] = { "if ", "unless ", "would ", "n't ", " not ",
		"could ", "might ", "almost ", "already ", "whether ", "inclined ",
		"may ", "until ", "you ", "your ", "?" };

	for (unsigned i = 0; i < G_N_ELEMENTS(words); i++) {
		const char *hit = strstr(lower, words[i]);

		if (hit && (!end || hit < end) &&
		    (hit == lower || *words[i] == ' ' || strchr(" ,(?", hit[-1]) ||
			*words[i] == 'n' || *words[i] == '?'))
			return true;
	}
	return false;
}

/* "Sorry, but NAK to this" begins with it. */
static bool
begins(const char *text, const char *lower)
{
	static const char *const leads[] = { "sorry", "i'm sorry", "i am sorry", "but",
		"so", "and", "yes", "no", "nope", "hard", "big", "strong", "clear",
		"formal", "firm", "still", "again", "that said", "anyway", "then", "thus",
		"therefore", "for now", "at this point", "a", "huge", "definite",
		"absolute", "also", "hence" };
	static const char *const behind[] = { "from", "to", "on", "for", "as", "because",
		"since", "right", "this", "until", "here" };
	const char *at = lower, *next;
	size_t n;

	while ((next = td_match_skip_word(at, leads, G_N_ELEMENTS(leads))) != at)
		at = next + strspn(next, " ,-");
	/* "Self-NAK" is said in any case. */
	n = match_nak(text + (at - lower));
	if (n == 0 && g_str_has_prefix(at, "self")) {
		static const char *const self[] = { "nak", "nack" };

		at += strlen("self");
		at += *at == '-' || *at == ' ';
		n = td_match_word(at, self, G_N_ELEMENTS(self));
	}
	if (n == 0)
		return false;
	next = td_match_skip_blanks(at + n);
	return (strchr(".,!;:-", *next) && !g_str_has_prefix(next, "-by")) ||
	       td_match_word(next, behind, G_N_ELEMENTS(behind)) > 0;
}

/* "It's a clear NAK from me" */
static bool
is_one(const char *text, const char *lower)
{
	static const char *const is[] = { "it's", "this is", "that's", "that is",
		"these are", "it is", "is", "are", "gets", "these get", "this gets" };
	const char *at = lower;

	for (; *at; at++) {
		const char *next, *a;
		size_t n;

		if (at > lower && at[-1] != ' ')
			continue;
		next = td_match_skip_word(at, is, G_N_ELEMENTS(is));
		next = td_match_skip_word(
		    next, (const char *const[]){ "still", "just", "also" }, 3);
		a = td_match_skip_word(next, (const char *const[]){ "a", "an" }, 2);
		if (next == at || a == next)
			continue;
		n = match_nak(text + (a - lower));
		if (n == 0) {
			a += strcspn(a, " ");
			a += *a == ' ';
			n = match_nak(text + (a - lower));
		}
		if (n > 0 && !is_doubtful(lower, a))
			return true;
	}
	return false;
}

/* "I NAK this patch", "so I'm going to NACK these" */
static bool
does(const char *text, const char *lower)
{
	static const char *const who[] = { "i", "i will", "i'll", "i have to", "i must",
		"i'm going to", "i am going to", "we", "i hereby", "i formally",
		"i'd have to" };
	static const char *const what[] = { "this", "it", "these", "the", "that", "your",
		"both", "all" };

	for (const char *at = lower; *at; at++) {
		const char *next;
		size_t n;

		if (at > lower && !strchr(" (", at[-1]))
			continue;
		next = td_match_skip_word(at, who, G_N_ELEMENTS(who));
		n = next == at ? 0 : match_nak(text + (next - lower));
		if (n > 0 &&
		    td_match_word(
			td_match_skip_blanks(next + n), what, G_N_ELEMENTS(what)) > 0 &&
		    !is_doubtful(lower, at) && !strstr(next, " unless ") &&
		    !strstr(next, " if "))
			return true;
	}
	return false;
}

bool
td_nak_is_said(const char *text, const char *lower)
{
	if (!strstr(text, "NAK") && !strstr(text, "NACK") && !strstr(lower, "self"))
		return false;
	return begins(text, lower) || is_one(text, lower) || does(text, lower);
}
