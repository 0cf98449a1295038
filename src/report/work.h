/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/work.h - private: what the folder's files share while a report is being built */
#pragma once

#include "report/pair.h"
#include "report/report.h"
#include "series/chain.h"
#include "series/claim.h"
#include "series/last_word.h"
#include "series/posted.h"

/* A message of the range. Strings are owned by the report's store. */
typedef struct td_work_mail {
	int64_t id, parent, thread;
	int64_t bridged; /* above it where the parent is missing; 0 for none */
	int64_t sent, received;
	const char *message_id, *subject, *title, *tags, *class_name;
	td_report_person *author, *sender;
	const char *sender_name;       /* as this mail has it, after mailmap */
	struct td_work_series *series; /* NULL for none */
	td_report_patch
	    *patch; /* its patch or cover letter in the report; NULL for none */
	/* The patch or cover that it answers, through other replies; NULL for none. Known
	 * once the series are. */
	struct td_work_mail *target;
	td_kind kind;
	td_oid commit, blob;
	uint64_t position;
	uint32_t epoch;
	int sent_zone;
	unsigned version, minor, number, total;
	unsigned files, insertions, deletions, defects;
	char patch_id[41];
	bool has_version, rfc, resend;
	bool passed;   /* on the way to a target */
	bool asks;     /* it asks to be pulled */
	bool wanted;   /* of a class that was asked for */
	bool selected; /* wanted, and what --path, --author and --subject ask for */
	bool before;   /* it came before the range: known, and not counted */
} td_work_mail;

/* A series while its replies and notices come in. */
typedef struct td_work_series {
	td_report_series *series; /* NULL once it is given to the report */
	int64_t id;
	GHashTable *repliers; /* of td_report_person_key, a set */
	GHashTable *given;    /* the series' td_report_trailer *, a set */
	td_claim_tally tally; /* what notices say of it */
	td_last_word word;    /* no, or "not yet" */
	/* A later, larger set that has all of its patches; NULL for none. */
	const td_report_series *taken;
	bool selected;
	bool in_range; /* a mail of it is in the range */
	bool touched;  /* a review or a notice of the range is for it */
} td_work_series;

typedef struct td_comparing td_comparing; /* handle */

/* What the index knows that a series follows. */
typedef struct td_work_elder {
	int64_t series;
	bool copied; /* the one that follows is the same version again, and does not say
			so */
	bool part;   /* the one that follows is some of its patches, sent again */
} td_work_elder;

typedef struct td_work {
	td_report *report;
	td_index *index;
	const td_report_options *options;
	GArray *mails; /* of td_work_mail, order of arrival */
	GArray *by_id; /* of td_work_key, sorted */
	GArray *ids;   /* of int64_t, ascending: all of mails; NULL without history */
	td_index_range range; /* what mails came from */
	GHashTable *elders;   /* with history: int64_t * series to td_work_elder * */
	GHashTable *before;   /* td_report_series * to the one that it follows */
	GHashTable *copied; /* with history: the same from somebody else, and not said to
			       be sent again, to what it is of */
	GHashTable *profiles; /* int64_t * series to td_chain_profile *: profiles.c */
	GHashTable *idle;     /* with history: int64_t *, older series that may wait */
	GPtrArray *series;    /* of td_work_series *, order of arrival */
	GArray *words;        /* last_words.c */
	GPtrArray *strays;    /* of td_report_trailer *: given to what came before */
	GHashTable *people;   /* lower-case address or name -> td_report_person * */
	GHashTable *known;    /* the index's number of an address -> td_work_known * */
	GHashTable *merged;   /* td_work_mail * of a pull request -> of the notice that it
				 was merged */
	td_comparing *comparing; /* versions.c; NULL while nobody compares */
	unsigned compared;       /* patches that were looked into */
	bool filtered;           /* --path, --author or --subject was given */
} td_work;

/* An id and where its message is in mails. */
typedef struct td_work_key {
	int64_t id;
	unsigned at;
} td_work_key;

/* What a name and address of the index mean after mailmap. */
typedef struct td_work_known {
	td_report_person *person;
	const char *name; /* as this address has it; "" for none */
} td_work_known;

/* What owns the strings and people of a report; the report's `store`. */
struct td_report_store {
	GStringChunk *strings;
	GPtrArray *people; /* of td_report_person * */
};

/* A copy that lives as long as the report; equal texts share one copy. NULL stays NULL.
 */
const char *td_work_keep(td_work *work, const char *text);
td_work_mail *td_work_find(td_work *work, int64_t id); /* NULL when not in the range */

/* What a title is known by (td_subject_key), kept as td_work_keep does. */
const char *td_work_title_key(td_work *work, const char *title);

