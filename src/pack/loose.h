/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * pack/loose.h - objects that lie in files of their own (gitrepository-layout(5))
 *
 * A fetch of fewer than a hundred objects leaves them like that: in a mirror that is kept
 * up to date those of the newest mails.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "pack/entry.h"

/*
 * Unpacks the file of an object in a folder of objects into bytes. False where there is
 * none, it is damaged, above TD_MAX_MAIL_BYTES or of a fifth type.
 */
bool td_loose_read(
    const char *objects, const td_oid *name, td_pack_type *type, GByteArray *bytes);

/* The same for what the file holds. */
bool td_loose_unpack(td_span file, td_pack_type *type, GByteArray *bytes);
