/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/facts.c - one mail as a line of JSON */
#include "cli/facts.h"

#include "output/json.h"
#include "render/words.h"

/* Raised when a key changes its meaning or goes; new keys do not raise it. */
#define SCHEMA_VERSION 1

static const char *const author_words[] = {
	[TD_AUTHOR_FROM] = "from",
	[TD_AUTHOR_INBODY] = "in-body from",
	[TD_AUTHOR_ORIGINAL_FROM] = "x-original-from",
	[TD_AUTHOR_REPLY_TO] = "reply-to",
	[TD_AUTHOR_CC] = "cc",
	[TD_AUTHOR_WRAPPED] = "wrapped from",
};

static void
write_address(td_json *json, const char *key, const td_address *address)
{
	if (!address) {
		td_json_null(json, key);
		return;
	}
	td_json_object(json, key);
	td_json_string(json, "name", address->name);
	td_json_string(json, "address", address->address);
	td_json_end(json);
}

static void
write_addresses(td_json *json, const char *key, const GPtrArray *addresses)
{
	td_json_array(json, key);
	for (unsigned i = 0; addresses && i < addresses->len; i++)
		write_address(json, NULL, g_ptr_array_index(addresses, i));
	td_json_end(json);
}

static void
write_place(td_json *json, const td_facts *facts)
{
	char hex[TD_OID_HEX];

	if (facts->source)
		td_json_string(json, "source", facts->source);
	if (facts->entry && !td_oid_is_zero(&facts->entry->commit)) {
		td_oid_to_hex(&facts->entry->commit, hex);
		td_json_unsigned(json, "epoch", facts->entry->epoch);
		td_json_string(json, "commit", hex);
	}
	if (facts->blob) {
		td_oid_to_hex(facts->blob, hex);
		td_json_string(json, "blob", hex);
	}
}

static void
write_message(td_json *json, const td_facts *facts)
{
	const td_message *message = facts->message;
	const td_patch *patch = facts->patch;
	const td_subject *subject = patch->subject;

	td_json_optional(json, "message_id", message->message_id);
	td_json_strings(json, "in_reply_to", message->in_reply_to);
	td_json_strings(json, "references", message->references);
	td_json_optional(json, "list_id", message->list_id);
	td_json_string(json, "subject", message->subject);
	td_json_string(json, "title", subject->title);
	td_json_strings(json, "tags", subject->tags);
	td_json_unsigned(json, "version", subject->version);
	if (subject->minor)
		td_json_unsigned(json, "minor", subject->minor);
	if (subject->has_number) {
		td_json_unsigned(json, "number", subject->number);
		td_json_unsigned(json, "total", subject->total);
	} else {
		td_json_null(json, "number");
		td_json_null(json, "total");
	}
	td_json_bool(json, "reply", subject->reply || patch->kind == TD_KIND_REPLY);
	td_json_string(json, "kind", td_words_kind(patch->kind));
	td_json_string(json, "class", facts->class_name);
	write_address(json, "from", message->from);
	write_addresses(json, "to", message->to);
	write_addresses(json, "cc", message->cc);
	write_address(json, "author", patch->author);
	td_json_string(json, "author_source", author_words[patch->author_source]);
	if (message->defects & (TD_DEFECT_NO_DATE | TD_DEFECT_BAD_DATE))
		td_json_null(json, "sent");
	else
		td_json_time_zone(json, "sent", message->sent, message->sent_zone);
	if (facts->entry && facts->entry->received != 0)
		td_json_time(json, "received", facts->entry->received);
	else
		td_json_null(json, "received");
}

static void
write_file(td_json *json, const td_diff_file *file)
{
	td_json_object(json, NULL);
	td_json_string(json, "path", file->path);
	td_json_string(json, "old_path", file->old_path ? file->old_path : file->path);
	td_json_unsigned(json, "insertions", file->insertions);
	td_json_unsigned(json, "deletions", file->deletions);
	td_json_bool(json, "binary", file->is_binary);
	td_json_bool(json, "new", file->is_new);
	td_json_bool(json, "deleted", file->is_deleted);
	td_json_bool(json, "renamed", file->is_rename);
	td_json_bool(json, "copied", file->is_copy);
	td_json_end(json);
}

