/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * judge/versions.h - the versions of a series, and what it rests on that they are
 *
 * Every series of a lasting index has its place in one chain, made again for what was
 * touched when mails were added (series/chain.h decides, docs/versions.md).
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "index/index.h"
#include "series/chain.h"

typedef struct td_index_version {
	td_index_series series;
	int64_t older; /* the series of the chain that it follows; 0 for the first one */
	td_chain_rule rule; /* why; NONE for the first one */
	unsigned weight;    /* how sure, in percent */
	int64_t message;    /* the mail that shows it: the one with the link, the reply */
	bool alias;  /* the same version again: a resend, a copy for another list */
	bool partly; /* less than half of the two is in common: another chain, which this
			one came from in part */
	bool part;   /* some patches of the older set, sent again */
} td_index_version;

/* One series of a chain and what it follows. *found is false where there is none. */
bool td_index_find_version(td_index *index, int64_t series, td_index_version *version,
    bool *found, GError **error);

/* All series of the chain that this one is in, in the order in which they were sent; of
 * one that follows nothing and that nothing follows, itself alone. GArray of
 * td_index_version. */
GArray *td_index_load_versions(td_index *index, int64_t series, GError **error);
