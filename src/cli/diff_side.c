/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/diff_side.c - one of the two versions that `tidings diff` compares: its mails */
#include "cli/diff_side.h"

#include <stdio.h>

#include "archive/archive.h"
#include "base/error.h"
#include "base/limits.h"
#include "patch/changelog.h"
#include "series/series.h"

static void
mail_free(void *data)
{
	td_diff_mail *mail = data;

	if (!mail)
		return;
	td_patch_free(mail->patch);
	td_message_free(mail->message);
	g_free(mail->bytes);
	g_free(mail);
}

td_diff_side *
td_diff_side_new(void)
{
	td_diff_side *side = g_new0(td_diff_side, 1);

	side->patches = g_ptr_array_new_with_free_func(mail_free);
	return side;
}

void
td_diff_side_free(td_diff_side *side)
{
	if (!side)
		return;
	g_ptr_array_unref(side->patches);
	mail_free(side->cover);
	g_free(side->name);
	g_free(side);
}

void
td_diff_side_add(td_diff_side *side, td_span bytes, int64_t received)
{
	const td_patch_options options = { .no_patch_id = side->no_ids };
	td_diff_mail *mail = g_new0(td_diff_mail, 1);
	const td_subject *subject;

	mail->bytes = g_memdup2(bytes.p, bytes.n);
	mail->received = received;
	mail->message = td_message_parse((td_span){ mail->bytes, bytes.n }, 0);
	mail->patch = td_patch_read(mail->message, &options);
	subject = mail->patch->subject;
	if (mail->patch->kind == TD_KIND_PATCH &&
	    side->patches->len < TD_MAX_COMPARE_PATCHES) {
		g_ptr_array_add(side->patches, mail);
	} else if (mail->patch->kind == TD_KIND_COVER &&
		   (!side->cover ||
		       subject->version > side->cover->patch->subject->version)) {
		mail_free(side->cover);
		side->cover = mail;
	} else {
		mail_free(mail);
	}
}

static int
compare_mails(const void *a, const void *b)
{
	const td_patch *x = (*(td_diff_mail *const *)a)->patch;
	const td_patch *y = (*(td_diff_mail *const *)b)->patch;

	if (x->subject->number != y->subject->number)
		return x->subject->number > y->subject->number ? 1 : -1;
	return (x->diff == NULL) - (y->diff == NULL);
}

static bool
is_second(const td_diff_side *side, unsigned i)
{
	const td_diff_mail *mail = g_ptr_array_index(side->patches, i);
	const td_diff_mail *before =
	    i > 0 ? g_ptr_array_index(side->patches, i - 1) : NULL;

	return before && mail->patch->subject->has_number &&
	       mail->patch->subject->number == before->patch->subject->number;
}

static void
name_version(td_diff_side *side, const td_subject *subject)
{
	g_autoptr(GString) name = g_string_new(subject->rfc ? "RFC " : "");

	g_string_append_printf(name, "v%u", subject->version);
	if (subject->minor > 0)
		g_string_append_printf(name, ".%u", subject->minor);
	side->version = subject->version;
	side->name = g_string_free(g_steal_pointer(&name), FALSE);
}

static const td_diff_mail *
head_of(const td_diff_side *side)
{
	return side->cover ? side->cover : g_ptr_array_index(side->patches, 0);
}

bool
td_diff_side_settle(td_diff_side *side, const char *source, GError **error)
{
	unsigned highest = 0;

	for (unsigned i = 0; i < side->patches->len; i++) {
		const td_diff_mail *mail = g_ptr_array_index(side->patches, i);

		highest = MAX(highest, mail->patch->subject->version);
	}
	for (unsigned i = side->patches->len; i-- > 0;) {
		const td_diff_mail *mail = g_ptr_array_index(side->patches, i);

		if (mail->patch->subject->version != highest)
			g_ptr_array_remove_index(side->patches, i);
	}
	g_ptr_array_sort(side->patches, compare_mails);
	for (unsigned i = side->patches->len; i-- > 0;) {
		if (is_second(side, i))
			g_ptr_array_remove_index(side->patches, i);
	}
	if (side->cover && side->cover->patch->subject->version != highest) {
		mail_free(side->cover);
		side->cover = NULL;
	}
	if (side->patches->len == 0) {
		g_set_error(
		    error, TD_ERROR, TD_ERROR_EMPTY, "%s: no patches in it", source);
		return false;
	}
	name_version(side, head_of(side)->patch->subject);
	return true;
}

