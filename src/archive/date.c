/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive/date.c - dates as people write them to git */
#include "archive/date.h"

#include <glib.h>
#include <string.h>

#include "archive/archive.h"
#include "base/error.h"

#define MAX_DATE_BYTES 128

/* "@1700000000", which git takes only with more digits or a zone. */
static bool
plain_seconds(const char *text, int64_t *seconds)
{
	char *end;

	if (*text != '@' || !g_ascii_isdigit(text[1]))
		return false;
	*seconds = g_ascii_strtoll(text + 1, &end, 10);
	if (*end == ' ' && (end[1] == '+' || end[1] == '-')) {
		end += 2;
		for (int i = 0; i < 4; i++) {
			if (!g_ascii_isdigit(*end++))
				return false;
		}
	}
	return *end == '\0';
}

static bool
fail_odd(const char *text, td_span odd, GError **error)
{
	g_autofree char *part = odd.p ? td_span_dup(odd) : NULL;

	if (part && strcmp(part, text) != 0)
		g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
		    "\"%s\" in the date \"%s\" means nothing here; write it as "
		    "2025-10-31, 2025-10-31T10:00Z, \"2 weeks ago\" or \"last monday\"",
		    part, text);
	else
		g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
		    "\"%s\" is not a date; write it as 2025-10-31, 2025-10-31T10:00Z, "
		    "\"2 weeks ago\" or \"last monday\"",
		    text);
	return false;
}

static bool
fail_scan(const char *text, const td_date_scan *scan, GError **error)
{
	g_autofree char *part = scan->no_day ? td_span_dup(scan->odd) : NULL;

	if (!part)
		return fail_odd(text, scan->odd, error);
	g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
	    "no calendar has \"%s\"; write a date as 2025-10-31", part);
	return false;
}

bool
td_archive_parse_date(const char *text, int64_t now, int64_t *seconds, GError **error)
{
	static const char marks[] = " \t,.:/+-@_'()";
	g_autofree char *copy = g_strstrip(g_strndup(text, MAX_DATE_BYTES + 1));
	td_date_scan scan = { .p = copy, .now = now };
	int64_t value;

	for (const char *p = copy; *p; p++) {
		if (p - copy >= MAX_DATE_BYTES)
			return fail_odd("", (td_span){ copy, 16 }, error);
		if (!g_ascii_isalnum(*p) && !strchr(marks, *p))
			return fail_odd(copy, (td_span){ 0 }, error);
	}
	if (plain_seconds(copy, seconds))
		return true;
	if (!td_date_exact(&scan, &value)) {
		scan = (td_date_scan){ .p = copy, .now = now };
		if (!td_date_words(&scan, &value) && !scan.odd.p)
			return fail_scan(copy, &scan, error);
	}
	if (scan.odd.p)
		return fail_scan(copy, &scan, error);
	*seconds = value;
	return true;
}
