/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * render/html.c - the page: one file, no scripts, nothing fetched
 *
 * It is XML too (every element is closed), so that its structure can be tested strictly.
 * Should an escape ever be forgotten, the page's own policy still lets nothing run.
 */
#include <string.h>

#include "output/day.h"
#include "output/link.h"
#include "render/formats.h"
#include "render/html_parts.h"
#include "render/svg.h"
#include "render/words.h"

/* render/html.css, a string a line. */
static const char *const style[] = {
#include "html_style.inc"
};

/* What a content security policy knows the style by. g_free it. */
static char *
style_hash(void)
{
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
	guint8 digest[32];
	gsize n = sizeof(digest);

	for (size_t i = 0; i < G_N_ELEMENTS(style); i++)
		g_checksum_update(sum, (const guchar *)style[i], -1);
	g_checksum_get_digest(sum, digest, &n);
	return g_base64_encode(digest, n);
}

/* "3 – 19 November 2026", as short as the two days let it be. */
static void
put_days(td_html *page)
{
	const td_report *report = page->report;
	td_day first = td_day_of(report->first), last = td_day_of(report->last);
	bool month = first.year == last.year && first.month == last.month;
	td_day_text from = td_day_plain(&first);

	if (first.days == last.days) {
		td_xml_text(&page->xml, td_day_long(&last).text);
		return;
	}
	if (month)
		g_snprintf(from.text, sizeof(from.text), "%u", first.day);
	else if (first.year == last.year)
		*strrchr(from.text, ' ') = '\0';
	td_xml_print(&page->xml, "%s – %s", from.text, td_day_plain(&last).text);
}

static const char *
list_name(const td_report *report)
{
	return report->list_name && *report->list_name ? report->list_name : "archive";
}

static void
put_head(td_html *page)
{
	g_autofree char *hash = style_hash();
	td_xml *xml = &page->xml;

	td_xml_raw(xml, "<!DOCTYPE html>\n"
			"<html lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\">\n"
			"<head>\n<meta charset=\"utf-8\"/>\n");
	td_xml_print(xml,
	    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
	    "style-src 'sha256-%s'; base-uri 'none'; form-action 'none'\"/>\n",
	    hash);
	td_xml_raw(xml,
	    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
	    "<meta name=\"color-scheme\" content=\"light dark\"/>\n"
	    "<meta name=\"referrer\" content=\"no-referrer\"/>\n"
	    "<meta name=\"generator\" content=\"tidings\"/>\n");
	td_xml_print(xml, "<title>%s", list_name(page->report));
	if (page->report->totals.mails > 0) {
		td_xml_raw(xml, ", ");
		put_days(page);
	}
	td_xml_raw(xml, "</title>\n<style>");
	for (size_t i = 0; i < G_N_ELEMENTS(style); i++)
		td_xml_raw(xml, style[i]);
	td_xml_raw(xml, "</style>\n</head>\n");
}

/* A commit, or a day that was asked for. */
static void
put_end(td_html *page, const char *word, const char *commit, int64_t seconds)
{
	td_day day = td_day_of(seconds);

	if (commit)
		td_xml_print(&page->xml, " %s <code title=\"%s\">", word, commit);
	else if (seconds != INT64_MIN && seconds != INT64_MAX)
		td_xml_print(&page->xml, " %s <code>", word);
	else
		return;
	td_xml_span(&page->xml, commit ? td_span_head(td_span_of(commit), 12)
				       : td_span_of(td_day_time(&day).text));
	td_xml_raw(&page->xml, "</code>");
}

