/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * archive/mbox.h - mails one after the other in a file
 *
 * A mail begins at a "From " line that is the first of the file or has a blank line
 * before it, and that ends in a date as mbox writers put it; other lines of a body that
 * begin with "From " split nothing. Content-Length is not looked at. Files are read as
 * mboxrd:
 * ">From " at the begin of a line loses one ">", and so does ">>From ". The blank line in
 * front of the next "From " line is the file's and not the mail's.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"

/* Cuts a file into mails while its bytes come by in pieces of any size. */
typedef struct td_splitter td_splitter; /* handle */

td_splitter *td_splitter_new(void);
void td_splitter_free(td_splitter *splitter); /* NULL is fine */
void td_splitter_feed(td_splitter *splitter, td_span bytes);

/* After the last piece: a new GArray of td_entry with offset, size and received. */
GArray *td_splitter_finish(td_splitter *splitter);

/*
 * True when a line is "From SENDER Fri Oct 31 10:00:00 2025" or one of its cousins; its
 * time is UTC unless the line has a zone.
 */
bool td_from_line_parse(td_span line, int64_t *seconds);

/*
 * Opens an mbox, gzip or not: a descriptor of its plain bytes (a nameless file in the
 * folder for such ones where they were packed), or -1. *cut tells that packed data ended
 * too early. Errors: NOT_ARCHIVE, IO, LIMIT.
 */
int td_mbox_open(const char *path, bool *cut, GError **error);

/* All its mails: of td_entry, as td_splitter_finish gives them. NULL on error: IO. */
GArray *td_mbox_split(int fd, const char *path, GError **error);

/* Takes the quoting out of a mail, in place; returns how long it is then. */
size_t td_mbox_unquote(char *bytes, size_t n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_splitter, td_splitter_free)
