/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/trailer_about.c - "For patches 1-3:", what a reviewer says a trailer is for */
#include "patch/trailer.h"

#include "base/limits.h"
#include "patch/trailer_word.h"

/* Longer lines are prose. */
#define LONGEST_LINE 200
#define RANGES_MAX 64

/* Takes the word off the front if nothing of a word follows it. */
static bool
take(td_span *text, const char *word)
{
	size_t n = strlen(word);
	char c;

	if (!td_span_has_prefix(*text, word))
		return false;
	c = text->n > n ? text->p[n] : ' ';
	if (g_ascii_isalnum(c) && g_ascii_isalpha(word[n - 1]))
		return false;
	*text = td_span_skip(*text, n);
	*text = td_span_skip_blanks(*text);
	return true;
}

static bool
take_any(td_span *text, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (take(text, words[i]))
			return true;
	}
	return false;
}

static bool
take_number(td_span *text, unsigned *number)
{
	size_t n = 0;

	while (n < text->n && g_ascii_isdigit(text->p[n]))
		n++;
	if (!td_span_to_unsigned(td_span_head(*text, n), TD_MAX_SERIES, number))
		return false;
	*text = td_span_skip(*text, n);
	return true;
}

/* 3, #3 or 03/11. A point behind it makes it a kernel. */
static bool
take_slot(td_span *text, unsigned *number, bool *slash)
{
	unsigned total;

	take(text, "#");
	if (!take_number(text, number))
		return false;
	if (text->n > 1 && *text->p == '.' && g_ascii_isdigit(text->p[1]))
		return false;
	if (text->n > 1 && *text->p == '/' && g_ascii_isdigit(text->p[1])) {
		*text = td_span_skip(*text, 1);
		*slash = true;
		if (!take_number(text, &total))
			return false;
	}
	*text = td_span_skip_blanks(*text);
	return true;
}

static bool
take_to(td_span *text)
{
	static const char *const words[] = { "-", "..", "\xe2\x80\x93", "to", "through" };

	return take_any(text, words, G_N_ELEMENTS(words));
}

static bool
take_and(td_span *text)
{
	static const char *const words[] = { ",", "&", "+", "and" };
	bool any = false;

	while (take_any(text, words, G_N_ELEMENTS(words)))
		any = true;
	return any;
}

/* "1-3, 5 and 7" as "1-3,5,7". exact: it cannot be a mere number. */
static char *
take_numbers(td_span *text, bool *exact)
{
	g_autoptr(GString) out = g_string_new(NULL);
	td_span good = *text;
	unsigned ranges = 0;

	*exact = false;
	while (ranges < RANGES_MAX) {
		unsigned from, to;

		if (!take_slot(text, &from, exact))
			break;
		to = from;
		good = *text;
		if (take_to(text)) {
			if (!take_slot(text, &to, exact))
				return NULL;
			*exact = true;
			good = *text;
		}
		if (to < from)
			return NULL;
		g_string_append_printf(out, "%s%u", ranges > 0 ? "," : "", from);
		if (to > from)
			g_string_append_printf(out, "-%u", to);
		*exact = *exact || ranges > 0;
		ranges++;
		if (!take_and(text))
			break;
	}
	if (good.p == text->p && ranges == 0)
		return NULL;
	*text = good;
	return ranges > 0 ? g_strdup(out->str) : NULL;
}

static bool
contains(td_span text, const char *word)
{
	return td_span_find(text, word) >= 0;
}

/* "except the last", "once that is fixed": more than a program can weigh. */
static bool
is_hedged(td_span rest)
{
	static const char *const words[] = { "except", "apart from", "other than", "rest",
		"but ", "not ", "n't", "?" };

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
		if (contains(rest, words[i]))
			return true;
	}
	return false;
}

static bool
is_end(td_span rest)
{
	while (rest.n > 0 && strchr(" \t\r.,:;)]-", *rest.p))
		rest = td_span_skip(rest, 1);
	return rest.n == 0;
}

/* What may follow: nothing; after "for" some words; else praise. */
static bool
may_follow(td_span rest, bool named, bool has_for)
{
	static const char *const praise[] = { "looks", "look", "is", "are", "lgtm" };
	static const char *const small[] = { "now", "all", "both", "still" };
	td_span text = rest;

	if (is_end(rest))
		return true;
	if (!named || is_hedged(rest))
		return false;
	while (text.n > 0 && strchr(",: ", *text.p))
		text = td_span_skip(text, 1);
	take_any(&text, small, G_N_ELEMENTS(small));
	return has_for || take_any(&text, praise, G_N_ELEMENTS(praise));
}

