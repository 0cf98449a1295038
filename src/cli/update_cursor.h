/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/update_cursor.h - what came since the reader's last look at a list */
#pragma once

#include "archive/archive.h"
#include "cli/update_options.h"
#include "lists/library.h"
#include "terminal/command.h"

/*
 * The entries after the list's cursor, as far as they are indexed; the last week's where
 * there is no cursor yet. What a reader must know of that goes to standard error. EMPTY
 * when nothing is new.
 */
td_range *td_update_cursor_range(const td_cli *cli, td_library *library,
    const td_list *list, const td_update_options *options, GError **error);

/* The range was read; position is that of its last mail in the index, 0 where it is not
 * known. */
bool td_update_cursor_move(td_library *library, const td_list *list,
    const td_range *range, uint64_t position, GError **error);
