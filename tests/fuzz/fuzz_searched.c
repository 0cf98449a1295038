/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/limits.h"
#include "words/inverter.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
count(td_column column, td_span text, void *data)
{
	size_t *all = data;

	if (column >= TD_COLUMN_COUNT || (text.n > 0 && text.p == NULL))
		abort();
	*all += text.n;
}

/* As an index has it, one for many mails: making its tables takes a hundred times as long
 * as a mail does. Made anew now and then, so that what an input does stands in it and
 * in a few before it. */
static td_inverter *
some_inverter(void)
{
	static td_inverter *inverter;
	static unsigned uses;

	if (uses++ % 64 == 0) {
		td_inverter_free(inverter);
		inverter = td_inverter_new(NULL);
	}
	return inverter;
}

/* A mail into columns and a segment: no text comes out that did not go in, more or less.
 */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(td_message) message =
	    td_message_parse((td_span){ (const char *)data, size }, 0);
	unsigned defects = 0;
	g_autoptr(td_body) body = td_body_read(message, &defects);
	g_autofree char *text = td_body_to_utf8(body);
	td_inverter *inverter = some_inverter();
	g_autoptr(td_inverted) inverted = NULL;
	g_autoptr(td_segment) segment = NULL;
	size_t all = 0;

	td_searched_body(td_span_of(text), count, &all);
	if (all > 2 * strlen(text))
		abort();
	td_inverter_add(inverter, message, td_span_of(text), &(td_doc){ 0 });
	td_inverter_add(inverter, message, td_span_of(text), &(td_doc){ 0 });
	inverted = td_inverter_take(inverter, NULL);
	segment = td_inverted_merge(&inverted, 1, NULL, NULL);
	if (segment->docs->len != 2 ||
	    g_array_index(segment->docs, td_doc, 0).words > TD_MAX_WORDS)
		abort();
	return 0;
}
