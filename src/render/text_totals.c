/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render/text_totals.c - the top of a page of text: what, when, how much, who */
#include <string.h>

#include "output/moment.h"
#include "render/text_parts.h"
#include "render/words.h"

#define COUNT_COLUMNS 8
#define TEXT_INDENT (COUNT_COLUMNS + 2)

static void
draw_range(td_page *page)
{
	const td_report *report = page->report;
	char first[TD_MOMENT], last[TD_MOMENT];
	bool ids = report->from || report->to;

	if (report->list_name && *report->list_name)
		td_page_printf(
		    page, TD_STYLE_BOLD, "%s mailing list update", report->list_name);
	else
		td_page_printf(page, TD_STYLE_BOLD, "Mailing list update");
	if (ids)
		td_page_printf(page, TD_STYLE_BOLD, " from %.9s to %.9s",
		    report->from ? report->from : "the start",
		    report->to ? report->to : "the end");
	td_page_end(page);
	if (td_moment_minute(report->first, first) &&
	    td_moment_minute(report->last, last)) {
		g_autofree char *when = g_strdup_printf("arrived %s to %s UTC; %s", first,
		    last, td_words_order(report->order));

		td_page_wrap(page, TD_STYLE_NONE, when, 0);
		td_page_end(page);
	}
	td_page_end(page);
}

/* "  123 mails", then details that flow. */
static void
draw_count(td_page *page, unsigned n, const char *one, const char *many)
{
	td_page_printf(page, TD_STYLE_BOLD, "%*u", COUNT_COLUMNS, n);
	td_page_printf(page, TD_STYLE_NONE, "  %s", n == 1 ? one : many);
}

/* One detail, left out where there is none of it. */
static void
add_detail(
    td_page *page, const char *before, unsigned n, const char *one, const char *many)
{
	g_autofree char *text = NULL;

	if (n == 0)
		return;
	text = g_strdup_printf("%u %s", n, n == 1 ? one : many);
	td_page_item(page, TD_STYLE_NONE, before, text, TEXT_INDENT);
}

static void
draw_series_counts(td_page *page)
{
	unsigned counts[TD_GROUPS] = { 0 };
	const GPtrArray *list = page->report->series;
	const char *before = ": ";

	draw_count(page, page->report->totals.series, "series", "series");
	for (guint i = 0; i < list->len; i++) {
		const td_report_series *series = g_ptr_array_index(list, i);

		counts[td_words_group_of(series)]++;
	}
	for (td_words_group group = 0; group < TD_GROUPS; group++) {
		static const char *const words[] = { "new", "new version", "RFC",
			"sent again", "reviewed in full", "reviewed in part", "applied",
			"to be changed", "rejected", "superseded" };
		bool plural = group == TD_GROUP_VERSIONS && counts[group] != 1;
		g_autofree char *text = g_strdup_printf(
		    "%u %s%s", counts[group], words[group], plural ? "s" : "");

		if (counts[group] == 0)
			continue;
		td_page_item(page, TD_STYLE_NONE, before, text, TEXT_INDENT);
		before = ", ";
	}
	td_page_end(page);
}

static void
draw_mail_counts(td_page *page)
{
	const td_report_totals *t = &page->report->totals;
	const struct {
		unsigned n;
		const char *one, *many;
	} kinds[] = {
		{ t->patches, "patch", "patches" },
		{ t->covers, "cover letter", "cover letters" },
		{ t->replies, "reply", "replies" },
		{ t->pulls, "pull request", "pull requests" },
		{ t->notices, "notice", "notices" },
		{ t->others, "other mail", "other mails" },
	};
	const char *before = ": ";

	draw_count(page, t->mails, "mail", "mails");
	for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
		add_detail(page, before, kinds[i].n, kinds[i].one, kinds[i].many);
		if (kinds[i].n > 0)
			before = ", ";
	}
	td_page_end(page);
}

static void
draw_discussion_counts(td_page *page)
{
	unsigned n = page->report->totals.discussions;

	if (n == 0)
		return;
	draw_count(page, n, "discussion began", "discussions began");
	td_page_end(page);
}

static void
draw_people_counts(td_page *page)
{
	const td_report_totals *t = &page->report->totals;

	if (t->contributors > 0) {
		draw_count(page, t->contributors, "contributor", "contributors");
		add_detail(page, " at ", t->domains, "domain", "domains");
		add_detail(page, "; they touch ", t->files, "file", "files");
		td_page_printf(page, TD_STYLE_GOOD, " +%u", t->insertions);
		td_page_printf(page, TD_STYLE_BAD, " -%u", t->deletions);
		td_page_end(page);
	}
	if (t->repliers > 0) {
		draw_count(page, t->repliers, "person answered", "people answered");
		add_detail(page, ", ", t->reviewers, "reviewer", "reviewers");
		add_detail(page, " gave ", t->trailers, "trailer", "trailers");
		td_page_end(page);
	}
}

static void
draw_remark(td_page *page, const char *text)
{
	td_page_to(page, TEXT_INDENT);
	td_page_wrap(page, TD_STYLE_DIM, text, TEXT_INDENT);
	td_page_end(page);
}

