/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/tracked_parse.c - patchwork's parser.py: what of a text is a diff, line for line
 */
#include "patch/tracked_parse.h"

#include <string.h>

td_pieces *
td_pieces_new(void)
{
	return g_array_new(FALSE, FALSE, sizeof(td_span));
}

static const char no_newline[] = "\\ No newline at end of file";

/* What parse_patch expects next. */
typedef enum place {
	IN_TEXT,
	AFTER_HEADER,   /* diff, Index: */
	AFTER_OLD_NAME, /* --- */
	AFTER_NEW_NAME, /* +++, or the end of a hunk */
	IN_HUNK,
	IN_EXTENDED, /* rename from and the like */
	IN_BINARY,
} place;

typedef struct splitting {
	td_pieces *content; /* NULL: nobody wants it */
	td_pieces *diff;
	td_pieces *held; /* of a header that may be none */
	place where;
	long before, after; /* lines still due in the hunk */
	unsigned hunks;
} splitting;

static bool
is_extended(td_span line)
{
	static const char *const heads[] = {
		"old mode ",
		"new mode ",
		"deleted file mode ",
		"new file mode ",
		"copy from ",
		"copy to ",
		"rename from ",
		"rename to ",
		"similarity index ",
		"dissimilarity index ",
		"index ",
	};

	for (size_t i = 0; i < G_N_ELEMENTS(heads); i++) {
		if (td_span_has_prefix(line, heads[i]))
			return true;
	}
	return false;
}

static void
add_line(td_pieces *out, td_span line)
{
	td_span *last = out != NULL && out->len > 0
			    ? &g_array_index(out, td_span, out->len - 1)
			    : NULL;

	if (last != NULL && last->p + last->n + 1 == line.p)
		last->n += line.n + 1;
	else if (out != NULL)
		g_array_append_val(out, line);
}

static void
append_all(td_pieces *out, const td_pieces *more)
{
	for (unsigned i = 0; i < more->len; i++)
		add_line(out, g_array_index(more, td_span, i));
}

void
td_pieces_join(GString *out, const td_pieces *all)
{
	for (unsigned i = 0; i < all->len; i++) {
		td_span piece = g_array_index(all, td_span, i);

		g_string_append_len(out, piece.p, (gssize)piece.n);
		g_string_append_c(out, '\n');
	}
}

static void
hold(splitting *s, td_span line, place next)
{
	add_line(s->held, line);
	s->where = next;
}

/* What was held, and the line, belong to it. */
static void
settle(splitting *s, td_pieces *out, td_span line, place next)
{
	append_all(out, s->held);
	g_array_set_size(s->held, 0);
	add_line(out, line);
	s->where = next;
}

/* "12" or "12,3": the count, 1 where none is said. False where there are no digits. */
static bool
read_count(const char **at, const char *end, long *count)
{
	const char *p = *at;
	guint64 number = 1;

	if (p == end || !g_ascii_isdigit(*p))
		return false;
	while (p < end && g_ascii_isdigit(*p))
		p++;
	if (p + 1 < end && *p == ',' && g_ascii_isdigit(p[1])) {
		number = 0;
		for (p++; p < end && g_ascii_isdigit(*p); p++)
			number = MIN(number * 10 + (guint64)(*p - '0'), 1u << 30);
	}
	*at = p;
	*count = (long)number;
	return true;
}

bool
td_tracked_read_hunk(td_span line, long *before, long *after)
{
	const char *at = line.p + 4, *end = td_span_end(line);

	if (!td_span_has_prefix(line, "@@ -") || !read_count(&at, end, before) ||
	    end - at < 2 || at[0] != ' ' || at[1] != '+')
		return false;
	at += 2;
	return read_count(&at, end, after) && end - at >= 3 && memcmp(at, " @@", 3) == 0;
}

static void
take_after_new_name(splitting *s, td_span line)
{
	if (td_tracked_read_hunk(line, &s->before, &s->after)) {
		settle(s, s->diff, line, IN_HUNK);
	} else if (td_span_has_prefix(line, "--- ")) {
		settle(s, s->diff, line, AFTER_OLD_NAME);
	} else if (s->hunks > 0 && td_span_has_prefix(line, no_newline)) {
		add_line(s->diff, line);
	} else if (s->hunks > 0) {
		hold(s, line, AFTER_HEADER);
	} else {
		settle(s, s->content, line, IN_TEXT);
	}
}

static void
take_in_hunk(splitting *s, td_span line)
{
	if (td_span_has_prefix(line, "-")) {
		s->before--;
	} else if (td_span_has_prefix(line, "+")) {
		s->after--;
	} else if (!td_span_has_prefix(line, no_newline)) {
		s->before--;
		s->after--;
	}
	add_line(s->diff, line);
	if (s->before <= 0 && s->after <= 0) {
		s->where = AFTER_NEW_NAME;
		s->hunks++;
	}
}

static void
take_extended(splitting *s, td_span line)
{
	if (is_extended(line))
		settle(s, s->diff, line, IN_EXTENDED);
	else if (td_span_has_prefix(line, "--- "))
		settle(s, s->diff, line, AFTER_OLD_NAME);
	else if (td_span_has_prefix(line, "GIT binary patch"))
		settle(s, s->diff, line, IN_BINARY);
	else
		hold(s, line, AFTER_HEADER);
}

static void
take_text(splitting *s, td_span line)
{
	if (td_span_has_prefix(line, "diff ") || td_span_has_prefix(line, "Index: "))
		hold(s, line, AFTER_HEADER);
	else if (td_span_has_prefix(line, "--- "))
		hold(s, line, AFTER_OLD_NAME);
	else
		add_line(s->content, line);
}

static void
take_line(splitting *s, td_span line)
{
	switch (s->where) {
	case IN_TEXT:
		take_text(s, line);
		break;
	case AFTER_HEADER:
		hold(s, line, AFTER_HEADER);
		if (td_span_has_prefix(line, "--- "))
			s->where = AFTER_OLD_NAME;
		if (is_extended(line))
			s->where = IN_EXTENDED;
		break;
	case AFTER_OLD_NAME:
		if (td_span_has_prefix(line, "+++ "))
			hold(s, line, AFTER_NEW_NAME);
		else if (s->hunks > 0)
			hold(s, line, AFTER_HEADER);
		else
			settle(s, s->content, line, IN_TEXT);
		break;
	case AFTER_NEW_NAME:
		take_after_new_name(s, line);
		break;
	case IN_HUNK:
		take_in_hunk(s, line);
		break;
	case IN_EXTENDED:
		take_extended(s, line);
		break;
	case IN_BINARY:
		if (td_span_has_prefix(line, "diff"))
			hold(s, line, IN_TEXT);
		else
			settle(s, s->diff, line, IN_BINARY);
		break;
	}
}

/* Python's split: what is after the last line end is a line too, be it empty. */
void
td_tracked_parse(td_span text, td_pieces *content, td_pieces *diff)
{
	splitting s = { .content = content, .diff = diff, .held = td_pieces_new() };
	bool ended = text.n == 0 || text.p[text.n - 1] == '\n';
	td_span line;

	while (td_span_next_line(&text, &line))
		take_line(&s, line);
	if (ended)
		take_line(&s, text);
	append_all(content, s.held);
	g_array_unref(s.held);
}
