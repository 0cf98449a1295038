/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/fuzz/fuzz_markup.c - any bytes as text of a page: nothing of them becomes markup
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "output/link.h"
#include "output/xml.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

#define OPEN "<a rel=\"noreferrer nofollow\" href=\"http"

static void
check(const char *out, size_t n, bool links)
{
	g_assert_true(strlen(out) == n && g_utf8_validate(out, (gssize)n, NULL));
	for (const char *p = strpbrk(out, "<>"); p; p = strpbrk(p, "<>")) {
		g_assert_true(links);
		if (g_str_has_prefix(p, "</a>")) {
			p += strlen("</a>");
			continue;
		}
		g_assert_true(g_ascii_strncasecmp(p, OPEN, strlen(OPEN)) == 0);
		p = strstr(p, "\">");
		g_assert_nonnull(p);
		p += 2;
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	td_span text = { (const char *)data, n };
	g_autofree char *id = td_link_message_id(text);

	g_assert_true(!id || strchr(id, '@') > id);

	for (int mode = 0; mode < 3; mode++) {
		g_autoptr(GString) all = g_string_new(NULL);
		td_sink sink = td_sink_string(all);
		td_xml xml;

		td_xml_open(&xml, &sink);
		xml.ascii = mode == 1;
		if (mode == 2)
			td_link_prose(&xml, text);
		else
			td_xml_span(&xml, text);
		g_assert_true(td_xml_close(&xml, NULL));
		check(all->str, all->len, mode == 2);
	}
	return 0;
}
