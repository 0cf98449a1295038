/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lists/health_list.h - one list: its archive, its mirror, its part of the index; for
 * this folder only */
#pragma once

#include "lists/health.h"

/* Adds a td_finding; what is a format, advice NULL where there is nothing to do. All are
 * copied. */
void td_health_add(GPtrArray *findings, td_severity severity, const char *about,
    const char *advice, const char *what, ...) G_GNUC_PRINTF(5, 6);

/* index may be NULL. */
void td_health_check_list(td_library *library, const td_list *list, td_index *index,
    bool full, GPtrArray *findings);
