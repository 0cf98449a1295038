/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * report/person.h - what one person did, from whichever of their addresses
 *
 * Whose an address is the mailmap says. An address is told only where a mail that is here
 * has it: a mailmap may know more than it should say.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "people/people.h"
#include "report/mail_rows.h"
#include "report/months.h"
#include "report/standing.h"
#include "store/file.h"

/* The kinds of td_person.months. */
enum { TD_PERSON_MAILS, TD_PERSON_TAGS };

typedef struct td_person_address {
	const char *address; /* in lower case */
	const char *name;    /* of theirs; "" for none */
	unsigned mails, tags, series;
} td_person_address;

typedef struct td_person {
	const char *name;    /* of their newest mail, after the mailmap; "" for none */
	const char *address; /* after the mailmap, as it has it */
	const char *id;      /* the same in lower case: what the page is known by */
	/* A mail here has the address that was asked for, or it is the mailmap's for one.
	 */
	bool known;
	GPtrArray *addresses; /* of td_person_address *, most mails first */
	/* Who else wrote from the address that was asked for. Of td_person_address * */
	GPtrArray *sharing;
	td_months months;
	unsigned reviewed;           /* mails with a tag of theirs */
	unsigned series, applied;    /* that they wrote; of those, that were applied */
	GArray *sent;                /* of int64_t: messages, the newest first */
	td_mail_rows *mails;         /* the newest of those */
	td_mail_rows *reviews;       /* the newest with a tag of theirs */
	td_standing_list *standings; /* the newest of their series */
	GStringChunk *store;
} td_person;

/*
 * Whoever an address is of; where several wrote from it, whom the mailmap leaves it.
 * limit is how many of each kind are shown; people may be NULL. DATABASE, LIMIT.
 */
td_person *td_person_load(td_index *index, const td_people *people, const char *address,
    unsigned limit, GError **error);
void td_person_free(td_person *person); /* NULL is fine */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_person, td_person_free)
