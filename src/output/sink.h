/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * output/sink.h - writing to a sink: a buffer before it, and a filter for terminals
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/sink.h"

/*
 * A buffer of 64 KiB before a sink. Its first failure is kept and all later writing is
 * dropped, so that a renderer need not look after each line: it asks td_out_failed() once
 * a series, and td_out_close() tells the error.
 */
typedef struct td_out td_out; /* handle */

/* The sink is borrowed. */
td_out *td_out_new(const td_sink *sink);
/* Without a sink: all is kept, and td_out_take gives it. Room for expected bytes is made
 * at once, and for more when they come. */
td_out *td_out_new_text(size_t expected);
/* What was written, for g_free, and how much it is; frees out. */
char *td_out_take(td_out *out, size_t *n);
/* The same for what stays for long, in pages of its own (base/spare.h). */
td_out *td_out_new_lasting(size_t expected);
GBytes *td_out_take_lasting(td_out *out);
/* Without flushing: for the way out after an error. NULL is fine. */
void td_out_free(td_out *out);

void td_out_bytes(td_out *out, const char *bytes, size_t n);
/* The same of bytes that stay for as long as what they are written to: they are handed on
 * as they lie, and who gets them may know that they need no copy. */
void td_out_lasting(td_out *out, const char *bytes, size_t n);
/* Room to write up to n bytes in, TD_OUT_ROOM at most, borrowed; how many were written is
 * said by td_out_filled before the next call of another one. */
enum { TD_OUT_ROOM = 32 << 10 };
char *td_out_room(td_out *out, size_t n);
void td_out_filled(td_out *out, size_t n);
void td_out_text(td_out *out, const char *text); /* NULL writes nothing */
void td_out_char(td_out *out, char c);
void td_out_number(td_out *out, unsigned number);
void td_out_fill(td_out *out, char c, unsigned n); /* c, n times */
void td_out_printf(td_out *out, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Without a sink: in place of n bytes that were written before, behind so many. */
void td_out_put_at(td_out *out, size_t behind, const char *bytes, size_t n);
/* How many bytes came so far. */
size_t td_out_count(const td_out *out);
/* Some write failed: the renderer may stop. */
bool td_out_failed(const td_out *out);
/* Writes what is left, frees out. False with the first error that the sink gave. */
bool td_out_close(td_out *out, GError **error);

/*
 * A filter that makes any bytes harmless for a terminal: what classic and mbox copy raw
 * goes through it when stdout is one. Control characters other than tab and newline are
 * shown and not obeyed (output/clean.h), a CR before LF goes, bytes that are no UTF-8
 * become U+FFFD. Characters may be split between two writes.
 */
typedef struct td_plain td_plain; /* handle */

td_plain *td_plain_new(const td_sink *next); /* next is borrowed */
td_sink td_sink_plain(td_plain *plain);      /* lives as long as plain */
/* Writes a character that was cut off at the end. Call it once after the last write. */
bool td_plain_finish(td_plain *plain, GError **error);
void td_plain_free(td_plain *plain); /* NULL is fine */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_out, td_out_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_plain, td_plain_free)
