/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render/html_series.c - the patch list: an entry a series, under the day it came */
#include "output/day.h"
#include "render/html_parts.h"
#include "render/words.h"

#define MAX_GIVERS 12u /* names after one trailer; the rest is a number */

/* On a site it leads to all that is known of the series. */
static void
put_status(td_html *page, td_report_status status, const char *message_id)
{
	static const char *const classes[] = {
		[TD_STATUS_NEW] = "new",
		[TD_STATUS_UPDATED] = "updated",
		[TD_STATUS_RESENT] = "resent",
		[TD_STATUS_RFC] = "rfc",
		[TD_STATUS_REVIEWED] = "reviewed",
		[TD_STATUS_CHANGES] = "changes-requested",
		[TD_STATUS_REJECTED] = "rejected",
		[TD_STATUS_APPLIED] = "applied",
		[TD_STATUS_PARTLY_APPLIED] = "partly",
		[TD_STATUS_SUPERSEDED] = "superseded",
	};
	g_autofree char *path = td_html_series_path(page, message_id);

	if (path)
		td_xml_print(&page->xml, "<a href=\"%s\">", path);
	td_xml_print(&page->xml, "<span class=\"chip %s\">%s</span>", classes[status],
	    td_report_status_word(status));
	td_xml_raw(&page->xml, path ? "</a>" : "");
}

/* The version, the tree, and what the status does not tell. */
static void
put_tags(td_html *page, const td_report_series *series)
{
	g_autofree char *tree = td_words_tree(series->tags);

	if (series->has_version || series->version > 1) {
		td_xml_print(&page->xml, " <span class=\"tag\">v%u", series->version);
		if (series->minor > 0)
			td_xml_print(&page->xml, ".%u", series->minor);
		td_xml_raw(&page->xml, "</span>");
	}
	if (series->rfc && series->status != TD_STATUS_RFC)
		td_xml_raw(&page->xml, " <span class=\"tag\">RFC</span>");
	if (series->resend && series->status != TD_STATUS_RESENT)
		td_xml_raw(&page->xml, " <span class=\"tag\">resend</span>");
	if (*tree)
		td_xml_print(&page->xml, " <bdi class=\"tag\">%s</bdi>", tree);
}

/* "12 patches", and which of them did not come. */
static void
put_parts(td_html *page, const td_report_series *series)
{
	g_autofree char *missing = td_words_missing(series);

	td_html_count(
	    page, MAX(series->total, series->received_patches), "patch", "patches");
	if (*missing)
		td_xml_print(&page->xml, " (missing %s)", missing);
}

static void
put_facts(td_html *page, const td_report_series *series, unsigned id)
{
	td_xml *xml = &page->xml;

	td_xml_raw(xml, "<p class=\"facts\">");
	td_html_person(page, series->author, "who");
	td_xml_raw(xml, " <span>");
	put_parts(page, series);
	td_xml_raw(xml, "</span>");
	if (series->files > 0) {
		td_xml_raw(xml, " <span>");
		td_html_size(page, series->files, series->insertions, series->deletions);
		td_xml_raw(xml, "</span>");
	}
	if (series->replies > 0) {
		td_xml_raw(xml, " <span>");
		td_html_count(page, series->replies, "reply", "replies");
		if (series->repliers > 1)
			td_xml_print(xml, " from %s people", TD_NUMBER(series->repliers));
		td_xml_raw(xml, "</span>");
	}
	if (page->report->parts & TD_PART_MESSAGES && !series->before)
		td_xml_print(xml, " <a class=\"jump\" href=\"#m%u\">%s</a>", id,
		    series->patches && series->patches->len > 1 ? "messages" : "message");
	td_xml_raw(xml, "</p>\n");
}

