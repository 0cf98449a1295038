/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/trailer_mail_head.c - where an answer has the mail that it answers, with its head
 * and without marks of a quote */
#include "patch/trailer_mail_head.h"

#include <glib.h>
#include <string.h>

enum { lines_of_head = 4 };

/* "To: ", "*To:* " as a mailer writes what was bold. */
static bool
has_key(td_span line, const char *const *words, size_t n)
{
	td_span text = td_span_skip_blanks(line);

	if (text.n > 0 && *text.p == '*')
		text = td_span_skip(text, 1);
	for (size_t i = 0; i < n; i++) {
		td_span rest;

		if (!td_span_has_prefix(text, words[i]))
			continue;
		rest = td_span_skip(text, strlen(words[i]));
		if (rest.n > 1 && *rest.p == ':')
			return true;
	}
	return false;
}

bool
td_trailer_begins_mail_head(td_span line, td_span rest)
{
	static const char *const from[] = { "From", "Von", "De", "Da", "Van", "Fra",
		"Från", "Od" };
	static const char *const to[] = { "To", "An", "À", "A", "Aan", "Til", "Till",
		"Para", "Do" };

	/* Hardly any line begins with one of these. */
	if (line.n == 0 || !strchr("FVDO* \t", *line.p) ||
	    !has_key(line, from, G_N_ELEMENTS(from)))
		return false;
	for (unsigned i = 0; i < lines_of_head && td_span_next_line(&rest, &line); i++)
		if (has_key(line, to, G_N_ELEMENTS(to)))
			return true;
	return false;
}
