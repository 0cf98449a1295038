/* SPDX-License-Identifier: GPL-2.0-or-later */
/* markup/compare.c - two versions of a series, patch by patch, as git range-diff
 * pairs them */
#include <string.h>

#include "markup/series.h"
#include "output/link.h"

typedef struct writer {
	td_xml *xml;
	const td_site *site;
	const td_compare_page *page;
} writer;

static const char *
class_of(td_span line)
{
	char sign = line.n > 0 ? *line.p : '\0';

	if (sign == '+')
		return "plus";
	return sign == '-' ? "minus" : NULL;
}

/* The outer sign is the colour of the line, the inner one that of its text. */
static void
put_line(td_line_kind kind, td_span line, void *data)
{
	static const char *const outer[] = {
		[TD_LINE_HUNK] = "<span class=\"hunk\">@@ ",
		[TD_LINE_ADDED] = "<span class=\"add\"><b>+</b>",
		[TD_LINE_REMOVED] = "<span class=\"del\"><b>−</b>",
		[TD_LINE_CONTEXT] = "<span class=\"line\"> ",
	};
	writer *w = data;
	const char *class = kind == TD_LINE_HUNK ? NULL : class_of(line);

	td_xml_raw(w->xml, outer[kind]);
	if (class) {
		td_xml_raw(w->xml, "<span class=\"");
		td_xml_raw(w->xml, class);
		td_xml_raw(w->xml, "\">");
	}
	td_xml_span(w->xml, line);
	td_xml_raw(w->xml, class ? "</span>\n</span>" : "\n</span>");
}

static void
put_side(const writer *w, td_compare_side side, int i)
{
	if (i < 0) {
		td_xml_raw(w->xml, "<span class=\"none\">–</span>");
		return;
	}
	td_xml_raw(w->xml, "<a");
	td_site_mail_href(w->xml, w->site, NULL,
	    td_compare_get(w->page->compare, side, (unsigned)i)->message_id, "");
	td_xml_print(w->xml, ">%u</a>", (unsigned)i + 1);
}

static const td_compare_patch *
named(const writer *w, const td_compare_pair *pair)
{
	return pair->newer >= 0 ? td_compare_get(w->page->compare, TD_COMPARE_NEW,
				      (unsigned)pair->newer)
				: td_compare_get(w->page->compare, TD_COMPARE_OLD,
				      (unsigned)pair->older);
}

static void
put_pair(writer *w, const td_compare_pair *pair)
{
	static const struct {
		const char *word, *class;
	} words[] = {
		[TD_COMPARE_SAME] = { "the same", "same" },
		[TD_COMPARE_CHANGED] = { "changed", "changed" },
		[TD_COMPARE_DROPPED] = { "dropped", "gone" },
		[TD_COMPARE_ADDED] = { "new", "new-in" },
	};
	bool changed = pair->status == TD_COMPARE_CHANGED;

	td_xml_print(w->xml,
	    "<section class=\"pair\">\n<h2><bdi>%s</bdi></h2>\n<p "
	    "class=\"facts\">",
	    td_site_title(named(w, pair)->title));
	td_xml_print(w->xml, "<span class=\"%s\">%s</span><span>%s ",
	    words[pair->status].class, words[pair->status].word, w->page->older.name);
	put_side(w, TD_COMPARE_OLD, pair->older);
	td_xml_print(w->xml, "</span><span>%s ", w->page->newer.name);
	put_side(w, TD_COMPARE_NEW, pair->newer);
	td_xml_raw(w->xml, "</span>");
	if (changed && !pair->diff_changed)
		td_xml_raw(w->xml, "<span>only its message</span>");
	td_xml_raw(w->xml, "</p>\n");
	if (changed) {
		td_xml_raw(w->xml, "<pre class=\"range\">\n");
		td_compare_each_line(w->page->compare, pair, put_line, w);
		td_xml_raw(w->xml, "</pre>\n");
	}
	td_xml_raw(w->xml, "</section>\n");
}

