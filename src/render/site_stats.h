/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render/site_stats.h - a list in numbers; what a person did */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "render/render.h"
#include "render/site.h"
#include "report/mail_rows.h"
#include "report/standing.h"
#include "report/statistics.h"

typedef struct td_site_stats {
	const td_statistics *statistics;
	unsigned days;
} td_site_stats;

bool td_site_stats_write(
    const td_site *site, const td_site_stats *stats, const td_sink *sink, GError **error);

typedef struct td_site_person_page {
	const char *name, *address;
	const td_months *months; /* kind 0: mails sent, 1: trailers given */
	uint64_t sent, reviewed;
	const td_mail_rows *mails;      /* the newest sent */
	const td_mail_rows *reviews;    /* the newest with a trailer of theirs */
	const td_standing_list *series; /* theirs */
	const GPtrArray *lists;         /* of char *: they write to */
} td_site_person_page;

bool td_site_person_write(const td_site *site, const td_site_person_page *person,
    const td_sink *sink, GError **error);
