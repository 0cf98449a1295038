/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * patch/notice_thanks.c - a maintainer's "Applied, thanks"
 *
 * Better none than a wrong one: only a sentence at the start of a paragraph or after
 * another sentence, in the writer's own words, that says it was done and neither asks,
 * doubts nor tells of a trial.
 */
#include "base/limits.h"
#include "patch/notice_text.h"

#define MAX_LINES 200
#define MAX_SENTENCE 240

/* What may come before it. Those with a name after them take it along: "Thanks Joe,". */
static const char *const greetings[] = { "thank you", "thanks", "thx", "hi", "hello",
	"hey", "dear" };
static const char *const leads[] = { "good catch", "good point", "looks good to me",
	"looks good", "looks fine", "looks great", "lgtm", "okay", "ok", "great", "good",
	"nice", "cool", "perfect", "sure", "yes", "yep", "fine", "alright", "all right",
	"excellent", "anyway", "and", "so", "makes sense", "agreed", "done", "i see",
	"no problem", "for the record", "fyi", "fixed up", "gladly taken", "very good",
	"very nice", "awesome", "fair enough", "looks ok", "no objections",
	"reviewed and", "acked and" };
static const char *const subjects[] = { "this patch set", "the patch set", "i've",
	"i have", "i", "we've", "we have", "the whole series", "the series",
	"whole series", "entire series", "series", "the patch", "this patch", "patches",
	"patch", "both patches", "both", "all patches", "all", "this is", "these are",
	"this was", "these were", "it is", "it's", "this patchset", "this set",
	"this series", "this", "the patchset", "the whole patchset", "whole patchset",
	"patchset", "the whole set", "the set", "these patches", "the patches",
	"your patch", "your patches", "these", "now", "everything", "all of these",
	"all of them", "both of these", "the rest" };
static const char *const adverbs[] = { "is", "are", "was", "were", "has been",
	"have been", "been", "now", "just", "also", "both", "all", "already", "finally",
	"got", "gone" };
static const char *const verbs[] = { "applied", "queued", "merged", "pulled", "picked up",
	"picked", "pushed", "committed" };
/* What is being done: only where nothing, a tree or thanks follow. */
static const char *const doing[] = { "applying", "queuing", "queueing", "merging",
	"pushing", "taking" };
/* After something else that was done: "I fixed the typo and pushed". Who applied or
 * pulled may be a tester. */
static const char *const at_last[] = { " and pushed", " and merged", " and queued",
	" and committed", ", pushed", ", merged", ", queued", ", applied",
	" and applied it to", " and applied this to", " and applied to",
	" and applied the patch to", " and picked it up" };
static const char *const doubts[] = { "if ", "once ", " when ", " not ", "n't", " should",
	" could", " would", " can ", " will ", "revert", "drop", "cleanly", " on top",
	" locally", "and test", " tested", " tests ", "my test", " tried", " but ",
	"without", "unless", " boot", " fail", "wrong", "manually", " error", " issue",
	"reproduc", " still", "incorrect", "twice", "previously", " yet", "?", " from ",
	" see ", " hand ", " against ", " before ", " and i ", "upstream yet",
	"by mistake", " ago", " machine", " same ", " internally", "pulled in ",
	"single patch", "suggestion", "feedback", " comments", "following diff",
	"following change", "i merged with" };

/* A sentence and its lower case side by side. */
typedef struct sentence {
	char text[MAX_SENTENCE + 1];
	char lower[MAX_SENTENCE + 1];
	size_t n;
} sentence;

static bool
ends_word(char c)
{
	return !g_ascii_isalnum(c) && c != '\'' && c != '-' && c != '_';
}

/* Length of the first word of the table that at begins with; 0 for none. */
static size_t
match(const char *at, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t length;

		if (words[i][0] != *at)
			continue;
		length = strlen(words[i]);
		/* A sentence ends with a NUL. NOLINTNEXTLINE(clang-analyzer-core.*) */
		if (strncmp(at, words[i], length) == 0 && ends_word(at[length]))
			return length;
	}
	return 0;
}

static const char *
skip_blanks(const char *at)
{
	return at + strspn(at, " \t");
}

