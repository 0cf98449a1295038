/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/statistics.h - a list in numbers: months, people, how long series wait */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "people/people.h"
#include "report/months.h"
#include "store/file.h"

/* The kinds of td_statistics.months. */
enum { TD_MONTHS_MAILS, TD_MONTHS_PATCHES, TD_MONTHS_REPLIES };

typedef struct td_statistics_count {
	const char *name, *address; /* address "" for a domain */
	unsigned n;
} td_statistics_count;

enum {
	TD_WAITS = 6,  /* an hour, a day, three, a week, a month, longer */
	TD_ROUNDS = 8, /* applied in v1 ... v7, later */
};

typedef struct td_statistics {
	td_months months; /* of all time, by arrival */
	int64_t since;    /* what follows is of what came since */
	GPtrArray *authors, *repliers,
	    *domains;              /* of td_statistics_count *, most first */
	unsigned series, answered; /* series sent, those that got an answer of a person */
	unsigned waits[TD_WAITS];  /* how long until the first one */
	int64_t median;            /* of those; -1 for none */
	unsigned rounds[TD_ROUNDS]; /* of series that were applied: in which version */
	GStringChunk *store;
} td_statistics;

/* list 0: all. now: the years go back from there, or from the newest mail. people may be
 * NULL. NULL on error: DATABASE. */
td_statistics *td_statistics_build(td_index *index, int64_t list, int64_t now,
    unsigned days, const td_people *people, GError **error);
void td_statistics_free(td_statistics *statistics); /* NULL is fine */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_statistics, td_statistics_free)
