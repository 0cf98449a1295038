/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tests/fuzz - mails made from bytes: id, number of references, the references. The
 * forest must be one.
 */
#include <glib.h>
#include <stdint.h>

#include "thread/thread.h"

#define IDS 40
#define MAILS 256

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(const GArray *nodes, unsigned n)
{
	for (unsigned i = 0; i < nodes->len; i++) {
		const td_thread_node *node = &g_array_index(nodes, td_thread_node, i);
		const td_thread_node *parent;

		g_assert_true((node->id != 0) == (i < n));
		g_assert_true((node->message_id == NULL) == (i < n));
		g_assert_true(node->root >= 0 && (unsigned)node->root < nodes->len);
		g_assert_cmpint(
		    g_array_index(nodes, td_thread_node, (guint)node->root).parent, ==,
		    -1);
		if (node->parent < 0) {
			g_assert_cmpuint(node->depth, ==, 0);
			continue;
		}
		parent = &g_array_index(nodes, td_thread_node, (guint)node->parent);
		g_assert_cmpuint(node->depth, ==, parent->depth + 1);
		g_assert_cmpint(node->root, ==, parent->root);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char names[IDS][4];
	const char *pool[MAILS * 8];
	td_thread_mail mails[MAILS] = { 0 };
	unsigned n = 0, used = 0;
	g_autoptr(GArray) nodes = NULL;

	for (unsigned i = 0; i < IDS; i++)
		g_snprintf(names[i], sizeof(names[i]), "%.*s", i == 0 ? 0 : 3,
		    i == 1 ? "y" : (char[]){ 'i', (char)('A' + i), '\0' });
	while (size >= 2 && n < MAILS) {
		unsigned count = data[1] % 8;
		td_thread_mail *mail = &mails[n];

		*mail = (td_thread_mail){ .id = n + 1,
			.message_id = names[data[0] % IDS],
			.references = &pool[used],
			.received = data[1] / 64 };
		data += 2;
		size -= 2;
		while (mail->n < count && size > 0) {
			pool[used++] = names[*data % IDS];
			mail->n++;
			data++;
			size--;
		}
		n++;
	}
	nodes = td_thread_build(mails, n);
	check(nodes, n);
	return 0;
}
