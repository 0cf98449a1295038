/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render/html_rankings.c - who and from where: compact tables, a bar a row */
#include "render/html_parts.h"
#include "render/words.h"

typedef struct ranking {
	const char *id, *title;
	const char *one, *many; /* what it is of */
} ranking;

/* about: what is said of how they were counted. */
static void
open_table(td_html *page, const ranking *what, const GPtrArray *list, const char *about)
{
	unsigned shown = td_words_rows(page->report, list);

	td_xml_print(&page->xml,
	    "<section class=\"ranking\" aria-labelledby=\"%s\">\n"
	    "<h2 id=\"%s\">%s</h2>\n<table>\n<caption>",
	    what->id, what->id, what->title);
	if (shown < list->len)
		td_xml_print(&page->xml, "The first %u of %s %s", shown,
		    TD_NUMBER(list->len), what->many);
	else if (list->len == 1)
		td_xml_print(&page->xml, "1 %s", what->one);
	else
		td_xml_print(&page->xml, "All %s %s", TD_NUMBER(list->len), what->many);
	if (*about)
		td_xml_print(&page->xml, ", %s", about);
	td_xml_raw(&page->xml, "</caption>\n<thead><tr>");
}

static void
put_column(td_html *page, const char *word)
{
	td_xml_print(&page->xml, "<th scope=\"col\">%s</th>", word);
}

static void
put_cell(td_html *page, unsigned n)
{
	if (n == 0)
		td_xml_raw(&page->xml, "<td class=\"none\">0</td>");
	else
		td_xml_print(&page->xml, "<td>%s</td>", TD_NUMBER(n));
}

/* The row's head: a person, the domain small beside; close_head() ends it. */
static void
open_head(td_html *page, const td_report_person *person)
{
	td_xml_raw(&page->xml, "<tr><th scope=\"row\">");
	td_html_person(page, person, NULL);
	if (person && person->domain && *person->domain)
		td_xml_print(
		    &page->xml, " <bdi class=\"beside\">%s</bdi>", person->domain);
}

/* With the row's bar. */
static void
close_head(td_html *page, unsigned n, unsigned most)
{
	uint64_t milli = most > 0 ? (uint64_t)n * 1000 / most : 0;

	td_xml_print(&page->xml,
	    "<svg class=\"bar\" aria-hidden=\"true\"><rect width=\"%u.%u%%\" "
	    "height=\"100%%\"/></svg></th>",
	    (unsigned)(milli / 10), (unsigned)(milli % 10));
}

static void
put_domains(td_html *page)
{
	const GPtrArray *list = page->report->domains;
	unsigned most = 1;

	if (!td_html_has(page, TD_PART_DOMAINS, list))
		return;
	open_table(page,
	    &(const ranking){ "domains", "Domains", "domain of contributors",
		"domains of contributors" },
	    list, td_words_once(page->report));
	put_column(page, "Domain");
	put_column(page, "People");
	put_column(page, "Patches");
	td_xml_raw(&page->xml, "</tr></thead>\n<tbody>\n");
	for (unsigned i = 0; i < td_words_rows(page->report, list); i++) {
		const td_report_count *row = list->pdata[i];

		most = MAX(most, row->patches);
		td_xml_print(&page->xml, "<tr><th scope=\"row\"><bdi>%s</bdi>",
		    row->name && *row->name ? row->name : "unknown");
		close_head(page, row->patches, most);
		put_cell(page, row->people);
		put_cell(page, row->patches);
		td_xml_raw(&page->xml, "</tr>\n");
	}
	td_xml_raw(&page->xml, "</tbody></table></section>\n");
}

static void
put_contributors(td_html *page)
{
	const GPtrArray *list = page->report->contributors;
	unsigned most = 1;

	if (!td_html_has(page, TD_PART_CONTRIBUTORS, list))
		return;
	open_table(page,
	    &(const ranking){ "contributors", "Contributors", "author of patches",
		"authors of patches" },
	    list, td_words_once(page->report));
	put_column(page, "Author");
	put_column(page, "Series");
	put_column(page, "Patches");
	td_xml_raw(&page->xml, "</tr></thead>\n<tbody>\n");
	for (unsigned i = 0; i < td_words_rows(page->report, list); i++) {
		const td_report_contributor *row = list->pdata[i];

		most = MAX(most, row->patches);
		open_head(page, row->person);
		td_xml_print(&page->xml,
		    " <span class=\"lines\"><span class=\"plus\">+%s</span> "
		    "<span class=\"minus\">−%s</span></span>",
		    TD_NUMBER(row->insertions), TD_NUMBER(row->deletions));
		close_head(page, row->patches, most);
		put_cell(page, row->series);
		put_cell(page, row->patches);
		td_xml_raw(&page->xml, "</tr>\n");
	}
	td_xml_raw(&page->xml, "</tbody></table></section>\n");
}

/* In few letters: on a phone the names need the room. */
static void
put_tag_column(td_html *page, const char *tag, const char *word)
{
	td_xml_print(
	    &page->xml, "<th scope=\"col\"><abbr title=\"%s\">%s</abbr></th>", tag, word);
}

static unsigned
tags_of(const td_report_reviewer *row)
{
	return row->reviewed + row->acked + row->tested + row->other;
}

static void
put_reviewers(td_html *page)
{
	const GPtrArray *list = page->report->reviewers;
	unsigned most = 1;
	bool others = false;

	if (!td_html_has(page, TD_PART_REVIEWERS, list))
		return;
	for (unsigned i = 0; i < td_words_rows(page->report, list); i++) {
		const td_report_reviewer *row = list->pdata[i];

		most = MAX(most, tags_of(row));
		others |= row->other > 0;
	}
	open_table(page,
	    &(const ranking){ "reviewers", "Reviewers", "person who answered patches",
		"people who answered patches" },
	    list, "");
	put_column(page, "Reviewer");
	put_tag_column(page, "Reviewed-by", "R-b");
	put_tag_column(page, "Acked-by", "A-b");
	put_tag_column(page, "Tested-by", "T-b");
	/* Rare ones, as Suggested-by: the bar counts them. */
	if (others)
		put_column(page, "Other");
	put_column(page, "Replies");
	td_xml_raw(&page->xml, "</tr></thead>\n<tbody>\n");
	for (unsigned i = 0; i < td_words_rows(page->report, list); i++) {
		const td_report_reviewer *row = list->pdata[i];

		open_head(page, row->person);
		close_head(page, tags_of(row), most);
		put_cell(page, row->reviewed);
		put_cell(page, row->acked);
		put_cell(page, row->tested);
		if (others)
			put_cell(page, row->other);
		put_cell(page, row->replies);
		td_xml_raw(&page->xml, "</tr>\n");
	}
	td_xml_raw(&page->xml, "</tbody></table></section>\n");
}

void
td_html_rankings(td_html *page)
{
	const td_report *report = page->report;

	if (!td_html_has(page, TD_PART_DOMAINS, report->domains) &&
	    !td_html_has(page, TD_PART_CONTRIBUTORS, report->contributors) &&
	    !td_html_has(page, TD_PART_REVIEWERS, report->reviewers))
		return;
	td_xml_raw(&page->xml, "<div class=\"rankings\">\n");
	put_domains(page);
	put_contributors(page);
	put_reviewers(page);
	td_xml_raw(&page->xml, "</div>\n");
}
