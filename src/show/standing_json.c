/* SPDX-License-Identifier: GPL-2.0-or-later */
/* show/standing_json.c - series and their pages for programs: docs/series-json.md */
#include "show/standing.h"

/* Raised when a key changes its meaning or goes; new keys do not raise it. */
enum { schema_version = 2 };

static void
write_person(td_json *json, const char *key, const char *name, const char *address)
{
	td_json_object(json, key);
	td_json_optional(json, "name", name);
	td_json_optional(json, "address", address);
	td_json_end(json);
}

/* The keys of a series within an object that is open. */
static void
write_standing(td_json *json, const td_standing *standing)
{
	const td_index_series *series = &standing->series;

	td_json_string(json, "message_id", standing->message_id);
	td_json_string(json, "title", standing->title);
	td_json_optional(json, "tags", standing->tags);
	write_person(json, "author", standing->author_name, standing->author_address);
	td_json_string(json, "state", td_state_word(standing->state));
	td_json_bool(json, "stale", standing->stale);
	td_json_optional(json, "evidence", standing->evidence);
	td_json_unsigned(json, "version", series->version);
	td_json_unsigned(json, "minor", series->minor);
	td_json_bool(json, "rfc", series->rfc);
	td_json_bool(json, "resend", series->resend);
	td_json_bool(json, "cover", series->cover != 0);
	td_json_unsigned(json, "patches", series->total);
	td_json_unsigned(json, "received", series->received);
	td_json_time(json, "sent", standing->sent);
	td_json_time(json, "last_activity", standing->last);
	td_json_unsigned(json, "replies", standing->replies);
	td_json_unsigned(json, "reviewed", standing->reviewed);
	td_json_unsigned(json, "acked", standing->acked);
	td_json_unsigned(json, "tested", standing->tested);
	td_json_string(json, "class", standing->class_name);
}

static td_json *
begin(td_out *out, int64_t now)
{
	td_json *json = td_json_new(out);

	td_json_object(json, NULL);
	td_json_unsigned(json, "schema", schema_version);
	td_json_time(json, "now", now);
	return json;
}

static void
end(td_json *json, td_out *out)
{
	td_json_end(json);
	td_json_free(json);
	td_out_char(out, '\n');
}

void
td_standing_json(const td_standing_list *list, int64_t now, td_out *out)
{
	td_json *json = begin(out, now);

	td_json_bool(json, "more", list->more);
	td_json_array(json, "series");
	for (unsigned i = 0; i < list->series->len; i++) {
		td_json_object(json, NULL);
		write_standing(json, list->series->pdata[i]);
		td_json_end(json);
	}
	td_json_end(json);
	end(json, out);
}

static void
write_versions(td_json *json, const GPtrArray *versions)
{
	td_json_array(json, "versions");
	for (unsigned i = 0; i < versions->len; i++) {
		const td_page_version *version = versions->pdata[i];

		td_json_object(json, NULL);
		write_standing(json, version->standing);
		td_json_object(json, "follows");
		td_json_optional(json, "rule", version->rule);
		td_json_unsigned(json, "weight", version->weight);
		td_json_optional(json, "evidence", version->shown_by);
		td_json_bool(json, "alias", version->alias);
		td_json_bool(json, "partly", version->partly);
		td_json_end(json);
		td_json_end(json);
	}
	td_json_end(json);
}

static void
write_members(td_json *json, const GPtrArray *patches)
{
	td_json_array(json, "members");
	for (unsigned i = 0; i < patches->len; i++) {
		const td_page_patch *patch = patches->pdata[i];

		td_json_object(json, NULL);
		td_json_unsigned(json, "number", patch->number);
		td_json_bool(json, "extra", patch->extra);
		td_json_string(json, "title", patch->title);
		td_json_string(json, "message_id", patch->message_id);
		write_person(json, "author", patch->author_name, patch->author_address);
		td_json_time(json, "sent", patch->sent);
		td_json_unsigned(json, "files", patch->files);
		td_json_unsigned(json, "insertions", patch->insertions);
		td_json_unsigned(json, "deletions", patch->deletions);
		td_json_end(json);
	}
	td_json_end(json);
}

static void
write_answers(td_json *json, const GPtrArray *answers)
{
	td_json_array(json, "answers");
	for (unsigned i = 0; i < answers->len; i++) {
		const td_page_answer *answer = answers->pdata[i];

		td_json_object(json, NULL);
		write_person(json, "from", answer->name, answer->address);
		td_json_string(json, "message_id", answer->message_id);
		td_json_time(json, "sent", answer->sent);
		td_json_unsigned(json, "number", answer->number);
		td_json_string(json, "class", answer->class_name);
		td_json_optional(json, "notice", answer->notice);
		td_json_strings(json, "trailers", answer->trailers);
		td_json_strings(json, "uncounted", answer->uncounted);
		td_json_end(json);
	}
	td_json_end(json);
}

void
td_series_page_json(const td_series_page *page, int64_t now, td_out *out)
{
	td_json *json = begin(out, now);

	td_json_object(json, "series");
	write_standing(json, page->standing);
	td_json_end(json);
	write_versions(json, page->versions);
	write_members(json, page->patches);
	td_json_strings(json, "carried", page->trailers);
	td_json_strings(json, "earlier", page->earlier);
	write_answers(json, page->answers);
	end(json, out);
}
