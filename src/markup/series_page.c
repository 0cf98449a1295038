/* SPDX-License-Identifier: GPL-2.0-or-later */
/* markup/series_page.c - one series: its versions side by side, who said what of it
 */
#include <string.h>

#include "markup/overview.h"
#include "markup/series.h"
#include "output/link.h"
#include "render/words.h"
#include "report/answer_tree.h"
#include "show/carried.h"

typedef struct writer {
	td_xml *xml;
	const td_site *site;
	const td_series_page *page;
	const td_history *history;
	GPtrArray *columns; /* of char *: what the history's are called */
} writer;

static void
put_link(const writer *w, const char *message_id, const char *rest, const char *word)
{
	td_xml_raw(w->xml, "<a");
	if (td_site_mail_href(w->xml, w->site, NULL, message_id, rest))
		td_xml_print(w->xml, ">%s</a>\n", word);
	else
		td_xml_raw(w->xml, "></a>");
}

static void
put_head(const writer *w)
{
	const td_standing *standing = w->page->standing;
	g_autofree char *version = td_site_version_name(&standing->series);
	td_xml *xml = w->xml;

	td_xml_raw(xml, "<p class=\"facts\">");
	td_site_standing(xml, standing);
	td_xml_raw(xml, "\n");
	if (*standing->evidence) {
		td_xml_raw(xml, "<span>by ");
		put_link(w, standing->evidence, "", "this mail");
		td_xml_raw(xml, "</span>\n");
	}
	td_xml_print(xml, "<span>%s</span>\n<span class=\"who\">", version);
	td_site_person_link(
	    xml, w->site, standing->author_name, standing->author_address);
	td_xml_raw(xml, "</span>\n<span>sent ");
	td_site_time(xml, standing->sent);
	td_xml_raw(xml, "</span>\n<span>");
	td_site_patches(xml, &standing->series);
	td_xml_print(xml, "</span>\n<span>%u %s</span></p>\n", standing->replies,
	    standing->replies == 1 ? "reply" : "replies");
	td_xml_raw(xml, "<p class=\"links\">");
	put_link(w, standing->message_id, "t/#u", "thread");
	put_link(w, standing->message_id, "", "first mail");
	put_link(w, standing->message_id, "_/am", "for git am");
	put_link(w, standing->message_id, "t.mbox.gz", "mbox.gz");
	put_link(w, standing->message_id, "_/series/atom", "Atom");
	td_xml_raw(xml, "</p>\n");
}

static void
put_cell(const writer *w, const td_history_row *row, unsigned column)
{
	static const struct {
		const char *class, *sign, *word;
	} marks[] = {
		[TD_HISTORY_NONE] = { "none", "", "" },
		[TD_HISTORY_NEW] = { "new-in", "new", "new" },
		[TD_HISTORY_SAME] = { "same", "=", "the same" },
		[TD_HISTORY_CHANGED] = { "changed", "changed", "changed" },
		[TD_HISTORY_KEPT] = { "same", "·", "the same title" },
	};
	const char *name = w->columns->pdata[column];
	const td_history_cell *cell = &row->cells[column];

	if (cell->mark == TD_HISTORY_NONE && column != row->last + 1) {
		td_xml_raw(w->xml, "<td></td>");
		return;
	}
	td_xml_print(w->xml, "<td class=\"%s\" data-of=\"%s\">",
	    cell->mark == TD_HISTORY_NONE ? "gone" : marks[cell->mark].class, name);
	if (cell->mark == TD_HISTORY_NONE) {
		td_xml_raw(w->xml, "dropped</td>");
		return;
	}
	td_xml_raw(w->xml, "<a");
	td_site_mail_href(w->xml, w->site, NULL, cell->message_id, "");
	td_xml_print(w->xml, ">%u</a> ", cell->number);
	if (column > 0 || cell->mark != TD_HISTORY_NEW)
		td_xml_print(w->xml, "<span title=\"%s\">%s</span>",
		    marks[cell->mark].word, marks[cell->mark].sign);
	td_xml_raw(w->xml, "</td>");
}

