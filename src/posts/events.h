/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * posts/events.h - what happened on lists, one thing after the other, newest first
 *
 * Made of the tables (posts/posts.h), so it goes back as far as the archive and needs no
 * log; what readers did is handed in and merged by time.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "posts/posts.h"

typedef enum td_event_kind {
	TD_EVENT_COVER_CREATED,
	TD_EVENT_PATCH_CREATED,
	TD_EVENT_PATCH_COMPLETED, /* it and all before it in the series are there */
	TD_EVENT_PATCH_STATE,
	TD_EVENT_PATCH_DELEGATED,
	TD_EVENT_PATCH_RELATION, /* never made: related patches are not kept */
	TD_EVENT_CHECK_CREATED,
	TD_EVENT_SERIES_CREATED,
	TD_EVENT_SERIES_COMPLETED,
	TD_EVENT_COVER_COMMENT,
	TD_EVENT_PATCH_COMMENT,
	TD_EVENT_KINDS,
} td_event_kind;

typedef struct td_event {
	td_event_kind kind;
	uint64_t id; /* the same in every index of the archive */
	int64_t date;
	td_posts *posts;
	uint32_t post;   /* patch, cover letter or comment; of a series the first one */
	uint32_t series; /* plus one; 0 for none */
	const void *own; /* the caller's: what a reader did; NULL for what mails say */
} td_event;

typedef struct td_event_filter {
	unsigned kinds;                        /* bits 1 << td_event_kind; 0: all */
	GHashTable *series, *patches, *covers; /* numbers, int64_t *; an event about
						  another thing is left out; NULL: all */
	int64_t since, before;                 /* 0: no bound */
	const GArray *own; /* of td_event, oldest first, with own set; NULL */
	bool own_only;
	bool oldest_first;
	uint64_t skip;
	unsigned limit;
} td_event_filter;

/* "series-created"; static. */
const char *td_event_word(td_event_kind kind);
bool td_event_find_word(const char *word, td_event_kind *kind);

/* Of these tables (td_posts *); *total is without skip and limit. GArray of td_event. */
GArray *
td_events_select(const GPtrArray *tables, const td_event_filter *filter, uint64_t *total);

/* Those that came with one mail, in their order. Appends to events (of td_event). *turn
 * is where its turns begin, and is moved past them. */
void td_events_of_post(td_posts *posts, uint32_t at, guint *turn, GArray *events);
