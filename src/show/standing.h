/* SPDX-License-Identifier: GPL-2.0-or-later */
/* show/standing.h - lists of series and the page of one, as text and as JSON */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "output/json.h"
#include "output/sink.h"
#include "report/standing.h"

typedef struct td_standing_style {
	unsigned width; /* columns of the table; 0: lines as long as they are */
	bool ids;       /* a second line with the Message-ID in the table */
	bool color;
	int64_t now; /* what ages are counted from */
} td_standing_style;

void td_standing_text(
    const td_standing_list *list, const td_standing_style *style, td_out *out);
/* docs/series-json.md */
void td_standing_json(const td_standing_list *list, int64_t now, td_out *out);

/* One series: its versions, who said what, what its state rests on. */
void td_series_page_text(
    const td_series_page *page, const td_standing_style *style, td_out *out);
void td_series_page_json(const td_series_page *page, int64_t now, td_out *out);
