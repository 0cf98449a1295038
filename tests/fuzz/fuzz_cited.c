/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/fuzz - commits that any text cites: each has a name and a title */
#include <glib.h>
#include <stdint.h>

#include "notice/cited.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const td_span text = { (const char *)data, size };
	g_autofree char *title = g_strndup(text.p, size);
	td_notice *cited = NULL;

	td_cited_add_fixes(&cited, text);
	td_cited_find(&cited, text);
	td_cited_find_upstream(&cited, text, title);
	for (unsigned i = 0; cited != NULL && i < cited->items->len; i++) {
		const td_notice_item *item = g_ptr_array_index(cited->items, i);

		g_assert_cmpuint(strlen(item->commit), >=, 7);
		g_assert_null(strchr(item->title, '\n'));
	}
	td_notice_free(cited);
	return 0;
}
