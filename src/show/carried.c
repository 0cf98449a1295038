/* SPDX-License-Identifier: GPL-2.0-or-later */
/* show/carried.c - tags that patches have in their messages, each once */
#include "show/carried.h"

#include <stdint.h>
#include <string.h>

static void
carried_free(void *data)
{
	td_carried *self = data;

	g_array_unref(self->numbers);
	g_free(self);
}

GPtrArray *
td_carried_gather(const GPtrArray *trailers)
{
	g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
	GPtrArray *all = g_ptr_array_new_with_free_func(carried_free);

	for (unsigned i = 0; i < trailers->len; i++) {
		const char *text = strchr(trailers->pdata[i], ' ');
		unsigned number =
		    (unsigned)g_ascii_strtoull(trailers->pdata[i], NULL, 10);
		td_carried *one;

		text = text ? text + 1 : "";
		one = g_hash_table_lookup(known, text);
		if (!one) {
			one = g_new0(td_carried, 1);
			one->text = text;
			one->numbers = g_array_new(FALSE, FALSE, sizeof(unsigned));
			g_hash_table_insert(known, (char *)(uintptr_t)text, one);
			g_ptr_array_add(all, one);
		}
		if (one->numbers->len == 0 || g_array_index(one->numbers, unsigned,
						  one->numbers->len - 1) != number)
			g_array_append_val(one->numbers, number);
	}
	return all;
}
