/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/number_range.c - "2..5" on a command line */
#include "cli/number_range.h"

#include "base/error.h"
#include "base/span.h"

/* An end that is left open stays as it was. */
static bool
read_end(td_span word, unsigned most, unsigned *end)
{
	return word.n == 0 || td_span_to_unsigned(word, most, end);
}

bool
td_number_range_read(const char *option, const char *word, unsigned most,
    td_number_range *range, GError **error)
{
	td_span text = td_span_trim(td_span_of(word));
	ptrdiff_t at = td_span_find(text, "..");
	td_span first = at < 0 ? text : td_span_head(text, (size_t)at);
	td_span last = at < 0 ? text : td_span_skip(text, (size_t)at + 2);

	*range = (td_number_range){ 0, most };
	if (first.n + last.n > 0 && read_end(first, most, &range->first) &&
	    read_end(last, most, &range->last) && range->first <= range->last)
		return true;
	g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
	    "%s: '%s' is no range of numbers (3, 3.., ..5, 3..5)", option, word);
	return false;
}
