/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * write/drop.h - places taken out for good
 *
 * For archives that changed behind our back: a history that was rewritten, a mailbox with
 * mails gone. What is taken out here leaves nothing behind, unlike what a `d` commit
 * takes back (td_index_remove), which older ranges still show.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "store/file.h"

/*
 * Between begin and commit. All places of the list after that position are taken out, and
 * the heads of epochs that came so far; a mail without a place left is gone, with all
 * that was known of it. No place up to there may have been taken back after it.
 */
bool td_index_rewind(td_index *index, int64_t list, uint64_t position, GError **error);
/* The same for single places. */
bool td_index_drop_places(
    td_index *index, int64_t list, const uint64_t *positions, size_t n, GError **error);
/* The same for the whole list, and its name. Fine where there is none. */
bool td_index_drop_list(td_index *index, const char *name, GError **error);
