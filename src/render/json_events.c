/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render/json_events.c - pulls, what was applied and threads of the JSON report */
#include "notice/notice.h"
#include "render/json_parts.h"
#include "render/json_values.h"

void
td_json_pulls(td_json *json, const td_report *report)
{
	td_json_array(json, "pulls");
	for (guint i = 0; i < report->pulls->len; i++) {
		const td_report_pull *pull = g_ptr_array_index(report->pulls, i);

		td_json_object(json, NULL);
		td_json_string(json, "title", pull->title);
		td_json_string(json, "message_id", pull->message_id);
		td_json_word(json, "url", pull->url);
		td_json_word(json, "ref", pull->ref);
		td_json_word(json, "base", pull->base);
		td_json_word(json, "tip", pull->tip);
		td_json_person(json, "sender", pull->sender);
		td_json_moment(json, "sent", pull->sent);
		td_json_moment(json, "received", pull->received);
		td_json_word(json, "merged_by", pull->merged_by);
		td_json_end(json);
	}
	td_json_end(json);
}

void
td_json_applied(td_json *json, const td_report *report)
{
	td_json_array(json, "applied");
	for (guint i = 0; i < report->applied->len; i++) {
		const td_report_applied *row = g_ptr_array_index(report->applied, i);

		td_json_object(json, NULL);
		td_json_string(json, "title", row->title);
		td_json_word(json, "commit", row->commit);
		td_json_word(json, "tree", row->tree);
		td_json_word(json, "branch", row->branch);
		td_json_string(json, "message_id", row->message_id);
		td_json_word(json, "about", row->about);
		td_json_person(json, "by", row->by);
		td_json_bool(json, "reported", row->reported);
		td_json_moment(json, "received", row->received);
		td_json_word(
		    json, "source", td_notice_source_word((td_notice_source)row->source));
		td_json_end(json);
	}
	td_json_end(json);
}

static void
write_threads(td_json *json, const char *key, const GPtrArray *list)
{
	td_json_array(json, key);
	for (guint i = 0; i < list->len; i++) {
		const td_report_thread *thread = g_ptr_array_index(list, i);

		td_json_object(json, NULL);
		td_json_string(json, "title", thread->title);
		td_json_string(json, "tags", thread->tags);
		td_json_string(json, "message_id", thread->message_id);
		td_json_int(json, "replies", thread->mails);
		td_json_int(json, "people", thread->people);
		td_json_moment(json, "first", thread->first);
		td_json_moment(json, "last", thread->last);
		td_json_person(json, "starter", thread->starter);
		td_json_bool(json, "begun_before", thread->begun_before);
		td_json_end(json);
	}
	td_json_end(json);
}

void
td_json_threads(td_json *json, const td_report *report)
{
	write_threads(json, "threads", report->threads);
}

void
td_json_discussions(td_json *json, const td_report *report)
{
	write_threads(json, "discussions", report->discussions);
}
