/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/limits.h"
#include "patch/changelog.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* A copy of just this size, so that reading past its end shows. */
	g_autofree char *bytes = g_memdup2(data, size);

	for (unsigned version = 1; version < 4; version++) {
		g_autofree char *found =
		    td_changelog_find((td_span){ bytes, size }, version);

		if (found && (!*found || strlen(found) > 2 * TD_MAX_CHANGELOG ||
				 found[strlen(found) - 1] != '\n'))
			abort();
	}
	return 0;
}
