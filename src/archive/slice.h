/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive/slice.h - the part of one epoch that is in a range */
#pragma once

#include "archive/ends.h"

typedef struct td_slice {
	GArray *entries; /* of td_entry, oldest first */
	td_oid before;   /* the commit before the first entry; zero where there is none */
	bool shallow;    /* cut off by a shallow clone's boundary */
	bool broken;     /* its first entry is a commit that cannot be read */
	bool straight;   /* each commit is the next one's only parent */
	bool whole;      /* nothing older was left out for want of `most` */
	bool later;      /* newer ones were left out */
} td_slice;

/* What one epoch is asked for. */
typedef struct td_slice_spec {
	size_t epoch;        /* index */
	const td_ends *ends; /* those of other epochs are passed over */
	size_t most;         /* the newest so many commits; SIZE_MAX for all */
	size_t newer;        /* of these, so many from the tip on may be left out */
	td_oid start;        /* the commit that comes then; where newer is not 0 */
	bool look; /* entries are looked into at once: what is asked for mails */
} td_slice_spec;

/*
 * Commits that the ends' `to` of this epoch, or its tip where they name a later epoch,
 * lead to, without those that its `from` lead to. NULL on error: GIT.
 */
td_slice *td_slice_new(td_trunks *trunks, const td_slice_spec *spec, GError **error);
void td_slice_free(td_slice *slice); /* NULL is fine */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_slice, td_slice_free)
