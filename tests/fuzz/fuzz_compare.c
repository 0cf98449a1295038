/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Two versions of a series: mails with a NUL between them; of the first byte each bit
 * says to which version the next mail belongs. */
#include <glib.h>
#include <stdint.h>
#include <stdlib.h>

#include "compare/compare.h"

#define MOST 8

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
add(td_compare *compare, td_compare_side side, const uint8_t *data, size_t n)
{
	const td_patch_options options = { 0 };
	g_autofree char *bytes = g_memdup2(data, n);
	g_autoptr(td_message) message = td_message_parse((td_span){ bytes, n }, 0);
	g_autoptr(td_patch) patch = td_patch_read(message, &options);

	if (!td_compare_add(compare, side, patch, message->message_id))
		abort();
}

static void
count_line(td_line_kind kind, td_span line, void *data)
{
	(void)kind;
	if (line.n > 0 && memchr(line.p, '\n', line.n))
		abort();
	++*(unsigned *)data;
}

static void
check(const td_compare *compare)
{
	const GArray *pairs = td_compare_pairs(compare);
	td_compare_counts counts = td_compare_sum(compare);
	g_autofree char *summary = td_compare_summary(compare);

	if (summary[0] == '\0')
		abort();
	if (counts.same + counts.changed + counts.added + counts.rewritten !=
	    counts.newer)
		abort();
	if (counts.same + counts.changed + counts.dropped + counts.rewritten !=
	    counts.older)
		abort();
	for (unsigned i = 0; i < pairs->len; i++) {
		const td_compare_pair *pair = &g_array_index(pairs, td_compare_pair, i);
		unsigned lines = 0;

		td_compare_each_line(compare, pair, count_line, &lines);
		if ((pair->status == TD_COMPARE_CHANGED) != (lines > 0))
			abort();
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(td_compare) compare = NULL;
	uint8_t sides = size > 0 ? *data : 0;

	compare = td_compare_new();
	if (size > 0) {
		data++;
		size--;
	}
	for (unsigned i = 0; i < MOST && size > 0; i++) {
		const uint8_t *end = memchr(data, '\0', size);
		size_t n = end ? (size_t)(end - data) : size;

		add(compare, sides & (1u << i) ? TD_COMPARE_NEW : TD_COMPARE_OLD, data,
		    n);
		n += end ? 1 : 0;
		data += n;
		size -= n;
	}
	td_compare_match(compare, TD_COMPARE_FACTOR);
	check(compare);
	return 0;
}
