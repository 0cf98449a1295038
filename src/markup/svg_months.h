/* SPDX-License-Identifier: GPL-2.0-or-later */
/* markup/svg_months.h - counts of months as bars */
#pragma once

#include "output/xml.h"
#include "report/months.h"

typedef struct td_svg_months {
	const td_months *months;
	unsigned kind;    /* which of the counts */
	const char *what; /* "mails": for the words beside it */
	/* Where a click leads: this with the first and the last day of the bar behind it,
	 * "20260301..20260331"; NULL: nowhere. Not yet escaped as markup. */
	const char *link;
	const char *table; /* the id of the same as a table, which is written later;
			      NULL: it is below the bars */
} td_svg_months;

/* A bar a month, or a quarter or a year where they are many, and a table of months,
 * folded. Nothing is written where nothing was counted. */
void td_svg_months_write(td_xml *xml, const td_svg_months *plot);
/* The table alone. */
void td_svg_months_write_table(td_xml *xml, const td_svg_months *plot);
