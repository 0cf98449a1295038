/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/fuzz - an mbox of any bytes: mails lie one after the other within the file, and
 * the size of the pieces it comes in changes nothing */
#include <glib.h>
#include <stdint.h>

#include "archive/archive.h"
#include "archive/mbox.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static GArray *
split(td_span bytes, size_t piece)
{
	g_autoptr(td_splitter) splitter = td_splitter_new();

	for (; bytes.n > 0; bytes = td_span_skip(bytes, piece))
		td_splitter_feed(splitter, td_span_head(bytes, piece));
	return td_splitter_finish(splitter);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	td_span bytes = { (const char *)data, size };
	g_autoptr(GArray) whole = split(bytes, size + 1);
	g_autoptr(GArray) pieces = split(bytes, 7);
	uint64_t end = 0;

	g_assert_cmpuint(whole->len, ==, pieces->len);
	for (unsigned i = 0; i < whole->len; i++) {
		const td_entry *a = &g_array_index(whole, td_entry, i);
		const td_entry *b = &g_array_index(pieces, td_entry, i);
		g_autofree char *mail = NULL;

		g_assert_true(a->offset == b->offset && a->size == b->size &&
			      a->received == b->received);
		g_assert_true(a->offset >= end && a->offset + a->size <= size);
		end = a->offset + a->size;
		mail = td_span_dup(td_span_head(td_span_skip(bytes, a->offset), a->size));
		g_assert_cmpuint(td_mbox_unquote(mail, a->size), <=, a->size);
	}
	return 0;
}
