/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/report/letters.c - letters into an index, and a report of it */
#include "letters.h"

#include <string.h>

#include "link/link.h"
#include "write/list.h"
#include "write/write.h"

static int64_t
arrival_of(const letter *l, unsigned at)
{
	return START + (int64_t)l->days * DAY + (int64_t)at * 600 - l->sooner;
}

static char *
write_letter(const letter *l, unsigned at)
{
	g_autoptr(GDateTime) date = g_date_time_new_from_unix_utc(
	    arrival_of(l, at) - (int64_t)l->days_late * DAY);
	g_autofree char *when = g_date_time_format(date, "%a, %d %b %Y %H:%M:%S +0000");
	GString *mail = g_string_new(NULL);

	g_string_append_printf(mail,
	    "From: %s\nSubject: %s\nDate: %s\nMessage-ID: <%s>\n", l->from, l->subject,
	    when, l->id);
	if (l->reply_to)
		g_string_append_printf(mail, "In-Reply-To: <%s>\n", l->reply_to);
	g_string_append_printf(mail, "List-Id: <sample.example.org>\n\n%s\n", l->body);
	return g_string_free(mail, FALSE);
}

static void
add_letter(td_index *index, int64_t list, const letter *l, unsigned at)
{
	g_autofree char *bytes = write_letter(l, at);
	g_autoptr(td_message) message = td_message_parse(td_span_of(bytes), 0);
	td_patch_options options = { 0 };
	g_autoptr(td_patch) patch = td_patch_read(message, &options);
	td_index_mail mail = {
		.list = list,
		.position = at + 1,
		.received = arrival_of(l, at),
		.message = message,
		.patch = patch,
		.class_name = l->class_name ? l->class_name : "human",
	};
	g_autoptr(GError) error = NULL;
	int64_t id;

	memset(mail.blob.id, 1, sizeof(mail.blob.id));
	memcpy(mail.blob.id, &at, sizeof(at));
	assert_true(td_index_add(index, &mail, &id, &error));
}

td_index *
index_at(const char *path, const letter *letters, unsigned n)
{
	td_index_options options = { .path = path, .write = true };
	g_autoptr(GError) error = NULL;
	td_index *index = td_index_open(&options, &error);
	int64_t list;

	assert_non_null(index);
	assert_true(td_index_begin(index, &error));
	assert_true(td_index_put_list(index, "", &list, &error));
	for (unsigned i = 0; i < n; i++)
		add_letter(index, list, &letters[i], i);
	assert_true(td_index_link(index, &error));
	assert_true(td_index_commit(index, &error));
	return index;
}

td_index *
index_of(const letter *letters, unsigned n)
{
	return index_at(NULL, letters, n);
}

td_report *
report_of(td_index *index, td_report_options options)
{
	g_autoptr(GError) error = NULL;
	td_report *report;

	options.since = INT64_MIN;
	options.until = INT64_MAX;
	report = td_report_build(index, &options, &error);
	assert_null(error);
	assert_non_null(report);
	return report;
}

td_report *
report_of_letters(const letter *letters, unsigned n)
{
	g_autoptr(td_index) index = index_of(letters, n);
	td_report *report = report_of(index, (td_report_options){ 0 });

	report->index = NULL;
	return report;
}

const td_report_series *
series_at(const td_report *report, unsigned i)
{
	assert_true(i < report->series->len);
	return g_ptr_array_index(report->series, i);
}

const td_report_series *
series_of(const td_report *report, const char *id)
{
	const GPtrArray *const lists[] = { report->series, report->earlier };

	for (unsigned l = 0; l < G_N_ELEMENTS(lists); l++)
		for (unsigned i = 0; i < lists[l]->len; i++) {
			const td_report_series *series = g_ptr_array_index(lists[l], i);

			if (strcmp(series->message_id, id) == 0)
				return series;
		}
	fail_msg("no series %s", id);
	return NULL;
}
