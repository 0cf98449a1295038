/* SPDX-License-Identifier: GPL-2.0-or-later */
/* output/mbox.c - a mail as one of an mbox: mboxrd, what is quoted can be taken back */
#include "output/mbox.h"

static const char from_line[] = "From mboxrd@z Thu Jan  1 00:00:00 1970\n";

static bool
needs_quote(td_span line)
{
	size_t depth = 0;

	while (depth < line.n && line.p[depth] == '>')
		depth++;
	return td_span_has_prefix(td_span_skip(line, depth), "From ");
}

void
td_mbox_write(td_out *out, td_span mail)
{
	td_span rest = mail, line;

	td_out_text(out, from_line);
	/* What an mbox left on top of the mail is no header. */
	if (td_span_has_prefix(rest, "From "))
		td_span_next_line(&rest, &line);
	while (td_span_next_line(&rest, &line)) {
		if (needs_quote(line))
			td_out_char(out, '>');
		td_out_bytes(out, line.p, line.n);
		td_out_char(out, '\n');
	}
	td_out_char(out, '\n');
}
