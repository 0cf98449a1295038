/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/fuzz/fuzz_patch.c - any bytes as a mail with a patch */
#include <stdint.h>

#include "patch/patch.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	td_span bytes = { (const char *)data, size };
	g_autoptr(td_message) message = td_message_parse(bytes, 0);
	g_autoptr(td_patch) patch = td_patch_read(message, NULL);

	g_assert(g_utf8_validate(patch->commit_message, -1, NULL));
	g_assert(g_utf8_validate(patch->notes, -1, NULL));
	g_assert(g_utf8_validate(patch->title, -1, NULL));
	g_assert(g_utf8_validate(patch->author->name, -1, NULL));
	g_assert(g_utf8_validate(patch->author->address, -1, NULL));
	g_assert(g_utf8_validate(patch->date, -1, NULL));
	return 0;
}
