/* SPDX-License-Identifier: GPL-2.0-or-later */
/* markup/update.h - what happened in a stretch of a list, as a page of the site */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "markup/site.h"
#include "render/render.h"
#include "report/report.h"
#include "report/weeks.h"

typedef struct td_site_update {
	const td_report *report;            /* NULL: nothing came */
	const char *title;                  /* "Friday, 27 November 2026" */
	const char *earlier, *later, *week; /* addresses below /LIST/_/update/; NULL */
	/* Since one last looked: what to remember of this page, and the way to say so. */
	bool since;
	bool first_time;  /* nothing was remembered */
	const char *mark; /* up to where the page goes; NULL for nowhere */
} td_site_update;

bool td_site_update_write(const td_site *site, const td_site_update *update,
    const td_sink *sink, GError **error);

/* The days and weeks that have a page. */
typedef struct td_site_calendar {
	const td_calendar *weeks;
	const char *earlier, *later; /* addresses below /LIST/_/update/; NULL */
} td_site_calendar;

bool td_site_calendar_write(const td_site *site, const td_site_calendar *calendar,
    const td_sink *sink, GError **error);
