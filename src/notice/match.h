/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/match.h - words at a place in a sentence; for this folder */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/span.h"

/* Length of the longest of n words that at begins with; 0 for none. */
size_t td_match_word(const char *at, const char *const *words, size_t n);

/* Whether one of n texts is anywhere before end; NULL: anywhere at all. */
bool
td_match_contains(const char *text, const char *end, const char *const *words, size_t n);

/* Whether one of n words begins somewhere from there to end, behind a blank, a bracket or
 * a quote. */
bool
td_match_has_word(const char *from, const char *end, const char *const *words, size_t n);

/* Like strncmp() with a whole word, but hardly any text has the second letter too, so
 * nothing is called for it. */
static inline bool
td_match_begins(const char *at, const char *with)
{
	while (*with != '\0' && *at == *with) {
		at++;
		with++;
	}
	return *with == '\0';
}

static inline bool
td_match_ends_word(char c)
{
	return !g_ascii_isalnum(c) && c != '\'' && c != '-' && c != '_';
}

static inline bool
td_match_ends_sentence(char c)
{
	return c == '.' || c == '!' || c == '?';
}

/* The next sentence of the line begins behind this; false for none. */
bool td_match_skip_sentence(td_span *line);

static inline const char *
td_match_skip_blanks(const char *at)
{
	return at + strspn(at, " \t");
}

/* Behind the longest of n words that at begins with, and blanks; at where it is none. */
static inline const char *
td_match_skip_word(const char *at, const char *const *words, size_t n)
{
	size_t length = td_match_word(at, words, n);

	return length > 0 ? td_match_skip_blanks(at + length) : at;
}
