/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/diff_side.h - one of the two versions that `tidings diff` compares: its mails */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "patch/patch.h"
#include "show/compare.h"

typedef struct td_diff_mail {
	char *bytes;
	td_message *message;
	td_patch *patch;
	int64_t received; /* 0 where not known */
} td_diff_mail;

typedef struct td_diff_side {
	GPtrArray
	    *patches; /* of td_diff_mail *, in the order of the series once settled */
	td_diff_mail *cover; /* NULL for none */
	char *name;          /* "v3", "RFC v2" */
	unsigned version;
	bool no_ids; /* for who adds mails: nobody asks for their patch-ids */
} td_diff_side;

td_diff_side *td_diff_side_new(void);
void td_diff_side_free(td_diff_side *side); /* NULL is fine */

/* Takes what is a patch or a cover letter; the bytes are copied. */
void td_diff_side_add(td_diff_side *side, td_span bytes, int64_t received);
/*
 * Once all mails are there: of several versions the highest stays, of several mails with
 * one number the first one that has a diff. EMPTY where no patch is left; source is for
 * its words.
 */
bool td_diff_side_settle(td_diff_side *side, const char *source, GError **error);

/* All mails of a file or directory that td_archive_open takes, settled. */
td_diff_side *td_diff_side_read(const char *path, GError **error);

/* For the head of a page; borrows from side. */
td_compare_version td_diff_side_head(const td_diff_side *side);
/* What the author says of this version, in the cover or below the patches' "---"; NULL
 * for none. g_free it. */
char *td_diff_side_changelog(const td_diff_side *side);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_diff_side, td_diff_side_free)
