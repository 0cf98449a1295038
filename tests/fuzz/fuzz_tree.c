/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/fuzz - bytes as a git tree, and as a commit: all that is found lies within them
 */
#include <glib.h>
#include <stdint.h>

#include "archive/tree.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	td_span bytes = { (const char *)data, size };
	td_span rest = bytes;
	td_tree_item item;
	td_commit_head head;
	td_oid parent;
	unsigned parents = 0;

	while (td_tree_next(&rest, &item))
		g_assert_true(
		    item.name.p > bytes.p && item.name.p + item.name.n < rest.p);
	if (!td_commit_parse(bytes, &head))
		return 0;
	while (td_commit_next_parent(&head.rest, &parent))
		parents++;
	g_assert_cmpuint(parents, ==, head.parents);
	return 0;
}
