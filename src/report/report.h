/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * report/report.h - what happened in a range: one model for every format
 *
 * Plain structs, filled by td_report_build() from an index, read-only after. All strings
 * are valid UTF-8 without control characters, except texts. Texts (commit messages) may
 * be large, so they are not in the model: render asks for one at a time with
 * td_report_load_text(). Strings and people live as long as the report. Lists are in the
 * order that options asked for; nothing in it depends on clock, locale or path.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "index/index.h"
#include "people/people.h"

typedef enum td_report_parts {
	TD_PART_TOTALS = 1 << 0,
	TD_PART_DOMAINS = 1 << 1,
	TD_PART_CONTRIBUTORS = 1 << 2,
	TD_PART_REVIEWERS = 1 << 3,
	TD_PART_SERIES = 1 << 4,   /* the patch list */
	TD_PART_MESSAGES = 1 << 5, /* commit messages with diffstats */
	TD_PART_PULLS = 1 << 6,
	TD_PART_APPLIED = 1 << 7,
	TD_PART_THREADS = 1 << 8,
	TD_PART_WAITING = 1 << 9,
	TD_PART_DISCUSSIONS = 1 << 10,
	TD_PART_ALL = (1 << 11) - 1,
} td_report_parts;

typedef enum td_report_order {
	TD_ORDER_ARRIVAL, /* newest first */
	TD_ORDER_OLDEST,  /* oldest first */
	TD_ORDER_DATE, /* by Date, newest first; the page says that it is not arrival */
	TD_ORDER_TITLE,
	TD_ORDER_AUTHOR,
	TD_ORDER_SIZE,    /* lines touched, most first */
	TD_ORDER_REPLIES, /* most first */
} td_report_order;

typedef struct td_report_person {
	const char *name;
	const char *address;
	const char *domain; /* of address, lower case */
} td_report_person;

/* The same for two people who are taken for one: by a name of several words, in any case,
 * else by the address, as many answer from another one than they send patches from.
 * g_free it. */
static inline char *
td_report_person_key(const td_report_person *person)
{
	bool named = strchr(person->name, ' ') || person->address[0] == '\0';

	return g_ascii_strdown(named ? person->name : person->address, -1);
}

typedef struct td_report_count { /* a domain and its count */
	const char *name;
	unsigned patches;
	unsigned people;
} td_report_count;

typedef struct td_report_contributor {
	td_report_person *person;
	unsigned patches; /* different ones: each once, however often it was posted */
	unsigned posted;  /* patch mails, 2/N to N/N too */
	unsigned series;  /* series in which they have a patch */
	unsigned insertions, deletions; /* of each patch as it was posted last */
} td_report_contributor;

typedef struct td_report_reviewer {
	td_report_person *person;
	unsigned reviewed, acked, tested,
	    other;        /* trailers given in replies of the range */
	unsigned replies; /* mails that answer somebody else's patch */
} td_report_reviewer;

typedef struct td_report_trailer {
	const char *key, *value;
	td_report_person *person; /* who the value names; NULL for links */
	const char *from_address; /* who sent the reply; NULL when the patch carries it */
	td_report_person *giver;  /* the same */
	const char *message_id;   /* of the mail that gave it */
	bool mismatch;            /* the sender is not who the trailer names */
	bool for_cover;           /* given to the cover: counts for all patches */
	unsigned number;          /* the patch it is for; 0 for the whole series */
	bool before;              /* given before the range */
} td_report_trailer;

typedef enum td_report_status {
	TD_STATUS_NEW,
	TD_STATUS_UPDATED, /* version > 1 */
	TD_STATUS_RESENT,
	TD_STATUS_RFC,
	TD_STATUS_REVIEWED, /* every patch has a Reviewed-by or Acked-by from somebody
			       else */
	TD_STATUS_CHANGES,  /* somebody asks for another version, or the author will send
			       one */
	TD_STATUS_REJECTED, /* a Nacked-by, or a plain no */
	TD_STATUS_APPLIED,  /* a notice in the range says so; see applied_by */
	TD_STATUS_PARTLY_APPLIED,
	TD_STATUS_SUPERSEDED, /* a later version is in the range; see superseded_by */
} td_report_status;

typedef struct td_report_file {
	const char *path, *old_path;
	unsigned insertions, deletions;
	bool is_new, is_deleted, is_binary;
} td_report_file;

typedef struct td_report_patch {
	int64_t message; /* for td_report_load_text */
	const char *message_id, *title, *subject;
	const char
	    *key; /* td_subject_key of title; equal ones of a report are one text */
	td_report_person *author;
	td_report_person *sender;
	unsigned version; /* that its subject names; 1 for none, 0 where not known */
	unsigned number;
	bool extra;
	int64_t sent, received;
	int sent_zone;
	unsigned files, insertions, deletions;
	char patch_id[41];
	td_oid commit, blob;
	uint32_t epoch;
	uint64_t position;
	GArray *stat; /* of td_report_file: the counted diffstat */
} td_report_patch;

