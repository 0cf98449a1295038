/* SPDX-License-Identifier: GPL-2.0-or-later */
/* message/flowed.c - joins flowed lines. git keeps one remainder both for a line that the
 * transfer encoding has cut and for a flowed one; so must we, to join what it joins. Of
 * quotes git knows nothing; they go by RFC 3676. */
#include "message/flowed.h"

struct flow {
	GString *kept; /* what waits for the line that goes on */
	GString *cut;  /* the begin of a line that the transfer encoding has cut */
	size_t skip;   /* bytes at its front that were stuffing */
	bool crlf;     /* its last line ended so */
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

/* How many marks of a quote stand at the front, and where they end. Between them a blank
 * may stand, as mailers that know no flowed text put it. */
static size_t
quote_depth(td_span line, size_t *end)
{
	size_t depth = 0;

	for (*end = 0; *end < line.n; (*end)++) {
		if (line.p[*end] == '>')
			depth++;
		else if (line.p[*end] != ' ' || depth == 0 || *end + 1 >= line.n ||
			 line.p[*end + 1] != '>')
			break;
	}
	return depth;
}

static bool
is_quoted(td_span line)
{
	return line.n > 0 && *line.p == '>';
}

/* What a quoted line says, without its marks and the blank behind them. */
static td_span
skip_quote(td_span line)
{
	td_span rest;
	size_t end;

	quote_depth(line, &end);
	rest = td_span_skip(line, end);
	return rest.n > 0 && *rest.p == ' ' ? td_span_skip(rest, 1) : rest;
}

/* A whole line of a quote on which none goes on: an empty one, whose blank is no soft
 * end, or the head of a signature. */
static bool
is_fixed_quote(td_span line)
{
	td_span rest = skip_quote(line);
	size_t n = text_length(rest.p, rest.n);

	if (rest.n == n)
		return false;
	if (n == 3 && memcmp(rest.p, "-- ", 3) == 0)
		return true;
	while (n > 0 && rest.p[n - 1] == ' ')
		n--;
	return n == 0;
}

/*
 * Where marks of a quote change, a line ends though a blank stands there, and so it does
 * above an empty quoted one (RFC 3676, 4.5). git joins them; then "Reviewed-by:" below a
 * quote is lost, and a quote below an empty quoted line looks one deeper.
 */
static void
end_at_quote(struct flow *flow, td_span line)
{
	const td_span kept = { flow->kept->str + flow->skip,
		flow->kept->len - flow->skip };
	size_t end;

	if (kept.n == 0)
		return;
	if (quote_depth(kept, &end) != quote_depth(line, &end) ||
	    (is_quoted(line) && is_fixed_quote(line))) {
		release(flow);
		g_string_append(flow->out, flow->crlf ? "\r\n" : "\n");
	}
}

static void
add_text(struct flow *flow, td_span line, bool soft)
{
	size_t n = text_length(line.p, line.n);

	if (soft && n > 0 && line.p[n - 1] == ' ') {
		g_string_append_len(
		    flow->kept, line.p, (gssize)(n - (flow->delsp ? 1 : 0)));
		flow->crlf = line.n == n + 2;
		return;
	}
	release(flow);
	g_string_append_len(flow->out, line.p, (gssize)line.n);
}

static void
add_line(struct flow *flow, td_span line)
{
	size_t n = text_length(line.p, line.n);

	end_at_quote(flow, line);
	if (is_quoted(line)) {
		bool soft = !is_fixed_quote(line);

		add_text(
		    flow, flow->kept->len > flow->skip ? skip_quote(line) : line, soft);
		return;
	}
	if (n == 3 && memcmp(line.p, "-- ", 3) == 0) {
		add_text(flow, line, false);
		return;
	}
	add_text(flow, n > 0 && line.p[0] == ' ' ? td_span_skip(line, 1) : line, true);
}

/* Goes on where the last chunk stopped: git strips the front of all of it, then, and not
 * of this line. */
static void
add_continued(struct flow *flow, td_span line)
{
	td_span all;
	size_t n;

	g_string_append_len(flow->kept, line.p, (gssize)line.n);
	all = (td_span){ flow->kept->str + flow->skip, flow->kept->len - flow->skip };
	n = text_length(all.p, all.n);
	if (n == 3 && memcmp(all.p, "-- ", 3) == 0) {
		release(flow);
		return;
	}
	if (n > 0 && all.p[0] == ' ') {
		flow->skip++;
		all = td_span_skip(all, 1);
		n--;
	}
	if (n > 0 && all.p[n - 1] == ' ' && !(is_quoted(all) && is_fixed_quote(all))) {
		flow->crlf = all.n == n + 2;
		g_string_truncate(flow->kept, flow->skip + n - (flow->delsp ? 1 : 0));
	} else {
		release(flow);
	}
}

static void
add_first(struct flow *flow, td_span line)
{
	end_at_quote(flow, line);
	if (flow->kept->len > flow->skip)
		add_continued(flow, is_quoted(line) ? skip_quote(line) : line);
	else
		add_line(flow, line);
}

static void
add_chunk(struct flow *flow, td_span chunk)
{
	void (*add)(struct flow *, td_span) = add_first;

	while (chunk.n > 0) {
		ptrdiff_t end = td_span_find_byte(chunk, '\n');
		td_span line = end < 0 ? chunk : td_span_head(chunk, (size_t)end + 1);

		chunk = td_span_skip(chunk, line.n);
		if (end < 0 || flow->cut->len > 0) {
			g_string_append_len(flow->cut, line.p, (gssize)line.n);
			line = (td_span){ flow->cut->str, flow->cut->len };
		}
		if (end < 0)
			return;
		add(flow, line);
		g_string_truncate(flow->cut, 0);
		add = add_line;
	}
}

void
td_decode_flowed(td_span text, td_transfer transfer, bool delsp, GString *out)
{
	g_autoptr(GString) kept = g_string_new(NULL);
	g_autoptr(GString) cut = g_string_new(NULL);
	g_autoptr(GString) chunk = g_string_new(NULL);
	struct flow flow = { .kept = kept, .cut = cut, .delsp = delsp, .out = out };

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
	if (cut->len > 0)
		end_at_quote(&flow, (td_span){ cut->str, cut->len });
	release(&flow);
	g_string_append_len(out, cut->str, (gssize)cut->len);
}
