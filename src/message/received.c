/* SPDX-License-Identifier: GPL-2.0-or-later */
/* message/received.c - when a mail was received, as its last hop says */
#include "message/date.h"
#include "message/header.h"
#include "message/message.h"

/* How many bytes from the front on a class of them has. */
static size_t
run_of(td_span text, bool (*is)(char c))
{
	size_t n = 0;

	while (n < text.n && is(text.p[n]))
		n++;
	return n;
}

static bool
is_digit(char c)
{
	return g_ascii_isdigit(c);
}

static bool
is_letter(char c)
{
	return g_ascii_isalpha(c);
}

static bool
is_blank(char c)
{
	return g_ascii_isspace(c);
}

/* Takes a run of at least one and at most that many. */
static bool
take(td_span *rest, bool (*is)(char c), size_t most)
{
	size_t n = run_of(*rest, is);

	*rest = td_span_skip(*rest, n);
	return n > 0 && n <= most;
}

/* One byte that is no digit: a colon, or a dot. */
static bool
take_mark(td_span *rest)
{
	if (rest->n == 0 || g_ascii_isdigit(*rest->p))
		return false;
	*rest = td_span_skip(*rest, 1);
	return true;
}

/* "21 Jul 2005 10:11:12 +0200", as all programs write it there. Of the blanks some may be
 * ends of lines. */
static bool
take_date(td_span *rest)
{
	if (!take(rest, is_digit, SIZE_MAX) || !take(rest, is_blank, SIZE_MAX) ||
	    !take(rest, is_letter, SIZE_MAX) || !take(rest, is_blank, SIZE_MAX) ||
	    run_of(*rest, is_digit) < 2 || !take(rest, is_digit, 4) ||
	    !take(rest, is_blank, SIZE_MAX) || !take(rest, is_digit, SIZE_MAX) ||
	    !take_mark(rest) || !take(rest, is_digit, SIZE_MAX) || !take_mark(rest) ||
	    !take(rest, is_digit, SIZE_MAX) || !take(rest, is_blank, SIZE_MAX) ||
	    rest->n == 0 || (*rest->p != '+' && *rest->p != '-'))
		return false;
	*rest = td_span_skip(*rest, 1);
	return take(rest, is_digit, SIZE_MAX);
}

static bool
read_field(td_span value, int64_t *at)
{
	int zone;

	for (size_t i = 0; i < value.n;) {
		td_span rest = td_span_skip(value, i);

		if (!g_ascii_isdigit(*rest.p)) {
			i++;
			continue;
		}
		if (take_date(&rest))
			return td_date_parse(
			    td_span_between(value.p + i, rest.p), at, &zone);
		i += run_of(td_span_skip(value, i), is_digit);
	}
	return false;
}

int64_t
td_message_received(const td_message *message, int64_t otherwise)
{
	td_span rest = message->header;
	td_field field;
	int64_t at;

	while (td_field_next(&rest, &field)) {
		if (td_field_is(&field, "received") && read_field(field.value, &at))
			return at;
	}
	return message->sent != 0 ? message->sent : otherwise;
}