/* What a version changed of the one before, in patches. */
typedef struct td_report_changes {
	unsigned older, newer; /* that were compared */
	unsigned same, changed, rewritten, added, dropped;
	unsigned reworded; /* of those changed: in the message only */
	bool reordered;
} td_report_changes;

/* Two versions of a series to be compared, each of td_report_patch *, and the answer. */
typedef struct td_report_comparison {
	const GPtrArray *older, *newer;
	td_report_changes changes;
	bool compared; /* false where they cannot be */
} td_report_comparison;

/* The version before, and what is another now. */
typedef struct td_report_previous {
	const char *message_id; /* of its head */
	int64_t received;
	unsigned version, minor;
	unsigned patches; /* of this version that were compared; 0 for none */
	/* Diffs, by what options.compare says; where that is not asked by patch-id, then
	 * by title. */
	unsigned changed, added, dropped;
	bool compared; /* it was asked, and this is its answer: */
	td_report_changes changes;
} td_report_previous;

typedef struct td_report_series {
	td_report_status status;
	const char *title, *subject, *tags;
	const char *key; /* of its head */
	unsigned version, minor, total, received_patches;
	bool has_version, rfc, resend;
	GArray *missing; /* of unsigned: numbers that did not come */
	const char *class_name;
	td_report_person *author; /* of the cover; without one, of most patches */
	td_report_person *sender;
	td_report_patch *cover; /* NULL for none; its counts are 0 */
	GPtrArray *patches;     /* of td_report_patch *, by number */
	const char *message_id; /* of the head: the cover, else the first patch */
	int64_t sent, received;
	unsigned files, insertions, deletions;
	GPtrArray *trailers; /* of td_report_trailer *: got in replies, or carried by its
				patches */
	unsigned reviewed, acked, tested; /* people who gave it, not mails */
	unsigned replies;    /* mails of others and the author in answer, bots left out */
	unsigned repliers;   /* people, the author left out */
	int64_t last_reply;  /* received; 0 for none */
	int64_t last_answer; /* the same, of somebody else than the author */
	unsigned waiting;    /* whole days without one at the end of the range, when they
				are as many as was asked for; 0 else */
	bool before;         /* all of it came before the range */
	td_report_previous *previous; /* NULL where none is known */
	const char *evidence; /* message-id of the mail that the status rests on; "" */
	const char
	    *evidence_text; /* "applied to net-next by ...", "v3 came 2025-11-02"; "" */
} td_report_series;

typedef struct td_report_pull {
	const char *title, *message_id, *url, *ref, *base, *tip;
	td_report_person *sender;
	int64_t sent, received;
	const char *merged_by; /* message-id of the notice; "" */
	int64_t message;
} td_report_pull;

typedef struct td_report_applied {
	const char *title;
	const char *commit, *tree, *branch; /* "" where not said */
	const char *message_id;             /* of the notice */
	const char *about;                  /* message-id of the patch; "" */
	td_report_person *by;
	bool reported; /* by is a machine that reports it and does not say who did it */
	int64_t received;
	unsigned source; /* td_notice_source */
} td_report_applied;

typedef struct td_report_thread {
	/* Of the mail that began it; where that is not known, of the first one under the
	 * title that most of its mails here have. */
	const char *title, *tags, *message_id;
	td_report_person *starter; /* who sent that mail */
	unsigned mails, people;    /* replies in the range, and who wrote them */
	int64_t first, last;
	unsigned rank;     /* its place in threads, from 1; 0 where it is not there */
	bool begun_before; /* what is known of it begins with an answer */
} td_report_thread;

typedef struct td_report_day {
	int64_t day; /* seconds since 1970 of its midnight, UTC */
	unsigned mails, patches;
} td_report_day;

typedef struct td_report_totals {
	unsigned mails, patches, covers, replies, pulls, notices, others;
	unsigned series, new_series, new_versions;
	unsigned discussions; /* that began; see td_report.discussions */
	unsigned contributors, reviewers, domains;
	unsigned repliers; /* people who answered anything */
	unsigned files, insertions, deletions;
	unsigned trailers; /* review trailers given */
	unsigned left_out; /* mails of classes that were not asked for */
	unsigned late; /* those of mails whose Date is more than two days from arrival */
	unsigned removed, corrupt, defective;
	unsigned unnamed; /* mails that a list sent under its own name */
} td_report_totals;

