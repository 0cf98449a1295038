/* SPDX-License-Identifier: GPL-2.0-or-later */
/* series/part.c - what came of a set again, by how much of it there is */
#include "series/part.h"

bool
td_part_is_of(td_part_counts older, td_part_counts newer, bool sent_again)
{
	if (!sent_again || older.received < older.total)
		return false;
	return newer.received * 2 <= older.total ||
	       (newer.total == older.total && newer.received < newer.total);
}
