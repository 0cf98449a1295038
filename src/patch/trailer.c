/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/trailer.c - trailers of commit messages, by git's rules; those of replies are
 * read in trailer_reply.c */
#include "patch/trailer.h"

#include <stdint.h>

#include "base/limits.h"
#include "patch/trailer_word.h"

#define COMMENT '#'

void
td_trailer_free(td_trailer *trailer)
{
	if (!trailer)
		return;
	g_free(trailer->key);
	g_free(trailer->value);
	g_free(trailer->about);
	g_free(trailer->note);
	g_free(trailer);
}

static void
free_item(void *data)
{
	td_trailer_free(data);
}

GPtrArray *
td_trailer_list_new(void)
{
	return g_ptr_array_new_with_free_func(free_item);
}

/* git's isspace. */
static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool
is_blank_line(td_span line)
{
	return td_span_trim(line).n == 0;
}

/* Offset of the colon after a key: letters, digits and dashes, then maybe blanks. -1 for
 * none; 0 for a line that starts with one. */
static ptrdiff_t
find_colon(td_span line)
{
	bool blank = false;

	for (size_t i = 0; i < line.n; i++) {
		char c = line.p[i];

		if (c == ':')
			return (ptrdiff_t)i;
		if (!blank && (g_ascii_isalnum(c) || c == '-'))
			continue;
		if (i == 0 || (c != ' ' && c != '\t'))
			return -1;
		blank = true;
	}
	return -1;
}

/* Up to a line "---": what follows is not the commit's. */
static td_span
cut_at_divider(td_span message)
{
	td_span rest = message;
	td_span line;

	while (td_span_next_line(&rest, &line)) {
		if (td_span_has_prefix(line, "---") &&
		    (line.n > 3 ? is_blank(line.p[3])
				: td_span_end(line) < td_span_end(message)))
			return td_span_between(message.p, line.p);
	}
	return message;
}

static td_span
cut_at_scissors(td_span message)
{
	static const char mark[] =
	    "\n# ------------------------ >8 ------------------------\n";
	ptrdiff_t at;

	if (td_span_has_prefix(message, mark + 1))
		return td_span_head(message, 0);
	at = td_span_find(message, mark);
	return at < 0 ? message : td_span_head(message, (size_t)at + 1);
}

/* Comments, empty lines and git's old list of conflicts at the end do not count. */
static td_span
cut_tail(td_span message)
{
	td_span body = cut_at_scissors(message);
	td_span rest = body;
	td_span line;
	const char *tail = NULL;
	bool conflicts = false;

	while (td_span_next_line(&rest, &line)) {
		bool empty = line.n == 0 || *line.p == COMMENT;
		bool first = td_span_is(line, "Conflicts:") && rest.p > td_span_end(line);

		if (empty || first) {
			conflicts = conflicts || (first && !empty);
			/* The very first line is never the tail's. */
			if (!tail && line.p > body.p)
				tail = line.p;
		} else if (!(conflicts && *line.p == '\t') && tail) {
			tail = NULL;
			conflicts = false;
		}
	}
	return tail ? td_span_between(body.p, tail) : body;
}

/* Takes the last line, with its LF, off the end. */
static bool
take_last_line(td_span *text, td_span *line)
{
	const char *lf;

	if (text->n == 0)
		return false;
	lf = text->n > 1 ? memrchr(text->p, '\n', text->n - 1) : NULL;
	*line = lf ? td_span_between(lf + 1, td_span_end(*text)) : *text;
	text->n -= line->n;
	return true;
}

static size_t
title_length(td_span message)
{
	td_span rest = message;
	td_span line;

	while (td_span_next_line(&rest, &line)) {
		if (line.n > 0 && *line.p == COMMENT)
			continue;
		if (is_blank_line(line))
			return (size_t)(line.p - message.p);
	}
	return message.n;
}