/* The person behind an address, after mailmap; one object a person. */
td_report_person *td_work_person(td_work *work, const char *name, const char *address);

/* By address, or by a name of several words that both carry: many people answer from
 * another address than they send patches from. */
bool td_work_is_same_person(const td_report_person *a, const td_report_person *b);
/* False for who sent a mail that names nobody. */
bool td_work_is_somebody(const td_report_person *person);

/* A machine's mail is no answer and no review, whichever classes are shown. */
bool td_work_is_human(const td_work_mail *mail);

/* Of the range, and of what was asked for. */
bool td_work_counts(const td_work_mail *mail);

/* mails.c */
bool td_work_load_mails(td_work *work, GError **error);
bool td_work_load_name(td_work *work, GError **error); /* of the list, alone */
/* Once every patch has its place. */
bool td_work_find_targets(td_work *work, GError **error);
/* patches.c: series with their patches and files, then what was asked for of them */
bool td_work_load_series(td_work *work, GError **error);
/* reviews.c */
GHashTable *td_work_new_given(void);
bool td_work_load_reviews(td_work *work, GError **error);
/* absent.c: series that lack mails, by thread: g_hash_table_unref it. */
GHashTable *td_work_find_holes(td_work *work);
/* The one of them that an answer without a target is for, by its subject; NULL for none.
 */
td_work_series *td_work_find_absent(GHashTable *holes, const td_work_mail *answer);
/* last_words.c: who said no to a series, or "not yet" */
GArray *td_work_new_words(void);
bool td_work_is_word(const char *key); /* of a trailer */
/* A trailer of an answer: a word, a review that takes one back, or neither. */
void td_work_note_word(td_work *work, const td_index_trailer *row,
    const td_work_mail *giver, const td_work_mail *target);
void td_work_settle_words(td_work *work); /* once all are noted */
/* The state rests on it. */
void td_work_tell_word(td_work *work, const td_work_series *item);
/* notices.c */
bool td_work_load_notices(td_work *work, GError **error);
bool td_work_load_pulls(td_work *work, GError **error);
/* Appends to mails, or to an array of mails of before the range. */
void td_work_add_mail(td_work *work, const td_index_row *row, GArray *to);
/* earlier.c: with history, the mails of before the range that its mails belong to */
bool td_work_load_earlier(td_work *work, GError **error);
/* lineage.c: which series follows which */
void td_work_find_lineage(td_work *work);
/* What two versions of a series have in common, three times in four: title and sender. */
td_pair td_work_version_key(const td_report_series *series);
bool td_work_is_newer(const td_report_series *a, const td_report_series *b);
/* Whoever posts again what somebody else wrote, and does not say so, takes nothing back.
 */
bool td_work_is_anothers(const td_report_series *newer, const td_report_series *older);
/*
 * versions.c: what changed since the version before, what waits for an answer. Between
 * begin and end another thread may look at patches and their places: nobody changes
 * those. Who does not come to the end forgets.
 */
void td_work_begin_previous(td_work *work);
bool td_work_end_previous(td_work *work, GError **error);
void td_work_forget_previous(td_work *work);
void td_work_find_waiting(td_work *work);
/* profiles.c: what a series looks like, and one of its patches whose title has that hash,
 * for src/series: with history as the index has it; of a range alone the page knows the
 * files and no lines. Borrowed. */
const td_chain_profile *
td_work_profile(td_work *work, const td_work_series *item, GError **error);
bool td_work_tell_patch(td_work *work, const td_work_series *item,
    const td_report_patch *patch, td_posted *posted, GError **error);
/* taken.c: which larger set took in each series, but for those that are applied
 * or have a later version; last: of td_work_find_last */
bool td_work_find_taken(td_work *work, GHashTable *last, GError **error);
/* The state rests on it. */
void td_work_tell_taken(td_work *work, const td_work_series *item);
/* newest.c: td_report_series * to the last version that came of each that has one, as far
 * as it is known; whether newer is but some patches of the set, sent again */
GHashTable *td_work_find_last(const td_work *work);
bool td_work_is_part_of(const td_report_series *older, const td_report_series *newer);
/* status.c: what became of each series; then those that were asked for go to the report,
 * in order */
bool td_work_settle(td_work *work, GError **error);
/* Itself, and not as another posting of the same patches. */
bool td_work_is_applied(const td_work_series *item);
/* ranks.c */
void td_work_rank(td_work *work);
/* activity.c: days, classes, totals */
void td_work_activity(td_work *work);
/* threads.c: what was talked about, and what began */
void td_work_find_threads(td_work *work);
