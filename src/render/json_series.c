/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render/json_series.c - the series of the JSON report, with their patches */
#include "base/oid.h"
#include "render/json_parts.h"
#include "render/json_values.h"
#include "render/words.h"

static void
write_stat(td_json *json, const td_report_patch *patch)
{
	td_json_array(json, "stat");
	for (guint i = 0; patch->stat && i < patch->stat->len; i++) {
		const td_report_file *file =
		    &g_array_index(patch->stat, td_report_file, i);

		td_json_object(json, NULL);
		td_json_string(json, "path", file->path);
		td_json_word(json, "old_path", file->old_path);
		td_json_int(json, "insertions", file->insertions);
		td_json_int(json, "deletions", file->deletions);
		td_json_bool(json, "new", file->is_new);
		td_json_bool(json, "deleted", file->is_deleted);
		td_json_bool(json, "binary", file->is_binary);
		td_json_end(json);
	}
	td_json_end(json);
}

/* The text as it is: JSON escapes what must not be obeyed, so nothing is cleaned. */
static bool
write_text(
    td_json *json, const td_report *report, const td_report_patch *patch, GError **error)
{
	g_autofree char *text = NULL;
	g_autofree char *changelog = NULL;

	if (!(report->parts & TD_PART_MESSAGES))
		return true;
	text = td_report_load_text(report, patch, error);
	if (!text)
		return false;
	td_json_string(json, "text", text);
	changelog = td_report_load_changelog(report, patch, error);
	if (!changelog)
		return false;
	td_json_word(json, "changelog", changelog);
	return true;
}

static void
write_oid(td_json *json, const char *key, const td_oid *oid)
{
	char hex[TD_OID_HEX];

	td_oid_to_hex(oid, hex);
	td_json_string(json, key, td_oid_is_zero(oid) ? NULL : hex);
}

static bool
write_patch(td_json *json, const char *key, const td_report *report,
    const td_render_options *options, const td_report_patch *patch, GError **error)
{
	g_autofree char *url = td_words_mail_url(options, patch->message_id);

	td_json_object(json, key);
	td_json_string(json, "message_id", patch->message_id);
	td_json_string(json, "url", url);
	td_json_string(json, "title", patch->title);
	td_json_string(json, "subject", patch->subject);
	td_json_int(json, "number", patch->number);
	td_json_bool(json, "extra", patch->extra);
	td_json_person(json, "author", patch->author);
	td_json_person(json, "sender", patch->sender);
	td_json_moment(json, "sent", patch->sent);
	td_json_int(json, "sent_zone", patch->sent_zone);
	td_json_moment(json, "received", patch->received);
	td_json_int(json, "files", patch->files);
	td_json_int(json, "insertions", patch->insertions);
	td_json_int(json, "deletions", patch->deletions);
	td_json_word(json, "patch_id", patch->patch_id);
	td_json_int(json, "epoch", patch->epoch);
	/* Counted from the range's first mail; of older ones it says nothing. */
	td_json_int(json, "position",
	    patch->position > report->before ? (int64_t)(patch->position - report->before)
					     : 0);
	write_oid(json, "commit", &patch->commit);
	write_oid(json, "blob", &patch->blob);
	write_stat(json, patch);
	if (!write_text(json, report, patch, error))
		return false;
	td_json_end(json);
	return true;
}

static void
write_trailers(td_json *json, const td_report_series *series)
{
	td_json_array(json, "trailers");
	for (guint i = 0; i < series->trailers->len; i++) {
		const td_report_trailer *trailer = g_ptr_array_index(series->trailers, i);

		td_json_object(json, NULL);
		td_json_string(json, "key", trailer->key);
		td_json_string(json, "value", trailer->value);
		td_json_person(json, "person", trailer->person);
		td_json_word(json, "from_address", trailer->from_address);
		td_json_word(json, "message_id", trailer->message_id);
		td_json_bool(json, "mismatch", trailer->mismatch);
		td_json_bool(json, "for_cover", trailer->for_cover);
		td_json_int(json, "number", trailer->number);
		td_json_end(json);
	}
	td_json_end(json);
}

static void
write_missing(td_json *json, const td_report_series *series)
{
	td_json_array(json, "missing");
	for (guint i = 0; series->missing && i < series->missing->len; i++)
		td_json_unsigned(json, NULL, g_array_index(series->missing, unsigned, i));
	td_json_end(json);
}

