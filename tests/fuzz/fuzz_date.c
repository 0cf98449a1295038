/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/fuzz - a date of any bytes: it has a meaning or an error, and not both */
#include <glib.h>
#include <stdint.h>

#include "archive/archive.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = td_span_dup((td_span){ (const char *)data, size });
	g_autoptr(GError) error = NULL;
	int64_t seconds;

	g_assert_true(
	    td_archive_parse_date(text, 1762353015, &seconds, &error) == !error);
	return 0;
}
