/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/fuzz/fuzz_differ.c - two texts, up to a NUL and after it: hunks are git's */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/compare/git_lines.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static bool started;
	const uint8_t *end = size > 0 ? memchr(data, '\0', size) : NULL;
	size_t n = end ? (size_t)(end - data) : size;
	td_span a = { (const char *)data, n };
	td_span b = td_span_skip((td_span){ (const char *)data, size }, n + 1);
	g_autoptr(GString) ours = we_say(a, b);
	g_autoptr(GString) gits = NULL;

	/* Starting it takes far longer than a run. */
	if (!started)
		started = git_libgit2_init() > 0;
	gits = git_says(a, b, true);
	if (gits && !g_string_equal(ours, gits))
		abort();
	return 0;
}
