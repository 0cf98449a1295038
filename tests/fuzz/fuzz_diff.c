/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/limits.h"
#include "diff/diff.h"
#include "diff/diffstat.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* A copy of just this size, so that reading past its end shows. */
	g_autofree char *bytes = g_memdup2(data, size);
	td_span text = { bytes, size };
	g_autoptr(td_diff) diff = td_diff_parse(text);
	g_autoptr(td_diffstat) stat = td_diffstat_find(text);
	char hex[41];
	unsigned insertions = 0;

	if (td_patch_id(text, hex) && strlen(hex) != 40)
		abort();
	if (stat &&
	    (stat->text.p < text.p || stat->text.p + stat->text.n > text.p + text.n))
		abort();
	if (!diff)
		return 0;
	if (diff->files->len == 0 || diff->files->len > TD_MAX_FILES)
		abort();
	for (guint i = 0; i < diff->files->len; i++) {
		const td_diff_file *file = g_ptr_array_index(diff->files, i);

		if (!file->path || strlen(file->path) > TD_MAX_PATH_BYTES)
			abort();
		insertions += file->insertions;
	}
	if (insertions > diff->insertions)
		abort();
	return 0;
}
