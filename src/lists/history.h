/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * lists/history.h - a list's history out of the index, in place of its commits
 *
 * Going back through a thousand commits costs some ten milliseconds, through the epoch
 * of a large list, as a date asks for, half a second. The index has each of them that
 * holds a mail, and a commit's name stands for all that came before it.
 */
#pragma once

#include "lists/library.h"

/*
 * From here on ranges of the list's archive are found by what the index has of it
 * (td_archive_remember), as far as it does. Fine where that is nothing; errors are those
 * of opening the archive and the index, NOT_FOUND where there is none.
 */
bool td_library_remember(td_library *library, const td_list *list, GError **error);
