/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/fuzz/fuzz_html.c - any bytes as a text in HTML */
#include <stdint.h>

#include "message/charset.h"
#include "message/html.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(GString) html = g_string_new(NULL);
	g_autoptr(GString) text = g_string_new(NULL);
	g_auto(td_converters) converters = { 0 };
	unsigned defects = 0;

	td_append_utf8(
	    html, (td_span){ (const char *)data, size }, "", &converters, &defects);
	td_html_append_text(text, (td_span){ html->str, html->len });
	g_assert(g_utf8_validate(text->str, (gssize)text->len, NULL));
	/* Each character may end a line, with marks before the next one. */
	g_assert(text->len <= 8 * html->len + 8);
	return 0;
}
