/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/fuzz/fuzz_message.c - any bytes as a mail: its header and its body */
#include <stdint.h>

#include "message/message.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	td_span bytes = { (const char *)data, size };
	g_autoptr(td_message) message = td_message_parse(bytes, TD_MESSAGE_RECIPIENTS);
	unsigned defects = 0;
	g_autoptr(td_body) body = td_body_read(message, &defects);
	g_autofree char *text = td_body_to_utf8(body);

	g_assert(g_utf8_validate(text, -1, NULL));
	g_assert(g_utf8_validate(message->subject, -1, NULL));
	g_assert(g_utf8_validate(message->message_id, -1, NULL));
	g_assert(!message->from || g_utf8_validate(message->from->name, -1, NULL));
	g_assert(td_message_received(message, 1) >= 0);
	for (const char *p = message->subject; *p; p++)
		g_assert(!g_ascii_iscntrl(*p));
	return 0;
}
