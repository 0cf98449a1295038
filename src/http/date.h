/* SPDX-License-Identifier: GPL-2.0-or-later */
/* http/date.h - "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110, 5.6.7) */
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum { TD_HTTP_DATE = 40 }; /* bytes, with the NUL */

/* Years outside 1970 to 9999 are brought into it. */
void td_http_date_format(int64_t seconds, char text[TD_HTTP_DATE]);
/* Of that form only, which is the one that is sent today; false for any other. */
bool td_http_date_parse(const char *text, int64_t *seconds);
