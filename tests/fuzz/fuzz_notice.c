/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/fuzz - notices in any mail: what is found has an item, and bounded names */
#include <glib.h>
#include <stdint.h>

#include "base/limits.h"
#include "notice/notice.h"
#include "notice/verdict.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	td_span mail = { (const char *)data, size };
	g_autoptr(td_message) message = td_message_parse(mail, 0);
	g_autoptr(td_subject) subject = td_subject_parse(td_span_of(message->subject));
	td_verdict verdict =
	    td_verdict_find((td_span){ (const char *)data, size }, false, 1);
	g_autoptr(td_notice) notice = td_notice_find(message, subject, message->body);

	g_assert(verdict == TD_VERDICT_NONE || td_verdict_word(verdict) != NULL);
	if (!notice)
		return 0;
	g_assert_cmpuint(notice->items->len, >, 0);
	for (unsigned i = 0; i < notice->items->len; i++) {
		const td_notice_item *item = g_ptr_array_index(notice->items, i);

		g_assert_nonnull(item->message_id);
		g_assert_cmpuint(strlen(item->title), <=, TD_MAX_TITLE_BYTES);
		g_assert_cmpuint(strlen(item->commit), <=, 64);
	}
	return 0;
}