static void
draw_remarks(td_page *page)
{
	const td_report *report = page->report;
	const td_report_totals *t = &report->totals;
	g_autofree char *left_out = td_words_left_out(report);

	if (t->late > 0) {
		g_autofree char *text =
		    g_strdup_printf("%u mail%s a Date more than two days from arrival",
			t->late, t->late == 1 ? " carries" : "s carry");

		draw_remark(page, text);
	}
	if (left_out) {
		g_autofree char *text =
		    g_strconcat(left_out, " (--class=all shows them)", NULL);

		draw_remark(page, text);
	}
	for (guint i = 0; i < report->remarks->len; i++)
		draw_remark(page, g_ptr_array_index(report->remarks, i));
}

void
td_text_totals(td_page *page)
{
	draw_range(page);
	if (page->report->parts & TD_PART_TOTALS) {
		draw_mail_counts(page);
		if (page->report->totals.series > 0)
			draw_series_counts(page);
		draw_discussion_counts(page);
		draw_people_counts(page);
	}
	draw_remarks(page);
}

/* "Top 15 contributors", "Top 15 of 212 contributors" and, when all are there,
 * "Contributors". */
static void
draw_rank_heading(td_page *page, const GPtrArray *list, const char *many)
{
	unsigned rows = td_words_rows(page->report, list);
	g_autofree char *title = NULL;

	if (rows < list->len) {
		title = g_strdup_printf("Top %u of %u %s", rows, list->len, many);
	} else {
		title = g_strdup(many);
		title[0] = g_ascii_toupper(title[0]);
	}
	td_page_heading(page, title);
}

static void
draw_person(td_page *page, const td_report_person *person)
{
	g_autofree char *text = td_words_person(person);

	td_page_wrap(page, TD_STYLE_NONE, text, page->column);
	td_page_end(page);
}

static void
draw_columns(td_page *page, const char *columns)
{
	const char *once = td_words_once(page->report);

	td_page_put(page, TD_STYLE_DIM, columns);
	if (*once)
		td_page_item(page, TD_STYLE_DIM, "  ", once, TEXT_INDENT);
	td_page_end(page);
}

static void
draw_domains(td_page *page)
{
	const GPtrArray *list = page->report->domains;

	draw_rank_heading(page, list, "domains of contributors");
	draw_columns(page, "patches  people");
	for (unsigned i = 0; i < td_words_rows(page->report, list); i++) {
		const td_report_count *row = g_ptr_array_index(list, i);

		td_page_printf(page, TD_STYLE_NONE, "%7u %7u  %s", row->patches,
		    row->people, row->name);
		td_page_end(page);
	}
}

/* Lines with their sign, right-aligned in eight columns. */
static void
draw_lines(td_page *page, td_style style, char sign, unsigned n)
{
	g_autofree char *text = g_strdup_printf("%c%u", sign, n);

	td_page_printf(page, n ? style : TD_STYLE_DIM, "%8s", n ? text : ".");
}

static void
draw_contributors(td_page *page)
{
	const GPtrArray *list = page->report->contributors;

	draw_rank_heading(page, list, "contributors");
	draw_columns(page, "patches  series  +lines  -lines");
	for (unsigned i = 0; i < td_words_rows(page->report, list); i++) {
		const td_report_contributor *row = g_ptr_array_index(list, i);

		td_page_printf(page, TD_STYLE_NONE, "%7u %7u", row->patches, row->series);
		draw_lines(page, TD_STYLE_GOOD, '+', row->insertions);
		draw_lines(page, TD_STYLE_BAD, '-', row->deletions);
		td_page_put(page, TD_STYLE_NONE, "  ");
		draw_person(page, row->person);
	}
}

/* A count of a table; none is a dot, so that the eye finds the others. */
static void
draw_cell(td_page *page, unsigned n, int columns)
{
	if (n > 0)
		td_page_printf(page, TD_STYLE_NONE, "%*u", columns, n);
	else
		td_page_printf(page, TD_STYLE_DIM, "%*s", columns, ".");
}

static void
draw_reviewers(td_page *page)
{
	const GPtrArray *list = page->report->reviewers;

	draw_rank_heading(page, list, "people who answered patches");
	td_page_put(page, TD_STYLE_DIM, "    R-b  A-b  T-b  other  replies");
	td_page_end(page);
	for (unsigned i = 0; i < td_words_rows(page->report, list); i++) {
		const td_report_reviewer *row = g_ptr_array_index(list, i);

		draw_cell(page, row->reviewed, 7);
		draw_cell(page, row->acked, 5);
		draw_cell(page, row->tested, 5);
		draw_cell(page, row->other, 7);
		draw_cell(page, row->replies, 9);
		td_page_put(page, TD_STYLE_NONE, "  ");
		draw_person(page, row->person);
	}
}

void
td_text_ranks(td_page *page)
{
	const td_report *report = page->report;

	if (report->parts & TD_PART_DOMAINS && report->domains->len > 0)
		draw_domains(page);
	if (report->parts & TD_PART_CONTRIBUTORS && report->contributors->len > 0)
		draw_contributors(page);
	if (report->parts & TD_PART_REVIEWERS && report->reviewers->len > 0)
		draw_reviewers(page);
}