/* "the whole series", "all patches". */
static bool
take_series(td_span *text)
{
	static const char *const before[] = { "the", "this", "whole", "entire", "full",
		"complete", "of", "your", "these" };
	static const char *const nouns[] = { "series", "patchset", "patch-set",
		"patch set", "patch series", "patchseries", "set" };
	bool all = false;

	for (;;) {
		if (take(text, "all"))
			all = true;
		else if (!take_any(text, before, G_N_ELEMENTS(before)))
			break;
	}
	return take_any(text, nouns, G_N_ELEMENTS(nouns)) ||
	       (all && take(text, "patches"));
}

/* "both", "both of these patches" */
static bool
take_both(td_span *text)
{
	static const char *const before[] = { "of", "the", "these", "them", "your" };
	static const char *const nouns[] = { "patches", "commits" };

	if (!take(text, "both"))
		return false;
	while (take_any(text, before, G_N_ELEMENTS(before)))
		;
	take_any(text, nouns, G_N_ELEMENTS(nouns));
	return true;
}

/* "first 7", "first two patches" as "1-7". */
static char *
take_first(td_span *text)
{
	static const char *const words[] = { "two", "three", "four", "five", "six",
		"seven", "eight", "nine", "ten" };
	static const char *const nouns[] = { "patches", "commits", "ones" };
	unsigned number = 0;

	if (!take(text, "first"))
		return NULL;
	for (unsigned i = 0; number == 0 && i < G_N_ELEMENTS(words); i++)
		if (take(text, words[i]))
			number = i + 2;
	if (number == 0 && !take_number(text, &number))
		return NULL;
	*text = td_span_skip_blanks(*text);
	take_any(text, nouns, G_N_ELEMENTS(nouns));
	return number > 1 ? g_strdup_printf("1-%u", number) : NULL;
}

static char *
read_lower(td_span text, bool beside)
{
	static const char *const opening[] = { "#", "[", "(", "so", "and", "then",
		"anyway", "," };
	static const char *const small[] = { "the", "just", "only", "your" };
	static const char *const nouns[] = { "patches", "patch", "commits", "commit",
		"patch#", "#" };
	g_autofree char *numbers = NULL;
	bool has_for, named, exact;
	td_span rest;

	text = td_span_skip_blanks(text);
	while (take_any(&text, opening, G_N_ELEMENTS(opening)))
		;
	has_for =
	    take(&text, "for") || (beside && (take(&text, "to") || take(&text, "on")));
	rest = text;
	if (take_series(&rest))
		return may_follow(rest, true, has_for) ? g_strdup("all") : NULL;
	if (take_both(&rest))
		return may_follow(rest, true, has_for) ? g_strdup("both") : NULL;
	while (take_any(&text, small, G_N_ELEMENTS(small)))
		;
	rest = text;
	numbers = has_for ? take_first(&rest) : NULL;
	if (numbers)
		return may_follow(rest, true, true) ? g_steal_pointer(&numbers) : NULL;
	named = take_any(&text, nouns, G_N_ELEMENTS(nouns));
	if (!named && !has_for && !beside)
		return NULL;
	numbers = take_numbers(&text, &exact);
	if (!numbers || (!named && !exact) || !may_follow(text, named, has_for))
		return NULL;
	return g_steal_pointer(&numbers);
}

/* Thanks for the series are not what is given to it; numbers may be anything's. */
static bool
may_precede(td_span before)
{
	static const char *const no[] = { "thank", "sorry", "wait" };

	for (size_t i = 0; i < before.n; i++)
		if (g_ascii_isdigit(before.p[i]))
			return false;
	for (size_t i = 0; i < G_N_ELEMENTS(no); i++)
		if (contains(before, no[i]))
			return false;
	return !is_hedged(before);
}

/* "Here is my r-b for the first 7", "As we said, for the whole series:" */
static char *
read_at_end(td_span line)
{
	static const char last[] = " for ";
	char *about;
	size_t at = line.n;

	while (at > 0 && !td_span_has_prefix(td_span_skip(line, at), last))
		at--;
	if (at == 0 || !may_precede(td_span_head(line, at)))
		return NULL;
	about = read_lower(td_span_skip(line, at), false);
	/* One number alone may be anything's, too. */
	if (about && g_ascii_isdigit(*about) && !strpbrk(about, "-,"))
		g_clear_pointer(&about, g_free);
	return about;
}

char *
td_trailer_read_about(td_span words, bool beside)
{
	char lower[LONGEST_LINE];
	char *about;

	words = td_span_trim(words);
	if (words.n == 0 || words.n > sizeof(lower))
		return NULL;
	for (size_t i = 0; i < words.n; i++)
		lower[i] = g_ascii_tolower(words.p[i]);
	about = read_lower((td_span){ lower, words.n }, beside);
	return about ? about : read_at_end((td_span){ lower, words.n });
}
