/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * render/json.c - a report as JSON: docs/report-json.md, docs/report.schema.json
 *
 * All of the model, lists whole. A change of what is there already makes a new version;
 * new keys do not.
 */
#include <string.h>

#include "output/moment.h"
#include "render/formats.h"
#include "render/json_parts.h"
#include "render/json_values.h"
#include "render/words.h"

#define VERSION 1

static const char *
order_word(td_report_order order)
{
	static const char *const words[] = {
		[TD_ORDER_ARRIVAL] = "arrival",
		[TD_ORDER_OLDEST] = "oldest",
		[TD_ORDER_DATE] = "date",
		[TD_ORDER_TITLE] = "title",
		[TD_ORDER_AUTHOR] = "author",
		[TD_ORDER_SIZE] = "size",
		[TD_ORDER_REPLIES] = "replies",
	};

	return words[order];
}

static void
write_range(td_json *json, const td_report *report)
{
	td_json_object(json, "range");
	td_json_word(json, "from", report->from);
	td_json_word(json, "to", report->to);
	td_json_moment(json, "since", report->since);
	td_json_moment(json, "until", report->until);
	td_json_moment(json, "first", report->first);
	td_json_moment(json, "last", report->last);
	td_json_end(json);
}

static void
write_totals(td_json *json, const td_report_totals *t)
{
	const struct {
		const char *key;
		unsigned n;
	} fields[] = {
		{ "mails", t->mails },
		{ "patches", t->patches },
		{ "covers", t->covers },
		{ "replies", t->replies },
		{ "pulls", t->pulls },
		{ "notices", t->notices },
		{ "others", t->others },
		{ "series", t->series },
		{ "new_series", t->new_series },
		{ "new_versions", t->new_versions },
		{ "discussions", t->discussions },
		{ "contributors", t->contributors },
		{ "repliers", t->repliers },
		{ "reviewers", t->reviewers },
		{ "domains", t->domains },
		{ "files", t->files },
		{ "insertions", t->insertions },
		{ "deletions", t->deletions },
		{ "trailers", t->trailers },
		{ "left_out", t->left_out },
		{ "late", t->late },
		{ "removed", t->removed },
		{ "corrupt", t->corrupt },
		{ "defective", t->defective },
	};

	td_json_object(json, "totals");
	for (size_t i = 0; i < G_N_ELEMENTS(fields); i++)
		td_json_unsigned(json, fields[i].key, fields[i].n);
	td_json_end(json);
}

static void
write_classes(td_json *json, const td_report *report)
{
	td_json_array(json, "classes");
	for (guint i = 0; i < report->classes->len; i++) {
		const td_report_count *class = g_ptr_array_index(report->classes, i);

		td_json_object(json, NULL);
		td_json_string(json, "name", class->name);
		td_json_int(json, "mails", class->patches);
		td_json_end(json);
	}
	td_json_end(json);
}

static void
write_remarks(td_json *json, const td_report *report)
{
	td_json_strings(json, "remarks", report->remarks);
}

static void
write_days(td_json *json, const td_report *report)
{
	td_json_array(json, "days");
	for (guint i = 0; i < report->days->len; i++) {
		const td_report_day *day = &g_array_index(report->days, td_report_day, i);
		char text[TD_MOMENT];

		td_json_object(json, NULL);
		td_moment_day(day->day, text);
		td_json_word(json, "day", text);
		td_json_int(json, "mails", day->mails);
		td_json_int(json, "patches", day->patches);
		td_json_end(json);
	}
	td_json_end(json);
}

static void
write_domains(td_json *json, const td_report *report)
{
	td_json_array(json, "domains");
	for (guint i = 0; i < report->domains->len; i++) {
		const td_report_count *domain = g_ptr_array_index(report->domains, i);

		td_json_object(json, NULL);
		td_json_string(json, "name", domain->name);
		td_json_int(json, "patches", domain->patches);
		td_json_int(json, "people", domain->people);
		td_json_end(json);
	}
	td_json_end(json);
}

static void
write_contributors(td_json *json, const td_report *report)
{
	td_json_array(json, "contributors");
	for (guint i = 0; i < report->contributors->len; i++) {
		const td_report_contributor *row =
		    g_ptr_array_index(report->contributors, i);

		td_json_object(json, NULL);
		td_json_person(json, "person", row->person);
		td_json_int(json, "patches", row->patches);
		td_json_int(json, "posted", row->posted);
		td_json_int(json, "series", row->series);
		td_json_int(json, "insertions", row->insertions);
		td_json_int(json, "deletions", row->deletions);
		td_json_end(json);
	}
	td_json_end(json);
}

static void
write_reviewers(td_json *json, const td_report *report)
{
	td_json_array(json, "reviewers");
	for (guint i = 0; i < report->reviewers->len; i++) {
		const td_report_reviewer *row = g_ptr_array_index(report->reviewers, i);

		td_json_object(json, NULL);
		td_json_person(json, "person", row->person);
		td_json_int(json, "reviewed", row->reviewed);
		td_json_int(json, "acked", row->acked);
		td_json_int(json, "tested", row->tested);
		td_json_int(json, "other", row->other);
		td_json_int(json, "replies", row->replies);
		td_json_end(json);
	}
	td_json_end(json);
}

static void
write_head(td_json *json, const td_report *report)
{
	unsigned parts = report->parts;

	td_json_int(json, "version", VERSION);
	td_json_string(json, "generator", "tidings");
	td_json_string(json, "list", report->list_name);
	write_range(json, report);
	td_json_string(json, "order", order_word(report->order));
	write_remarks(json, report);
	write_classes(json, report);
	if (parts & TD_PART_TOTALS) {
		write_totals(json, &report->totals);
		write_days(json, report);
	}
	if (parts & TD_PART_DOMAINS)
		write_domains(json, report);
	if (parts & TD_PART_CONTRIBUTORS)
		write_contributors(json, report);
	if (parts & TD_PART_REVIEWERS)
		write_reviewers(json, report);
}

static bool
write_report(td_json *json, td_out *out, const td_report *report,
    const td_render_options *options, GError **error)
{
	unsigned parts = report->parts;

	td_json_object(json, NULL);
	write_head(json, report);
	if (parts & (TD_PART_SERIES | TD_PART_MESSAGES) &&
	    !td_json_series_list(json, out, report, options, error))
		return false;
	if (parts & TD_PART_WAITING)
		td_json_waiting(json, report);
	if (parts & TD_PART_PULLS)
		td_json_pulls(json, report);
	if (parts & TD_PART_APPLIED)
		td_json_applied(json, report);
	if (parts & TD_PART_THREADS)
		td_json_threads(json, report);
	if (parts & TD_PART_DISCUSSIONS)
		td_json_discussions(json, report);
	td_json_end(json);
	td_out_char(out, '\n');
	return true;
}

bool
td_render_json(const td_report *report, const td_render_options *options,
    const td_sink *sink, GError **error)
{
	g_autoptr(td_out) out = td_out_new(sink);
	g_autoptr(td_json) json = td_json_new(out);

	td_json_indent(json);
	if (!write_report(json, out, report, options, error))
		return false;
	return td_out_close(g_steal_pointer(&out), error);
}