static void
put_history(const writer *w)
{
	const GPtrArray *columns = w->history->columns;
	td_xml *xml = w->xml;

	td_xml_raw(xml,
	    "<h2>Patches</h2>\n<div class=\"wide-table\" tabindex=\"0\" "
	    "role=\"region\" aria-label=\"Patches\"><table class=\"grid stack\">\n"
	    "<thead><tr><th scope=\"col\">Title</th>");
	for (unsigned i = 0; i < columns->len; i++) {
		const td_page_version *version = columns->pdata[i];

		td_xml_raw(xml, "<th scope=\"col\">");
		put_link(
		    w, version->standing->message_id, "_/series/", w->columns->pdata[i]);
		td_xml_raw(xml, "</th>");
	}
	td_xml_raw(xml, "</tr></thead>\n<tbody>\n");
	for (unsigned i = 0; i < w->history->rows->len && !td_xml_failed(xml); i++) {
		const td_history_row *row = w->history->rows->pdata[i];

		td_xml_print(xml,
		    "<tr><th scope=\"row\" class=\"name\"><bdi>%s</bdi></th>",
		    td_site_title(row->title));
		for (unsigned k = 0; k < columns->len; k++)
			put_cell(w, row, k);
		td_xml_raw(xml, "</tr>\n");
	}
	td_xml_raw(xml, "</tbody></table></div>\n");
}

static void
put_compare(const writer *w)
{
	const GPtrArray *columns = w->history->columns;

	if (columns->len < 2)
		return;
	td_site_compare_form(w->xml, w->site, columns,
	    &(const td_site_choice){ .page = w->page->standing->message_id,
		.from = columns->len - 2,
		.to = columns->len - 1 });
}

static void
put_versions(const writer *w)
{
	td_xml *xml = w->xml;

	if (w->page->versions->len < 2)
		return;
	td_xml_raw(xml,
	    "<h2>Versions</h2>\n<div class=\"wide-table\" tabindex=\"0\" "
	    "role=\"region\" aria-label=\"Versions\"><table class=\"grid stack\">\n"
	    "<thead><tr><th scope=\"col\">Version</th><th scope=\"col\">State</th>"
	    "<th scope=\"col\">Sent</th><th scope=\"col\">Title</th>"
	    "<th scope=\"col\">Follows by</th></tr></thead>\n<tbody>\n");
	for (unsigned i = 0; i < w->page->versions->len; i++) {
		const td_page_version *version = w->page->versions->pdata[i];
		const td_standing *standing = version->standing;
		g_autofree char *name = td_site_version_name(&standing->series);
		bool here = standing->series.id == w->page->standing->series.id;

		td_xml_print(xml, "<tr><th scope=\"row\" class=\"nowrap\">%s%s</th><td>",
		    name, here ? " (this)" : "");
		td_site_standing(xml, standing);
		td_xml_raw(xml, "</td><td class=\"nowrap\">");
		td_site_time(xml, standing->sent);
		td_xml_raw(xml, "</td><td class=\"name\">");
		put_link(
		    w, standing->message_id, "_/series/", td_site_title(standing->title));
		td_xml_raw(xml,
		    version->rule ? "</td><td data-of=\"follows by\">" : "</td><td>");
		if (version->rule)
			td_xml_raw(xml, version->rule);
		if (version->weight > 0)
			td_xml_print(xml, ", %u %%", version->weight);
		if (*version->shown_by) {
			td_xml_raw(xml, " ");
			put_link(w, version->shown_by, "", "mail");
		}
		td_xml_raw(xml,
		    version->alias ? " (the same again)</td></tr>\n" : "</td></tr>\n");
	}
	td_xml_raw(xml, "</tbody></table></div>\n");
}

static void
put_applied(const writer *w)
{
	const GPtrArray *applied = w->history->applied;

	if (applied->len == 0)
		return;
	td_xml_raw(w->xml, "<h2>Commits</h2>\n<ul class=\"events\">\n");
	for (unsigned i = 0; i < applied->len && !td_xml_failed(w->xml); i++) {
		const td_history_applied *one = applied->pdata[i];

		td_xml_print(w->xml, "<li><code>%s</code> ", one->commit);
		if (*one->title)
			td_xml_print(w->xml, "<bdi>%s</bdi> ", one->title);
		if (*one->tree || *one->branch)
			td_xml_print(w->xml, "<span class=\"soft\">in %s %s</span> ",
			    one->tree, one->branch);
		put_link(w, one->message_id, "", "notice");
		td_xml_raw(w->xml, "</li>\n");
	}
	td_xml_raw(w->xml, "</ul>\n");
}

static const char *
shown_name(const td_page_answer *answer)
{
	return *answer->name ? answer->name : answer->address;
}

static void
put_carried(const writer *w)
{
	g_autoptr(GPtrArray) all = td_carried_gather(w->page->trailers);

	for (unsigned i = 0; i < all->len; i++) {
		const td_carried *one = all->pdata[i];
		g_autofree char *numbers = td_words_runs(one->numbers);
		bool many = one->numbers->len > 1;

		td_xml_print(w->xml,
		    "<li><bdi class=\"trailer\">%s</bdi> <span class=\"soft\">%s %s "
		    "%s it</span></li>\n",
		    one->text, many ? "patches" : "patch", numbers,
		    many ? "carry" : "carries");
	}
}

