/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/refusal.c - a no in other words: not taken, withdrawn, does not apply */
#include "notice/refusal.h"

#include <glib.h>
#include <string.h>

#include "notice/match.h"

/* "I'm not going to take this", "Sorry, I won't apply this patch": a plain no. */
static td_refusal
read_refusal(const char *lower)
{
	static const char *const leads[] = { "sorry", "no", "nope", "but", "so",
		"unfortunately", "and", "i'm sorry", "i am sorry", "ok", "well", "btw",
		"thus", "therefore", "given that", "anyway", "thanks" };
	static const char *const cannot[] = { "i can't", "i cannot", "i can not",
		"we can't", "we cannot", "we can not", "i'm not able to",
		"i'm unable to" };
	static const char *const not_going[] = { "i'm not going to", "i am not going to",
		"i will not", "i won't", "i'm not", "i am not", "i don't think we should",
		"i do not think we should", "i don't think i should",
		"i'm not willing to", "i am not willing to", "i won't be", "we won't",
		"we will not", "we're not going to", "we are not going to", "i refuse to",
		"i don't want to" };
	static const char *const verbs[] = { "take", "apply", "accept", "merge", "pull",
		"pick up", "taking", "applying", "accepting", "merging", "pulling",
		"queue", "queue up", "pick" };
	static const char *const what[] = { "this", "it", "these", "that", "the", "your",
		"any of these" };
	static const char *const patches[] = { "patch", "patches", "series", "patchset",
		"set", "one", "change", "driver", "proposed fix", "proposed patch",
		"fix" };
	/* What would do, and what says nothing of it. */
	static const char *const until[] = { " as is", " as-is", " until", " unless",
		" without", " like this", " in this form", " in its current", " as it is",
		" for some reason", " cleanly" };
	static const char *const no[] = { " if ", " before", " for now", " yet", " now",
		" via ", " through ", " approach", " kind of", " myself", " stable",
		" depend", " until then", " prerequisite", " is merged", " are merged",
		" get merged", " gets merged", " lands" };
	static const char *const reasons[] = { "because", "since", "as", "sorry", "given",
		"and mark", "see" };
	const char *at = lower, *next, *even;
	bool can, waits = false;

	while ((next = td_match_skip_word(at, leads, G_N_ELEMENTS(leads))) != at)
		at = next + strspn(next, " ,");
	next = td_match_skip_word(at, cannot, G_N_ELEMENTS(cannot));
	can = next == at;
	if (can)
		next = td_match_skip_word(at, not_going, G_N_ELEMENTS(not_going));
	if (next == at)
		return TD_REFUSAL_NONE;
	even = strstr(next, " even if ");
	if (td_match_contains(next, even, no, G_N_ELEMENTS(no)))
		return TD_REFUSAL_NONE;
	at = td_match_skip_word(next, verbs, G_N_ELEMENTS(verbs));
	if (at == next)
		return TD_REFUSAL_NONE;
	next = td_match_skip_word(at, what, G_N_ELEMENTS(what));
	if (next == at)
		return TD_REFUSAL_NONE;
	next = td_match_skip_word(next, patches, G_N_ELEMENTS(patches));
	for (size_t i = 0; i < G_N_ELEMENTS(until); i++)
		waits = waits || g_str_has_prefix(next, until[i] + 1);
	if (waits)
		return TD_REFUSAL_WAITS;
	if (*next != '\0' && *next != ',' &&
	    td_match_word(next, reasons, G_N_ELEMENTS(reasons)) == 0)
		return TD_REFUSAL_NONE;
	return can ? TD_REFUSAL_PLAIN : TD_REFUSAL_WAITS;
}

/* Also behind "Thank you for a patch, but". */
td_refusal
td_refusal_read(const char *lower)
{
	static const char *const joints[] = { ", but ", " but ", ", so ", "given that, ",
		", and ", " so " };
	td_refusal said = read_refusal(lower);

	for (size_t i = 0; said == TD_REFUSAL_NONE && i < G_N_ELEMENTS(joints); i++) {
		const char *hit = strstr(lower, joints[i]);

		if (hit && !strstr(lower, "if "))
			said = read_refusal(hit + strlen(joints[i]));
	}
	return said;
}

