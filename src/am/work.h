/* SPDX-License-Identifier: GPL-2.0-or-later */
/* am/work.h - what the files of this folder share while a series is made ready */
#pragma once

#include "am/am.h"
#include "index/index.h"

enum { TD_AM_WAY_UP = 1024 }; /* answers above a mail that are looked at */

/* A mail of the threads that the versions are in. */
typedef struct td_am_mail {
	int64_t id, parent, received;
	char *message_id, *name, *address; /* name and address: who sent it */
	char *title;                       /* td_subject_key */
	char patch_id[41];
	td_kind kind;
	unsigned number, total;
	bool has_number, bot;
	int posting;   /* index in am->versions; -1 where it is of none of them */
	unsigned slot; /* in that one; 0 for the cover letter */
	bool extra;
	bool gives;          /* it has trailers */
	GPtrArray *trailers; /* of td_trailer *; NULL until read */
} td_am_mail;

typedef struct td_am_work {
	td_am *am;
	td_index *index;
	const td_am_options *options;
	GArray *mails;   /* of td_am_mail, by id */
	int64_t asked;   /* the series of the message that was asked for */
	unsigned chosen; /* index in am->versions */
	GArray *slots; /* of int: index in mails of the patch for each slot, -1; 0 is the
			  cover letter's */
} td_am_work;

/* Borrowed from work; NULL where it is none of the threads'. */
td_am_mail *td_am_find_mail(td_am_work *work, int64_t id);

/* Those messages, ascending, as a range; ids are borrowed by it. */
td_index_range td_am_range(const GArray *ids);

/* versions.c */
bool td_am_load_versions(td_am_work *work, int64_t message, GError **error);
/* mails.c */
bool td_am_load_mails(td_am_work *work, GError **error);
/* slots.c: the newest accepted mail for each slot up to the chosen version */
void td_am_fill_slots(td_am_work *work);
/* after it: which postings of the chosen version have no mail in a slot */
void td_am_find_others(td_am_work *work);
/* Another mail of its posting that has its number, with another diff or title; NULL for
 * none. */
const td_am_mail *td_am_find_rival(const td_am_work *work, const td_am_mail *patch);
/* credit.c: the trailers that each patch of am->patches got */
bool td_am_load_trailers(td_am_work *work, GError **error);
