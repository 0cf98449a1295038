/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The first paragraph is a title, all up to a line "%%" the message, and below it stands
 * an answer with trailers for it. */
#include <glib.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "patch/amend.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = g_strndup((const char *)data, size);
	g_autofree char *once = NULL, *twice = NULL;
	g_autoptr(GPtrArray) add = NULL;
	char *answer = strstr(text, "\n%%\n");
	char *message = strstr(text, "\n\n");

	if (answer) {
		*answer = '\0';
		answer += 4;
	}
	if (message && (!answer || message < answer)) {
		*message = '\0';
		message += 2;
	} else {
		message = text + strlen(text);
	}
	add = td_trailer_parse_reply(td_span_of(answer ? answer : ""), NULL);
	once = td_amend_message(text, message, add, "max@example.org");
	if (strchr(once, '\r') && !strchr(message, '\r'))
		abort();
	twice = td_amend_message(text, once, NULL, NULL);
	if (strlen(twice) > strlen(once) + 1)
		abort();
	return 0;
}
