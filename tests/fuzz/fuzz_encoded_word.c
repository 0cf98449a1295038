/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/fuzz/fuzz_encoded_word.c - any bytes as an encoded header value */
#include <stdint.h>

#include "message/encoded_word.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	td_span value = { (const char *)data, size };
	g_auto(td_converters) converters = { 0 };
	unsigned defects = 0;
	g_autofree char *line =
	    td_encoded_word_decode(value, 4096, &converters, &defects);

	g_assert(strlen(line) <= 4096);
	g_assert(g_utf8_validate(line, -1, NULL));
	for (const char *p = line; *p; p++)
		g_assert(!g_ascii_iscntrl(*p));
	return 0;
}