bool
td_refusal_is_taken(const char *lower)
{
	static const char *const what[] = { " similar patch", " similar fix",
		" same patch", " same fix", " identical patch", " identical fix",
		" equivalent patch", " equivalent fix", " similar change" };
	static const char *const took[] = { "applied", "queued", "merged", "picked up",
		"picked", "have", "got", "took", "taken", "pushed", "in my tree" };
	static const char *const no[] = { "if ", "?", " should ", " could ", " not ",
		"n't ", " will ", "would ", "why do" };
	const char *already = strstr(lower, "already "), *hit = NULL;
	const char *at;

	for (size_t i = 0; already && !hit && i < G_N_ELEMENTS(what); i++)
		hit = strstr(lower, what[i]);
	if (!hit)
		return false;
	if (td_match_contains(lower, NULL, no, G_N_ELEMENTS(no)))
		return false;
	/* "I already applied a similar patch", "I have already ..."; "a similar fix
	 * is already queued" */
	at = td_match_skip_blanks(already + strlen("already"));
	if (td_match_word(at, took, G_N_ELEMENTS(took)) == 0)
		return strstr(lower, "already have a") || strstr(lower, "already got a");
	return hit < already || (hit - at < 40 && already >= lower + 2 &&
				    (strncmp(already - 2, "i ", 2) == 0 ||
					(already >= lower + 5 &&
					    (strncmp(already - 5, "i've ", 5) == 0 ||
						strncmp(already - 5, "have ", 5) == 0))));
}

/* "It", "this issue", "the patch", after "No," and the like; NULL for none. */
static const char *
skip_topic(const char *lower, const char *const *what, size_t n)
{
	static const char *const leads[] = { "no", "nope", "so", "sorry", "but", "and",
		"hmm", "it seems", "it looks like", "looks like", "it seems that",
		"i think", "i believe", "seems", "seems like", "apparently", "fyi", "hi",
		"actually", "i'm afraid", "thanks", "thank you", "well", "anyway" };
	const char *at = lower, *next;

	for (;;) {
		next = td_match_skip_word(at, what, n);
		if (next != at)
			return next;
		next = td_match_skip_word(at, leads, G_N_ELEMENTS(leads));
		if (next == at)
			return NULL;
		at = next + strspn(next, " ,");
	}
}

static bool
asks_or_waits(const char *lower)
{
	static const char *const no[] = { "if ", "?", " not ", "n't ", " when ", " once ",
		" unless ", " would ", " will " };

	return td_match_contains(lower, NULL, no, G_N_ELEMENTS(no));
}

/* A commit's name, in full or short. */
static bool
names_commit(const char *lower)
{
	for (const char *at = lower; *at; at += strspn(at, " (\"'[<")) {
		size_t n = strspn(at, "0123456789abcdef");

		if (n >= 8 && n <= 40 && strpbrk(at, "0123456789") < at + n &&
		    td_match_ends_word(at[n]))
			return true;
		at += strcspn(at, " (\"'[<");
	}
	return false;
}

/* "I have already sent a patch", "you already sent a fix": no other's. */
static bool
names_self(const char *lower, const char *end)
{
	static const char *const who[] = { "i", "i've", "we", "we've", "you", "you've",
		"my", "your" };

	for (const char *at = lower; at < end; at++)
		if ((at == lower || at[-1] == ' ') &&
		    td_match_word(at, who, G_N_ELEMENTS(who)) > 0)
			return true;
	return false;
}

