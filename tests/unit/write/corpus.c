/* SPDX-License-Identifier: GPL-2.0-or-later */
/* corpus.c - mails made of a few words, put into an index */
#include "corpus.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "write/list.h"
#include "write/write.h"

td_oid
corpus_blob(const char *name)
{
	td_oid blob = { { 0 } };

	memcpy(blob.id, name, MIN(strlen(name), sizeof blob.id));
	return blob;
}

td_index *
corpus_open(const char *path)
{
	td_index_options options = { .path = path, .write = true };
	g_autoptr(GError) error = NULL;
	td_index *index = td_index_open(&options, &error);

	assert_null(error);
	assert_non_null(index);
	return index;
}

int64_t
corpus_list(td_index *index, const char *name)
{
	g_autoptr(GError) error = NULL;
	int64_t list = 0;

	assert_true(td_index_put_list(index, name, &list, &error));
	return list;
}

static GPtrArray *
words(const char *text)
{
	GPtrArray *list = g_ptr_array_new_with_free_func(g_free);
	g_auto(GStrv) all = g_strsplit(text != NULL ? text : "", " ", -1);

	for (char **word = all; *word != NULL; word++)
		if (**word != '\0')
			g_ptr_array_add(list, g_strdup(*word));
	return list;
}

static void
fill_subject(td_subject *subject, const corpus_mail *mail)
{
	subject->tags = words(mail->kind == TD_KIND_PATCH ? "PATCH net" : "");
	subject->version = MAX(mail->version, 1);
	subject->has_version = mail->version > 0;
	subject->number = mail->number;
	subject->total = mail->total;
	subject->has_number = mail->has_number;
	subject->reply = mail->kind == TD_KIND_REPLY;
}

static void
fill_patch(
    td_patch *patch, const corpus_mail *mail, td_subject *subject, td_address *author)
{
	patch->subject = subject;
	patch->kind = mail->kind;
	patch->author = author;
	patch->title = g_strdup(mail->subject != NULL ? mail->subject : "");
	patch->trailers = g_ptr_array_new_with_free_func((GDestroyNotify)td_trailer_free);
	if (mail->trailer != NULL) {
		td_trailer *trailer = g_new0(td_trailer, 1);

		trailer->key = g_strdup("Reviewed-by");
		trailer->value = g_strdup(mail->trailer);
		g_ptr_array_add(patch->trailers, trailer);
	}
	if (mail->file != NULL) {
		td_diff_file *file = g_new0(td_diff_file, 1);

		patch->diff = g_new0(td_diff, 1);
		patch->diff->files = g_ptr_array_new();
		patch->diff->insertions = file->insertions = 3;
		patch->diff->deletions = file->deletions = 1;
		file->path = g_strdup(mail->file);
		file->old_path = g_strdup(mail->old_file);
		file->is_new = mail->old_file == NULL;
		g_ptr_array_add(patch->diff->files, file);
		strcpy(patch->patch_id, "0123456789abcdef0123456789abcdef01234567");
	}
}

static void
free_patch(td_patch *patch)
{
	g_free(patch->title);
	g_ptr_array_free(patch->trailers, TRUE);
	if (patch->diff != NULL) {
		td_diff_file *file = patch->diff->files->pdata[0];

		g_free(file->path);
		g_free(file->old_path);
		g_free(file);
		g_ptr_array_free(patch->diff->files, TRUE);
		g_free(patch->diff);
	}
	g_ptr_array_free(patch->subject->tags, TRUE);
}

int64_t
corpus_add(td_index *index, int64_t list, uint64_t position, const corpus_mail *mail)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *address =
	    g_strdup(mail->from != NULL ? mail->from : "a@example.org");
	char name[] = "A Person";
	char empty[] = "";
	td_address from = { name, address };
	td_message message = {
		.message_id = g_strdup(mail->message_id != NULL ? mail->message_id : ""),
		.in_reply_to = words(mail->in_reply_to),
		.references = words(mail->references),
		.subject = g_strdup(mail->subject != NULL ? mail->subject : ""),
		.from = &from,
		.list_id = empty,
		.sent = mail->sent,
	};
	td_subject subject = { .title = empty };
	td_patch patch = { 0 };
	td_classic classic = {
		.patch = true,
		.shown = true,
		.subject = td_span_of("[PATCH] x"),
		.title = td_span_of("x"),
		.body = td_span_of("From: B <b@example.org>\n\ntext\n"),
	};
	char about[] = "about@example.org";
	td_notice_item item = { .title = empty, .message_id = about, .commit = "abc" };
	gpointer items[] = { &item };
	GPtrArray item_list = { items, 1 };
	td_notice notice = { .source = TD_NOTICE_B4_TY,
		.tree = name,
		.branch = empty,
		.items = &item_list };
	td_pull pull = { .base = "b", .url = about, .ref = empty, .tip = "t" };
	td_index_mail in = { .list = list,
		.position = position,
		.received = mail->received != 0 ? mail->received : mail->sent,
		.blob = corpus_blob(mail->blob),
		.message = &message,
		.patch = &patch,
		.text = mail->text };
	int64_t id = 0;

	classic.inbody_from = td_span_head(classic.body, 24);
	in.classic = mail->classic ? &classic : NULL;
	fill_subject(&subject, mail);
	fill_patch(&patch, mail, &subject, &from);
	patch.notice = mail->notice ? &notice : NULL;
	patch.pull = mail->pull ? &pull : NULL;
	assert_true(td_index_add(index, &in, &id, &error));
	assert_null(error);
	free_patch(&patch);
	g_free(message.message_id);
	g_free(message.subject);
	g_ptr_array_free(message.in_reply_to, TRUE);
	g_ptr_array_free(message.references, TRUE);
	return id;
}

char *
corpus_links(td_index *index, const td_index_range *range)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(td_rows) rows = td_index_messages(index, range, &error);
	GString *text = g_string_new(NULL);
	td_index_row row;

	assert_non_null(rows);
	while (td_rows_next(rows, &row, &error))
		g_string_append_printf(text,
		    "%s%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT
		    ":%" G_GINT64_FORMAT,
		    text->len > 0 ? " " : "", row.id, row.thread, row.parent, row.series);
	assert_null(error);
	return g_string_free(text, FALSE);
}

void
corpus_add_one(td_index *index, const char *id, uint64_t position)
{
	g_autoptr(GError) error = NULL;
	const corpus_mail mail = {
		.blob = id, .message_id = id, .subject = "[PATCH] x: y", .file = "x/y.c"
	};

	assert_true(td_index_begin(index, &error));
	corpus_add(index, corpus_list(index, ""), position, &mail);
	assert_true(td_index_commit(index, &error));
}
