/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/limits.h"
#include "patch/trailer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(GPtrArray *trailers)
{
	if (trailers->len > TD_MAX_TRAILERS)
		abort();
	for (guint i = 0; i < trailers->len; i++) {
		const td_trailer *trailer = g_ptr_array_index(trailers, i);

		if (*trailer->key == '\0' || strpbrk(trailer->key, ":\n"))
			abort();
		if (strchr(trailer->value, '\n'))
			abort();
		td_trailer_is_person(trailer);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* A copy of just this size, so that reading past its end shows. */
	g_autofree char *bytes = g_memdup2(data, size);
	td_span text = { bytes, size };
	g_autoptr(GPtrArray) of_message = td_trailer_parse_message(text);
	g_autoptr(GPtrArray) of_reply = td_trailer_parse_reply(text, "a@b.c");

	check(of_message);
	check(of_reply);
	return 0;
}