/* "Alex" of "Thanks, Alex. Applied": a word alone, if it is not what was done. */
static size_t
match_name(const char *at)
{
	size_t n = strcspn(at, " \t,.!;:");

	if (n == 0 || n > 20 || !strchr(".,!", at[n]) || at[n] == '\0' ||
	    at[n + 1] != ' ' || match(at, verbs, G_N_ELEMENTS(verbs)) > 0 ||
	    match(at, doing, G_N_ELEMENTS(doing)) > 0)
		return 0;
	return n;
}

/* After "Thanks", "OK" and the like with what ends them; NULL when a name never ends. */
static const char *
skip_leads(const char *at)
{
	for (unsigned i = 0; i < 4; i++) {
		size_t n = match(at, greetings, G_N_ELEMENTS(greetings));

		if (n > 0) {
			const char *next = skip_blanks(at + n);
			size_t name = match(next, verbs, G_N_ELEMENTS(verbs)) > 0
					  ? (size_t)(next - at) - n
					  : strcspn(at + n, ",.!;:-");

			if (name > 40 || at[n + name] == '\0')
				return at;
			at += n + name;
			if (name == 0 && g_str_has_prefix(at, ", "))
				at += 2 + match_name(at + 2);
		} else if ((n = match(at, leads, G_N_ELEMENTS(leads))) > 0) {
			at += n;
		} else {
			break;
		}
		at += strspn(at, " \t,.!;:-");
	}
	return at;
}

static bool
goes_on_well(const char *rest)
{
	static const char *const next[] = { "to", "for", "up", "in", "into", "onto", "it",
		"this", "these", "them", "both", "all", "the", "patch", "patches", "as",
		"with", "thanks", "thank", "and", "now", "series", "v1", "v2", "v3", "v4",
		"v5", "for-next", "your", "that", "everything", "after", "whole",
		"entire", "by", "upstream", "manually" };
	const char *word = skip_blanks(rest);

	if (*rest == '\0' || strchr(".,!;:(-", *rest))
		return true;
	if (g_ascii_isdigit(*word) || *word == '\0' || *word == '(' || *word == '#')
		return true;
	return match(word, next, G_N_ELEMENTS(next)) > 0;
}

static bool
is_doubtful(const sentence *s, const char *end)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(doubts); i++) {
		const char *hit = strstr(s->lower, doubts[i]);

		if (hit && hit <= end)
			return true;
	}
	return false;
}

/* "Thanks, applying.", "Applying to nfsd-next", but not "Applying this broke the build".
 */
static const char *
find_doing(const char *at)
{
	size_t n = match(at, doing, G_N_ELEMENTS(doing));
	const char *rest = skip_blanks(at + n);

	if (n == 0)
		return NULL;
	if (*rest == '\0' || strchr(".,!;", *rest) || g_str_has_prefix(rest, "--") ||
	    g_str_has_prefix(rest, "to ") || g_str_has_prefix(rest, "for ") ||
	    g_str_has_prefix(rest, "thanks"))
		return at + n;
	return NULL;
}

/* "I fixed the prefix and pushed this to hyperv-fixes." */
static const char *
find_at_last(const char *at)
{
	/* All of them begin with one of these. */
	if (!strstr(at, " and ") && !strstr(at, ", "))
		return NULL;
	for (unsigned i = 0; i < G_N_ELEMENTS(at_last); i++) {
		const char *hit = strstr(at, at_last[i]);
		size_t n = strlen(at_last[i]);

		if (hit && ends_word(hit[n]) && goes_on_well(hit + n))
			return hit + n;
	}
	return NULL;
}

/* "these four patches" */
static const char *
skip_subject(const char *at)
{
	static const char *const numbers[] = { "two", "three", "four", "five", "six",
		"seven", "eight", "nine", "ten" };
	size_t n = match(at, subjects, G_N_ELEMENTS(subjects));
	size_t number = match(skip_blanks(at + n), numbers, G_N_ELEMENTS(numbers));
	const char *rest = skip_blanks(skip_blanks(at + n) + number);

	if (n == 0 || number == 0 || !g_str_has_prefix(rest, "patches"))
		return skip_blanks(at + n);
	return skip_blanks(rest + strlen("patches"));
}

