/* SPDX-License-Identifier: GPL-2.0-or-later */
/* markup/search.h - what a search found */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "markup/site.h"
#include "render/render.h"
#include "report/mail_rows.h"
#include "report/months.h"

typedef struct td_site_search {
	const char *query;        /* as it was typed */
	const td_mail_rows *rows; /* NULL: the query could not be read */
	const GPtrArray *lists;   /* of char *, beside the rows: which have it; NULL: the
				     search is of one */
	const char *problem;      /* why; NULL */
	bool nowhere;             /* it is about all of the query, and at no place */
	size_t at, n;             /* where in query that is, or a prefix that is none */
	const td_months *months;  /* of all that was found, by arrival */
	uint64_t total;
	uint64_t offset;
	unsigned limit;
	bool relevance, oldest, threads; /* threads: the first hit of each */
} td_site_search;

bool td_site_search_write(const td_site *site, const td_site_search *search,
    const td_sink *sink, GError **error);

/* The newest mails of a list. */
bool td_site_new_write(
    const td_site *site, const td_mail_rows *rows, const td_sink *sink, GError **error);

/* A mail as one of a list: <li>. lists: that have it; NULL where that is no question. */
void
td_site_hit(td_xml *xml, const td_site *site, const td_mail_row *row, const char *lists);
