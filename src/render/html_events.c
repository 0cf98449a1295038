/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render/html_events.c - pull requests, what was applied, the threads most talked about
 */
#include "output/day.h"
#include "output/link.h"
#include "render/html_parts.h"
#include "render/words.h"

static void
open_list(td_html *page, const char *id, const char *title, const char *about)
{
	td_xml_print(&page->xml,
	    "<section class=\"events\" aria-labelledby=\"%s\">\n<h2 "
	    "id=\"%s\">%s</h2>\n",
	    id, id, title);
	if (about)
		td_xml_print(&page->xml, "<p class=\"soft\">%s.</p>\n", about);
	td_xml_raw(&page->xml, "<ul>\n");
}

static void
close_list(td_html *page)
{
	td_xml_raw(&page->xml, "</ul></section>\n");
}

/* "<p>who · when", left open for more. */
static void
open_facts(td_html *page, const td_report_person *who, int64_t when)
{
	td_day day = td_day_of(when);

	td_xml_raw(&page->xml, "</p>\n<p class=\"facts\">");
	td_html_person(page, who, "who");
	td_xml_raw(&page->xml, " <span>");
	td_html_time(page, when, td_day_plain(&day).text);
	td_xml_raw(&page->xml, "</span>");
}

void
td_html_pulls(td_html *page)
{
	const GPtrArray *list = page->report->pulls;
	td_xml *xml = &page->xml;

	if (!td_html_has(page, TD_PART_PULLS, list))
		return;
	open_list(page, "pulls", "Pull requests", NULL);
	for (unsigned i = 0; i < list->len && !td_xml_failed(xml); i++) {
		const td_report_pull *pull = list->pdata[i];

		td_xml_raw(xml, "<li><p class=\"title\">");
		td_html_mail_link(page, pull->message_id, pull->title);
		open_facts(page, pull->sender, pull->received);
		if (pull->merged_by && *pull->merged_by) {
			td_xml_raw(xml, " <span>");
			td_html_mail_link(page, pull->merged_by, "merged");
			td_xml_raw(xml, "</span>");
		}
		td_xml_raw(xml, "</p>\n");
		if (pull->url && *pull->url) {
			td_xml_raw(xml, "<p class=\"facts\"><code>");
			td_link_prose(xml, td_span_of(pull->url));
			td_xml_print(xml, " %s</code></p>\n", pull->ref);
		}
		td_xml_raw(xml, "</li>\n");
	}
	close_list(page);
}

void
td_html_applied(td_html *page)
{
	const GPtrArray *list = page->report->applied;
	g_autofree char *about = NULL;
	td_xml *xml = &page->xml;

	if (!td_html_has(page, TD_PART_APPLIED, list))
		return;
	about = td_words_applied(page->report);
	open_list(page, "applied", "What was applied", about);
	for (unsigned i = 0; i < list->len && !td_xml_failed(xml); i++) {
		const td_report_applied *applied = list->pdata[i];
		bool tree = applied->tree && *applied->tree;

		td_xml_raw(xml, "<li><p class=\"title\">");
		td_html_mail_link(page, applied->message_id, applied->title);
		open_facts(page, applied->by, applied->received);
		if (applied->reported)
			td_xml_raw(xml, " <span>reported</span>");
		if (tree || (applied->branch && *applied->branch))
			td_xml_print(xml, " <span>to <bdi>%s%s%s</bdi></span>",
			    applied->tree,
			    tree && applied->branch && *applied->branch ? " " : "",
			    applied->branch);
		if (applied->commit && *applied->commit) {
			td_xml_raw(xml, " <code>");
			td_xml_span(xml, td_span_head(td_span_of(applied->commit), 12));
			td_xml_raw(xml, "</code>");
		}
		if (applied->about && *applied->about) {
			td_xml_raw(xml, " <span>");
			td_html_mail_link(page, applied->about, "the patch");
			td_xml_raw(xml, "</span>");
		}
		td_xml_raw(xml, "</p></li>\n");
	}
	close_list(page);
}

static void
put_thread(td_html *page, const td_report_thread *thread)
{
	td_xml *xml = &page->xml;
	g_autofree char *topic = td_words_topic(thread);

	td_xml_raw(xml, "<li><p class=\"title\">");
	td_html_mail_link(page, thread->message_id, topic);
	open_facts(page, thread->starter, thread->first);
	td_xml_raw(xml, " <span>");
	if (thread->mails > 0) {
		td_html_count(page, thread->mails, "reply", "replies");
		if (thread->people > 0) {
			td_xml_raw(xml, " from ");
			td_html_count(page, thread->people, "person", "people");
		}
	} else {
		td_xml_raw(xml, "no reply");
	}
	td_xml_raw(xml, thread->begun_before
			    ? "</span> <span>begun before</span></p></li>\n"
			    : "</span></p></li>\n");
}

void
td_html_threads(td_html *page)
{
	const GPtrArray *list = page->report->threads;

	if (!td_html_has(page, TD_PART_THREADS, list))
		return;
	open_list(page, "threads", "Most discussed", NULL);
	for (unsigned i = 0; i < td_words_rows(page->report, list); i++)
		put_thread(page, list->pdata[i]);
	close_list(page);
}

void
td_html_discussions(td_html *page)
{
	g_autoptr(GPtrArray) list = td_words_discussions(page->report);

	if (!td_html_has(page, TD_PART_DISCUSSIONS, list))
		return;
	open_list(page, "discussions", td_words_discussions_name(page->report), NULL);
	for (unsigned i = 0; i < list->len && !td_xml_failed(&page->xml); i++)
		put_thread(page, list->pdata[i]);
	close_list(page);
}
