/* SPDX-License-Identifier: GPL-2.0-or-later */
/* subject/fold.c - the blanks of a title */
#include "subject/fold.h"

#include <glib.h>

#include "base/limits.h"

static bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* No blanks but single spaces between words, as nearly all are. */
static bool
is_folded(td_span text)
{
	char before = ' ';

	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];

		if ((unsigned char)c <= ' ' && (c != ' ' || before == ' '))
			return false;
		before = c;
	}
	return before != ' ';
}

char *
td_fold_blanks(td_span text)
{
	char *folded;
	size_t n = 0;
	bool due = false;

	if (text.n < TD_MAX_TITLE_BYTES && is_folded(text))
		return td_span_dup(text);
	folded = g_malloc(MIN(text.n, (size_t)TD_MAX_TITLE_BYTES) + 1);
	for (size_t i = 0; i < text.n; i++) {
		if (is_blank(text.p[i]) || text.p[i] == '\0') {
			due = n > 0;
			continue;
		}
		if (n + 2 > TD_MAX_TITLE_BYTES) {
			while (n > 0 && (text.p[i] & 0xC0) == 0x80) {
				i--;
				n--;
			}
			break;
		}
		if (due)
			folded[n++] = ' ';
		due = false;
		folded[n++] = text.p[i];
	}
	folded[n] = '\0';
	return folded;
}
