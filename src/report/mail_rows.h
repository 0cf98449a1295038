/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/mail_rows.h - mails as a list shows them, in the order that was asked for */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "patch/patch.h"
#include "people/people.h"
#include "store/file.h"

typedef struct td_mail_row {
	int64_t message;
	const char *message_id, *subject, *title, *class_name;
	const char *from_name, *from_address; /* the sender, after mailmap */
	const char *parent_id; /* Message-ID of what it answers; "" where it is not here,
				  or was not asked for */
	int64_t thread, parent, series;
	int64_t sent, received;
	td_kind kind;
	unsigned version, number, total;
	unsigned files, insertions, deletions;
} td_mail_row;

typedef struct td_mail_rows {
	GPtrArray *rows; /* of td_mail_row *; a mail that is gone is left out */
	GStringChunk *store;
} td_mail_rows;

/* messages: int64_t, in any order. parents: what they answer is looked up too. */
td_mail_rows *td_mail_rows_load(td_index *index, const GArray *messages,
    const td_people *people, bool parents, GError **error);
void td_mail_rows_free(td_mail_rows *rows); /* NULL is fine */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_mail_rows, td_mail_rows_free)
