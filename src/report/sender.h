/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/sender.h - who really sent a mail that a list put its own name on */
#pragma once

#include <stdbool.h>

#include "index/index.h"

/*
 * Whether the author of a row is who sent it. A list that rewrote From ("Ann via list")
 * hides the sender of a reply as it hides the author of a patch, and the author was found
 * behind it. False where a patch of somebody else was sent.
 */
bool td_sender_is_author(const td_index_row *row);
/* The same of a mail of that kind, by the names in From and of its author. */
bool td_sender_is_named(td_kind kind, const char *from_name, const char *author_name);

/* Whether a mail names nobody: the list, as List-Id has it, sent it under its own name,
 * and nobody was found behind. Some lists do so on purpose. */
bool td_sender_is_list(const td_index_row *row);

/* Who that is; both are borrowed from the row. */
void td_sender_find(const td_index_row *row, const char **name, const char **address);