bool
td_refusal_is_fixed(const char *lower)
{
	g_autofree char *words = g_strndup(lower, strcspn(lower, "(\""));
	static const char *const what[] = { "this", "it", "that", "this issue",
		"this bug", "the issue", "the bug", "this problem", "the problem",
		"this one", "this warning", "the warning", "this error", "this has",
		"this is", "it is", "it's", "that's" };
	static const char *const fixed[] = { "already fixed", "already been fixed",
		"already addressed", "already been addressed", "already solved",
		"already been solved", "already taken care of",
		"already been taken care of", "already been taken care off" };
	static const char *const sent[] = { "already sent a fix", "already sent a patch",
		"already posted a fix", "already posted a patch",
		"already submitted a fix", "already has a fix", "there is already a fix",
		"there's already a fix", "there is already a patch",
		"there's already a patch", "there already is a fix",
		"there already is a patch" };

	/* Of what it is for. */
	static const char *const behind[] = { "for this", "for it", "for that",
		"for the same", "pending", "queued", "posted", "in linux-next", "in next",
		"in -next", "on the list", "to fix this", "to fix that", "in the tree",
		"in my tree" };

	/* The title of a commit may doubt. */
	if (asks_or_waits(words))
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(sent); i++) {
		const char *hit = strstr(lower, sent[i]);
		const char *next = hit ? hit + strlen(sent[i]) : "";

		if (hit && !names_self(lower, hit))
			return *td_match_skip_blanks(next) == '\0' ||
			       strchr(",:;", *next) ||
			       td_match_word(td_match_skip_blanks(next), behind,
				   G_N_ELEMENTS(behind)) > 0;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(fixed); i++)
		if (strstr(lower, fixed[i]))
			return (names_commit(lower) || strstr(lower, " patch")) &&
			       skip_topic(lower, what, G_N_ELEMENTS(what)) != NULL;
	return false;
}

bool
td_refusal_has_no_use(const char *lower)
{
	static const char *const what[] = { "this patch", "the patch", "your patch",
		"this series", "this change" };
	static const char *const useless[] = { "makes no sense", "is bogus",
		"is pointless", "is not needed", "isn't needed", "is unnecessary",
		"is not necessary", "is no longer needed", "isn't necessary",
		"is not required", "will be discarded", "will be dropped",
		"can be discarded", "can be dropped", "can be ignored",
		"should be discarded", "can actually be discarded" };
	static const char *const ends[] = { "at all", "anymore", "any more", "now" };
	static const char *const why[] = { "since", "because", "as" };
	static const char *const drops[] = { "you can drop", "you can just drop",
		"you can ignore", "feel free to ignore", "feel free to drop" };
	const char *at = skip_topic(lower, what, G_N_ELEMENTS(what)), *next;

	if (strstr(lower, "if ") || strstr(lower, "?") || strstr(lower, "then"))
		return false;
	if (at) {
		next = td_match_skip_word(at, useless, G_N_ELEMENTS(useless));
		if (next == at)
			return false;
		next = td_match_skip_word(next, ends, G_N_ELEMENTS(ends));
		return *next == '\0' || *next == ',' || *next == ';' ||
		       td_match_word(next, why, G_N_ELEMENTS(why)) > 0;
	}
	at = skip_topic(lower, drops, G_N_ELEMENTS(drops));
	next = at ? td_match_skip_word(at, what, G_N_ELEMENTS(what)) : NULL;
	return next && next != at && !strstr(lower, "from ");
}

bool
td_refusal_is_dropped(const char *lower)
{
	static const char *const leads[] = { "sorry", "ok", "okay", "so", "for now",
		"unfortunately", "thanks", "fyi", "therefore", "thus", "hence" };
	static const char *const who[] = { "i", "i've", "i have", "we", "we've",
		"we have", "i had to", "i'd" };
	static const char *const fill[] = { "just", "now", "already", "therefore", "also",
		"then" };
	static const char *const verbs[] = { "dropped", "drop" };
	static const char *const what[] = { "this patch", "this one", "this series",
		"this patchset", "this set", "these patches", "your patch",
		"your patches", "your series", "the patch", "the series", "these", "this",
		"it", "them" };
	static const char *const where[] = { "from my tree", "from my queue",
		"from my branch", "from the tree", "from the queue", "from for-next",
		"from linux-next", "from -next", "from next", "from fixes", "out of my" };
	static const char *const ends[] = { "for now", "since", "because", "as", "due",
		"again", "until", "now" };
	const char *at = lower, *next;
	bool named;

	while ((next = td_match_skip_word(at, leads, G_N_ELEMENTS(leads))) != at)
		at = next + strspn(next, " ,");
	next = td_match_skip_word(at, who, G_N_ELEMENTS(who));
	if (next == at)
		return false;
	at = td_match_skip_word(next, fill, G_N_ELEMENTS(fill));
	next = td_match_skip_word(at, verbs, G_N_ELEMENTS(verbs));
	/* "I drop this" is the author's; who "had to drop" says so. */
	if (next == at ||
	    (strncmp(at, "drop ", 5) == 0 && strncmp(at - 3, "to ", 3) != 0))
		return false;
	at = td_match_skip_word(next, what, G_N_ELEMENTS(what));
	if (at == next)
		return false;
	named = strncmp(next, "this ", 5) == 0 || strncmp(next, "these ", 6) == 0 ||
		strncmp(next, "your ", 5) == 0 || strncmp(next, "the ", 4) == 0;
	if (td_match_word(at, where, G_N_ELEMENTS(where)) > 0)
		return true;
	/* A line of it, or a tag, is "it", too. */
	return named && (*at == '\0' || td_match_word(at, ends, G_N_ELEMENTS(ends)) > 0);
}

