/* SPDX-License-Identifier: GPL-2.0-or-later */
/* markup/series.h - series that are under way, the page of one, two versions of it
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "markup/marks.h"
#include "markup/site.h"
#include "render/render.h"
#include "report/history.h"
#include "report/neighbours.h"
#include "report/standing.h"
#include "show/compare.h"

/* What was asked for, as it was typed; "" where it was not. */
typedef struct td_site_filter {
	const char *state, *author, *path, *title, *since, *until, *order, *class_name;
	const char *version;
} td_site_filter;

typedef struct td_site_series_list {
	const td_standing_list *list;
	td_site_filter filter;
	unsigned offset;        /* these come first in list, and are not shown */
	const GPtrArray *lists; /* of char *: of each that is shown; NULL in one list */
	/* Of each that is shown: of td_site_mark *, of its patches; NULL: nobody said
	 * anything. */
	const GPtrArray *marks;
	const char *problem; /* NULL */
} td_site_series_list;

bool td_site_series_list_write(const td_site *site, const td_site_series_list *page,
    const td_sink *sink, GError **error);

typedef struct td_site_series {
	const td_series_page *page;
	const td_history *history;
	const GPtrArray *marks; /* of td_site_mark *: of its patches */
} td_site_series;

bool td_site_series_write(const td_site *site, const td_site_series *series,
    const td_sink *sink, GError **error);

typedef struct td_site_compare {
	const td_compare_page *page;
	const char *message_id;    /* of the series whose page it belongs to */
	const GPtrArray *versions; /* of td_page_version *, to choose others from */
} td_site_compare;

bool td_site_compare_write(const td_site *site, const td_site_compare *compare,
    const td_sink *sink, GError **error);

/* What a form of versions has chosen. */
typedef struct td_site_choice {
	const char *page;  /* the Message-ID whose page it is */
	unsigned from, to; /* places; past the last: none */
} td_site_choice;

/* A form that leads to what changed between two of versions (of td_page_version *). */
void td_site_compare_form(td_xml *xml, const td_site *site, const GPtrArray *versions,
    const td_site_choice *choice);
/* Of char *, for each: a version may have been sent more than once, "v5 (2)" is the
 * second that is called v5. */
GPtrArray *td_site_version_names(const GPtrArray *versions);

/* Mails of one Message-ID, each beside the first: GString * of their bytes. */
bool td_site_copies_write(const td_site *site, const char *message_id,
    const GPtrArray *mails, const td_sink *sink, GError **error);

/* "applied", coloured by what it means. */
void td_site_state(td_xml *xml, td_state state);
/* The same, and the mark that it is stale. */
void td_site_standing(td_xml *xml, const td_standing *standing);
/* A line above a mail: how its series stands, with the ways to it, to what is newer and
 * to what came before. */
void
td_site_neighbours(td_xml *xml, const td_site *site, const td_neighbours *neighbours);
/* "3 patches", "2 of 3 patches" where not all of them came. */
void td_site_patches(td_xml *xml, const td_index_series *series);
/* "RFC v2", "v3". g_free it. */
char *td_site_version_name(const td_index_series *series);
