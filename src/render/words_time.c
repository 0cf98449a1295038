/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render/words_time.c - moments as words */
#include "render/words.h"

#include <string.h>

#define DAY 86400
#define LAST_SECOND 253402300799 /* of the year 9999 */

/* Year, month and day of a day number, proleptic Gregorian: eras of 400 years that begin
 * on a 1st of March, so that a leap day is the last of its year. */
static void
civil(int64_t day, int *year, int *month, int *mday)
{
	int64_t shifted = day + 719468;
	int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
	int64_t of_era = shifted - era * 146097;
	int64_t year_of_era =
	    (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int64_t of_year =
	    of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int64_t march = (5 * of_year + 2) / 153;

	*mday = (int)(of_year - (153 * march + 2) / 5 + 1);
	*month = (int)(march < 10 ? march + 3 : march - 9);
	*year = (int)(year_of_era + era * 400 + (*month <= 2));
}

/* Two digits; printf takes thirty times as long, and a page has hundreds of moments. */
static void
put_two(char *at, int number)
{
	at[0] = (char)('0' + number / 10);
	at[1] = (char)('0' + number % 10);
}

bool
td_words_time(int64_t seconds, char text[TD_WORDS_TIME])
{
	static const char form[] = "0000-00-00T00:00:00Z";
	int year, month, day;
	int64_t days = seconds / DAY;
	int64_t rest = seconds % DAY;

	text[0] = '\0';
	if (seconds == 0 || seconds > LAST_SECOND || seconds < -62167219200)
		return false;
	if (rest < 0) {
		rest += DAY;
		days--;
	}
	civil(days, &year, &month, &day);
	memcpy(text, form, sizeof form);
	put_two(text, year / 100);
	put_two(text + 2, year % 100);
	put_two(text + 5, month);
	put_two(text + 8, day);
	put_two(text + 11, (int)(rest / 3600));
	put_two(text + 14, (int)(rest / 60 % 60));
	put_two(text + 17, (int)(rest % 60));
	return true;
}

bool
td_words_minute(int64_t seconds, char text[TD_WORDS_TIME])
{
	if (!td_words_time(seconds, text))
		return false;
	text[10] = ' ';
	text[16] = '\0';
	return true;
}

bool
td_words_day(int64_t seconds, char text[TD_WORDS_TIME])
{
	if (!td_words_time(seconds, text))
		return false;
	text[10] = '\0';
	return true;
}
