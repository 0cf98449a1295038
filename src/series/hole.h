/* SPDX-License-Identifier: GPL-2.0-or-later */
/* series/hole.h - the patch of a set that lost its number; for series.c only */
#pragma once

#include "series/group.h"

/* Rule 15 of docs/series.md. */
void td_groups_fill_holes(td_groups *g);
