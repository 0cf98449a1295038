/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive/mbox.c - cuts an mbox into mails, and undoes its quoting */
#include "archive/mbox.h"

#include <glib.h>

#include "archive/archive.h"
#include "archive/date.h"

/* As much of a line as is looked at: it need not be in one piece with the rest. */
#define LINE_HEAD 1024

#define SEARCH_BYTES ((size_t)4096)

/* Dates that stand for none: public-inbox's downloads, and git format-patch's. */
#define NO_DATE_PUBLIC_INBOX 0
#define NO_DATE_FORMAT_PATCH 1000684800

struct td_splitter {
	GArray *entries;
	uint64_t line_at; /* where the current line begins */
	uint64_t line_n;  /* its bytes so far */
	char head[LINE_HEAD];
	size_t head_n;
	uint64_t mail_at; /* where the current mail begins */
	int64_t received; /* of the current mail */
	unsigned blank_n; /* length of the line before if it is blank, else 0 */
	bool in_mail;
	bool in_header;
	bool wants_date; /* the "From " line had none: the header's Date has to do */
};

td_splitter *
td_splitter_new(void)
{
	td_splitter *splitter = g_new0(td_splitter, 1);

	splitter->entries = g_array_new(false, false, sizeof(td_entry));
	return splitter;
}

void
td_splitter_free(td_splitter *splitter)
{
	if (!splitter)
		return;
	if (splitter->entries)
		g_array_unref(splitter->entries);
	g_free(splitter);
}

static void
end_mail(td_splitter *splitter, uint64_t end)
{
	td_entry entry = { .offset = splitter->mail_at, .received = splitter->received };
	uint64_t size = end - splitter->mail_at;

	if (!splitter->in_mail)
		return;
	/* Whatever is larger than the field is larger than the ceiling of a mail too. */
	entry.size = (uint32_t)MIN(size, UINT32_MAX);
	g_array_append_val(splitter->entries, entry);
}

static void
take_date_field(td_splitter *splitter, td_span line)
{
	char text[128] = { 0 };
	td_date_scan scan = { .p = text };
	int64_t seconds;

	if (!td_span_has_prefix_nocase(line, "date:"))
		return;
	line = td_span_head(td_span_skip(line, 5), sizeof(text) - 1);
	memcpy(text, line.p, line.n);
	if (td_date_exact(&scan, &seconds)) {
		splitter->received = seconds;
		splitter->wants_date = false;
	}
}

/* A whole line is there; `n` counts its line end. */
static void
take_line(td_splitter *splitter, td_span head, uint64_t n)
{
	bool blank = head.n == 0 || td_span_is(head, "\r");
	bool may_begin = splitter->blank_n > 0 || splitter->line_at == 0;
	int64_t seconds;

	if (may_begin && head.n > 5 && head.p[0] == 'F' &&
	    td_from_line_parse(head, &seconds)) {
		end_mail(splitter, splitter->line_at - splitter->blank_n);
		splitter->mail_at = splitter->line_at + n;
		splitter->received = seconds;
		splitter->in_mail = splitter->in_header = true;
		splitter->wants_date =
		    seconds == NO_DATE_PUBLIC_INBOX || seconds == NO_DATE_FORMAT_PATCH;
		splitter->blank_n = 0;
		return;
	}
	if (blank)
		splitter->in_header = false;
	else if (splitter->in_header && splitter->wants_date)
		take_date_field(splitter, head);
	splitter->blank_n = blank ? (unsigned)n : 0;
}

/* The line's first bytes, in one piece; lines rarely straddle two pieces. */
static td_span
line_head(td_splitter *splitter, td_span part)
{
	size_t room = LINE_HEAD - splitter->head_n;

	if (splitter->line_n == 0)
		return td_span_head(part, LINE_HEAD);
	part = td_span_head(part, room);
	if (part.n > 0)
		memcpy(splitter->head + splitter->head_n, part.p, part.n);
	splitter->head_n += part.n;
	return (td_span){ splitter->head, splitter->head_n };
}

static void
next_line(td_splitter *splitter, td_span head, uint64_t n)
{
	take_line(splitter, head, n);
	splitter->line_at += n;
	splitter->line_n = 0;
	splitter->head_n = 0;
}

void
td_splitter_feed(td_splitter *splitter, td_span bytes)
{
	while (bytes.n > 0) {
		ptrdiff_t end = td_span_find_byte(bytes, '\n');
		td_span part;

		if (end < 0) {
			part = td_span_head(bytes, LINE_HEAD - splitter->head_n);
			memcpy(splitter->head + splitter->head_n, part.p, part.n);
			splitter->head_n += part.n;
			splitter->line_n += bytes.n;
			return;
		}
		part = line_head(splitter, td_span_head(bytes, (size_t)end));
		next_line(splitter, part, splitter->line_n + (uint64_t)end + 1);
		bytes = td_span_skip(bytes, (size_t)end + 1);
	}
}

GArray *
td_splitter_finish(td_splitter *splitter)
{
	if (splitter->line_n > 0)
		next_line(splitter, (td_span){ splitter->head, splitter->head_n },
		    splitter->line_n);
	end_mail(splitter, splitter->line_at - splitter->blank_n);
	splitter->in_mail = false;
	return g_steal_pointer(&splitter->entries);
}

/*
 * The first quote sign before "From ", looked for a stretch at a time: checking builds
 * look at all the bytes that a search is given, however early it ends.
 */
static char *
find_quoted(char *from, char *end)
{
	char *hit = NULL;

	while (!hit && end - from >= 6) {
		size_t n = MIN((size_t)(end - from), SEARCH_BYTES);

		hit = memmem(from, n, ">From ", 6);
		from += n - 5;
	}
	return hit;
}

size_t
td_mbox_unquote(char *bytes, size_t n)
{
	char *out = bytes, *in = bytes, *end = bytes + n;

	if (n == 0)
		return 0;
	for (;;) {
		char *hit = find_quoted(in, end);
		char *mark = hit;

		if (!hit)
			break;
		while (mark > in && mark[-1] == '>')
			mark--;
		/* Only a line of ">" alone before it, from its begin on, is quoting. */
		if (mark == bytes || (mark > in && mark[-1] == '\n')) {
			memmove(out, in, (size_t)(mark - in));
			out += mark - in;
			in = mark + 1;
		}
		mark = hit + 6;
		memmove(out, in, (size_t)(mark - in));
		out += mark - in;
		in = mark;
	}
	memmove(out, in, (size_t)(end - in));
	return (size_t)(out - bytes) + (size_t)(end - in);
}
