/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/sentence.c - sentences of a mail, which lines end within */
#include "notice/sentence.h"

#include <glib.h>
#include <string.h>

#include "notice/said.h"

enum {
	shortest_wrapped = 50, /* line */
	shortest = 24,         /* sentence that stands alone */
};

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

/* Where a sentence, a line or a text may end, or what is no letter of one. */
static const bool stops[256] = { ['\0'] = true,
	['\r'] = true,
	['\n'] = true,
	['.'] = true,
	['!'] = true,
	['?'] = true };

/* Whether the sentence goes on in the line that begins at i; breaks: lines that it has
 * gone over, the last of them begins at line. */
static bool
goes_on(td_span rest, size_t i, size_t line, size_t breaks)
{
	if (i >= rest.n || strchr("\r\n>-", rest.p[i]) || breaks > 2)
		return false;
	return !is_aside(td_span_skip(rest, i)) &&
	       (breaks == 0 || is_wrapped(td_span_head(rest, i - 1), line));
}

/* "Added to devel." says it, however short; "OK." and "Thanks!" go on. */
static bool
says_enough(const char *text, size_t n)
{
	char lower[shortest + 1];

	if (n > shortest)
		return true;
	for (size_t i = 0; i < n; i++)
		lower[i] = td_lower(text[i]);
	return td_said_may(lower, n);
}

void
td_sentence_take(td_span rest, td_sentence *s)
{
	size_t breaks = 0, line = 0, n = 0;

	for (size_t i = 0; i < rest.n && n < TD_MAX_SENTENCE; i++) {
		size_t most = MIN(rest.n, i + TD_MAX_SENTENCE - n);
		size_t from = i;
		char c;

		while (i < most && !stops[(unsigned char)rest.p[i]])
			i++;
		memcpy(s->text + n, rest.p + from, i - from);
		n += i - from;
		if (i == most)
			break;
		c = rest.p[i];
		if (c == '\r')
			continue;
		if (c == '\n') {
			if (!goes_on(rest, i + 1, line, breaks))
				break;
			breaks++;
			line = i + 1;
			c = ' ';
		}
		s->text[n++] = c == '\0' ? ' ' : c;
		/* The end, unless it only ended "Thanks!" or "OK." before. */
		if (c != ' ' && i + 1 < rest.n && strchr(" \t\r\n", rest.p[i + 1]) &&
		    says_enough(s->text, n))
			break;
	}
	s->text[n] = '\0';
	s->n = n;
	for (size_t i = 0; i <= n; i++)
		s->lower[i] = td_lower(s->text[i]);
}
