/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render/markdown.c - a report as GitHub's markdown */
#include <string.h>

#include "output/markdown.h"
#include "output/moment.h"
#include "render/formats.h"
#include "render/markdown_parts.h"
#include "render/words.h"

static void
write_heading(td_markdown *page)
{
	const td_report *report = page->report;
	char first[TD_MOMENT], last[TD_MOMENT];

	td_out_text(page->out, "# ");
	if (report->list_name && *report->list_name) {
		td_markdown_text(page->out, report->list_name);
		td_out_text(page->out, " mailing list update\n\n");
	} else {
		td_out_text(page->out, "Mailing list update\n\n");
	}
	if (report->from || report->to) {
		g_autofree char *ids = g_strdup_printf("from %.9s to %.9s",
		    report->from ? report->from : "the start",
		    report->to ? report->to : "the end");

		td_markdown_text(page->out, ids);
		td_out_text(page->out, "; ");
	}
	if (td_moment_minute(report->first, first) &&
	    td_moment_minute(report->last, last))
		td_out_printf(page->out, "arrived %s to %s UTC; ", first, last);
	td_out_printf(page->out, "%s\n", td_words_order(report->order));
}

/* A row of the totals; nothing for none. */
static void
write_count(td_out *out, unsigned n, const char *what)
{
	if (n > 0)
		td_out_printf(out, "| %u | %s |\n", n, what);
}

static void
write_totals(td_markdown *page)
{
	const td_report_totals *t = &page->report->totals;

	td_out_text(page->out, "\n## Totals\n\n| n | what |\n| ---: | --- |\n");
	td_out_printf(page->out, "| %u | mails |\n", t->mails);
	write_count(page->out, t->patches, "patches");
	write_count(page->out, t->covers, "cover letters");
	write_count(page->out, t->series, "series");
	write_count(page->out, t->new_versions, "series that are new versions");
	write_count(page->out, t->discussions, "discussions that began");
	write_count(page->out, t->replies, "replies");
	write_count(page->out, t->pulls, "pull requests");
	write_count(page->out, t->notices, "notices of what became of patches");
	write_count(page->out, t->others, "other mails");
	write_count(page->out, t->contributors, "contributors");
	write_count(page->out, t->domains, "domains of contributors");
	write_count(page->out, t->repliers, "people who answered");
	write_count(page->out, t->reviewers, "reviewers");
	write_count(page->out, t->trailers, "review trailers given");
	write_count(page->out, t->files, "files touched");
	write_count(page->out, t->insertions, "lines added");
	write_count(page->out, t->deletions, "lines deleted");
	write_count(
	    page->out, t->late, "mails with a Date more than two days from arrival");
}

static void
write_remarks(td_markdown *page)
{
	const td_report *report = page->report;
	g_autofree char *left_out = td_words_left_out(report);

	if (left_out || report->remarks->len > 0)
		td_out_char(page->out, '\n');
	if (left_out) {
		td_out_text(page->out, "- ");
		td_markdown_text(page->out, left_out);
		td_out_char(page->out, '\n');
	}
	for (guint i = 0; i < report->remarks->len; i++) {
		td_out_text(page->out, "- ");
		td_markdown_text(page->out, g_ptr_array_index(report->remarks, i));
		td_out_char(page->out, '\n');
	}
}

static void
begin_table(td_markdown *page, const GPtrArray *list, const char *title,
    const char *about, const char *columns)
{
	unsigned rows = td_words_rows(page->report, list);

	td_out_printf(page->out, "\n## %s", title);
	if (rows < list->len)
		td_out_printf(page->out, ": %u of %u", rows, list->len);
	if (*about)
		td_out_printf(page->out, "\n\n%c%s.", g_ascii_toupper(*about), about + 1);
	td_out_printf(page->out, "\n\n%s\n", columns);
}

static void
end_row(td_markdown *page, const td_report_person *person)
{
	g_autofree char *text = td_words_person(person);

	td_markdown_text(page->out, text);
	td_out_text(page->out, " |\n");
}

static void
write_domains(td_markdown *page)
{
	const GPtrArray *list = page->report->domains;

	begin_table(page, list, "Domains of contributors", td_words_once(page->report),
	    "| patches | people | domain |\n| ---: | ---: | --- |");
	for (unsigned i = 0; i < td_words_rows(page->report, list); i++) {
		const td_report_count *row = g_ptr_array_index(list, i);

		td_out_printf(page->out, "| %u | %u | ", row->patches, row->people);
		td_markdown_text(page->out, row->name);
		td_out_text(page->out, " |\n");
	}
}

static void
write_contributors(td_markdown *page)
{
	const GPtrArray *list = page->report->contributors;

	begin_table(page, list, "Contributors", td_words_once(page->report),
	    "| patches | series | lines | contributor |\n| ---: | ---: | ---: | --- |");
	for (unsigned i = 0; i < td_words_rows(page->report, list); i++) {
		const td_report_contributor *row = g_ptr_array_index(list, i);

		td_out_printf(page->out, "| %u | %u | +%u -%u | ", row->patches,
		    row->series, row->insertions, row->deletions);
		end_row(page, row->person);
	}
}

static void
write_reviewers(td_markdown *page)
{
	const GPtrArray *list = page->report->reviewers;

	begin_table(page, list, "People who answered patches", "",
	    "| R-b | A-b | T-b | other | replies | reviewer |\n"
	    "| ---: | ---: | ---: | ---: | ---: | --- |");
	for (unsigned i = 0; i < td_words_rows(page->report, list); i++) {
		const td_report_reviewer *row = g_ptr_array_index(list, i);

		td_out_printf(page->out, "| %u | %u | %u | %u | %u | ", row->reviewed,
		    row->acked, row->tested, row->other, row->replies);
		end_row(page, row->person);
	}
}

static bool
write_parts(td_markdown *page, GError **error)
{
	const td_report *report = page->report;
	unsigned parts = report->parts;

	write_heading(page);
	write_remarks(page);
	if (parts & TD_PART_TOTALS)
		write_totals(page);
	if (parts & TD_PART_DOMAINS && report->domains->len > 0)
		write_domains(page);
	if (parts & TD_PART_CONTRIBUTORS && report->contributors->len > 0)
		write_contributors(page);
	if (parts & TD_PART_REVIEWERS && report->reviewers->len > 0)
		write_reviewers(page);
	if (parts & TD_PART_SERIES)
		td_markdown_series(page);
	if (parts & TD_PART_WAITING)
		td_markdown_waiting(page);
	if (parts & TD_PART_MESSAGES && !td_markdown_messages(page, error))
		return false;
	if (parts & TD_PART_PULLS)
		td_markdown_pulls(page);
	if (parts & TD_PART_APPLIED)
		td_markdown_applied(page);
	if (parts & TD_PART_THREADS)
		td_markdown_threads(page);
	if (parts & TD_PART_DISCUSSIONS)
		td_markdown_discussions(page);
	return true;
}

bool
td_render_markdown(const td_report *report, const td_render_options *options,
    const td_sink *sink, GError **error)
{
	g_autoptr(td_out) out = td_out_new(sink);
	td_markdown page = { out, report, options };

	if (!write_parts(&page, error))
		return false;
	return td_out_close(g_steal_pointer(&out), error);
}
