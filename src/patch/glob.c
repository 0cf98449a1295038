/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/glob.c - * and ? over hostile text */
#include "patch/glob.h"

bool
td_glob_match(const char *pattern, td_span text)
{
	const char *star = NULL;
	size_t at = 0, resume = 0;

	/* Only the last * need ever take more: what stood before it has matched. */
	while (at < text.n) {
		if (*pattern == '*') {
			star = ++pattern;
			resume = at;
			if (*pattern == '\0')
				return true;
		} else if (*pattern != '\0' &&
			   (*pattern == '?' || *pattern == td_lower(text.p[at]))) {
			pattern++;
			at++;
		} else if (star) {
			pattern = star;
			at = ++resume;
		} else {
			return false;
		}
	}
	while (*pattern == '*')
		pattern++;
	return *pattern == '\0';
}
