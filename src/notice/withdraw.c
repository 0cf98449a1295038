/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/withdraw.c - "I understand and will drop this patch", "let's drop this one" */
#include "notice/withdraw.h"

#include <glib.h>
#include <string.h>

#include "notice/lead.h"
#include "notice/match.h"

/* Behind "I'll", "let's", "we can just": who may drop it; NULL for nobody. */
static const char *
skip_will(const char *at)
{
	static const char *const who[] = { "will", "i'll", "i will", "we'll", "we will",
		"let's", "lets", "let us", "i'm going to", "i am going to", "i'd",
		"i would", "we can", "we should", "i can", "i guess we can",
		"i think we can", "i shall", "i'm gonna", "i think i'll", "i guess i'll",
		"i think i will", "probably going to", "going to", "i'd say let's",
		"you may", "i'd suggest to", "i suggest to", "i would suggest to",
		"i have to", "i'll have to", "i will have to", "we can probably" };
	static const char *const filling[] = { "just", "then", "simply", "also",
		"therefore", "probably", "rather", "now" };
	const char *next = td_match_skip_word(at, who, G_N_ELEMENTS(who));

	if (next == at)
		return NULL;
	do {
		at = next;
		next = td_match_skip_word(at, filling, G_N_ELEMENTS(filling));
	} while (next != at);
	return at;
}

/* Behind "drop", "I'm withdrawing"; NULL for what is none. */
static const char *
skip_drop(const char *at)
{
	static const char *const verbs[] = { "drop", "abandon", "withdraw", "discard",
		"skip" };
	static const char *const doing[] = { "i am dropping", "i'm dropping",
		"i am withdrawing", "i'm withdrawing", "i withdraw", "i am abandoning",
		"i'm abandoning", "i retract", "i'm retracting", "dropping", "skipping",
		"i'm skipping", "i am skipping", "i'd suggest dropping",
		"i would suggest dropping", "i suggest dropping",
		"i'd recommend dropping", "i recommend dropping",
		"i would recommend dropping" };
	const char *next = skip_will(at), *end;

	if (next) {
		end = td_match_skip_word(next, verbs, G_N_ELEMENTS(verbs));
		return end != next ? end : NULL;
	}
	end = td_match_skip_word(at, doing, G_N_ELEMENTS(doing));
	return end != at ? end : NULL;
}

/* What ends there is all that is said, or why and for how long it is. */
static bool
ends_there(const char *at, bool *one)
{
	static const char *const queues[] = { "from my queue", "from my tree",
		"from my branch", "from the queue", "from my patch queue",
		"from my list" };
	static const char *const sets[] = { "from the series", "from this series",
		"from the set", "from this set", "from the patchset", "from my series",
		"from the patch set", "from this patchset" };
	static const char *const filling[] = { "just", "then", "simply", "here", "too",
		"also", "altogether", "entirely", "completely", "as well", "instead",
		"forgot", "please", "pls" };
	static const char *const ends[] = { "for now", "as", "since", "because", "and",
		"now", "in favor", "in favour", "based on", "until", "for the moment",
		"but", "or", "unless" };
	const char *next = td_match_skip_word(at, queues, G_N_ELEMENTS(queues));

	at = td_match_skip_word(next, sets, G_N_ELEMENTS(sets));
	*one = *one || at != next;
	at = td_match_skip_word(at, filling, G_N_ELEMENTS(filling));
	return *at == '\0' || strchr(".,;:([", *at) ||
	       td_match_word(at, ends, G_N_ELEMENTS(ends)) > 0;
}

/* "This patch", "the series", "my patches", "this one". */
static bool
drops_patches(const char *at, bool *one)
{
	static const char *const whose[] = { "this", "these", "the", "my", "this whole",
		"the whole", "your" };
	static const char *const single[] = { "patch", "change", "one", "commit",
		"changes" };
	static const char *const many[] = { "patches", "series", "patchset", "patch set",
		"patch series" };
	const char *next = td_match_skip_word(at, whose, G_N_ELEMENTS(whose)), *end;

	if (next == at)
		return false;
	end = td_match_skip_word(next, many, G_N_ELEMENTS(many));
	*one = end == next;
	if (*one)
		end = td_match_skip_word(next, single, G_N_ELEMENTS(single));
	/* "The change" and "the one" may be of a line. */
	if (end == next ||
	    (strncmp(at, "the ", 4) == 0 &&
		(strncmp(next, "change", 6) == 0 || strncmp(next, "one", 3) == 0)))
		return false;
	return ends_there(end, one);
}

/* "Ignore this one", "drop this patch for now"; not "drop the lock". */
static bool
is_order(const char *begin, bool *one)
{
	static const char *const verbs[] = { "ignore", "disregard", "drop", "skip",
		"scrap" };
	static const char *const whose[] = { "this", "these", "my" };
	static const char *const version[] = { "version", "patch version", "v2", "v3",
		"v4", "v5", "v6", "v7", "v8", "v9" };
	const char *next = td_match_skip_word(begin, verbs, G_N_ELEMENTS(verbs));

	if (next == begin || td_match_word(next, whose, G_N_ELEMENTS(whose)) == 0)
		return false;
	begin = td_match_skip_word(next, whose, G_N_ELEMENTS(whose));
	*one = false;
	/* Of a line. */
	if (g_str_has_prefix(begin, "change"))
		return false;
	return td_match_word(begin, version, G_N_ELEMENTS(version)) > 0 ||
	       drops_patches(next, one);
}

static bool
is_said_at(const char *clause, bool *one)
{
	const char *behind = skip_drop(clause);

	return behind && drops_patches(behind, one);
}

bool
td_withdraw_is_said(const char *lower, bool *one)
{
	static const char *const no[] = { "if ", "unless ", "n't drop", "not drop",
		" in v", " next version", "?", "maybe ", "either ", "whether ",
		" next time" };
	static const char *const i_will[] = { " i'll ", " i will ", " let's ",
		" i'm dropping " };
	const char *at = lower;
	bool said = is_order(td_lead_skip(lower), one);

	while (!said) {
		said = is_said_at(td_lead_skip(at), one);
		at = td_lead_next(at);
		if (!at)
			break;
	}
	/* Not all clauses have a comma. */
	for (size_t i = 0; !said && i < G_N_ELEMENTS(i_will); i++) {
		const char *hit = strstr(lower, i_will[i]);

		said = hit && is_said_at(hit + 1, one);
	}
	return said && strncmp(lower, "in v", strlen("in v")) != 0 &&
	       !td_match_contains(lower, NULL, no, G_N_ELEMENTS(no));
}
