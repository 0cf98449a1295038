/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/search_forms.c - what a search found, printed */
#include "cli/search_forms.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/ids.h"
#include "index/lookup.h"
#include "message/message.h"
#include "output/clean.h"
#include "output/json.h"
#include "output/mbox.h"
#include "output/moment.h"
#include "render/page.h"
#include "render/words.h"

enum { name_width = 20, least_subject = 24 };

/* What is printed of a mail, from its row. */
typedef struct found {
	int64_t message;
	int64_t received, sent;
	td_oid blob; /* sent and blob: for JSON only */
	char *message_id, *subject, *from;
} found;

typedef struct writer {
	td_library *library;
	td_index *index;
	GArray *found; /* of found, by message */
	const GArray *mails;
	td_out *out;
} writer;

static void
clear_found(void *data)
{
	found *one = data;

	g_free(one->message_id);
	g_free(one->subject);
	g_free(one->from);
}

static void
add_row(writer *w, const td_index_row *row)
{
	found one = {
		.message = row->id,
		.received = row->received,
		.sent = row->sent,
		.blob = row->blob,
		.message_id = g_strdup(row->message_id),
		.subject = g_strdup(row->subject),
		.from = g_strdup(
		    row->from_name[0] != '\0' ? row->from_name : row->from_address),
	};

	g_array_append_val(w->found, one);
}

/* What JSON needs of each. */
static bool
load_rows(writer *w, const GArray *ids, GError **error)
{
	g_autoptr(GError) failed = NULL;
	td_index_range range = { 0 };
	td_index_row row;
	td_rows *rows;

	range.messages = (const int64_t *)(const void *)ids->data;
	range.n = ids->len;
	rows = td_index_messages(w->index, &range, error);
	if (!rows)
		return false;
	while (td_rows_next(rows, &row, &failed))
		add_row(w, &row);
	td_rows_close(rows);
	if (!failed)
		return true;
	g_propagate_error(error, g_steal_pointer(&failed));
	return false;
}

/* What all other forms need. */
static bool
load_lines(writer *w, const GArray *ids, GError **error)
{
	g_autoptr(GArray) lines = td_index_load_lines(
	    w->index, (const int64_t *)(const void *)ids->data, ids->len, error);

	for (unsigned i = 0; lines && i < lines->len; i++) {
		td_index_line *line = &g_array_index(lines, td_index_line, i);
		found one = {
			.message = line->message,
			.received = line->received,
			.message_id = g_steal_pointer(&line->message_id),
			.subject = g_steal_pointer(&line->subject),
			.from = g_steal_pointer(&line->from),
		};

		g_array_append_val(w->found, one);
	}
	return lines != NULL;
}

static bool
load_found(writer *w, td_search_form form, GError **error)
{
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));

	for (unsigned i = 0; i < w->mails->len; i++)
		g_array_append_val(
		    ids, g_array_index(w->mails, td_search_mail, i).message);
	g_array_sort(ids, td_ids_compare);
	return form == TD_SEARCH_JSON ? load_rows(w, ids, error)
				      : load_lines(w, ids, error);
}

/* NULL where its row went away meanwhile. The first member is what is sorted by. */
static const found *
find_row(const writer *w, int64_t message)
{
	return bsearch(
	    &message, w->found->data, w->found->len, sizeof(found), td_ids_compare);
}

/* *there is false for a mail that no archive has any more. */
static bool
load_mail(writer *w, const found *one, td_span *bytes, bool *there, GError **error)
{
	g_autoptr(GError) failed = NULL;

	*there = td_library_load(w->library, one->message, bytes, &failed);
	if (*there)
		return true;
	if (td_error_is_no_mail(failed)) {
		fprintf(stderr, "tidings: %s\n", failed->message);
		return true;
	}
	g_propagate_error(error, g_steal_pointer(&failed));
	return false;
}

/* As many characters as fit. g_free it. */
static char *
cut(const char *text, unsigned width)
{
	g_autofree char *clean = td_clean_line(text);
	unsigned columns = 0;
	const char *p = clean;

	for (; *p; p += g_utf8_skip[*(const unsigned char *)p]) {
		columns += td_char_width(g_utf8_get_char(p));
		if (columns > width)
			break;
	}
	return g_strndup(clean, (gsize)(p - clean));
}

/* Where no width is given it stays in its line, whatever that takes. */
static void
write_subject(td_page *page, const char *subject, unsigned at)
{
	unsigned column = at + name_width + 2;

	if (page->width != 0 && column + least_subject > page->width) {
		td_page_end(page);
		column = at;
	}
	td_page_to(page, column);
	if (page->width != 0)
		td_page_wrap(page, TD_STYLE_NONE, subject, column);
	else
		td_page_put(page, TD_STYLE_NONE, subject);
	td_page_end(page);
}

