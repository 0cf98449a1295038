/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib.h>
#include <stdint.h>
#include <stdlib.h>

#include "words/segment_reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
read_block(const uint8_t *data, size_t size)
{
	td_block block;

	td_block_open(&block, data, size);
	while (td_block_next(&block)) {
		for (unsigned i = 0; i < block.lists_n; i++) {
			const td_postings *list = &block.lists[i];
			td_postings_walk walk;

			if (list->docs > list->docs_end || list->docs_end > data + size ||
			    list->positions > list->positions_end ||
			    list->positions_end > data + size)
				abort();
			td_postings_open(&walk, list);
			while (td_postings_next(&walk))
				;
		}
	}
}

/* A damaged index: anything may be missing, and nothing may be read that is not there. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree uint8_t *copy = g_memdup2(data, size);
	td_buffer packed = { copy, size, size };
	td_buffer plain = { .n = 0 };
	td_directory directory;

	read_block(data, size);
	td_unpack(&packed, &plain);
	read_block(plain.p, plain.n);
	td_buffer_clear(&plain);
	if (td_directory_open(&directory, data, size) && directory.n > 0) {
		uint32_t at = td_directory_find(&directory, (td_span){ "m", 1 });

		if (at >= directory.n)
			abort();
		td_directory_place(&directory, at);
	}
	return 0;
}