void
td_html_nav(td_html *page)
{
	const td_report *report = page->report;
	g_autoptr(GPtrArray) discussions = td_words_discussions(report);
	const struct {
		unsigned part;
		const GPtrArray *list;
		const char *id, *word;
	} links[] = {
		{ TD_PART_DOMAINS, report->domains, "domains", "Domains" },
		{ TD_PART_CONTRIBUTORS, report->contributors, "contributors",
		    "Contributors" },
		{ TD_PART_REVIEWERS, report->reviewers, "reviewers", "Reviewers" },
		{ TD_PART_SERIES, report->series, "patches", "Patches" },
		{ TD_PART_WAITING, report->waiting, "waiting", "Waiting" },
		{ TD_PART_MESSAGES, report->series, "messages", "Commit messages" },
		{ TD_PART_PULLS, report->pulls, "pulls", "Pull requests" },
		{ TD_PART_APPLIED, report->applied, "applied", "What was applied" },
		{ TD_PART_THREADS, report->threads, "threads", "Most discussed" },
		{ TD_PART_DISCUSSIONS, discussions, "discussions",
		    td_words_discussions_name(report) },
	};

	td_xml_raw(&page->xml, "<nav aria-label=\"Parts of this page\"><ul>\n");
	for (size_t i = 0; i < G_N_ELEMENTS(links); i++) {
		if (td_html_has(page, links[i].part, links[i].list))
			td_xml_print(&page->xml, "<li><a href=\"#%s\">%s</a></li>\n",
			    links[i].id, links[i].word);
	}
	td_xml_raw(&page->xml, "</ul></nav>\n");
}

static void
put_header(td_html *page)
{
	const td_report *report = page->report;
	td_xml *xml = &page->xml;

	td_xml_raw(xml,
	    "<body>\n<a class=\"skip\" href=\"#main\">Skip to the update</a>\n"
	    "<header>\n");
	td_xml_print(xml, "<h1>%s</h1>\n<p class=\"when\">", list_name(report));
	if (report->totals.mails > 0)
		put_days(page);
	else
		td_xml_raw(xml, "nothing arrived in this range");
	td_xml_raw(xml, "</p>\n<p class=\"range\">What came");
	put_end(page, report->from ? "after" : "since", report->from, report->since);
	put_end(page, report->to ? "up to" : "until", report->to, report->until);
	td_xml_print(
	    xml, ", %s. Days and times are UTC.</p>\n", td_words_order(report->order));
	td_html_nav(page);
	td_xml_raw(xml, "</header>\n<main id=\"main\">\n");
}

static void
put_remarks(td_html *page)
{
	const td_report *report = page->report;

	if (!report->remarks || report->remarks->len == 0)
		return;
	td_xml_raw(&page->xml, "<ul class=\"remarks\" aria-label=\"Remarks\">\n");
	for (unsigned i = 0; i < report->remarks->len; i++)
		td_xml_print(
		    &page->xml, "<li>%s</li>\n", (const char *)report->remarks->pdata[i]);
	td_xml_raw(&page->xml, "</ul>\n");
}

static void
put_figure(td_html *page, const char *word, unsigned n, const char *more)
{
	td_xml_print(&page->xml, "<div><dt>%s</dt><dd>%s", word, TD_NUMBER(n));
	if (*more)
		td_xml_print(&page->xml, " <span class=\"more\">%s</span>", more);
	td_xml_raw(&page->xml, "</dd></div>\n");
}

/* "in 3 files"; nothing for none. */
static char *
say_more(const char *before, unsigned n, const char *one, const char *many)
{
	return n > 0 ? g_strdup_printf(
			   "%s %s %s", before, TD_NUMBER(n), n == 1 ? one : many)
		     : g_strdup("");
}

