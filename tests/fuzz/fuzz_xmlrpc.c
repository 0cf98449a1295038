/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fuzz_xmlrpc.c - any body as a call; its texts go into an answer */
#include <stdint.h>

#include "output/xmlrpc.h"
#include "patchwork/xmlrpc_call.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	const td_span body = { (const char *)data, n };
	g_autoptr(td_xmlrpc_call) call = td_xmlrpc_call_read(body, NULL);
	td_out *out = td_out_new_text(0);
	g_autofree char *text = NULL;
	size_t written;

	td_xmlrpc_span(out, NULL, body);
	for (size_t i = 0; call != NULL && i < json_array_size(call->params); i++) {
		const json_t *value = json_array_get(call->params, i);

		td_xmlrpc_text(out, NULL, td_xmlrpc_text_of(value));
		td_xmlrpc_number(out, "number", td_xmlrpc_number_of(value));
	}
	text = td_out_take(out, &written);
	g_assert(g_utf8_validate(text, (gssize)written, NULL));
	return 0;
}
