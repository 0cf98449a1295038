/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * link/mails.h - mails that are to be linked, and what of each counts for it
 *
 * They come out of rows; those of a temporary index as they are written, so that nothing
 * is read back.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "base/span.h"
#include "series/series.h"
#include "store/store.h"

typedef struct td_link_mails td_link_mails; /* handle */

/* n mails or some more are expected. */
td_link_mails *td_link_mails_new(td_index *index, unsigned n);
void td_link_mails_free(td_link_mails *mails); /* NULL is fine */
/* None are there, and what they took is given back. */
void td_link_mails_clear(td_link_mails *mails);
unsigned td_link_mails_count(const td_link_mails *mails);

/* What is linked of one mail. */
typedef struct td_link_mail {
	int64_t id, received, place;
	int64_t sent;
	int64_t alike; /* td_content_alike; 0 for none */
	const char *message_id;
	td_span refs;  /* td_ties_pack's */
	int64_t flags; /* TD_FLAG_ */
	td_kind kind;
	unsigned version, minor, number, total;
	const char *title;    /* as td_patch has it */
	const char *tags;     /* a blank between two */
	size_t subject;       /* the length of Subject */
	const char *patch_id; /* "" for none */
	const char *sender;   /* address, or the name where there is none */
} td_link_mail;

/* One more mail; what it points to is copied. */
void td_link_mails_add(td_link_mails *mails, const td_link_mail *mail);
/* The same; the statement's row is read (TD_LINKING_COLUMNS), the statement is left as it
 * is. */
void td_link_mails_take(td_link_mails *mails, sqlite3_stmt *stmt);
/* Another place of a mail that is there: it may have arrived there first. */
void
td_link_mails_again(td_link_mails *mails, int64_t id, int64_t received, int64_t place);
/* A mail that is there is at that place instead; 0: it is gone. */
void
td_link_mails_move(td_link_mails *mails, int64_t id, int64_t received, int64_t place);

/* A mail and what linking makes of it; texts belong to the mails. */
typedef struct td_link_node {
	int64_t id, received, sent, place;
	const char *message_id;
	size_t first_ref; /* in td_link_mails_refs */
	unsigned refs;
	bool is_patch, is_notice, cites;
	const char *plain; /* who sent it, where it is neither patch nor answer; NULL */
	unsigned version;  /* that its title says; 0 for none */
	td_series_mail patch;
	unsigned thread; /* its mail that came first, in all */
	int parent;      /* in all; -1 for none */
	int64_t series;  /* 0 for none */
	int64_t alike;   /* td_content_alike; 0 for none */
	bool mangled;    /* From is the list's doing */
	size_t subject;  /* its length */
	int original;    /* in all, whose copy it is; -1 for none */
} td_link_node;

/* All that have a place, of td_link_node, in the order in which they arrived: the array
 * is the mails'. Nothing is added or moved after it. */
GArray *td_link_mails_arrange(td_link_mails *mails);
/* References of all mails, of const char *. */
const GPtrArray *td_link_mails_refs(const td_link_mails *mails);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_link_mails, td_link_mails_free)
