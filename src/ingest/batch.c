/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ingest/batch.c - what is made of a mail, and kept when its bytes are gone */
#include "ingest/batch.h"

#include <string.h>

#include "base/limits.h"
#include "patch/changelog.h"
#include "patch/classic.h"
#include "write/content.h"

td_batch *
td_batch_new(void)
{
	return g_new0(td_batch, 1);
}

static void
item_clear(td_batch_item *item)
{
	td_patch_free(item->patch);
	td_message_free(item->message);
	g_free(item->classic_bytes);
	g_free(item->changelog);
	*item = (td_batch_item){ .state = TD_MAIL_NONE };
}

void
td_batch_clear(td_batch *batch)
{
	for (size_t i = 0; i < TD_BATCH_MAILS; i++)
		item_clear(&batch->items[i]);
	g_clear_error(&batch->error);
	batch->weight = 0;
}

void
td_batch_free(td_batch *batch)
{
	if (batch == NULL)
		return;
	td_batch_clear(batch);
	g_free(batch);
}

/* Copies the bytes of a span to *to and lets the span point there. */
static void
move_span(td_span *span, char **to)
{
	if (span->n > 0)
		memcpy(*to, span->p, span->n);
	span->p = *to;
	*to += span->n;
}

static void
keep_classic(td_batch_item *item, td_span mail)
{
	td_classic classic;
	td_span *const spans[] = { &classic.subject, &classic.title, &classic.author,
		&classic.contributor, &classic.domain, &classic.body };
	const char *old_body;
	size_t size = 0;
	char *to;

	td_classic_read(mail, &classic);
	if (!classic.patch)
		return;
	if (!classic.shown)
		classic.body.n = classic.inbody_from.n = 0;
	for (size_t i = 0; i < G_N_ELEMENTS(spans); i++)
		size += spans[i]->n;
	old_body = classic.body.p;
	item->classic_bytes = to = g_malloc(size + 1);
	for (size_t i = 0; i < G_N_ELEMENTS(spans); i++)
		move_span(spans[i], &to);
	if (classic.inbody_from.n > 0)
		classic.inbody_from.p =
		    classic.body.p + (classic.inbody_from.p - old_body);
	else
		classic.inbody_from.p = classic.body.p;
	item->classic = classic;
	item->has_classic = true;
}

/* A ceiling for what is kept, at the end of a character. */
static void
cut_text(char *text)
{
	size_t end = TD_MAX_KEPT_TEXT;

	if (strlen(text) <= end)
		return;
	while (end > 0 && ((unsigned char)text[end] & 0xc0) == 0x80)
		end--;
	text[end] = '\0';
}

/* Report shows the text of these and of no others. */
static bool
is_shown(const td_patch *patch)
{
	return patch->kind == TD_KIND_PATCH || patch->kind == TD_KIND_COVER ||
	       patch->kind == TD_KIND_PULL;
}

static char *
find_changelog(const td_patch *patch)
{
	char *changelog;

	if (patch->kind != TD_KIND_PATCH || patch->subject->version < 2)
		return NULL;
	changelog = td_changelog_find(td_span_of(patch->notes), patch->subject->version);
	if (changelog)
		cut_text(changelog);
	return changelog;
}

/* What the index does not take would only wait in memory. */
static void
slim(td_batch_item *item, bool keep_text)
{
	td_patch *patch = item->patch;
	char *text;

	if (keep_text)
		item->changelog = find_changelog(patch);
	g_clear_pointer(&patch->patch_bytes, g_byte_array_unref);
	g_clear_pointer(&patch->notes, g_free);
	g_clear_pointer(&patch->text, g_free);
	if (!keep_text) {
		g_clear_pointer(&patch->commit_message, g_free);
		g_clear_pointer(&patch->own_message, g_free);
		return;
	}
	text = patch->own_message ? patch->own_message : patch->commit_message;
	cut_text(text);
	item->text = text;
}

