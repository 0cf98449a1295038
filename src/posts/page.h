/* SPDX-License-Identifier: GPL-2.0-or-later */
/* posts/page.h - questions to tables of posts: filters, order, one page, how many
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "posts/posts.h"

typedef enum td_post_order {
	TD_POST_BY_NUMBER,
	TD_POST_BY_DATE,
	TD_POST_BY_STATE,
	TD_POST_BY_ARCHIVED,
	TD_POST_BY_SUBMITTER,
	TD_POST_BY_CHECK,
	TD_POST_BY_PROJECT,
} td_post_order;

enum { TD_POST_ORDERS = 3 }; /* that a question may have */

/* What is alike by the first order goes by this one. */
typedef struct td_post_next_order {
	td_post_order order;
	bool descending;
} td_post_next_order;

/* Sets are of int64_t *; NULL: all. */
typedef struct td_post_filter {
	td_post_kind kind;
	GHashTable *series;     /* their numbers */
	GHashTable *submitters; /* address rows */
	GHashTable *delegates;  /* the marks' */
	GHashTable *messages;
	uint32_t target;       /* answers to this post, plus one; 0: any */
	unsigned states;       /* bits 1 << td_slug; 0: all */
	int archived;          /* 1 yes, -1 no, 0 all */
	int64_t since, before; /* of their Date; 0: no bound */
	td_post_order order;
	bool descending;
	td_post_next_order next[TD_POST_ORDERS - 1];
	unsigned next_n;
	uint64_t skip;
	unsigned limit;
} td_post_filter;

typedef struct td_post_ref {
	td_posts *posts;
	uint32_t at; /* the post, or the series; not plus one */
} td_post_ref;

/* Of these tables (td_posts *, by project) together; *total is how many there are without
 * skip and limit. GArray of td_post_ref. */
GArray *
td_posts_select(const GPtrArray *tables, const td_post_filter *filter, uint64_t *total);
/* The same for series; kind, delegates, target, states and archived do not count, and a
 * series has the date and the submitter of the first of its mails. messages are its
 * cover letter's or first patch's. */
GArray *td_posts_select_series(
    const GPtrArray *tables, const td_post_filter *filter, uint64_t *total);
