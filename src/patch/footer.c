/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/footer.c - finds a list's footer from the end of a mail */
#include "patch/footer.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

enum {
	max_footer_lines = 12, /* a list's own words below a mail */
	min_rule = 30,         /* "_" or "-" that make a line above them */
};

static bool
is_rule(td_span line)
{
	line = td_span_trim(line);
	if (line.n < min_rule || (line.p[0] != '_' && line.p[0] != '-'))
		return false;
	for (size_t i = 1; i < line.n; i++)
		if (line.p[i] != line.p[0])
			return false;
	return true;
}

/* Majordomo, Mailman and mlmmj all name what one does to leave. */
static bool
is_lists_own(td_span below)
{
	static const char *const words[] = { "unsubscribe", "mailing list", "listinfo",
		"Mailing list" };

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		if (memmem(below.p, below.n, words[i], strlen(words[i])) != NULL)
			return true;
	return false;
}

/* The line above at, which is the beginning of a line or the end. */
static td_span
line_before(td_span text, size_t at)
{
	size_t end = at - 1;
	const char *newline = end > 0 ? memrchr(text.p, '\n', end) : NULL;
	size_t start = newline != NULL ? (size_t)(newline - text.p) + 1 : 0;

	return td_span_between(text.p + start, text.p + end);
}

td_span
td_footer_cut(td_span text)
{
	size_t at;

	text = td_span_trim_end(text);
	at = text.n + 1;
	for (int i = 0; i < max_footer_lines && at > 1; i++) {
		td_span line;
		td_span bare;

		line = line_before(text, at);
		bare = td_span_trim(line);
		if ((bare.n == 2 && memcmp(bare.p, "--", 2) == 0) || is_rule(line)) {
			td_span below =
			    td_span_between(td_span_end(line), td_span_end(text));

			if (!is_lists_own(below))
				return text;
			return td_span_trim_end(td_span_between(text.p, line.p));
		}
		at = (size_t)(line.p - text.p);
	}
	return text;
}
