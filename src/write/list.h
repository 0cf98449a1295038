/* SPDX-License-Identifier: GPL-2.0-or-later */
/* write/list.h - what is kept of a list beside its mails: between begin and commit */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/oid.h"
#include "index/lists.h"
#include "index/skip.h"

/* The list's row, made where it is not there yet. name is the one it was added under or
 * "". */
bool td_index_put_list(td_index *index, const char *name, int64_t *list, GError **error);

/* How far an epoch of the list is read: its newest commit that is indexed, and the
 * position of the last mail. */
bool td_index_put_head(td_index *index, int64_t list, uint32_t epoch,
    const td_oid *commit, uint64_t position, GError **error);
/* How its entries came. */
bool td_index_store_course(
    td_index *index, int64_t list, const td_index_course *course, GError **error);

/* An entry without a mail. A temporary index keeps none. */
bool td_index_put_skip(
    td_index *index, int64_t list, uint64_t position, td_skip_why why, GError **error);