static unsigned
place_of(const GPtrArray *versions, const char *message_id)
{
	unsigned i = 0;

	for (; i < versions->len; i++) {
		const td_page_version *version = versions->pdata[i];

		if (strcmp(version->standing->message_id, message_id) == 0)
			break;
	}
	return i;
}

static void
put_form(const writer *w, const td_site_compare *compare)
{
	const td_site_choice choice = {
		.page = compare->message_id,
		.from = place_of(compare->versions, w->page->older.message_id),
		.to = place_of(compare->versions, w->page->newer.message_id),
	};

	/* Where there are two these are shown. */
	if (compare->versions->len > 2)
		td_site_compare_form(w->xml, w->site, compare->versions, &choice);
}

bool
td_site_compare_write(const td_site *site, const td_site_compare *compare,
    const td_sink *sink, GError **error)
{
	const td_compare_page *page = compare->page;
	g_autofree char *summary = td_compare_summary(page->compare);
	g_autofree char *heading =
	    g_strdup_printf("From %s to %s", page->older.name, page->newer.name);
	const td_site_head head = {
		.title = heading, .heading = heading, .section = "series", .hidden = true
	};
	const GArray *pairs = td_compare_pairs(page->compare);
	td_xml xml;
	writer w = { &xml, site, page };

	td_site_open(&xml, site, &head, sink);
	td_xml_raw(&xml, "<p class=\"lead\"><a");
	td_site_mail_href(&xml, site, NULL, compare->message_id, "_/series/");
	td_xml_print(&xml, "><bdi>%s</bdi></a>: %s.</p>\n",
	    td_site_title(page->newer.title), summary);
	put_form(&w, compare);
	if (td_compare_is_rough(page->compare))
		td_xml_raw(&xml,
		    "<p class=\"wrong\">There was too much to weigh: some pairs "
		    "may not be the best ones.</p>\n");
	if (page->changelog) {
		td_xml_raw(&xml, "<h2>What its author says</h2>\n<pre>");
		td_link_prose_here(&xml, td_span_of(page->changelog), site->here);
		td_xml_raw(&xml, "</pre>\n");
	}
	for (unsigned i = 0; i < pairs->len && !td_xml_failed(&xml); i++)
		put_pair(&w, &g_array_index(pairs, td_compare_pair, i));
	return td_site_close(&xml, site, error);
}

/* A line of a plain difference. */
static void
put_plain(td_line_kind kind, td_span line, void *data)
{
	static const char *const opens[] = {
		[TD_LINE_HUNK] = "<span class=\"hunk\">@@ ",
		[TD_LINE_ADDED] = "<span class=\"add\">+",
		[TD_LINE_REMOVED] = "<span class=\"del\">-",
		[TD_LINE_CONTEXT] = "<span class=\"line\"> ",
	};
	td_xml *xml = data;

	td_xml_raw(xml, opens[kind]);
	td_xml_span(xml, line);
	td_xml_raw(xml, "\n</span>");
}

static td_span
span_of(const GString *mail)
{
	return (td_span){ mail->str, mail->len };
}

bool
td_site_copies_write(const td_site *site, const char *message_id, const GPtrArray *mails,
    const td_sink *sink, GError **error)
{
	const td_site_head head = { .title = "Mails of one Message-ID",
		.heading = "Mails of one Message-ID",
		.hidden = true };
	td_xml xml;

	td_site_open(&xml, site, &head, sink);
	td_xml_raw(&xml, "<p class=\"lead\">");
	td_site_mail_link(&xml, site, message_id, message_id);
	td_xml_print(&xml, " names %u mails here.</p>\n", mails->len);
	for (unsigned i = 1; i < mails->len && !td_xml_failed(&xml); i++) {
		td_xml_print(&xml,
		    "<h2>From the first to mail %u</h2>\n<pre class=\"range\">\n", i + 1);
		td_lines_diff(
		    span_of(mails->pdata[0]), span_of(mails->pdata[i]), put_plain, &xml);
		td_xml_raw(&xml, "</pre>\n");
	}
	return td_site_close(&xml, site, error);
}
