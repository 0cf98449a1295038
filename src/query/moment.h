/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query/moment.h - dates, times and ages behind a prefix; for this folder */
#pragma once

#include "query/bounds.h"

/* As td_prefix_read, for d:, dt:, rt: and for age:. USAGE for what is no date
 * and no age, which *odd is then. */
td_query *td_prefix_read_dates(const td_prefix *prefix, td_span text,
    const td_query_language *language, td_span *odd, GError **error);
td_query *td_prefix_read_ages(const td_prefix *prefix, td_span text,
    const td_query_language *language, td_span *odd, GError **error);