/* A file that is no mbox, packed or not, is one mail. */
static bool
is_mail(const char *path)
{
	char head[5] = "";
	FILE *file = g_file_test(path, G_FILE_TEST_IS_DIR) ? NULL : fopen(path, "rb");
	size_t n;

	if (!file)
		return false;
	n = fread(head, 1, sizeof(head), file);
	fclose(file);
	return (n < 5 || memcmp(head, "From ", 5) != 0) &&
	       (n < 2 || memcmp(head, "\037\213", 2) != 0);
}

static td_diff_side *
read_mail(const char *path, GError **error)
{
	g_autoptr(td_diff_side) side = td_diff_side_new();
	g_autoptr(GError) failed = NULL;
	g_autofree char *bytes = NULL;
	size_t n;

	if (!g_file_get_contents(path, &bytes, &n, &failed)) {
		g_set_error(error, TD_ERROR, TD_ERROR_IO, "%s", failed->message);
		return NULL;
	}
	td_diff_side_add(side, (td_span){ bytes, MIN(n, TD_MAX_MAIL_BYTES) }, 0);
	return td_diff_side_settle(side, path, error) ? g_steal_pointer(&side) : NULL;
}

static td_diff_side *
read_archive(const char *path, GError **error)
{
	g_autoptr(td_diff_side) side = td_diff_side_new();
	g_autoptr(td_archive) archive = td_archive_open(path, error);
	g_autoptr(td_range) range = NULL;
	g_autoptr(td_reader) reader = NULL;
	const td_range_spec all = { 0 };

	range = archive ? td_archive_select(archive, &all, error) : NULL;
	reader = range ? td_reader_open(archive, error) : NULL;
	if (!reader)
		return NULL;
	for (unsigned i = 0; i < range->entries->len; i++) {
		const td_entry *entry = &g_array_index(range->entries, td_entry, i);
		td_mail mail;

		if (!td_reader_load(reader, entry, &mail, error))
			return NULL;
		if (mail.state == TD_MAIL_OK)
			td_diff_side_add(side, mail.bytes, entry->received);
	}
	if (!td_diff_side_settle(side, path, error))
		return NULL;
	return g_steal_pointer(&side);
}

td_diff_side *
td_diff_side_read(const char *path, GError **error)
{
	return is_mail(path) ? read_mail(path, error) : read_archive(path, error);
}

td_compare_version
td_diff_side_head(const td_diff_side *side)
{
	const td_diff_mail *head = head_of(side);

	return (td_compare_version){
		.name = side->name,
		.message_id = head->message->message_id,
		.title = head->patch->title,
		.sent = td_series_time(head->message->sent, head->received),
		.total = head->patch->subject->total,
	};
}

static void
add_changelog(GString *all, const td_diff_mail *mail, unsigned version, bool name)
{
	g_autofree char *text =
	    td_changelog_find(td_span_of(mail->patch->notes), version);

	if (!text)
		text =
		    td_changelog_find(td_span_of(mail->patch->commit_message), version);
	if (!text)
		return;
	if (all->len > 0)
		g_string_append_c(all, '\n');
	if (name)
		g_string_append_printf(all, "%u/%u %s:\n", mail->patch->subject->number,
		    mail->patch->subject->total, mail->patch->title);
	g_string_append(all, text);
}

char *
td_diff_side_changelog(const td_diff_side *side)
{
	g_autoptr(GString) all = g_string_new(NULL);

	if (side->cover)
		add_changelog(all, side->cover, side->version, false);
	for (unsigned i = 0; i < side->patches->len; i++) {
		const td_diff_mail *mail = g_ptr_array_index(side->patches, i);

		add_changelog(
		    all, mail, side->version, side->cover || side->patches->len > 1);
	}
	return all->len > 0 ? g_string_free(g_steal_pointer(&all), FALSE) : NULL;
}