/* "This patch", "the series", "it"; *named: it says that it is a patch. */
static const char *
skip_patch(const char *at, bool *named)
{
	static const char *const leads[] = { "sorry", "unfortunately", "hmm", "but",
		"also", "however", "hi", "fyi", "and", "thanks", "thank you" };
	static const char *const whose[] = { "this", "the", "your", "these", "it" };
	static const char *const what[] = { "patch", "patches", "series", "patchset",
		"set", "patch set", "patch series" };
	const char *next;

	while ((next = td_match_skip_word(at, leads, G_N_ELEMENTS(leads))) != at)
		at = next + strspn(next, " ,");
	next = td_match_skip_word(at, whose, G_N_ELEMENTS(whose));
	at = td_match_skip_word(next, what, G_N_ELEMENTS(what));
	*named = at != next;
	return at;
}

/* "to linux-next", "on top of the tree": where a patch may apply, and no rule. */
static bool
names_tree(const char *at)
{
	static const char *const marks[] = { "next", "tree", "master", "branch",
		"mainline", "upstream", "current", "latest", "linus", "-rc", "fixes",
		"head", "main", "anymore", "any more", "cleanly" };

	for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
		if (strstr(at, marks[i]))
			return true;
	return false;
}

bool
td_refusal_does_not_apply(const char *lower)
{
	static const char *const fill[] = { "still", "unfortunately", "also", "now" };
	static const char *const fails[] = { "does not", "doesn't", "do not", "don't",
		"won't", "will not", "no longer", "cannot be", "can't be", "fails to",
		"failed to" };
	static const char *const cleanly[] = { "cleanly" };
	static const char *const verbs[] = { "apply", "applies", "applied" };
	static const char *const goes_on[] = { "to", "on", "onto", "against", "cleanly",
		"anymore", "any more", "for me", "as is", "as-is", "with", "after",
		"patch failed", "stg import", "error", "hint" };
	const char *at, *next;
	bool named, bare;

	/* What it depends on may come. */
	if (strstr(lower, "stable") || strstr(lower, "backport") ||
	    strstr(lower, "depend"))
		return false;
	at = skip_patch(lower, &named);
	bare = at == lower;
	at = td_match_skip_word(at, fill, G_N_ELEMENTS(fill));
	/* A robot's "v4.4.220: Failed to apply!" */
	if (bare && strncmp(at, "failed", strlen("failed")) == 0)
		return false;
	next = td_match_skip_word(at, fails, G_N_ELEMENTS(fails));
	if (next == at)
		return false;
	next = td_match_skip_word(next, cleanly, G_N_ELEMENTS(cleanly));
	at = td_match_skip_word(next, verbs, G_N_ELEMENTS(verbs));
	if (at == next || strstr(at, "?"))
		return false;
	if (*at == '\0' || *at == ',' || *at == ':')
		return true;
	return td_match_word(at, goes_on, G_N_ELEMENTS(goes_on)) > 0 &&
	       (named || names_tree(at));
}

bool
td_refusal_ends(td_span line)
{
	static const char *const words[] = { "NAK", "NACK" };
	static const char before[] = ",:-";

	line = td_span_trim(line);
	while (line.n > 0 && td_match_ends_sentence(line.p[line.n - 1]))
		line.n--;
	for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
		size_t n = strlen(words[i]);

		if (line.n > n + 2 && memcmp(line.p + line.n - n, words[i], n) == 0 &&
		    line.p[line.n - n - 1] == ' ' && line.p[0] != '>' &&
		    strchr(before, line.p[line.n - n - 2]))
			return true;
	}
	return false;
}