/* What follows the verb; NULL where the sentence does not say that it was done. */
static const char *
find_any_verb(const sentence *s)
{
	static const char *const final[] = { "queued", "merged", "pushed", "committed" };
	const char *at = skip_leads(s->lower);
	const char *first = at;
	bool alone_i = false;
	size_t n = match(at, subjects, G_N_ELEMENTS(subjects));

	if (n > 0) {
		alone_i = n == 1;
		at = skip_subject(at);
	}
	for (unsigned i = 0; i < 3; i++) {
		n = match(at, adverbs, G_N_ELEMENTS(adverbs));
		if (n == 0)
			break;
		at = skip_blanks(at + n);
	}
	n = match(at, verbs, G_N_ELEMENTS(verbs));
	if (n == 0)
		return at == first && find_doing(at) ? find_doing(at) : find_at_last(at);
	if (!goes_on_well(at + n))
		return NULL;
	/* "I applied this and ..." is a tester's word as often as a maintainer's. */
	if (alone_i && strstr(at, " and ") && !match(at, final, G_N_ELEMENTS(final)))
		return NULL;
	return at + n;
}

/* Where the sentence with the verb ends: "merged. Thanks for testing." has two. A reason
 * says nothing of what was done. */
static const char *
find_end(const char *at)
{
	for (; *at; at++) {
		if (strchr(".!", *at) && (at[1] == ' ' || at[1] == '\0'))
			break;
		if (g_str_has_prefix(at, " since ") || g_str_has_prefix(at, " because "))
			break;
	}
	return at;
}

/* Doubts are many, and hardly any sentence has a verb. */
static const char *
find_verb(const sentence *s)
{
	const char *rest = find_any_verb(s);

	return rest && !is_doubtful(s, find_end(rest)) ? rest : NULL;
}

/* "Both", "these patches", "the series": all of it, and not just what is answered. */
static bool
means_whole(const sentence *s, const char *rest)
{
	static const char *const words[] = { "both", "series", "patchset", "patch set",
		"patch-set", "all", "everything", "these", "patches", "set" };
	static const char *const parts[] = { "rest", "part", "some", "most", "other",
		"few", "except", "first", "last", "half", "none" };
	g_autofree char *text = g_strndup(s->lower, (size_t)(find_end(rest) - s->lower));
	const char *at = skip_leads(text);
	bool whole = false;

	while (*at) {
		if (match(at, parts, G_N_ELEMENTS(parts)) > 0)
			return false;
		whole = whole || match(at, words, G_N_ELEMENTS(words)) > 0;
		at += strcspn(at, " \t(,");
		at += strspn(at, " \t(,");
	}
	return whole;
}

/* Numbers of patches: "patches 1-3", "1, 2 and 4", "1/3". */
static void
read_patches(td_notice *notice, const char *at, const char *message_id)
{
	unsigned from = 0;
	bool range = false;

	while (notice->items->len < TD_MAX_TAGS) {
		size_t digits = strspn(at, "0123456789");
		unsigned number;

		if (!td_span_to_unsigned((td_span){ at, digits }, TD_MAX_SERIES, &number))
			break;
		/* A version, a date, part of a tree's name. */
		if ((at[digits] == '.' && g_ascii_isdigit(at[digits + 1])) ||
		    g_ascii_isalpha(at[digits]))
			break;
		if (!range || number < from || number - from > TD_MAX_TAGS)
			from = number;
		else
			from++;
		for (; from <= number; from++)
			td_notice_add(notice, message_id)->number = from;
		from = number;
		at += digits;
		if (*at == '/') {
			at += 1 + strspn(at + 1, "0123456789");
		}
		range = *at == '-' || g_str_has_prefix(at, " to ") ||
			g_str_has_prefix(at, " through ");
		at += strspn(at, " ,&-+");
		if (match(at, (const char *const[]){ "and", "to", "through" }, 3))
			at += strcspn(at, " ");
		at = skip_blanks(at);
		if (match(at, (const char *const[]){ "patch", "patches" }, 2))
			at = skip_blanks(at + strcspn(at, " "));
		at += *at == '#';
	}
	notice->partly = notice->partly || notice->items->len > 0;
}