/* Trailers of one kind with who gave them. */
static void
put_givers(
    td_html *page, const td_report_series *series, const char *key, const char *word)
{
	g_autoptr(GHashTable) seen =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	td_xml *xml = &page->xml;
	unsigned n = 0;

	/* That its author tested it, too, is no news. */
	if (td_words_short_trailer(key))
		g_hash_table_add(seen, td_report_person_key(series->author));

	for (unsigned i = 0; i < series->trailers->len; i++) {
		const td_report_trailer *trailer = series->trailers->pdata[i];

		if (!trailer->person || !trailer->key ||
		    g_ascii_strcasecmp(trailer->key, key) != 0 ||
		    !g_hash_table_add(seen, td_report_person_key(trailer->person)))
			continue;
		if (n == 0)
			td_xml_print(xml, " <span><span class=\"tag\">%s</span> ", word);
		if (++n > MAX_GIVERS)
			continue;
		td_xml_raw(xml, n == 1 ? "" : ", ");
		td_html_mail_link(
		    page, trailer->message_id, td_html_name(trailer->person));
		if (trailer->mismatch && td_words_short_trailer(key))
			td_xml_print(xml, " <span class=\"soft\">(given by %s)</span>",
			    trailer->from_address);
	}
	if (n > MAX_GIVERS)
		td_xml_print(xml, " and %u more", n - MAX_GIVERS);
	if (n > 0)
		td_xml_raw(xml, "</span>\n");
}

static void
put_trailers(td_html *page, const td_report_series *series)
{
	static const struct {
		const char *key, *word;
	} kinds[] = {
		{ "Reviewed-by", "reviewed" },
		{ "Acked-by", "acked" },
		{ "Tested-by", "tested" },
		{ "Reported-by", "reported" },
		{ "Suggested-by", "suggested" },
	};

	if (!series->trailers || series->trailers->len == 0)
		return;
	td_xml_raw(&page->xml, "<p class=\"givers\">");
	for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
		put_givers(page, series, kinds[i].key, kinds[i].word);
	td_xml_raw(&page->xml, "</p>\n");
}

static void
put_evidence(td_html *page, const td_report_series *series)
{
	if (series->status == TD_STATUS_REVIEWED || !series->evidence_text ||
	    !*series->evidence_text)
		return;
	td_xml_raw(&page->xml, "<p class=\"soft\">");
	td_html_mail_link(page, series->evidence, series->evidence_text);
	td_xml_raw(&page->xml, "</p>\n");
}

static void
put_previous(td_html *page, const td_report_series *series)
{
	g_autofree char *words = td_words_previous(series);
	g_autofree char *path = NULL;

	if (!words)
		return;
	td_xml_raw(&page->xml, "<p class=\"soft\">");
	path =
	    td_html_compare_path(page, series->previous->message_id, series->message_id);
	if (path)
		td_xml_print(&page->xml, "<a href=\"%s\">%s</a>", path, words);
	else
		td_html_mail_link(page, series->previous->message_id, words);
	td_xml_raw(&page->xml, "</p>\n");
}

static void
put_patches(td_html *page, const td_report_series *series)
{
	td_xml *xml = &page->xml;

	/* They stand below, with their messages, where there are any. */
	if ((page->report->parts & TD_PART_MESSAGES) || !series->patches ||
	    series->patches->len < 2)
		return;
	td_xml_raw(
	    xml, "<details><summary>The patches</summary>\n<ol class=\"parts\">\n");
	for (unsigned i = 0; i < series->patches->len; i++) {
		const td_report_patch *patch = series->patches->pdata[i];

		td_xml_print(xml, "<li><span class=\"number\">%u/%u</span> <span>",
		    patch->number, series->total);
		td_html_mail_link(page, patch->message_id, patch->title);
		td_xml_raw(xml, patch->extra ? " (sent again)" : "");
		if (patch->files > 0)
			td_xml_print(xml,
			    " <span class=\"plus\">+%s</span> "
			    "<span class=\"minus\">−%s</span>",
			    TD_NUMBER(patch->insertions), TD_NUMBER(patch->deletions));
		td_xml_raw(xml, "</span></li>\n");
	}
	td_xml_raw(xml, "</ol></details>\n");
}

