/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * report/standing.h - series as they are listed, and the page of one
 *
 * Plain structs out of a lasting index; strings live as long as what holds them.
 * docs/series-json.md has their JSON.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "index/index.h"
#include "people/people.h"
#include "series/state.h"

typedef enum td_standing_order {
	TD_STANDING_NEWEST, /* by when they were sent */
	TD_STANDING_OLDEST,
	TD_STANDING_ACTIVE, /* by what happened last, newest first */
	TD_STANDING_REPLIES,
} td_standing_order;

enum { TD_STALE_DAYS = 60 }; /* where a reader says nothing else */

typedef struct td_standing_options {
	const td_people *people; /* mailmap; NULL for none */
	const int64_t *lists;    /* of the index; n_lists 0: all */
	unsigned n_lists;
	int64_t since, until;    /* of their Date; 0: no bound */
	unsigned states;         /* bits 1 << td_state; 0: all */
	bool has_version;        /* else any */
	unsigned version, minor; /* minor 0: whatever it is */
	unsigned min_replies;
	unsigned min_patches; /* of n/m */
	unsigned max_patches; /* 0: any number */
	const char *const
	    *authors; /* globs over "Name <address>", lower case; NULL: all */
	const char *const *subjects;  /* globs over titles, lower case */
	const char *const *paths;     /* globs; a patch touches one of them */
	const char *const *reviewers; /* pieces of "Name <address>" */
	const char *const *classes;   /* of their first mail; NULL or "all": all */
	unsigned limit;               /* 0: all */
	/* So many are looked at, newest first, or oldest where these are wanted; 0: all
	 */
	unsigned looks;
	td_standing_order order;
	int64_t now; /* what is stale hangs on it */
	unsigned stale_days;
} td_standing_options;

typedef struct td_standing {
	td_index_series series;
	td_state state;       /* never TD_STATE_STALE */
	bool stale;           /* beside that: it waits, and nothing happened for long */
	const char *evidence; /* Message-ID of the mail that the state rests on; "" */
	const char *message_id, *title, *tags;
	const char *author_name, *author_address; /* after mailmap */
	int64_t sent, last;
	unsigned replies;
	unsigned reviewed, acked, tested; /* people who gave one, after mailmap */
	const char *class_name;           /* of its first mail */
} td_standing;

typedef struct td_standing_list {
	GPtrArray *series; /* of td_standing * */
	bool more;         /* the limit left some out */
	bool left_out;     /* some were of classes that were not asked for */
	/* Where looks were not enough: when the last one that was looked at was sent; 0
	 * else. */
	int64_t reached;
	GStringChunk *store;
} td_standing_list;

/* Newest first. NULL on error: DATABASE, TIME. */
td_standing_list *td_standing_list_build(
    td_index *index, const td_standing_options *options, GError **error);
void td_standing_list_free(td_standing_list *list);

/* One series of a chain. */
typedef struct td_page_version {
	td_standing *standing;
	const char *rule; /* why it follows; "" for the first one */
	unsigned weight;
	const char *shown_by; /* Message-ID; "" */
	bool alias, partly;
	int64_t older; /* the series; 0 */
} td_page_version;

typedef struct td_page_patch {
	unsigned number; /* 0 for the cover */
	bool extra;
	const char *title, *message_id, *author_name, *author_address;
	unsigned files, insertions, deletions;
	int64_t sent;
} td_page_patch;

/* What a mail in answer said. */
typedef struct td_page_answer {
	const char *name, *address, *message_id, *class_name;
	int64_t sent;
	unsigned number; /* the patch that it is for; 0 for the cover */
	unsigned parent; /* the place of the answer that it answers, counted from 1; 0
			    where it answers a patch or what is not there */
	/* Of const char *: "Reviewed-by: Ann <ann@example.org> # patches 1-3" */
	GPtrArray *trailers;
	GPtrArray *uncounted; /* the same: the sender is not who they name */
	unsigned subject_number, subject_total; /* n/m of its subject; 0 for none */
	const char *notice; /* "b4-ty", "patchwork-bot" ...; "" where it is none */
} td_page_answer;

typedef struct td_series_page {
	td_standing *standing;
	GPtrArray *versions; /* of td_page_version *, as they were sent */
	GPtrArray *patches;  /* of td_page_patch *, by number */
	GPtrArray *answers;  /* of td_page_answer *, by arrival */
	GPtrArray *trailers; /* of const char *: review trailers that the patches carry */
	/* Of const char *: those that count for it and stand in none of these, as they
	 * were given to the same patches of an earlier version. */
	GPtrArray *earlier;
	GStringChunk *store;
} td_series_page;

/* NOT_FOUND where the index has no such series. */
td_series_page *td_series_page_build(
    td_index *index, int64_t series, const td_standing_options *options, GError **error);
void td_series_page_free(td_series_page *page);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_standing_list, td_standing_list_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_series_page, td_series_page_free)
