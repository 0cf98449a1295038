/* SPDX-License-Identifier: GPL-2.0-or-later */
/* series/below.h - which mails of a thread are of one posting, though subjects differ;
 * for series.c only */
#pragma once

#include <stdbool.h>

#include "series/group.h"

bool td_below_is_only_cover(const td_group *group);
/* Whether all of the series in the making of a mail and of the one that it answers is
 * one, where no slot is taken in both. */
bool td_below_is_part(const td_groups *g, int mail, int parent);
