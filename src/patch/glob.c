/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/glob.c - * and ? over hostile text */
#include "patch/glob.h"

/* Behind a *: the next place where what follows it can begin. */
static size_t
next_start(char first, td_span text, size_t at)
{
	if (first != '*' && first != '?')
		while (at < text.n && td_lower(text.p[at]) != first)
			at++;
	return at;
}

bool
td_glob_match(const char *pattern, td_span text)
{
	const char *star = NULL;
	size_t at = 0, resume = 0;

	/* Only the last * need ever take more: what stood before it has matched. */
	while (at < text.n) {
		if (*pattern == '*') {
			star = ++pattern;
			if (*pattern == '\0')
				return true;
			at = resume = next_start(*star, text, at);
		} else if (*pattern != '\0' &&
			   (*pattern == '?' || *pattern == td_lower(text.p[at]))) {
			pattern++;
			at++;
		} else if (star) {
			pattern = star;
			at = resume = next_start(*star, text, resume + 1);
		} else {
			return false;
		}
	}
	while (*pattern == '*')
		pattern++;
	return *pattern == '\0';
}
