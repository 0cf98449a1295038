/* SPDX-License-Identifier: GPL-2.0-or-later */
/* series/again.h - mails that were sent a second time as they were; for series.c only */
#pragma once

#include "series/group.h"

/* Rule 3 of docs/series.md: of the groups of a bucket, which are those from first_group
 * on. */
void td_groups_join_again(td_groups *g, unsigned first_group);
