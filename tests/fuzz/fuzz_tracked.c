/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A text split as patchwork does it: no byte is lost but at most a line end, and diffs
 * stay what they are when they are split again. */
#include <glib.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "patch/tracked.h"
#include "patch/tracked_parse.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = g_strndup((const char *)data, size);
	g_autofree char *content = NULL, *diff = NULL, *hash = NULL, *name = NULL;
	g_autoptr(GPtrArray) prefixes = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(td_message) message =
	    td_message_parse((td_span){ (const char *)data, size }, 0);
	g_autoptr(td_tracked) tracked = td_tracked_read(message, false);
	unsigned char sum[TD_TRACKED_SUM];
	const char *line;

	td_tracked_split(text, &content, &diff);
	if (strlen(content) + (diff != NULL ? strlen(diff) : 0) != strlen(text) + 1)
		abort();
	td_tracked_sum_text(diff != NULL ? diff : text, sum);
	hash = td_tracked_write_hash(sum);
	if (strlen(hash) != 40)
		abort();
	name = td_tracked_name(text, "list", prefixes);
	if (strpbrk(name, "\r\n\t") != NULL && strlen(name) > strlen(text))
		abort();
	if (td_tracked_find_cut(tracked->content, &line) != NULL &&
	    strncmp(line, "--", 2) != 0)
		abort();
	return 0;
}
