/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/fuzz/fuzz_link.c - any bytes as a link to a mail, and as prose with links */
#include <glib.h>
#include <stdint.h>

#include "base/limits.h"
#include "message/link.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	td_span rest = { (const char *)data, size };
	g_autofree char *id = td_message_id_from_link(rest);
	td_span link;

	g_assert(id == NULL || (*id != '\0' && strlen(id) <= TD_MAX_MESSAGE_ID));
	g_assert(id == NULL || g_utf8_validate(id, -1, NULL));
	while (td_link_next(&rest, &link)) {
		g_autofree char *named = td_message_id_from_link(link);

		g_assert(link.p >= (const char *)data);
		g_assert(link.p + link.n <= rest.p || rest.n == 0);
		g_assert(named == NULL || strpbrk(named, "<> \n") == NULL);
	}
	return 0;
}
