/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/fuzz/fuzz_date_header.c - any bytes as a date */
#include <glib.h>

#include "message/date.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int64_t sent;
	int zone;

	if (!td_date_parse((td_span){ (const char *)data, size }, &sent, &zone))
		g_assert(sent == 0 && zone == 0);
	g_assert(sent >= 0 && sent < INT64_C(4133980800));
	g_assert(zone >= -24 * 60 && zone <= 24 * 60);
	return 0;
}
