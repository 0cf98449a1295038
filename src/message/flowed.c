/* SPDX-License-Identifier: GPL-2.0-or-later */
/* message/flowed.c - joins flowed lines. git keeps one remainder both for a line that the
 * transfer encoding has cut and for a flowed one; so must we, to join what it joins. */
#include "message/flowed.h"

struct flow {
	GString *kept; /* what waits for the rest of its line */
	size_t skip;   /* bytes at its front that were stuffing */
	bool delsp;
	GString *out;
};

static void
release(struct flow *flow)
{
	g_string_append_len(flow->out, flow->kept->str + flow->skip,
	    (gssize)(flow->kept->len - flow->skip));
	g_string_truncate(flow->kept, 0);
	flow->skip = 0;
}

/* The length of a line without LF and the CR before it. */
static size_t
text_length(const char *p, size_t n)
{
	if (n > 0 && p[n - 1] == '\n') {
		n--;
		if (n > 0 && p[n - 1] == '\r')
			n--;
	}
	return n;
}

/*
 * A quoted line that ends in a blank does not go on in an answer's own words, nor these
 * in a quote (RFC 3676, 4.5). git joins them; then "Reviewed-by:" below a quote is lost.
 */
static void
end_at_quote(struct flow *flow, td_span line)
{
	if (flow->kept->len > flow->skip &&
	    (flow->kept->str[flow->skip] == '>') != (line.n > 0 && *line.p == '>')) {
		release(flow);
		g_string_append_c(flow->out, '\n');
	}
}

static void
add_line(struct flow *flow, td_span line)
{
	size_t n = text_length(line.p, line.n);

	end_at_quote(flow, line);

	if (n == 3 && memcmp(line.p, "-- ", 3) == 0) {
		release(flow);
		g_string_append_len(flow->out, line.p, (gssize)line.n);
		return;
	}
	if (n > 0 && line.p[0] == ' ') {
		line = td_span_skip(line, 1);
		n--;
	}
	if (n > 0 && line.p[n - 1] == ' ') {
		g_string_append_len(
		    flow->kept, line.p, (gssize)(n - (flow->delsp ? 1 : 0)));
		return;
	}
	release(flow);
	g_string_append_len(flow->out, line.p, (gssize)line.n);
}

/* The first line of a decoded chunk goes on where the last one stopped. */
static void
add_continued(struct flow *flow, td_span line)
{
	const char *begin;
	size_t n;

	g_string_append_len(flow->kept, line.p, (gssize)line.n);
	begin = flow->kept->str + flow->skip;
	n = text_length(begin, flow->kept->len - flow->skip);
	if (n == 3 && memcmp(begin, "-- ", 3) == 0) {
		release(flow);
		return;
	}
	if (n > 0 && begin[0] == ' ') {
		flow->skip++;
		begin++;
		n--;
	}
	if (n > 0 && begin[n - 1] == ' ')
		g_string_truncate(flow->kept, flow->skip + n - (flow->delsp ? 1 : 0));
	else
		release(flow);
}

static void
add_chunk(struct flow *flow, td_span chunk)
{
	bool first = true;

	while (chunk.n > 0) {
		ptrdiff_t end = td_span_find_byte(chunk, '\n');
		td_span line = end < 0 ? chunk : td_span_head(chunk, (size_t)end + 1);

		chunk = td_span_skip(chunk, line.n);
		if (end < 0)
			g_string_append_len(flow->kept, line.p, (gssize)line.n);
		else if (first && flow->kept->len > flow->skip)
			add_continued(flow, line);
		else
			add_line(flow, line);
		first = false;
	}
}

void
td_decode_flowed(td_span text, td_transfer transfer, bool delsp, GString *out)
{
	g_autoptr(GString) kept = g_string_new(NULL);
	g_autoptr(GString) chunk = g_string_new(NULL);
	struct flow flow = { kept, 0, delsp, out };

	while (text.n > 0) {
		ptrdiff_t end = td_span_find_byte(text, '\n');
		td_span line = end < 0 ? text : td_span_head(text, (size_t)end + 1);

		text = td_span_skip(text, line.n);
		if (transfer == TD_TRANSFER_NONE) {
			add_line(&flow, line);
			continue;
		}
		g_string_truncate(chunk, 0);
		if (transfer == TD_TRANSFER_BASE64)
			td_decode_base64_line(line, chunk);
		else
			td_decode_q(line, false, chunk);
		add_chunk(&flow, (td_span){ chunk->str, chunk->len });
	}
	release(&flow);
}
