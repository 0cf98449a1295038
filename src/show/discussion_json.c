/* SPDX-License-Identifier: GPL-2.0-or-later */
/* show/discussion_json.c - a thread as JSON: docs/thread-json.md */
#include "output/json.h"
#include "render/words.h"
#include "show/discussion.h"

/* Raised when a key changes its meaning or goes; new keys do not raise it. */
#define VERSION 1

static void
write_mail(td_json *json, const td_discussion *discussion, const td_discussion_mail *mail)
{
	td_json_object(json, NULL);
	td_json_string(json, "message_id", mail->message_id);
	td_json_bool(json, "missing", mail->message == 0);
	td_json_unsigned(json, "depth", mail->depth);
	td_json_string(json, "parent",
	    mail->parent < 0
		? NULL
		: g_array_index(discussion->mails, td_discussion_mail, mail->parent)
		      .message_id);
	if (mail->message != 0) {
		td_json_string(json, "subject", mail->subject);
		td_json_string(json, "kind", td_words_kind(mail->kind));
		td_json_string(json, "class", mail->class_name);
		td_json_object(json, "from");
		td_json_string(json, "name", mail->from_name);
		td_json_string(json, "address", mail->from_address);
		td_json_end(json);
		td_json_time_zone(json, "sent", mail->sent, mail->sent_zone);
		td_json_time(json, "received", mail->received);
		td_json_unsigned(json, "files", mail->files);
		td_json_unsigned(json, "insertions", mail->insertions);
		td_json_unsigned(json, "deletions", mail->deletions);
		td_json_strings(json, "trailers", mail->trailers);
	}
	td_json_end(json);
}

bool
td_render_discussion_json(
    const td_discussion *discussion, const td_sink *sink, GError **error)
{
	g_autoptr(td_out) out = td_out_new(sink);
	g_autoptr(td_json) json = td_json_new(out);

	td_json_object(json, NULL);
	td_json_string(json, "format", "tidings-thread");
	td_json_int(json, "version", VERSION);
	td_json_unsigned(json, "count", discussion->count);
	td_json_array(json, "mails");
	for (unsigned i = 0; i < discussion->mails->len && !td_out_failed(out); i++)
		write_mail(json, discussion,
		    &g_array_index(discussion->mails, td_discussion_mail, i));
	td_json_end(json);
	td_json_end(json);
	td_out_char(out, '\n');
	return td_out_close(g_steal_pointer(&out), error);
}
