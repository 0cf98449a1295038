/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib.h>
#include <stdint.h>
#include <stdlib.h>

#include "patch/reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(const GArray *lines)
{
	unsigned hunk = 0;

	for (unsigned i = 0; i < lines->len; i++) {
		const td_read_line *line = &g_array_index(lines, td_read_line, i);
		unsigned depth;

		/* Hunks are numbered from 1 on, without gaps. */
		if (line->role == TD_ROLE_HUNK && line->hunk != ++hunk)
			abort();
		if (line->hunk > hunk)
			abort();
		if (line->role == TD_ROLE_FILE)
			td_read_file_name(line->text);
		td_read_unquote(line->text, &depth);
	}
}

/* The first half is a patch, the second an answer to it. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *patch = g_memdup2(data, size / 2);
	g_autofree char *answer = g_memdup2(data + size / 2, size - size / 2);
	g_autoptr(GArray) lines = td_read_lines((td_span){ patch, size / 2 });
	g_autoptr(GArray) own = td_read_lines((td_span){ answer, size - size / 2 });
	g_autoptr(td_hunks) hunks = td_hunks_new(lines);

	check(lines);
	check(own);
	if (hunks) {
		g_autoptr(GArray) found = td_hunks_find(hunks, own);

		for (unsigned i = 0; i < found->len; i++)
			if (g_array_index(found, td_hunk_answer, i).line >= own->len)
				abort();
	}
	return 0;
}