static void
write_identity(
    td_json *json, const td_report_series *series, const td_render_options *options)
{
	g_autofree char *url = td_words_mail_url(options, series->message_id);

	td_json_string(json, "status", td_report_status_word(series->status));
	td_json_word(json, "evidence", series->evidence);
	td_json_word(json, "evidence_text", series->evidence_text);
	td_json_string(json, "message_id", series->message_id);
	td_json_string(json, "url", url);
	td_json_string(json, "title", series->title);
	td_json_string(json, "subject", series->subject);
	td_json_string(json, "tags", series->tags);
	td_json_string(json, "class", series->class_name);
	td_json_int(json, "version", series->version);
	td_json_int(json, "minor", series->minor);
	td_json_bool(json, "has_version", series->has_version);
	td_json_bool(json, "rfc", series->rfc);
	td_json_bool(json, "resend", series->resend);
	td_json_int(json, "total", series->total);
	td_json_int(json, "received_patches", series->received_patches);
	write_missing(json, series);
	td_json_person(json, "author", series->author);
	td_json_person(json, "sender", series->sender);
	td_json_moment(json, "sent", series->sent);
	td_json_moment(json, "received", series->received);
}

static void
write_previous(td_json *json, const td_report_previous *previous)
{
	if (!previous) {
		td_json_null(json, "previous");
		return;
	}
	td_json_object(json, "previous");
	td_json_string(json, "message_id", previous->message_id);
	td_json_int(json, "version", previous->version);
	td_json_int(json, "minor", previous->minor);
	td_json_moment(json, "received", previous->received);
	td_json_int(json, "patches", previous->patches);
	td_json_int(json, "changed", previous->changed);
	td_json_int(json, "added", previous->added);
	td_json_int(json, "dropped", previous->dropped);
	td_json_bool(json, "compared", previous->compared);
	td_json_int(json, "reworded", previous->changes.reworded);
	td_json_int(json, "rewritten", previous->changes.rewritten);
	td_json_bool(json, "reordered", previous->changes.reordered);
	td_json_end(json);
}

static void
write_reception(td_json *json, const td_report_series *series)
{
	td_json_int(json, "files", series->files);
	td_json_int(json, "insertions", series->insertions);
	td_json_int(json, "deletions", series->deletions);
	td_json_int(json, "reviewed", series->reviewed);
	td_json_int(json, "acked", series->acked);
	td_json_int(json, "tested", series->tested);
	td_json_int(json, "replies", series->replies);
	td_json_int(json, "repliers", series->repliers);
	td_json_moment(json, "last_reply", series->last_reply);
	td_json_moment(json, "last_answer", series->last_answer);
	td_json_int(json, "waiting", series->waiting);
	write_previous(json, series->previous);
	write_trailers(json, series);
}

static bool
write_series(td_json *json, const td_report *report, const td_render_options *options,
    const td_report_series *series, GError **error)
{
	td_json_object(json, NULL);
	write_identity(json, series, options);
	write_reception(json, series);
	if (!series->cover)
		td_json_null(json, "cover");
	else if (!write_patch(json, "cover", report, options, series->cover, error))
		return false;
	td_json_array(json, "patches");
	for (guint i = 0; i < series->patches->len; i++) {
		if (!write_patch(json, NULL, report, options,
			g_ptr_array_index(series->patches, i), error))
			return false;
	}
	td_json_end(json);
	td_json_end(json);
	return true;
}

static bool
write_list(td_json *json, td_out *out, const td_report *report,
    const td_render_options *options, const GPtrArray *list, GError **error)
{
	for (guint i = 0; i < list->len && !td_out_failed(out); i++) {
		if (!write_series(
			json, report, options, g_ptr_array_index(list, i), error))
			return false;
	}
	return true;
}

bool
td_json_series_list(td_json *json, td_out *out, const td_report *report,
    const td_render_options *options, GError **error)
{
	td_json_array(json, "series");
	if (!write_list(json, out, report, options, report->series, error))
		return false;
	td_json_end(json);
	if (report->earlier->len == 0)
		return true;
	td_json_array(json, "earlier");
	if (!write_list(json, out, report, options, report->earlier, error))
		return false;
	td_json_end(json);
	return true;
}

void
td_json_waiting(td_json *json, const td_report *report)
{
	td_json_array(json, "waiting");
	for (guint i = 0; i < report->waiting->len; i++) {
		const td_report_series *series = g_ptr_array_index(report->waiting, i);

		td_json_object(json, NULL);
		td_json_string(json, "message_id", series->message_id);
		td_json_string(json, "subject", series->subject);
		td_json_person(json, "author", series->author);
		td_json_int(json, "days", series->waiting);
		td_json_end(json);
	}
	td_json_end(json);
}
