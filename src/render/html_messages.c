/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render/html_messages.c - commit messages and covers in full, with what each patch
 * touches */
#include "output/day.h"
#include "output/link.h"
#include "render/html_parts.h"
#include "render/words.h"

#define SHOWN_LINES 24u /* of a text that is folded */
#define LONG_LINES 40u  /* more than that is folded */
#define LONG_STAT 12u   /* files; more are folded */
#define GRAPH 20u       /* signs in a diffstat's graph, at most */

/* Where line n ends; the end of the text where there are fewer. */
static size_t
end_of_line(td_span text, unsigned n)
{
	td_span rest = text, line;

	while (n-- > 0 && td_span_next_line(&rest, &line))
		;
	return text.n - rest.n;
}

static unsigned
count_lines(td_span text)
{
	unsigned n = 0;
	td_span line;

	while (td_span_next_line(&text, &line))
		n++;
	return n;
}

static void
put_pre(td_html *page, td_span text)
{
	td_xml_raw(&page->xml, "<pre>");
	td_link_prose_here(&page->xml, text, page->here);
	td_xml_raw(&page->xml, "</pre>\n");
}

static void
put_text(td_html *page, const td_report_patch *patch)
{
	GError *error = NULL;
	g_autofree char *loaded = td_words_message(page->report, patch, &error);
	td_span text;
	unsigned lines;
	size_t shown;

	if (!loaded) {
		td_xml_take_error(&page->xml, error);
		return;
	}
	text = td_span_of(loaded);
	if (text.n == 0)
		return;
	lines = count_lines(text);
	if (lines <= LONG_LINES) {
		put_pre(page, text);
		return;
	}
	shown = end_of_line(text, SHOWN_LINES);
	put_pre(page, td_span_head(text, shown));
	td_xml_print(&page->xml,
	    "<details class=\"rest\"><summary>%s more lines</summary>\n",
	    TD_NUMBER(lines - SHOWN_LINES));
	put_pre(page, td_span_skip(text, shown));
	td_xml_raw(&page->xml, "</details>\n");
}

static void
put_changelog(td_html *page, const td_report_patch *patch)
{
	GError *error = NULL;
	g_autofree char *changelog = td_words_changelog(page->report, patch, &error);

	if (!changelog) {
		td_xml_take_error(&page->xml, error);
		return;
	}
	if (!changelog[0])
		return;
	td_xml_raw(&page->xml, "<p class=\"soft\">Since the version before:</p>\n");
	put_pre(page, td_span_of(changelog));
}

/* How many of GRAPH signs stand for n, where most is the longest row. */
static unsigned
signs(unsigned n, unsigned most)
{
	if (most <= GRAPH || n == 0)
		return n;
	return (unsigned)CLAMP((uint64_t)n * GRAPH / most, 1, GRAPH);
}

static void
put_file(td_html *page, const td_report_file *file, unsigned most)
{
	static const char plus[] = "++++++++++++++++++++",
			  minus[] = "--------------------";
	td_xml *xml = &page->xml;

	td_xml_raw(xml, "<li><bdi>");
	if (file->old_path && *file->old_path)
		td_xml_print(xml, "%s → ", file->old_path);
	td_xml_print(xml, "%s</bdi>", file->path);
	if (file->is_new || file->is_deleted)
		td_xml_print(xml, " <span class=\"soft\">%s</span>",
		    file->is_new ? "new" : "deleted");
	if (file->is_binary) {
		td_xml_raw(xml, " <span class=\"soft\">binary</span></li>\n");
		return;
	}
	td_xml_print(xml,
	    " <span class=\"counts\"><span class=\"plus\">+%s</span> "
	    "<span class=\"minus\">−%s</span></span>"
	    " <span class=\"graph\" aria-hidden=\"true\"><span class=\"plus\">",
	    TD_NUMBER(file->insertions), TD_NUMBER(file->deletions));
	td_xml_span(xml, td_span_head(td_span_of(plus), signs(file->insertions, most)));
	td_xml_raw(xml, "</span><span class=\"minus\">");
	td_xml_span(xml, td_span_head(td_span_of(minus), signs(file->deletions, most)));
	td_xml_raw(xml, "</span></span></li>\n");
}

