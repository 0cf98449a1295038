/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive/date.c - dates as people write them to git */
#include "archive/archive.h"

#include "base/error.h"

bool
td_archive_parse_date(const char *text, int64_t now, int64_t *seconds, GError **error)
{
	char *end;
	int64_t value;

	(void)now;
	value = g_ascii_strtoll(*text == '@' ? text + 1 : text, &end, 10);
	if (end == text || *end || value < 100000000) {
		g_set_error(
		    error, TD_ERROR, TD_ERROR_USAGE, "\"%s\" is not a date", text);
		return false;
	}
	*seconds = value;
	return true;
}
