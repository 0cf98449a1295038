/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * output/moment.h - moments as text, in UTC
 *
 * seconds since 1970; 0 is no moment, nor is what lies outside the years 0 to 9999:
 * false, and "" in text.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#define TD_MOMENT 32

bool td_moment_stamp(int64_t seconds, char text[TD_MOMENT]);  /* "2025-10-31T14:02:11Z" */
bool td_moment_minute(int64_t seconds, char text[TD_MOMENT]); /* "2025-10-31 14:02" */
bool td_moment_day(int64_t seconds, char text[TD_MOMENT]);    /* "2025-10-31" */