static void
put_stat(td_html *page, const td_report_patch *patch)
{
	unsigned most = 1;

	if (!patch->stat || patch->stat->len == 0)
		return;
	for (unsigned i = 0; i < patch->stat->len; i++) {
		const td_report_file *file =
		    &g_array_index(patch->stat, td_report_file, i);

		most = MAX(most, file->insertions + file->deletions);
	}
	td_xml_raw(&page->xml, patch->stat->len <= LONG_STAT
				   ? "<details class=\"stat\" open=\"\"><summary>"
				   : "<details class=\"stat\"><summary>");
	td_html_size(page, patch->stat->len, patch->insertions, patch->deletions);
	td_xml_raw(&page->xml, "</summary>\n<ul>\n");
	for (unsigned i = 0; i < patch->stat->len; i++)
		put_file(page, &g_array_index(patch->stat, td_report_file, i), most);
	td_xml_raw(&page->xml, "</ul></details>\n");
}

static void
put_byline(td_html *page, const td_report_patch *patch)
{
	td_day day = td_day_of(patch->received);

	td_xml_raw(&page->xml, "<p class=\"facts\">");
	td_html_person(page, patch->author, "who");
	td_xml_raw(&page->xml, " <span>");
	td_html_time(page, patch->received, td_day_time(&day).text);
	td_xml_raw(&page->xml, "</span>");
	if (patch->message_id && *patch->message_id) {
		td_xml_raw(&page->xml, " <span class=\"id\">");
		td_html_mail_link(page, patch->message_id, patch->message_id);
		td_xml_raw(&page->xml, "</span>");
	}
	td_xml_raw(&page->xml, "</p>\n");
}

/* One of several: folded, its title in sight. */
static void
put_member(td_html *page, const td_report_series *series, const td_report_patch *patch)
{
	td_xml *xml = &page->xml;

	td_xml_print(xml,
	    "<details class=\"member\"><summary><span class=\"number\">%u/%u</span> "
	    "<bdi>%s</bdi> ",
	    patch->number, series->total,
	    patch->title && *patch->title ? patch->title : "(no subject)");
	if (patch->files > 0)
		td_xml_print(xml,
		    "<span class=\"plus\">+%s</span> <span class=\"minus\">−%s</span>",
		    TD_NUMBER(patch->insertions), TD_NUMBER(patch->deletions));
	td_xml_raw(xml, "</summary>\n");
	put_byline(page, patch);
	put_text(page, patch);
	put_changelog(page, patch);
	put_stat(page, patch);
	td_xml_raw(xml, "</details>\n");
}

static void
put_series(td_html *page, const td_report_series *series, unsigned id)
{
	td_xml *xml = &page->xml;
	unsigned n = series->patches ? series->patches->len : 0;

	td_xml_print(xml, "<article id=\"m%u\"><h3>", id);
	td_html_mail_link(page, series->message_id, series->title);
	td_xml_raw(xml, "</h3>\n");
	if (series->cover) {
		put_byline(page, series->cover);
		put_text(page, series->cover);
	}
	if (n == 1 && !series->cover) {
		put_byline(page, series->patches->pdata[0]);
		put_text(page, series->patches->pdata[0]);
		put_changelog(page, series->patches->pdata[0]);
		put_stat(page, series->patches->pdata[0]);
	} else {
		for (unsigned i = 0; i < n && !td_xml_failed(xml); i++)
			put_member(page, series, series->patches->pdata[i]);
	}
	td_xml_raw(xml, "</article>\n");
}

void
td_html_messages(td_html *page)
{
	const GPtrArray *list = page->report->series;

	if (!td_html_has(page, TD_PART_MESSAGES, list))
		return;
	td_xml_raw(&page->xml, "<section aria-labelledby=\"messages\">\n"
			       "<h2 id=\"messages\">Commit messages</h2>\n");
	for (unsigned i = 0; i < list->len && !td_xml_failed(&page->xml); i++)
		put_series(page, list->pdata[i], i + 1);
	td_xml_raw(&page->xml, "</section>\n");
}
