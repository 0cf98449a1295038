/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/limits.h"
#include "subject/subject.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(td_subject) subject =
	    td_subject_parse((td_span){ (const char *)data, size });
	g_autoptr(td_subject) again = NULL;
	g_autofree char *key = td_subject_key(subject->title);

	if (strlen(subject->title) > TD_MAX_TITLE_BYTES ||
	    strlen(key) > 4 * TD_MAX_TITLE_BYTES)
		abort();
	if (subject->tags->len > TD_MAX_TAGS || subject->number > subject->total ||
	    subject->total > TD_MAX_SERIES || subject->version > TD_MAX_VERSION)
		abort();
	if (!subject->has_number && subject->total != 0)
		abort();
	if (!subject->has_version && subject->version != 1)
		abort();
	/* What is left of a title has no blanks to fold. */
	again = td_subject_parse(td_span_of(subject->title));
	if (strlen(again->title) > strlen(subject->title))
		abort();
	return 0;
}
