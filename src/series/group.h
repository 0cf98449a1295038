/* SPDX-License-Identifier: GPL-2.0-or-later */
/* series/group.h - series in the making; for series.c only */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "series/series.h"
#include "series/slots.h"

/* Mails that belong together as far as is known. Lists run through td_groups.next. */
typedef struct td_group {
	int first, last; /* mails; -1 when it was merged into another */
	unsigned count;
	unsigned filled;   /* slots that are taken, that of the cover too */
	int64_t from, to;  /* times of its mails */
	int base;          /* a mail of the group to blame that this one was opened; -1 */
	bool says_version; /* one of its mails does */
	bool has_cover;
	unsigned tries;     /* how often it was held against one that it answers */
	unsigned conflicts; /* how often against one of another thread, for nothing */
} td_group;

typedef struct td_groups {
	const td_series_mail *mails;
	unsigned n;
	int64_t *time;    /* of each mail: the Date, unless that cannot be */
	unsigned *sender; /* of each mail: a number a person */
	unsigned *order;  /* mails by bucket, then time */
	unsigned *by_id;  /* mails by id, for td_groups_find_mail */
	int *group;       /* of each mail */
	int *next;        /* mail of the same group */
	bool *extra;      /* of each mail */
	unsigned *given;  /* of each mail: the slot of what has no number; 0 for none */
	GArray *groups;   /* of td_group */
	td_slots *slots;
} td_groups;

/* mails are borrowed until it is cleared. */
void td_groups_init(td_groups *g, const td_series_mail *mails, unsigned n);
void td_groups_clear(td_groups *g);

td_group *td_groups_at(const td_groups *g, unsigned group);
/* -1 where the caller gave no such mail. */
int td_groups_find_mail(const td_groups *g, int64_t id);
/* The slot that a mail claims, or was given: 0 for a cover, 1 for a single patch. */
unsigned td_groups_slot(const td_groups *g, int mail);
bool td_groups_same_bucket(const td_groups *g, int a, int b);

unsigned td_groups_open(td_groups *g, int mail);
/* In its slot where that is free, else as an extra. */
void td_groups_join(td_groups *g, unsigned group, int mail);
/* No slot is taken in both. Looks at each mail of the smaller one. */
bool td_groups_disjoint(const td_groups *g, unsigned a, unsigned b);
/* One of the two gets all mails and is returned, the other is empty. */
unsigned td_groups_merge(td_groups *g, unsigned a, unsigned b);