static void
put_totals(td_html *page)
{
	const td_report_totals *totals = &page->report->totals;
	g_autofree char *series = totals->series > 0
				      ? g_strdup_printf("%u new, %u rerolled",
					    totals->new_series, totals->new_versions)
				      : g_strdup("");
	g_autofree char *left_out =
	    say_more("without", totals->left_out, "of another class", "of other classes");
	g_autofree char *patches = say_more("in", totals->files, "file", "files");
	g_autofree char *domains = say_more("from", totals->domains, "domain", "domains");
	g_autofree char *lines =
	    totals->patches > 0 ? g_strdup_printf("−%s", TD_NUMBER(totals->deletions))
				: g_strdup("");
	g_autofree char *reviewers = say_more("gave", totals->trailers, "tag", "tags");
	g_autofree char *replies = say_more("by", totals->repliers, "person", "people");

	td_xml_raw(&page->xml, "<section aria-labelledby=\"totals\">\n"
			       "<h2 id=\"totals\" class=\"quiet\">At a glance</h2>\n"
			       "<dl class=\"figures\">\n");
	put_figure(page, "Mails", totals->mails, left_out);
	/* Of a list where people only talk they would all be 0. */
	if (totals->patches + totals->covers > 0 || totals->discussions == 0) {
		put_figure(page, "Patches", totals->patches, patches);
		put_figure(page, "Series", totals->series, series);
		put_figure(page, "Lines added", totals->insertions, lines);
		put_figure(page, "Contributors", totals->contributors, domains);
	}
	if (totals->discussions > 0)
		put_figure(page, "New discussions", totals->discussions, "");
	put_figure(page, "Replies", totals->replies, replies);
	put_figure(page, "Reviewers", totals->reviewers, reviewers);
	td_xml_raw(&page->xml, "</dl>\n");
	/* One bar alone says nothing that the figures do not. */
	if (page->report->days && page->report->days->len > 1) {
		td_xml_raw(&page->xml, "<figure>\n");
		td_svg_activity(&page->xml, page->report);
		td_xml_print(&page->xml,
		    "<figcaption><span class=\"key mails\"></span>mails "
		    "<span class=\"key patches\"></span>patches a %s</figcaption>\n"
		    "</figure>\n",
		    td_svg_unit(page->report));
	}
	td_xml_raw(&page->xml, "</section>\n");
}

void
td_html_notes(td_html *page)
{
	const td_report *report = page->report;
	const td_report_totals *totals = &report->totals;
	const struct {
		unsigned n;
		const char *words;
	} notes[] = {
		{ totals->late, "with a Date more than two days from arrival" },
		{ totals->defective, "damaged in some way" },
		{ totals->removed, "removed from the archive" },
		{ totals->corrupt, "that could not be read" },
	};
	g_autofree char *left_out = td_words_left_out(report);
	td_xml *xml = &page->xml;

	if (left_out)
		td_xml_print(xml, "<p>Mails of other classes, %s.</p>\n", left_out);
	for (size_t i = 0; i < G_N_ELEMENTS(notes); i++) {
		if (notes[i].n == 0)
			continue;
		td_xml_raw(xml, "<p>");
		td_html_count(page, notes[i].n, "mail", "mails");
		td_xml_print(xml, " %s.</p>\n", notes[i].words);
	}
}

void
td_html_parts(td_html *page)
{
	put_remarks(page);
	if (page->report->parts & TD_PART_TOTALS)
		put_totals(page);
	td_html_rankings(page);
	td_html_series(page);
	td_html_waiting(page);
	td_html_messages(page);
	td_html_pulls(page);
	td_html_applied(page);
	td_html_threads(page);
	td_html_discussions(page);
}

bool
td_render_html(const td_report *report, const td_render_options *options,
    const td_sink *sink, GError **error)
{
	td_html page = { .report = report,
		.mail_url = options ? options->mail_url : NULL };

	td_xml_open(&page.xml, sink);
	put_head(&page);
	put_header(&page);
	td_html_parts(&page);
	td_xml_raw(&page.xml, "</main>\n<footer>\n");
	td_html_notes(&page);
	td_xml_raw(&page.xml, "<p>An update made by tidings. "
			      "<a href=\"#main\">Back to the top</a></p>\n"
			      "</footer>\n</body>\n</html>\n");
	return td_xml_close(&page.xml, error);
}
