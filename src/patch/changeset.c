/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/changeset.c - the head that Mercurial puts before an exported patch */
#include "patch/changeset.h"

#include <string.h>

#include "base/limits.h"
#include "message/charset.h"

#define FIRST_LINE "# HG changeset patch"
#define LAST_SECOND INT64_C(253402300799) /* of the year 9999 */
#define FAR_ZONE (24 * 60 * 60)           /* seconds: no zone is as far from UTC */

/* Not past a ceiling, nor within a character. */
static char *
dup_head(td_span text)
{
	text = td_span_head(td_span_trim(text), TD_MAX_TITLE_BYTES);
	return td_span_dup(td_span_head(text, td_utf8_valid_prefix(text)));
}

/* "1763628749 -3600": seconds since 1970, and those that the zone lies west of UTC. */
static char *
read_date(td_span value)
{
	static const char days[] = "Sun\0Mon\0Tue\0Wed\0Thu\0Fri\0Sat";
	static const char months[] =
	    "Jan\0Feb\0Mar\0Apr\0May\0Jun\0Jul\0Aug\0Sep\0Oct\0Nov\0Dec";
	g_autofree char *text = td_span_dup(value);
	char *rest = NULL;
	gint64 sent = g_ascii_strtoll(text, &rest, 10);
	gint64 west = rest > text && *rest == ' ' ? g_ascii_strtoll(rest, NULL, 10) : 0;
	gint64 east = west > -FAR_ZONE && west < FAR_ZONE ? -west : 0;
	g_autoptr(GDateTime) date = NULL;

	if (rest == text || sent < 0 || sent > LAST_SECOND)
		return NULL;
	date = g_date_time_new_from_unix_utc(sent + east);
	if (!date)
		return NULL;
	return g_strdup_printf("%s, %d %s %d %02d:%02d:%02d %c%02d%02d",
	    days + g_date_time_get_day_of_week(date) % 7 * 4,
	    g_date_time_get_day_of_month(date),
	    months + (g_date_time_get_month(date) - 1) * 4, g_date_time_get_year(date),
	    g_date_time_get_hour(date), g_date_time_get_minute(date),
	    g_date_time_get_second(date), east < 0 ? '-' : '+', (int)(ABS(east) / 3600),
	    (int)(ABS(east) / 60 % 60));
}

/* A value that an in-body header of the same kind has said already stays. */
static void
take_line(td_split *split, td_span line)
{
	if (!split->from && td_span_has_prefix(line, "# User "))
		split->from = dup_head(td_span_skip(line, 7));
	else if (!split->date && td_span_has_prefix(line, "# Date "))
		split->date = read_date(
		    td_span_head(td_span_trim(td_span_skip(line, 7)), TD_MAX_NAME_BYTES));
}

void
td_changeset_read(td_split *split)
{
	td_span rest =
	    td_span_trim((td_span){ split->message->str, split->message->len });
	td_span whole = { split->message->str, split->message->len };
	td_span line, next;

	if (!td_span_next_line(&rest, &line) ||
	    !td_span_is(td_span_trim(line), FIRST_LINE))
		return;
	next = rest;
	while (td_span_next_line(&next, &line) && td_span_has_prefix(line, "# ")) {
		take_line(split, line);
		rest = next;
	}
	/* The first line of what is left is the title. */
	do
		if (!td_span_next_line(&rest, &line))
			return;
	while (td_span_trim(line).n == 0);
	g_free(split->subject);
	split->subject = dup_head(line);
	while (rest.n > 0 && (*rest.p == '\n' || *rest.p == '\r'))
		rest = td_span_skip(rest, 1);
	/* What td_span_trim() took from the end belongs to the message. */
	g_string_erase(
	    split->message, 0, rest.n > 0 ? (gssize)(rest.p - whole.p) : (gssize)whole.n);
}
