/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/fuzz - pull requests in any text: what is found has a place */
#include <glib.h>
#include <stdint.h>

#include "patch/pull.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(td_pull) pull = td_pull_find((td_span){ (const char *)data, size });

	if (pull) {
		g_assert_cmpuint(strlen(pull->url), >, 0);
		g_assert_nonnull(pull->ref);
		g_assert_cmpuint(strlen(pull->base) + strlen(pull->tip), <=, 128);
	}
	return 0;
}