static void
write_table(writer *w, const td_render_options *options)
{
	td_page page = {
		.out = w->out,
		.options = options,
		.width = options->width,
		.color = options->color,
	};
	unsigned at = 0;

	for (unsigned i = 0; i < w->mails->len; i++)
		if (g_array_index(w->mails, td_search_mail, i).marked)
			at = 2;
	for (unsigned i = 0; i < w->mails->len && !td_out_failed(w->out); i++) {
		const td_search_mail *mail = &g_array_index(w->mails, td_search_mail, i);
		const found *one = find_row(w, mail->message);
		g_autofree char *name = NULL;
		char time[TD_MOMENT];

		if (!one)
			continue;
		name = cut(one->from, name_width);
		td_moment_minute(one->received, time);
		if (mail->marked)
			td_page_put(&page, TD_STYLE_MARK, "> ");
		td_page_to(&page, at);
		td_page_put(&page, TD_STYLE_DIM, time);
		td_page_to(&page, at + 18);
		td_page_put(&page, TD_STYLE_NONE, name);
		write_subject(&page, one->subject, at + 18);
	}
}

static void
write_ids(writer *w)
{
	for (unsigned i = 0; i < w->mails->len; i++) {
		const found *one =
		    find_row(w, g_array_index(w->mails, td_search_mail, i).message);
		g_autofree char *id = one ? td_clean_line(one->message_id) : NULL;

		if (id && *id)
			td_out_printf(w->out, "%s\n", id);
	}
}

static bool
write_mbox(writer *w, GError **error)
{
	for (unsigned i = 0; i < w->mails->len && !td_out_failed(w->out); i++) {
		const found *one =
		    find_row(w, g_array_index(w->mails, td_search_mail, i).message);
		bool there = false;
		td_span bytes;

		if (one && !load_mail(w, one, &bytes, &there, error))
			return false;
		if (there)
			td_mbox_write(w->out, bytes);
	}
	return true;
}

static void
write_address(td_json *json, const td_address *address)
{
	bool named = address->name && *address->name;

	td_json_array(json, NULL);
	td_json_string(json, NULL, named ? address->name : NULL);
	td_json_string(json, NULL, address->address);
	td_json_end(json);
}

static void
write_addresses(td_json *json, const char *key, const GPtrArray *addresses)
{
	td_json_array(json, key);
	for (unsigned i = 0; addresses && i < addresses->len; i++)
		write_address(json, addresses->pdata[i]);
	td_json_end(json);
}

static bool
write_object(writer *w, td_json *json, const td_search_mail *mail, const found *one,
    td_span bytes, GError **error)
{
	g_autoptr(td_message) message = td_message_parse(bytes, TD_MESSAGE_RECIPIENTS);
	g_autoptr(GPtrArray) refs =
	    td_index_load_references(w->index, one->message, error);
	const int64_t received = td_message_received(message, one->received);
	char blob[TD_OID_HEX];

	if (!refs)
		return false;
	td_oid_to_hex(&one->blob, blob);
	td_json_object(json, NULL);
	td_json_string(json, "blob", blob);
	td_json_time(json, "dt", one->sent != 0 ? one->sent : received);
	td_json_time(json, "rt", received);
	td_json_array(json, "f");
	if (message->from)
		write_address(json, message->from);
	td_json_end(json);
	write_addresses(json, "t", message->to);
	write_addresses(json, "c", message->cc);
	td_json_string(json, "m", one->message_id);
	td_json_string(json, "s", one->subject);
	td_json_strings(json, "refs", refs);
	if (mail->percent > 0)
		td_json_int(json, "pct", mail->percent);
	td_json_end(json);
	return true;
}

static bool
write_json(writer *w, GError **error)
{
	g_autoptr(td_json) json = td_json_new(w->out);

	td_json_array(json, NULL);
	for (unsigned i = 0; i < w->mails->len && !td_out_failed(w->out); i++) {
		const td_search_mail *mail = &g_array_index(w->mails, td_search_mail, i);
		const found *one = find_row(w, mail->message);
		bool there = false;
		td_span bytes;

		if (one && !load_mail(w, one, &bytes, &there, error))
			return false;
		if (there && !write_object(w, json, mail, one, bytes, error))
			return false;
	}
	td_json_end(json);
	td_out_char(w->out, '\n');
	return true;
}

static bool
write_form(
    writer *w, td_search_form form, const td_render_options *options, GError **error)
{
	switch (form) {
	case TD_SEARCH_JSON:
		return write_json(w, error);
	case TD_SEARCH_MBOX:
		return write_mbox(w, error);
	case TD_SEARCH_IDS:
		write_ids(w);
		return true;
	case TD_SEARCH_TABLE:
		break;
	}
	write_table(w, options);
	return true;
}

bool
td_search_write(td_library *library, const GArray *mails, td_search_form form,
    const td_render_options *options, const td_sink *sink, GError **error)
{
	g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(found));
	writer w = {
		.library = library,
		.index = td_library_index(library, error),
		.found = rows,
		.mails = mails,
	};

	g_array_set_clear_func(rows, clear_found);
	if (!w.index || !load_found(&w, form, error))
		return false;
	w.out = td_out_new(sink);
	if (!write_form(&w, form, options, error)) {
		td_out_free(w.out);
		return false;
	}
	return td_out_close(w.out, error);
}
