/* SPDX-License-Identifier: GPL-2.0-or-later */
/* series/chain_weigh.h - what speaks for one series being the next version of another;
 * for this folder */
#pragma once

#include "series/common.h"

enum { TD_SEVERAL = 3 }; /* patches: a set of less is hardly taken apart */

/* Points, as docs/versions.md has them. */
int td_chain_weigh(const td_common *common);

/* "v2 3/5" after the five of v1: some patches of a set, sent again; "2/2" the day after
 * the two; one of three or more, below it and without its number; v3.1 of some. */
bool td_chain_is_part(const td_common *common);
bool td_chain_is_part_without_number(const td_common *common);
bool td_chain_is_one_sent_again(const td_common *common);
bool td_chain_is_reroll(const td_common *common);

/* From v2 on, of the same person, for half of the files. */
bool td_chain_is_number_before(const td_common *common);

/* "Remove x_buf_sync()" and "remove x_fat_sync()": the title of each has one word that
 * the other has not. */
bool td_chain_is_other_name(const td_common *common);