static void
read_which(td_notice *notice, const char *rest, const char *message_id)
{
	static const char *const firsts[] = { "first patch", "first two", "first three",
		"first four", "first five" };
	const char *hit = strstr(rest, "patch");
	const char *at = skip_blanks(rest);

	if (g_ascii_isdigit(*at) || *at == '#') {
		read_patches(notice, at + (*at == '#'), message_id);
	} else if (hit) {
		at = hit + (g_str_has_prefix(hit, "patches") ? 7 : 5);
		at += strspn(at, " \t#");
		read_patches(notice, at, message_id);
	}
	for (unsigned i = 0; notice->items->len == 0 && i < G_N_ELEMENTS(firsts); i++) {
		if (!strstr(rest, firsts[i]))
			continue;
		for (unsigned k = 1; k <= i + 1; k++)
			td_notice_add(notice, message_id)->number = k;
		notice->partly = true;
	}
	if (strstr(rest, "except") || strstr(rest, "partially"))
		notice->partly = true;
}

/* The sentence that starts here: to its end, over one line's end. */
static void
take_sentence(td_span rest, sentence *s)
{
	size_t breaks = 0;

	s->n = 0;
	for (size_t i = 0; i < rest.n && s->n < MAX_SENTENCE; i++) {
		char c = rest.p[i];

		if (c == '\r')
			continue;
		if (c == '\n') {
			bool over = i + 1 >= rest.n || strchr("\r\n>-", rest.p[i + 1]);

			if (over || ++breaks > 1)
				break;
			c = ' ';
		}
		s->text[s->n++] = c == '\0' ? ' ' : c;
		/* The end, unless it only ended "Thanks!" or "OK." before. */
		if ((c == '.' || c == '!' || c == '?' || c == '\0') && i + 1 < rest.n &&
		    strchr(" \t\r\n", rest.p[i + 1]) && s->n > 24)
			break;
	}
	s->text[s->n] = '\0';
	for (size_t i = 0; i <= s->n; i++)
		s->lower[i] = td_lower(s->text[i]);
}

/* A paragraph's start, or the line before ended a sentence or a greeting. */
static bool
may_start(td_span before)
{
	before = td_span_trim(before);
	return before.n == 0 || before.p[0] == '>' ||
	       strchr(".,!:;)?", before.p[before.n - 1]);
}

static td_notice *
read_sentence(const sentence *s, const char *message_id, td_span all)
{
	const char *rest = find_verb(s);
	td_notice *notice;

	if (!rest)
		return NULL;
	notice = td_notice_new(TD_NOTICE_MAINTAINER);
	td_notice_read_where(notice, s->text + (rest - s->lower), rest);
	if (!td_notice_read_list(notice, all, message_id, false))
		read_which(notice, rest, message_id);
	notice->whole =
	    notice->items->len == 0 && !notice->partly && means_whole(s, rest);
	if (notice->items->len == 0) {
		td_notice_item *item = td_notice_add(notice, message_id);
		const char *commit = strstr(s->lower, "commit ");

		if (commit)
			td_notice_read_hash(td_span_of(commit + 7), item->commit);
	}
	return notice;
}

td_notice *
td_notice_find_thanks(const char *message_id, td_span text)
{
	td_span rest = text, line, before = { 0 };
	unsigned n = 0;

	for (;;) {
		const char *start = rest.p;
		sentence s;
		td_notice *notice;

		if (n++ >= MAX_LINES || !td_span_next_line(&rest, &line))
			return NULL;
		if (td_span_has_prefix(line, "-- ") ||
		    td_span_has_prefix(line, "diff --git "))
			return NULL;
		if (line.n < 4 || !g_ascii_isalpha(line.p[0]) || !may_start(before)) {
			before = line;
			continue;
		}
		take_sentence(td_span_between(start, text.p + text.n), &s);
		notice = read_sentence(&s, message_id, text);
		if (notice)
			return notice;
		before = line;
	}
}
