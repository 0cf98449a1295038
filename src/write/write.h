/* SPDX-License-Identifier: GPL-2.0-or-later */
/* write/write.h - mails into the index: transactions, one mail added, one taken out */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/oid.h"
#include "message/message.h"
#include "patch/classic.h"
#include "patch/patch.h"
#include "store/file.h"

/* What is not said to fail in another way here, and in the other headers of this folder,
 * fails with DATABASE.
 *
 * Writing is between begin and commit; without a commit nothing happened. After an error
 * in between there is only td_index_close. commit links what was not linked yet. begin:
 * UNREADY where another one writes for longer than td_index_options.wait. */
bool td_index_begin(td_index *index, GError **error);
bool td_index_commit(td_index *index, GError **error);
/* For what would be there by half for a while: all that is written between these two, by
 * as many begins and commits as one likes, is there for readers with the second one, and
 * without it nothing happened. */
bool td_index_begin_whole(td_index *index, GError **error);
bool td_index_commit_whole(td_index *index, GError **error);
/*
 * One mail in one place. All borrowed during the call. Message is always there; patch is,
 * but for a temporary index that is asked for list-ids and classic rows only: a mail
 * without it is a place with no message behind it.
 */
typedef struct td_index_mail {
	int64_t list;
	uint32_t epoch;
	uint64_t
	    position; /* ordinal of arrival within the list, from 1, over all epochs */
	td_oid commit;
	td_oid blob;
	uint64_t offset; /* td_entry's */
	uint32_t size;
	int64_t received;
	const td_message *message;
	const td_patch *patch; /* with its notice and pull request; NULL: see above */
	uint64_t text_hash;    /* td_index_hash_text of all its text */
	const char *class_name;
	const char
	    *text; /* temporary index: the commit message or cover text to keep; NULL */
	const char *changelog;     /* with text: what its author says is new; NULL */
	const td_classic *classic; /* temporary index, for that format only; NULL */
} td_index_mail;

/* What is there already, in this list or another one, gets one more place: what counts is
 * what it says (docs/index.md), not its bytes. *id is the message's. */
bool
td_index_add(td_index *index, const td_index_mail *mail, int64_t *id, GError **error);
/* Whether it wants what td_patch_options.versions asks for: a lasting one does. */
bool td_index_chains_versions(const td_index *index);
/* A mail that its archive took back. */
typedef struct td_index_removal {
	int64_t list;
	uint64_t position; /* of the commit that did it: ranges before it still have it */
	td_oid blob;       /* the mail's */
	/* What its bytes say; NULL where nobody can read them any more: then all places
	 * of the list are looked through. Borrowed. */
	const char *message_id;
} td_index_removal;

/* The mail is taken out of the list; without a place left it is gone. *found: it was
 * there. */
bool td_index_remove(
    td_index *index, const td_index_removal *removal, bool *found, GError **error);
