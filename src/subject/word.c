/* SPDX-License-Identifier: GPL-2.0-or-later */
/* subject/word.c - one word of a subject's brackets */
#include "subject/word.h"

#include "base/limits.h"

/* n and m have at most so many digits: "2023/11" is a date, "1/100000" nobody sends. */
#define NUMBER_DIGITS 4

/* Reads digits off the end; false where there are none or too many. */
static bool
take_digits_back(td_span *word, unsigned *value)
{
	size_t n = 0;

	while (n < word->n && g_ascii_isdigit(word->p[word->n - 1 - n]))
		n++;
	if (n == 0 || n > NUMBER_DIGITS ||
	    !td_span_to_unsigned(td_span_skip(*word, word->n - n), TD_MAX_SERIES, value))
		return false;
	word->n -= n;
	return true;
}

/* Takes "2/11" or "2 of 11" off the end of the word. */
static bool
take_number(td_span *word, unsigned *number, unsigned *total)
{
	td_span rest = *word;
	size_t n;

	if (!take_digits_back(&rest, total))
		return false;
	n = rest.n;
	while (rest.n > 0 && rest.p[rest.n - 1] == ' ')
		rest.n--;
	if (rest.n < n) {
		if (rest.n < 3 || !td_span_equal_nocase(
				      td_span_skip(rest, rest.n - 2), td_span_of("of")))
			return false;
		rest.n -= 2;
		while (rest.n > 0 && rest.p[rest.n - 1] == ' ')
			rest.n--;
	} else {
		if (rest.n == 0 || rest.p[rest.n - 1] != '/')
			return false;
		rest.n--;
	}
	if (!take_digits_back(&rest, number))
		return false;
	*word = rest;
	return true;
}

bool
td_subject_word_is_number(td_span word)
{
	unsigned number, total;

	return take_number(&word, &number, &total) && word.n == 0;
}

static bool
take_word(td_span *word, const char *text)
{
	if (!td_span_has_prefix_nocase(*word, text))
		return false;
	*word = td_span_skip(*word, strlen(text));
	return true;
}

static size_t
count_digits(td_span text)
{
	size_t n = 0;

	while (n < text.n && g_ascii_isdigit(text.p[n]))
		n++;
	return n;
}

/* What may be glued to a version: "v2PATCH1/4". But "v4l2" is none. */
static bool
ends_version(td_span rest)
{
	return rest.n == 0 || !g_ascii_isalnum(*rest.p) ||
	       td_span_has_prefix_nocase(rest, "PATCH") ||
	       td_span_has_prefix_nocase(rest, "RFC") ||
	       td_span_has_prefix_nocase(rest, "RESEND");
}

/* ".1" of v2.1. Kernels look the same (v5.15, v6.1.y, v6.5-rc2): only one digit at the
 * end of the word is a version of a patch. */
static bool
take_minor(td_span *rest, unsigned *minor)
{
	td_span after = td_span_skip(*rest, 2);

	if (rest->n < 2 || !g_ascii_isdigit(rest->p[1]))
		return false;
	if (after.n > 0 && !td_span_has_prefix_nocase(after, "PATCH"))
		return false;
	*minor = (unsigned)(rest->p[1] - '0');
	*rest = after;
	return true;
}

/* "v4a", "v13A": some patches of v4 again, or all of them, as v4.1 is. */
static bool
take_letter(td_span *rest, unsigned *minor)
{
	char letter = rest->n == 1 ? g_ascii_tolower(*rest->p) : '\0';

	if (letter < 'a' || letter > 'c')
		return false;
	*minor = (unsigned)(letter - 'a') + 1;
	*rest = td_span_skip(*rest, 1);
	return true;
}

/* "v3", "V2.1", "v4a"; a plain one wins over one with a point or letter. */
static bool
take_version(td_subject *subject, td_span *word)
{
	td_span rest = td_span_skip(*word, 1);
	size_t n = count_digits(rest);
	unsigned version;
	unsigned minor = 0;
	bool dotted;

	if ((*word->p != 'v' && *word->p != 'V') ||
	    !td_span_to_unsigned(td_span_head(rest, n), TD_MAX_VERSION, &version))
		return false;
	rest = td_span_skip(rest, n);
	dotted = td_span_has_prefix(rest, ".");
	if (dotted ? !take_minor(&rest, &minor)
		   : !take_letter(&rest, &minor) && !ends_version(rest))
		return false;
	*word = rest;
	if ((dotted || minor > 0) && subject->has_version)
		return true;
	subject->version = version;
	subject->minor = minor;
	subject->has_version = true;
	return true;
}

static bool
take_known(td_subject *subject, td_span *word)
{
	if (take_word(word, "PATCHSET"))
		return subject->set = subject->patch = true;
	if (take_word(word, "PATCHES") || take_word(word, "PATCH"))
		return subject->patch = true;
	if (take_word(word, "RFC"))
		return subject->rfc = true;
	if (take_word(word, "RESEND") || take_word(word, "REPOST"))
		return subject->resend = true;
	if (take_word(word, "PULL"))
		return subject->pull = true;
	return take_version(subject, word);
}

/*
 * A word may hold several things, glued ("RFCv2", "v2PATCH1/8") or with a dash, slash and
 * the like between ("PATCH-v3", "RFC/PATCH"); reading stops at the first that means
 * nothing, so net-v2 is the name of a tree.
 */
void
td_subject_word_read(td_subject *subject, td_span word)
{
	unsigned number, total;

	if (take_number(&word, &number, &total) && !subject->has_number) {
		subject->number = number;
		subject->total = total;
		subject->has_number = true;
	}
	while (word.n > 0) {
		if (strchr("-_/+.:#=(", *word.p) && *word.p != '\0') {
			word = td_span_skip(word, 1);
			continue;
		}
		if (!take_known(subject, &word))
			break;
	}
}
