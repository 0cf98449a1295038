/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * patch/tracked.h - a mail as patchwork keeps it: name, content, diff and hash
 *
 * Its clients compare what they get with what they computed themselves, so this follows
 * patchwork's parser (clean_subject, parse_patch, clean_content) and hasher to the line,
 * where td_patch follows git.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "message/message.h"

typedef struct td_tracked {
	char *content; /* all that is no diff, without signature; "" */
	char *diff;    /* NULL for none; always of an answer */
} td_tracked;

/* Never NULL. Of an answer (not a patch) all is content. */
td_tracked *td_tracked_read(const td_message *message, bool answer);
void td_tracked_free(td_tracked *tracked); /* NULL is fine */

/* For texts that are decoded already. *diff is NULL for none. g_free both. */
void td_tracked_split(const char *text, char **content, char **diff);

/* SHA-1 over what a patch's diff changes, but not where, without making anything else of
 * the mail. False, and *sum is as it was, where there is none. */
enum { TD_TRACKED_SUM = 20 };
bool td_tracked_sum(const td_body *body, unsigned char sum[TD_TRACKED_SUM]);
/* 40 digits; g_free it. */
char *td_tracked_write_hash(const unsigned char sum[TD_TRACKED_SUM]);
/* The bytes of 40 digits; false for any other text. */
bool td_tracked_read_hash(const char *hash, unsigned char sum[TD_TRACKED_SUM]);

/*
 * "[PATCH net v2 1/3] net: fix" is named "[net,v2,1/3] net: fix". drop (NULL for none) is
 * the list's name, which is no prefix. prefixes, of char *, gets the bracketed words.
 * g_free it.
 */
char *td_tracked_name(const char *subject, const char *drop, GPtrArray *prefixes);

/* Where the text below the first line of two or three dashes begins, which is not for the
 * commit; NULL where there is none. *line is the beginning of that line. */
const char *td_tracked_find_cut(const char *content, const char **line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_tracked, td_tracked_free)