static void
write_counts(td_json *json, const char *key, unsigned files, unsigned insertions,
    unsigned deletions)
{
	td_json_object(json, key);
	td_json_unsigned(json, "files", files);
	td_json_unsigned(json, "insertions", insertions);
	td_json_unsigned(json, "deletions", deletions);
	td_json_end(json);
}

static void
write_patch(td_json *json, const td_patch *patch)
{
	const td_diff *diff = patch->diff;

	td_json_optional(json, "commit_title", patch->title);
	td_json_string(json, "commit_message", patch->commit_message);
	td_json_string(json, "notes", patch->notes);
	if (patch->diffstat)
		write_counts(json, "diffstat", patch->diffstat->files,
		    patch->diffstat->insertions, patch->diffstat->deletions);
	else
		td_json_null(json, "diffstat");
	if (diff)
		write_counts(
		    json, "counted", diff->files->len, diff->insertions, diff->deletions);
	else
		td_json_null(json, "counted");
	td_json_array(json, "files");
	for (unsigned i = 0; diff && i < diff->files->len; i++)
		write_file(json, g_ptr_array_index(diff->files, i));
	td_json_end(json);
	td_json_optional(json, "patch_id", patch->patch_id);
	td_json_optional(json, "base_commit", patch->base_commit);
	td_json_optional(json, "change_id", patch->change_id);
	td_json_array(json, "trailers");
	for (unsigned i = 0; i < patch->trailers->len; i++) {
		const td_trailer *trailer = g_ptr_array_index(patch->trailers, i);

		td_json_object(json, NULL);
		td_json_string(json, "key", trailer->key);
		td_json_string(json, "value", trailer->value);
		td_json_end(json);
	}
	td_json_end(json);
}

static void
write_notice(td_json *json, const td_notice *notice)
{
	td_json_object(json, "notice");
	td_json_string(json, "source", td_notice_source_word(notice->source));
	td_json_optional(json, "tree", notice->tree);
	td_json_optional(json, "branch", notice->branch);
	td_json_optional(json, "committer", notice->committer);
	td_json_bool(json, "partly", notice->partly);
	td_json_bool(json, "whole", notice->whole);
	td_json_array(json, "items");
	for (unsigned i = 0; i < notice->items->len; i++) {
		const td_notice_item *item = g_ptr_array_index(notice->items, i);

		td_json_object(json, NULL);
		td_json_optional(json, "title", item->title);
		td_json_optional(json, "message_id", item->message_id);
		td_json_optional(json, "commit", item->commit);
		td_json_unsigned(json, "number", item->number);
		td_json_unsigned(json, "total", item->total);
		td_json_end(json);
	}
	td_json_end(json);
	td_json_end(json);
}

static void
write_pull(td_json *json, const td_pull *pull)
{
	td_json_object(json, "pull");
	td_json_optional(json, "base", pull->base);
	td_json_string(json, "url", pull->url);
	td_json_optional(json, "ref", pull->ref);
	td_json_optional(json, "tip", pull->tip);
	td_json_end(json);
}

void
td_facts_write(const td_facts *facts, td_out *out)
{
	td_json *json = td_json_new(out);

	td_json_object(json, NULL);
	td_json_unsigned(json, "schema", SCHEMA_VERSION);
	write_place(json, facts);
	write_message(json, facts);
	write_patch(json, facts->patch);
	if (facts->patch->notice)
		write_notice(json, facts->patch->notice);
	else
		td_json_null(json, "notice");
	if (facts->patch->pull)
		write_pull(json, facts->patch->pull);
	else
		td_json_null(json, "pull");
	td_json_array(json, "defects");
	for (unsigned i = 0; i < TD_DEFECT_COUNT; i++) {
		if (facts->patch->defects & (1u << i))
			td_json_string(json, NULL, td_defect_word((td_defect)(1u << i)));
	}
	td_json_end(json);
	td_json_end(json);
	td_json_free(json);
	td_out_char(out, '\n');
}
