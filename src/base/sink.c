/* SPDX-License-Identifier: GPL-2.0-or-later */
/* base/sink.c - the sink that keeps what it is given */
#include "base/sink.h"

static bool
append(const char *bytes, size_t n, void *data, GError **error)
{
	(void)error;
	g_string_append_len(data, bytes, (gssize)n);
	return true;
}

td_sink
td_sink_string(GString *string)
{
	return (td_sink){ append, string };
}
