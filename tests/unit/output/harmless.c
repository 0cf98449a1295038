/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/output/harmless.c - text is read for what a terminal would obey */
#include "harmless.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

void
assert_harmless(const char *text)
{
	assert_true(g_utf8_validate(text, -1, NULL));
	for (const char *p = text; *p; p += g_utf8_skip[(unsigned char)*p]) {
		gunichar c = g_utf8_get_char(p);

		if ((c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c <= 0x9f) ||
		    (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069))
			fail_msg("U+%04X at byte %zu", c, (size_t)(p - text));
	}
}
