/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * pack/file.h - the packs of one repository, mapped into memory
 * (gitformat-pack(5))
 *
 * They never change once they are open, so all threads share them. A pack that git
 * deletes meanwhile can still be read.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/oid.h"
#include "base/span.h"

typedef struct td_pack {
	td_span index; /* the whole .idx, of version 2 */
	td_span bytes; /* the .pack up to the checksum at its end */
	size_t count;  /* how many objects it has */
} td_pack;

/*
 * All packs in a repository's folder of objects, and in those it borrows from
 * (pack/alternates.h): GPtrArray of td_pack *, which owns them. Those that we cannot
 * read, and a great many packs' rest, are left out.
 */
GPtrArray *td_packs_open(const char *objects);

/* Where in the pack an object is; false where it is not. */
bool td_pack_find(const td_pack *pack, const td_oid *name, uint64_t *offset);

/*
 * The first object at or behind an offset, and how many lie before it; false for none.
 * All of the index is gone through for it: a millisecond for a million objects.
 */
bool td_pack_look(const td_pack *pack, uint64_t offset, td_oid *name, size_t *before);