typedef struct tally {
	uint64_t trailers;
	uint64_t others;
	uint64_t maybe; /* folded lines whose head is not seen yet */
	bool known;     /* a line that only git or a maintainer writes */
} tally;

static void
weigh_line(tally *t, td_span line)
{
	if (td_span_has_prefix(line, "Signed-off-by: ") ||
	    td_span_has_prefix(line, "(cherry picked from commit ")) {
		t->trailers++;
		t->maybe = 0;
		t->known = true;
	} else if (find_colon(line) >= 1) {
		t->trailers++;
		t->maybe = 0;
	} else if (is_blank(*line.p)) {
		t->maybe++;
	} else {
		t->others += t->maybe + 1;
		t->maybe = 0;
	}
}

/*
 * The last paragraph, if all its lines are trailers, or if one is surely a trailer and at
 * least a quarter of them look like it. The first paragraph is the title.
 */
static td_span
find_block(td_span message)
{
	size_t title = title_length(message);
	td_span rest = message;
	td_span line;
	tally t = { 0 };
	bool any = false;

	while (take_last_line(&rest, &line)) {
		if (rest.n < title)
			break;
		if (*line.p == COMMENT) {
			t.others += t.maybe;
			t.maybe = 0;
			continue;
		}
		if (!is_blank_line(line)) {
			any = true;
			weigh_line(&t, line);
			continue;
		}
		if (!any)
			continue;
		t.others += t.maybe;
		if ((t.known && t.trailers * 3 >= t.others) ||
		    (t.trailers > 0 && t.others == 0))
			return td_span_skip(message, rest.n + line.n);
		break;
	}
	return td_span_skip(message, message.n);
}

/* Folds make one blank. */
static char *
unfold(td_span value)
{
	g_autofree char *text = g_malloc(value.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < value.n; i++) {
		if (value.p[i] != '\n') {
			text[n++] = value.p[i];
			continue;
		}
		while (i + 1 < value.n && is_blank(value.p[i + 1]))
			i++;
		text[n++] = ' ';
	}
	return td_span_dup(td_span_trim((td_span){ text, n }));
}

static void
add(GPtrArray *trailers, td_span item)
{
	ptrdiff_t colon = find_colon(item);
	td_trailer *trailer;

	if (colon < 1 || trailers->len >= TD_MAX_TRAILERS)
		return;
	trailer = g_new0(td_trailer, 1);
	trailer->key = td_span_dup(td_span_trim(td_span_head(item, (size_t)colon)));
	trailer->value = unfold(td_span_trim(td_span_skip(item, (size_t)colon + 1)));
	g_ptr_array_add(trailers, trailer);
}

GPtrArray *
td_trailer_parse_message(td_span message)
{
	g_autoptr(GPtrArray) trailers = td_trailer_list_new();
	td_span item = { NULL, 0 };
	td_span rest;
	td_span line;

	if (message.n == 0)
		return g_steal_pointer(&trailers);
	message.n = strnlen(message.p, message.n); /* as git reads it */
	rest = find_block(cut_tail(cut_at_divider(message)));
	while (td_span_next_line(&rest, &line)) {
		bool folded = line.n == 0 || is_blank(*line.p);

		if (item.n > 0 && folded) {
			item = td_span_between(item.p, td_span_end(line));
			continue;
		}
		add(trailers, item);
		item = find_colon(line) >= 1 ? line : (td_span){ NULL, 0 };
	}
	add(trailers, item);
	return g_steal_pointer(&trailers);
}

bool
td_trailer_is_person(const td_trailer *trailer)
{
	return td_trailer_key_is_person(td_span_of(trailer->key));
}

bool
td_trailer_key_is_person(td_span key)
{
	static const char by[] = "-by";
	size_t n = strlen(by);

	return td_span_equal_nocase(key, td_span_of("Cc")) ||
	       (key.n > n &&
		   td_span_equal_nocase(td_span_skip(key, key.n - n), td_span_of(by)));
}