static char *
find_text(const td_patch *patch)
{
	char *text;

	if (!is_shown(patch))
		return g_strdup("");
	text = g_strdup(patch->own_message ? patch->own_message : patch->commit_message);
	cut_text(text);
	return text;
}

bool
td_ingest_read_texts(const td_mail *mail, td_ingest_texts *texts)
{
	const td_patch_options options = { .no_patch_id = true };
	g_autoptr(td_message) message = td_message_parse(mail->bytes, 0);
	g_autoptr(td_patch) patch = td_patch_read(message, &options);

	/* A diff ends the text, but for what is attached behind it. */
	if (mail->cut &&
	    (!patch->diff ||
		td_span_has_prefix_nocase(td_span_trim(message->raw_type), "multipart/")))
		return false;
	texts->text = find_text(patch);
	texts->changelog = find_changelog(patch);
	return true;
}

void
td_ingest_texts_clear(td_ingest_texts *texts)
{
	g_clear_pointer(&texts->text, g_free);
	g_clear_pointer(&texts->changelog, g_free);
}

static void
invert(td_batch_item *item, const td_mail *mail, int64_t arrived, td_inverter *inverter)
{
	const int64_t sent = item->message->sent;
	const int64_t received = td_message_received(item->message, arrived);
	const td_doc doc = {
		.received = received,
		/* A Date that nobody can read is that of arrival. */
		.sent = sent != 0 ? sent : received,
		.size = (uint32_t)MIN(mail->bytes.n, (size_t)UINT32_MAX),
	};

	item->doc =
	    td_inverter_add(inverter, item->message, td_span_of(item->patch->text), &doc);
	item->has_words = true;
}

void
td_batch_item_fill(td_batch_item *item, const td_mail *mail, int64_t received,
    const td_ingest_options *options, td_inverter *inverter)
{
	const td_patch_options patch_options = { .versions = options->versions,
		.tracked = options->versions };

	item->state = mail->state;
	item->blob = mail->blob;
	/* What was taken back is found by its Message-ID. */
	if (mail->state == TD_MAIL_REMOVED && mail->bytes.n > 0)
		item->message = td_message_parse(mail->bytes, 0);
	if (mail->state != TD_MAIL_OK)
		return;
	item->message = td_message_parse(mail->bytes, 0);
	if (options->classic) {
		keep_classic(item, mail->bytes);
		return;
	}
	item->patch = td_patch_read(item->message, &patch_options);
	item->text_hash = td_index_hash_text(item->patch->text, options->seed);
	item->class_name = "human";
	if (options->rules != NULL)
		item->class_name = td_rules_classify(options->rules, item->message,
		    item->patch, td_span_of(item->patch->text));
	if (inverter != NULL)
		invert(item, mail, received, inverter);
	slim(item, options->keep_texts && is_shown(item->patch));
}

static size_t
weigh_text(const char *text)
{
	return text != NULL ? strlen(text) : 0;
}

size_t
td_batch_item_weigh(const td_batch_item *item)
{
	enum { each_item = 2048, each_part = 256, each_id = 64 };
	const td_patch *patch = item->patch;
	size_t weight = sizeof *item;

	if (item->state != TD_MAIL_OK)
		return weight;
	weight += each_item + item->message->references->len * (size_t)each_id;
	if (item->has_classic)
		weight += item->classic.body.n;
	if (patch == NULL)
		return weight;
	weight += patch->trailers->len * (size_t)each_part;
	if (patch->diff != NULL)
		weight += patch->diff->files->len * (size_t)each_part;
	if (patch->notice != NULL)
		weight += patch->notice->items->len * (size_t)each_part;
	if (patch->cited != NULL)
		weight += patch->cited->items->len * (size_t)each_part;
	return weight + weigh_text(patch->commit_message) +
	       weigh_text(patch->own_message) + weigh_text(item->changelog);
}
