/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/version.c - a version as it is written on a command line */
#include "cli/version.h"

#include "base/error.h"
#include "base/limits.h"
#include "base/span.h"

bool
td_version_read(const char *word, unsigned *version, unsigned *minor, GError **error)
{
	td_span text = td_span_trim(td_span_of(word));
	ptrdiff_t dot;

	if (td_span_has_prefix_nocase(text, "v"))
		text = td_span_skip(text, 1);
	dot = td_span_find_byte(text, '.');
	*minor = 0;
	if (td_span_to_unsigned(dot < 0 ? text : td_span_head(text, (size_t)dot),
		TD_MAX_VERSION, version) &&
	    (dot < 0 || td_span_to_unsigned(
			    td_span_skip(text, (size_t)dot + 1), TD_MAX_VERSION, minor)))
		return true;
	g_set_error(
	    error, TD_ERROR, TD_ERROR_USAGE, "'%s' is no version (v2, 2 or v2.1)", word);
	return false;
}
