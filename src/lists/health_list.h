/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lists/health_list.h - one list: its archive, its mirror, its part of the index; for
 * this folder only */
#pragma once

#include "lists/health.h"

/* index may be NULL. */
void td_health_check_list(td_library *library, const td_list *list, td_index *index,
    bool full, GPtrArray *findings);
