/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/notice/reading.c - reads a mail for its notice */
#include "reading.h"

#include <glib.h>
#include <string.h>

#include "notice/notice.h"

static const char *const sources[] = { "tip", "patchwork", "ty", "stable", "pr",
	"maintainer", "test", "pull", "announce" };

char *
read_notice(const char *mail)
{
	unsigned defects = 0;
	g_autoptr(td_message) message = td_message_parse(td_span_of(mail), 0);
	g_autoptr(td_subject) subject = td_subject_parse(td_span_of(message->subject));
	g_autoptr(td_body) body = td_body_read(message, &defects);
	g_autofree char *text = td_body_to_utf8(body);
	g_autoptr(td_notice) notice = td_notice_find(message, subject, td_span_of(text));
	GString *out;

	if (!notice)
		return g_strdup("none");
	out = g_string_new(NULL);
	g_string_printf(out, "%s [%s|%s]%s%s%s%s:", sources[notice->source], notice->tree,
	    notice->branch, notice->committer[0] != '\0' ? " by " : "", notice->committer,
	    notice->partly  ? " partly"
	    : notice->whole ? " whole"
			    : "",
	    notice->by_other ? " other" : "");
	for (unsigned i = 0; i < notice->items->len; i++) {
		const td_notice_item *item = g_ptr_array_index(notice->items, i);

		g_string_append_printf(out, "%s %u/%u \"%s\" <%s> %.8s", i ? ";" : "",
		    item->number, item->total, item->title, item->message_id,
		    item->commit);
	}
	return g_string_free(out, FALSE);
}
