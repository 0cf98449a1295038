/* SPDX-License-Identifier: GPL-2.0-or-later */
/* output/moment.c - moments as text, "" for what is none */
#include "output/moment.h"

#include <glib.h>

#include "output/day.h"

#define FIRST_SECOND (-62167219200) /* of the year 0 */
#define LAST_SECOND 253402300799    /* of the year 9999 */

static bool
put(int64_t seconds, td_day_text (*form)(const td_day *day), char text[TD_MOMENT])
{
	td_day day = td_day_of(seconds);

	text[0] = '\0';
	if (seconds == 0 || seconds > LAST_SECOND || seconds < FIRST_SECOND)
		return false;
	g_strlcpy(text, form(&day).text, TD_MOMENT);
	return true;
}

bool
td_moment_stamp(int64_t seconds, char text[TD_MOMENT])
{
	return put(seconds, td_day_stamp, text);
}

bool
td_moment_minute(int64_t seconds, char text[TD_MOMENT])
{
	return put(seconds, td_day_time, text);
}

bool
td_moment_day(int64_t seconds, char text[TD_MOMENT])
{
	return put(seconds, td_day_date, text);
}
