/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/sentence.c - sentences of a mail, which lines end within */
#include "notice/sentence.h"

#include <glib.h>
#include <string.h>

enum { shortest_wrapped = 50 };

/* "On Thu, Sep 02, 2021 at 04:46:35PM +0800, Ann wrote:" */
bool
td_sentence_is_attribution(td_span text)
{
	td_span line;

	return td_span_has_prefix(text, "On ") && td_span_next_line(&text, &line) &&
	       (td_span_find(line, "wrote") >= 0 || td_span_find_byte(line, ',') >= 0);
}

/* Of another sentence, whatever ended the line before. */
static bool
is_aside(td_span text)
{
	static const char *const words[] = { "Please ", "Note ", "Thanks", "Thank you",
		"Regards", "Cheers", "Best " };

	for (unsigned i = 0; i < G_N_ELEMENTS(words); i++)
		if (td_span_has_prefix(text, words[i]))
			return true;
	return td_sentence_is_attribution(text);
}

/* The line from there on is as long as a mailer makes it and ends within a sentence. */
static bool
is_wrapped(td_span text, size_t from)
{
	td_span line = td_span_trim(td_span_skip(text, from));

	return line.n >= shortest_wrapped &&
	       (g_ascii_isalnum(line.p[line.n - 1]) || strchr(",)-", line.p[line.n - 1]));
}

/* The sentence that starts here: to its end, over one line's end, or two of wrapped
 * lines.
 */
void
td_sentence_take(td_span rest, td_sentence *s)
{
	size_t breaks = 0, line = 0;

	s->n = 0;
	for (size_t i = 0; i < rest.n && s->n < TD_MAX_SENTENCE; i++) {
		char c = rest.p[i];

		if (c == '\r')
			continue;
		if (c == '\n') {
			bool over = i + 1 >= rest.n || strchr("\r\n>-", rest.p[i + 1]) ||
				    is_aside(td_span_skip(rest, i + 1));

			if (over || ++breaks > 2 ||
			    (breaks == 2 && !is_wrapped(td_span_head(rest, i), line)))
				break;
			line = i + 1;
			c = ' ';
		}
		s->text[s->n++] = c == '\0' ? ' ' : c;
		/* The end, unless it only ended "Thanks!" or "OK." before. */
		if ((c == '.' || c == '!' || c == '?' || c == '\0') && i + 1 < rest.n &&
		    strchr(" \t\r\n", rest.p[i + 1]) && s->n > 24)
			break;
	}
	s->text[s->n] = '\0';
	for (size_t i = 0; i <= s->n; i++)
		s->lower[i] = td_lower(s->text[i]);
}