typedef struct td_report {
	const char *list_name; /* "kvm" */
	const char *from, *to; /* full hex ids, or NULL */
	int64_t since, until;  /* as asked; INT64_MIN, INT64_MAX where not */
	int64_t first,
	    last; /* received of the first and last mail; 0 when there is none */
	td_report_order order;
	uint64_t before; /* position of the last mail before the range */
	unsigned parts;
	unsigned top; /* rows in the ranked lists, at most; 0 for all */
	td_report_totals totals;
	GPtrArray *
	    domains; /* of td_report_count *; these lists are whole, render cuts at top */
	GPtrArray *contributors; /* of td_report_contributor * */
	GPtrArray *reviewers;    /* of td_report_reviewer * */
	GPtrArray *series;       /* of td_report_series * */
	GPtrArray *earlier; /* of td_report_series *: posted before the range and reviewed
			       or applied in it; only with options.history */
	GPtrArray *resting; /* of td_report_series *: older ones without news, of which
			       some are in waiting */
	GPtrArray *waiting; /* of td_report_series *, borrowed from these three: those
			       that nobody answers; what waits for the fewest days
			       first */
	unsigned waiting_days; /* how long that is at least */
	GPtrArray *pulls, *applied, *threads;
	GPtrArray *discussions; /* of td_report_thread *: those that began in the range
				   with a mail that proposes no patch, newest first */
	GPtrArray
	    *classes; /* of td_report_count *: mails a class, name and patches = mails */
	GArray *days; /* of td_report_day, oldest first, without gaps */
	GPtrArray *remarks; /* of char *: what a reader must know (shallow clone, damage,
			       order) */
	struct td_report_store
	    *store;      /* owns strings and people; NULL where made by hand */
	td_index *index; /* borrowed */
	char *(*load_text)(int64_t message, void *data, GError **error);
	char *(*load_changelog)(int64_t message, void *data, GError **error);
	void *load_data;
} td_report;

typedef struct td_report_options {
	td_index_range range;
	const char *list_name; /* NULL: from the List-Id that most mails carry */
	unsigned expected;     /* how many mails the range has; 0 where it is not known */
	bool heading_only; /* nothing but the list's name and the ends, for a format that
			      asks the index itself */
	const char *from,
	    *to; /* full hex ids that were asked for, to be printed; NULL for none */
	int64_t since, until;      /* as asked; INT64_MIN, INT64_MAX */
	unsigned removed, corrupt; /* what reading met, to be said in totals */
	const GPtrArray *remarks;  /* of char *: further ones; NULL for none */
	unsigned parts;            /* 0: all */
	td_report_order order;
	unsigned top;    /* 15 when 0 */
	bool everything; /* top: no limit */
	/* Look at what was there before the range as well: reviews and notices that are
	 * for older series, versions before. Needs an index that has it. */
	bool history;
	unsigned
	    waiting_days; /* a series without an answer for so long waits; 7 when 0 */
	const char *const
	    *paths; /* globs, any may match; NULL: all. Same for the next ones */
	const char *const *authors;  /* parts of name or address, no case */
	const char *const *subjects; /* parts of the subject, no case */
	const char *const *classes;  /* NULL: only "human"; "all" for every class */
	const td_people *people;
	/* The commit message or cover text of a message; g_free it. */
	char *(*load_text)(int64_t message, void *data, GError **error);
	/* What its author says changed since the version before; NULL for none. */
	char *(*load_changelog)(int64_t message, void *data, GError **error);
	/* Told once, when it is known which patches the page will have, and not yet who
	 * reviewed them and what became of them: of td_report_patch *, about in the order
	 * of the page, borrowed for the call. A few more or less may be asked for. NULL:
	 * not told. */
	void (*expect)(const GPtrArray *patches, void *data);
	/* Answers n of them, in any order, as `tidings diff` does. NULL: never asked. */
	bool (*compare)(td_report_comparison *some, size_t n, void *data, GError **error);
	bool compare_aside; /* it may be called by another thread, beside the index; not
			       with history */
	/* With history: those of the messages (of int64_t, ascending) that the reader may
	 * know of; NULL: all. */
	GArray *(*sift)(const GArray *messages, void *data, GError **error);
	void *load_data; /* of all of these */
} td_report_options;

/* NULL on error: DATABASE, or what load and sift say. The index is borrowed: it lives
 * longer than the report. */
td_report *
td_report_build(td_index *index, const td_report_options *options, GError **error);
void td_report_free(td_report *report);

/* "" where there is none. NULL on error. g_free it. */
char *td_report_load_text(
    const td_report *report, const td_report_patch *patch, GError **error);
/* What its author says changed, below the "---" of a patch of a later version; "" for
 * none. NULL on error. g_free it. */
char *td_report_load_changelog(
    const td_report *report, const td_report_patch *patch, GError **error);

const char *
td_report_status_word(td_report_status status); /* "new", "updated", ... static */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_report, td_report_free)
