/* SPDX-License-Identifier: GPL-2.0-or-later */
/* compare/range_message.c - author and commit message as range-diff shows them: as git am
 * commits and git log prints them */
#include "compare/range_message.h"

#include "base/limits.h"

#define TAB_WIDTH 8

/* Columns of n bytes at p; -1 where git would not say. */
static int
width_of(const char *p, size_t n)
{
	int width = 0;

	for (const char *end = p + n; p < end; p += g_utf8_skip[(unsigned char)*p]) {
		gunichar c = g_utf8_get_char_validated(p, end - p);

		if (c == (gunichar)-1 || c == (gunichar)-2 || g_unichar_iscntrl(c))
			return -1;
		if (!g_unichar_iszerowidth(c))
			width += g_unichar_iswide(c) ? 2 : 1;
	}
	return width;
}

/* git log writes tabs of a message as blanks; tabs are counted from the last one. */
static void
add_expanded(GString *to, td_span line)
{
	ptrdiff_t tab;

	g_string_append(to, "    ");
	while ((tab = td_span_find_byte(line, '\t')) >= 0) {
		int width = width_of(line.p, (size_t)tab);

		if (width < 0)
			break;
		g_string_append_len(to, line.p, tab);
		for (int n = TAB_WIDTH - width % TAB_WIDTH; n > 0; n--)
			g_string_append_c(to, ' ');
		line = td_span_skip(line, (size_t)tab + 1);
	}
	g_string_append_len(to, line.p, (gssize)line.n);
	g_string_append_c(to, '\n');
}

/* As git stripspace: no blanks at the ends of lines, no two empty lines in a row. */
static void
add_message(GString *to, td_span text, bool *any, bool *gap)
{
	td_span line;

	while (td_span_next_line(&text, &line)) {
		line = td_span_trim_end(line);
		if (line.n == 0) {
			*gap = *any;
			continue;
		}
		if (*gap)
			g_string_append_c(to, '\n');
		*gap = false;
		*any = true;
		add_expanded(to, line);
	}
}

void
td_range_message_add(const td_patch *patch, GString *to)
{
	const char *message =
	    patch->own_message ? patch->own_message : patch->commit_message;
	bool any = false;
	bool gap = false;

	g_string_append_printf(to,
	    " ## Metadata ##\nAuthor: %s <%s>\n\n ## Commit message ##\n",
	    patch->author->name, patch->author->address);
	if (patch->title)
		add_message(to, td_span_of(patch->title), &any, &gap);
	gap = any;
	if (message)
		add_message(
		    to, td_span_head(td_span_of(message), TD_MAX_RANGE_TEXT), &any, &gap);
}
