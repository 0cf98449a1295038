/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * am/am.h - a series made ready for git am: which mails, and the trailers they got
 *
 * Says what it chose and why, so that a person can judge it; the mails themselves are
 * loaded one at a time when render writes them. Rules: docs/trailers.md.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "people/people.h"
#include "series/credit.h"
#include "store/file.h"

typedef enum td_am_use {
	TD_AM_ADDED,
	TD_AM_PRESENT,  /* the patch has it already */
	TD_AM_MISMATCH, /* the sender is not who it names, and not --sloppy */
	TD_AM_BOT,      /* a machine's, and not --bots */
	TD_AM_ODD,      /* invisible characters in it */
} td_am_use;

/* A trailer that a patch got. */
typedef struct td_am_trailer {
	td_trailer *trailer;
	char *message_id;     /* of the mail that gave it */
	char *name, *address; /* who sent that */
	td_credit_match match;
	td_am_use use;
	unsigned slot;    /* what was answered: 0 for the cover letter */
	unsigned version; /* the version it was given to, where it is another; 0 */
	bool below;       /* given in an answer to an answer */
} td_am_trailer;

typedef struct td_am_patch {
	int64_t message;
	unsigned number, version, minor; /* of the posting it is taken from */
	char *message_id, *title;
	GPtrArray *has;      /* of td_trailer *: in the message as it was posted */
	GPtrArray *trailers; /* of td_am_trailer *: all that it got, in order */
	GPtrArray *extras;   /* of td_trailer *: Link and the like, as options say */
	GPtrArray *add;      /* of td_trailer *, borrowed from the two: for
				td_amend_message */
} td_am_patch;

typedef struct td_am {
	unsigned version, minor, total;
	bool has_version, has_number, rfc,
	    rerolled; /* rerolled: of more than one posting */
	/* A single patch that takes the place of this one, and was left alone; 0. */
	unsigned alone_number, alone_total, alone_version;
	GArray *versions;   /* of td_index_series: all there are, oldest first */
	GPtrArray *others;  /* of char *: heads of what was sent as this version, too, and
			       has no part in it, oldest first */
	GPtrArray *patches; /* of td_am_patch *, by number */
	GArray *missing;    /* of unsigned: numbers that were wanted and are not there */
	int64_t cover;      /* 0 for none */
	char *head_id, *title; /* of the cover letter, else of the first patch */
	char *name;            /* b4's name for the file: v2_20251101_ann_a_title */
	char *base_commit;     /* NULL where nobody says it */
	GPtrArray *needs;      /* of char *: prerequisite lines */
	GPtrArray *warnings;   /* of char * */
} td_am;

typedef struct td_am_options {
	bool has_version; /* else the newest */
	unsigned version, minor;
	const char *pick; /* "1-3,5-", "_" for the message asked for, or "*words*";
			     NULL: all */
	bool no_trailers, no_cover_trailers, sloppy, bots;
	bool no_parent;   /* nothing from before the version: no trailers, no patches */
	bool no_reroll;   /* a partial reroll is not filled up */
	bool fill_single; /* nor left alone where it is one patch without a number */
	bool guess; /* a temporary index has no chains: versions by title and thread */
	bool message_id_trailer;
	const char *link; /* "https://patch.msgid.link/%s": a Link trailer; NULL: none */
	const char *signoff; /* "Name <address>", to be added last; NULL */
	const td_people *people;
	/* Borrowed until the next call. */
	bool (*load)(int64_t message, td_span *bytes, void *data, GError **error);
	void *data;
} td_am_options;

/*
 * The series that the message is of, or answers, or else one of its thread. NOT_FOUND
 * where there is no patch, or not that version; USAGE for a pick that means nothing.
 */
td_am *td_am_build(
    td_index *index, int64_t message, const td_am_options *options, GError **error);
void td_am_free(td_am *am); /* NULL is fine */

/* "v3", or "v3.1"; g_free it. */
char *td_am_version_name(unsigned version, unsigned minor);
void td_am_trailer_free(td_am_trailer *got);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_am, td_am_free)
