/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/when.c - "after the merge window", "for the next release", "later today" */
#include "notice/when.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

#include "notice/match.h"

/* "-rc1", "rcx": behind it; NULL for none. */
static const char *
skip_candidate(const char *at)
{
	at += *at == '-';
	if (!g_str_has_prefix(at, "rc"))
		return NULL;
	at += strlen("rc");
	at += *at == 'x' ? 1 : strspn(at, "0123456789");
	return td_match_ends_word(*at) ? at : NULL;
}

/* "v6.2-rc1", "5.9-rcx", "6.18": behind it; NULL for none, as of "v3". */
static const char *
skip_version(const char *at)
{
	const char *end;
	size_t n;

	at += *at == 'v';
	n = strspn(at, "0123456789");
	if (n == 0 || at[n] != '.' || !g_ascii_isdigit(at[n + 1]))
		return NULL;
	at += n + 1;
	at += strspn(at, "0123456789");
	end = *at == '-' ? skip_candidate(at) : NULL;
	if (end)
		return end;
	return td_match_ends_word(*at) ? at : NULL;
}

/* "merge window", "v6.2-rc1": what comes to all; NULL for none. */
static const char *
skip_event(const char *at)
{
	static const char *const events[] = { "merge window", "release window", "mw",
		"window", "cycle", "development cycle", "kernel cycle", "merge cycle",
		"release cycle", "release", "kernel release", "kernel", "rc", "pr",
		"pull request", "pull", "pull-request", "batch of fixes", "fixes pull",
		"round of fixes", "pull-req", "fixes pull-req", "fixes pull request",
		"fixes pr", "pull-reqs", "pull requests", "holidays", "weekend" };
	const char *end = skip_version(at);
	size_t n;

	if (!end)
		end = skip_candidate(at);
	/* "the 6.9 merge window", "v6.12 release" */
	at = end ? td_match_skip_blanks(end) : at;
	n = td_match_word(at, events, G_N_ELEMENTS(events));
	return n > 0 ? at + n : end;
}

/* " is out", " comes", " opens" */
static const char *
skip_coming(const char *at)
{
	static const char *const verbs[] = { "is out", "is released", "comes",
		"is tagged", "opens", "closes", "is over", "is closed", "is done",
		"is there", "has been", "appears", "lands", "comes out", "happens",
		"arrives", "gets out", "ends", "is open", "is cut", "reopens",
		"opens again" };
	size_t n = td_match_word(td_match_skip_blanks(at), verbs, G_N_ELEMENTS(verbs));

	return n > 0 ? td_match_skip_blanks(at) + n : at;
}

const char *
td_when_skip(const char *at)
{
	static const char *const days[] = { "now", "right now", "right away", "shortly",
		"soon", "today", "tonight", "tomorrow", "asap", "later", "later today",
		"later this week", "later on", "this week", "this weekend",
		"this evening", "this afternoon", "next week", "momentarily",
		"immediately", "in a bit", "in a moment", "in a minute", "in a few days",
		"in a couple of days", "in the next days", "in the coming days",
		"over the weekend", "on monday", "on tuesday", "on wednesday",
		"on thursday", "on friday", "when i get back", "when i'm back",
		"when i am back", "early next week", "in a week", "first thing tomorrow",
		"a bit later", "straight away", "very soon" };
	static const char *const ways[] = { "for", "in", "into", "during", "after",
		"post", "once", "when", "as soon as", "at", "with", "to", "right after",
		"as part of", "early in", "and send it with" };
	static const char *const articles[] = { "the", "my", "our", "a", "an" };
	static const char *const which[] = { "next", "coming", "upcoming", "following",
		"current", "this", "new" };
	size_t n = td_match_word(at, days, G_N_ELEMENTS(days));
	const char *next, *end;

	if (n > 0)
		return at + n;
	next = td_match_skip_word(at, ways, G_N_ELEMENTS(ways));
	if (next == at)
		return NULL;
	next = td_match_skip_word(next, articles, G_N_ELEMENTS(articles));
	next = td_match_skip_word(next, which, G_N_ELEMENTS(which));
	end = skip_event(next);
	return end ? skip_coming(end) : NULL;
}
