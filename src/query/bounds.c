/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query/bounds.c - "A..B" behind a prefix */
#include "query/bounds.h"

#include "base/error.h"

bool
td_prefix_split(
    const td_prefix *prefix, td_span text, td_prefix_bounds *found, GError **error)
{
	ptrdiff_t at = td_span_find(text, "..");

	*found = (td_prefix_bounds){ .first = text, .single = at < 0 };
	if (at >= 0) {
		found->first = td_span_head(text, (size_t)at);
		found->last = td_span_skip(text, (size_t)at + 2);
	}
	if (found->first.n > 0 || found->last.n > 0)
		return true;
	g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
	    "%s: needs A..B, A.., ..B or a single one behind it", prefix->name);
	return false;
}

bool
td_prefix_check_order(
    const td_prefix *prefix, int64_t first, int64_t last, GError **error)
{
	if (first <= last)
		return true;
	g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
	    "%s: this begins after it ends: write the smaller end first", prefix->name);
	return false;
}
