/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * series/credit.h - which trailer, given in an answer, counts for which patch
 *
 * docs/trailers.md has the rules and where they leave b4's (LoreMailbox.get_series,
 * LoreMessage.get_trailers).
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "patch/patch.h"
#include "patch/trailer.h"

/* What says that the sender of a mail is who a trailer in it names. */
typedef enum td_credit_match {
	TD_CREDIT_MISMATCH,  /* nothing does */
	TD_CREDIT_NO_PERSON, /* it names nobody: Fixes */
	TD_CREDIT_ADDRESS,
	TD_CREDIT_TAG,       /* max+kernel@ is max@ */
	TD_CREDIT_SUBDOMAIN, /* @linux.example.org is @example.org */
	TD_CREDIT_NAME,      /* another address, the same words in the name */
	TD_CREDIT_MAILMAP,   /* the caller's mailmap has both as one person */
} td_credit_match;

/* Names and addresses are as written; "" for none. */
td_credit_match td_credit_compare(
    const char *name, const char *address, const char *sender_name, const char *sender);

/* "Name (Company) <local@domain> # note" into its halves, to be freed; false where there
 * is no address. */
bool td_credit_split(const char *value, char **name, char **address);

/* "...-by", but not of those who made or handled the patch: a word about it. */
bool td_credit_is_review(const char *key);

/* An answer gives such a trailer to a patch: "...-by" and Fixes. Cc, links and all that
 * describes a mail (From, Date, Subject, ...) are no gift. */
bool td_credit_is_given(const char *key);

/* One mail of the threads; strings and trailers are borrowed. */
typedef struct td_credit_mail {
	int64_t id;
	int64_t parent;             /* id of the mail that it answers; 0 for none */
	const char *name, *address; /* who sent it */
	const GPtrArray *trailers;  /* of td_trailer *: what it gives; NULL for none */
	bool is_target;             /* a patch or a cover letter: answers are for it */
	bool bot;                   /* a machine sent it */
} td_credit_mail;

typedef struct td_credit {
	unsigned giver, target; /* indexes of mails */
	const td_trailer *trailer;
	td_credit_match match;
	bool bot;   /* given by a machine */
	bool below; /* another answer stands between the two */
} td_credit;

/*
 * Each trailer that an answer gives and the patch or cover letter above it, through other
 * answers, in the order of mails. Trailers of answers to nothing are left out. GArray of
 * td_credit.
 */
GArray *td_credit_collect(const td_credit_mail *mails, unsigned n);

/*
 * What an answer is for whose subject says number of total (0 where it says none), given
 * to the mail in slot target of a series of so many patches: "Re: [PATCH 3/7]" is for 3,
 * even where that patch is missing and the answer hangs below the cover letter.
 */
unsigned
td_credit_slot(unsigned target, unsigned number, unsigned total, unsigned patches);

/*
 * Whether the mail that a patch of several answers, and that is of no series, is their
 * cover letter though it does not say 0/N for them: a mail without a diff by the same
 * sender; or one that says it, whoever sent it. total: of n of n/m, what each says.
 */
bool td_credit_is_cover(td_kind up, unsigned up_total, unsigned total, bool same_sender);

/*
 * Does it count for patch number of the series, when it was given to the mail in slot
 * target (0 for the cover letter)? What the trailer says itself goes before where it
 * stands.
 */
bool td_credit_counts_for(const td_trailer *trailer, unsigned target, unsigned number);
/* The same where only what it says of itself is at hand: td_trailer.about; NULL or "" for
 * nothing. */
bool td_credit_counts(const char *about, unsigned target, unsigned number);
