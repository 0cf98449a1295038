/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * pack/reader.h - unpacks objects, for one thread
 *
 * This is the quick way for what is ordinary. Whatever it cannot give, for whichever
 * reason, is for libgit2 to find or to call damaged.
 */
#pragma once

#include "pack/entry.h"
#include "pack/file.h"

typedef struct td_pack_object {
	td_pack_type type;
	td_span bytes; /* borrowed until the next read or the end of the reader */
	bool cut;      /* they are its beginning */
} td_pack_object;

typedef struct td_pack_reader td_pack_reader; /* handle */

/* Borrows the packs, of td_pack. NULL where memory is short. */
td_pack_reader *td_pack_reader_new(const GPtrArray *packs);
void td_pack_reader_free(td_pack_reader *self); /* NULL is fine */

/*
 * True when the object is there and whole, as far as zlib's checksum tells. False where
 * it is not in these packs, is damaged or odd, or above TD_MAX_MAIL_BYTES.
 */
bool
td_pack_reader_read(td_pack_reader *self, const td_oid *name, td_pack_object *object);

/*
 * The same, but of one that has more than most bytes, and is not built on another, only
 * so many: what is large and wanted for its beginning takes as long as that. The checksum
 * at the end of those is not looked at.
 */
bool td_pack_reader_read_head(
    td_pack_reader *self, const td_oid *name, size_t most, td_pack_object *object);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_pack_reader, td_pack_reader_free)
