/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * archive/date.h - the two ways in which git reads a date
 *
 * An exact one has all of year, month, day and time ("Fri, 31 Oct 2025 10:00:00 +0100").
 * What is not exact is read again as words ("2 weeks ago", "last monday", "Oct 31"), and
 * what they leave open is that of now. Git passes over what it does not know; here the
 * first such thing is remembered in `odd`.
 */
#pragma once

#include "archive/date_scan.h"

/* False where the text is no exact date. */
bool td_date_exact(td_date_scan *scan, int64_t *seconds);

/* False where nothing in the text has a meaning. */
bool td_date_words(td_date_scan *scan, int64_t *seconds);
