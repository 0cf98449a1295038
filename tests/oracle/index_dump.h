/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * index_dump.h - what an index says, for index_tool only
 *
 * Printed by lines, in order. Mails are named by their places, so that two dumps are
 * equal where two indexes say the same. Ends the program where the index cannot be read.
 */
#pragma once

#include "store/file.h"

void td_dump_all(td_index *index);
/* Of a part of a list what an update may show. */
void td_dump_range(td_index *index, int64_t list, uint64_t first, uint64_t last);