/* What was given in answers, with the mail; what the patches carry has none. */
static void
put_trailers(const writer *w)
{
	unsigned n = w->page->trailers->len + w->page->earlier->len;

	for (unsigned i = 0; i < w->page->answers->len; i++)
		n += ((const td_page_answer *)w->page->answers->pdata[i])->trailers->len;
	if (n == 0)
		return;
	td_xml_raw(w->xml, "<h2>Tags</h2>\n<ul class=\"given-list\">\n");
	for (unsigned i = 0; i < w->page->answers->len && !td_xml_failed(w->xml); i++) {
		const td_page_answer *answer = w->page->answers->pdata[i];

		for (unsigned k = 0; k < answer->trailers->len; k++) {
			td_xml_print(w->xml, "<li><bdi class=\"trailer\">%s</bdi> ",
			    (const char *)answer->trailers->pdata[k]);
			if (answer->number > 0)
				td_xml_print(w->xml, "for patch %u, ", answer->number);
			else
				td_xml_raw(w->xml, "for all, ");
			put_link(w, answer->message_id, "", "given in this mail");
			td_xml_raw(w->xml, "</li>\n");
		}
	}
	put_carried(w);
	for (unsigned i = 0; i < w->page->earlier->len; i++)
		td_xml_print(w->xml,
		    "<li><bdi class=\"trailer\">%s</bdi> <span class=\"soft\">given to "
		    "an "
		    "earlier version</span></li>\n",
		    (const char *)w->page->earlier->pdata[i]);
	td_xml_raw(w->xml, "</ul>\n");
}

static void
put_answer(const writer *w, const td_answer_place *at)
{
	const GPtrArray *answers = w->page->answers;
	const td_page_answer *answer = answers->pdata[at->place];
	const td_page_answer *above =
	    at->depth > 0 ? answers->pdata[answer->parent - 1] : NULL;

	td_xml_print(w->xml, "<li class=\"d%u\">", MIN(at->depth, TD_SITE_DEEPEST));
	td_site_depth(w->xml, at->depth);
	put_link(w, answer->message_id, "", shown_name(answer));
	td_xml_raw(w->xml, " ");
	td_site_age(w->xml, w->site, answer->sent);
	if (answer->number > 0 && (!above || above->number != answer->number))
		td_xml_print(
		    w->xml, " <span class=\"by\">on patch %u</span>", answer->number);
	if (*answer->notice)
		td_xml_print(w->xml, " <span class=\"tag\">%s</span>", answer->notice);
	else if (strcmp(answer->class_name, "human") != 0)
		td_xml_print(
		    w->xml, " <span class=\"tag\">%s</span>", answer->class_name);
	for (unsigned k = 0; k < answer->trailers->len; k++) {
		const char *text = answer->trailers->pdata[k];
		const char *colon = strchr(text, ':');

		td_xml_raw(w->xml, " <span class=\"tag given\">");
		td_xml_span(
		    w->xml, colon ? td_span_between(text, colon) : td_span_of(text));
		td_xml_raw(w->xml, "</span>");
	}
	td_xml_raw(w->xml, "</li>\n");
}

static void
put_answers(const writer *w)
{
	g_autoptr(GArray) tree = td_answer_tree(w->page->answers);

	if (tree->len == 0)
		return;
	td_xml_raw(w->xml, "<h2>Discussion</h2>\n<ol class=\"tree\">\n");
	for (unsigned i = 0; i < tree->len && !td_xml_failed(w->xml); i++)
		put_answer(w, &g_array_index(tree, td_answer_place, i));
	td_xml_raw(w->xml, "</ol>\n");
}

bool
td_site_series_write(const td_site *site, const td_site_series *series,
    const td_sink *sink, GError **error)
{
	const td_standing *standing = series->page->standing;
	const td_site_head head = { .title = standing->title, .section = "series" };
	td_xml xml;
	g_autoptr(GPtrArray) columns = td_site_version_names(series->history->columns);
	const writer w = { &xml, site, series->page, series->history, columns };

	td_site_open(&xml, site, &head, sink);
	td_xml_raw(&xml, "<h1 class=\"title\"><bdi>");
	if (*standing->tags)
		td_xml_print(&xml, "[%s] ", standing->tags);
	td_xml_print(&xml, "%s</bdi></h1>\n", td_site_title(standing->title));
	put_head(&w);
	put_history(&w);
	put_compare(&w);
	if (series->marks->len > 0)
		td_xml_raw(&xml, "<h2>Set by hand, checked</h2>\n");
	td_site_marks_write(&xml, series->marks);
	put_trailers(&w);
	put_applied(&w);
	put_answers(&w);
	put_versions(&w);
	return td_site_close(&xml, site, error);
}
