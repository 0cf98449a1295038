/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/fuzz - bytes as the file of an object: it is whole, or it is refused */
#include <glib.h>
#include <stdint.h>

#include "pack/loose.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	g_autofree char *file = g_memdup2(data, size);
	td_pack_type type = 0;

	if (td_loose_unpack((td_span){ file, size }, &type, bytes))
		g_assert_true(type >= TD_PACK_COMMIT && type <= TD_PACK_TAG);
	return 0;
}