static void
put_entry(td_html *page, const td_report_series *series, unsigned id)
{
	bool by_date = page->report->order == TD_ORDER_DATE;
	int64_t seconds = by_date ? series->sent : series->received;
	td_day day = td_day_of(seconds);
	td_xml *xml = &page->xml;

	td_xml_print(xml, "<li id=\"s%u\"><div class=\"side\">", id);
	put_status(page, series->status, series->message_id);
	td_xml_raw(xml, " ");
	td_html_time(page, seconds, td_day_short(&day).text);
	td_xml_raw(xml, "</div><div><p class=\"title\">");
	td_html_mail_link(page, series->message_id, series->title);
	put_tags(page, series);
	td_xml_raw(xml, "</p>\n");
	put_facts(page, series, id);
	put_trailers(page, series);
	put_evidence(page, series);
	put_previous(page, series);
	put_patches(page, series);
	td_xml_raw(xml, "</div></li>\n");
}

/* All series, or those of one group. Their ids tell where they stand in the list. */
static void
put_entries(td_html *page, const GPtrArray *list, td_words_group group, bool grouped)
{

	td_xml_raw(&page->xml, "<ol class=\"series\">\n");
	for (unsigned i = 0; i < list->len && !td_xml_failed(&page->xml); i++) {
		const td_report_series *series = list->pdata[i];

		if (!grouped || td_words_group_of(series) == group)
			put_entry(page, series, i + 1);
	}
	td_xml_raw(&page->xml, "</ol>\n");
}

static void
put_groups(td_html *page, const GPtrArray *list)
{
	unsigned counts[TD_GROUPS] = { 0 };

	for (unsigned i = 0; i < list->len; i++) {
		const td_report_series *series = list->pdata[i];

		counts[td_words_group_of(series)]++;
	}
	td_xml_raw(&page->xml, "<ul class=\"groups\">\n");
	for (td_words_group group = 0; group < TD_GROUPS; group++) {
		if (counts[group] > 0)
			td_xml_print(&page->xml, "<li><a href=\"#g%u\">%s</a> %s</li>\n",
			    group, td_words_group_name(group), TD_NUMBER(counts[group]));
	}
	td_xml_raw(&page->xml, "</ul>\n");
	for (td_words_group group = 0; group < TD_GROUPS; group++) {
		if (counts[group] == 0)
			continue;
		td_xml_print(&page->xml, "<h3 id=\"g%u\">%s</h3>\n", group,
		    td_words_group_name(group));
		put_entries(page, list, group, true);
	}
}

void
td_html_series(td_html *page)
{
	g_autoptr(GPtrArray) list = td_words_listed(page->report);

	if (!td_html_has(page, TD_PART_SERIES, list))
		return;
	td_xml_raw(&page->xml, "<section aria-labelledby=\"patches\">\n"
			       "<h2 id=\"patches\">Patches</h2>\n");
	if (td_words_grouped(page->report->order))
		put_groups(page, list);
	else
		put_entries(page, list, TD_GROUPS, false);
	td_xml_raw(&page->xml, "</section>\n");
}

void
td_html_waiting(td_html *page)
{
	const GPtrArray *list = page->report->waiting;
	unsigned rows = td_words_rows(page->report, list);
	td_xml *xml = &page->xml;

	if (!td_html_has(page, TD_PART_WAITING, list))
		return;
	td_xml_raw(xml, "<section aria-labelledby=\"waiting\">\n"
			"<h2 id=\"waiting\">Waiting for an answer</h2>\n");
	td_xml_raw(xml, "<p class=\"soft\">");
	if (rows < list->len)
		td_xml_print(xml, "%s of %s; ", TD_NUMBER(rows), TD_NUMBER(list->len));
	td_xml_print(xml, "%u days at least, fewest first</p>\n<ol class=\"series\">\n",
	    page->report->waiting_days);
	for (unsigned i = 0; i < rows && !td_xml_failed(xml); i++) {
		const td_report_series *series = list->pdata[i];

		td_xml_print(xml, "<li><div class=\"side\">%s day%s</div><div>",
		    TD_NUMBER(series->waiting), series->waiting == 1 ? "" : "s");
		td_xml_raw(xml, "<p class=\"title\">");
		td_html_mail_link(page, series->message_id, series->subject);
		td_xml_raw(xml, "</p>\n<p class=\"facts\">");
		td_html_person(page, series->author, "who");
		td_xml_raw(xml, "</p></div></li>\n");
	}
	td_xml_raw(xml, "</ol></section>\n");
}
