/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "message/parts.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* A copy of just this size, so that reading past its end shows. */
	g_autofree char *bytes = g_memdup2(data, size);
	td_span mail = { bytes, size };
	g_autoptr(td_message) message = td_message_parse(mail, 0);
	g_autoptr(GPtrArray) parts = td_parts_read(message);

	if (parts->len > TD_MAX_PARTS)
		abort();
	for (unsigned i = 0; i < parts->len; i++) {
		const td_part *part = parts->pdata[i];
		GString *decoded = td_part_decode(part);

		if (strspn(part->number, "0123456789.") != strlen(part->number))
			abort();
		if (strpbrk(part->name, "/\\") || !g_utf8_validate(part->name, -1, NULL))
			abort();
		if (decoded->len > part->content.n + 1)
			abort();
		g_string_free(decoded, TRUE);
	}
	return 0;
}
