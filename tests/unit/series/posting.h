/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/series/posting.h - a posting in few words, as what chains are made of */
#pragma once

#include "series/chain.h"

#define ANN "Ann Able <ann@example.org>"
#define ANN_AT_WORK "Able, Ann <a.able@example.com>"
#define BOB "Bob Baker <bob@example.org>"

/* A text above a diff that is long enough to be told from others. */
#define REASON                                                                           \
	"The clock needs a device that wakes the machine, which not every machine has."  \
	" The call then fails with an error that the test takes for a fault."

/* A posting. Of diff each letter is a line; a patch for each title (with | between). */
typedef struct posting {
	unsigned version;
	bool rfc, resend;
	const char *author; /* "Name <address>" */
	const char *titles; /* the cover's first where there are several */
	const char *diffs;  /* with | between, one a patch */
	const char *path;
	const char *paths[3]; /* in place of that one */
	const char *says;     /* the text above the diff */
	const char *change_id;
	const char *link; /* Message-ID that its text gives as an older version */
	const char *bare; /* that its text gives and does not say what it is */
	const char *answers;
	const char *tags;
	int days;
	bool pulled;
	bool plain;     /* diffs that are not git's: they have no patch-id */
	bool brackets;  /* and of which no line says anything */
	unsigned said;  /* the version that its changelog names */
	bool alone;     /* a cover letter whose patches did not come */
	unsigned total; /* where it is not the number of patches */
	unsigned first; /* number of its first patch; 0 means 1 */
	unsigned minor; /* 1 of v3.1 */
} posting;

/* The series that number id of them is, one day after the other; the caller's. */
td_chain_profile *posting_make(const posting *p, int id);
