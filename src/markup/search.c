/* SPDX-License-Identifier: GPL-2.0-or-later */
/* markup/search.c - hits, how many there are of each month, and the way on */
#include "markup/search.h"

#include <string.h>

#include "markup/svg_months.h"
#include "output/link.h"
#include "render/words.h"

void
td_site_hit(td_xml *xml, const td_site *site, const td_mail_row *row, const char *lists)
{
	td_xml_raw(xml, "<li>\n<p class=\"title\">");
	td_site_mail_link(xml, site, row->message_id, row->subject);
	td_xml_raw(xml, "</p>\n");
	td_site_time(xml, row->received);
	td_xml_raw(xml, "\n<p class=\"facts\"><span class=\"who\">");
	td_site_person_link(xml, site, row->from_name, row->from_address);
	td_xml_raw(xml, "</span>\n");
	if (lists && *lists)
		td_xml_print(xml, "<span>%s</span>\n", lists);
	if (row->files > 0)
		td_xml_print(xml,
		    "<span>%u %s <span class=\"plus\">+%u</span> "
		    "<span class=\"minus\">−%u</span></span>\n",
		    row->files, row->files == 1 ? "file" : "files", row->insertions,
		    row->deletions);
	if (*row->class_name && strcmp(row->class_name, "human") != 0)
		td_xml_print(xml, "<span>%s</span>\n", row->class_name);
	td_xml_raw(xml, "<a");
	if (td_site_mail_href(xml, site, NULL, row->message_id, "t/#u"))
		td_xml_raw(xml, ">thread</a>");
	else
		td_xml_raw(xml, "></a>");
	td_xml_raw(xml, "</p>\n</li>\n");
}

/* The same search but for one argument: "?q=...&o=200". Not escaped as markup. */
static char *
address_of(const td_site_search *search, const char *more)
{
	g_autofree char *query = td_site_escape(search->query);

	return g_strconcat("?q=", query, search->relevance ? "&r=1" : "",
	    search->oldest ? "&o=-1" : "", search->threads ? "&t=1" : "", more, NULL);
}

static void
put_link(td_xml *xml, const char *address, const char *word, bool here)
{
	td_xml_print(xml, "<a href=\"%s\"", address);
	td_xml_raw(xml, here ? " aria-current=\"true\">" : ">");
	td_xml_print(xml, "%s</a>\n", word);
}

static void
put_orders(td_xml *xml, const td_site_search *search)
{
	g_autofree char *query = td_site_escape(search->query);
	g_autofree char *newest = g_strconcat("?q=", query, NULL);
	g_autofree char *oldest = g_strconcat("?q=", query, "&o=-1", NULL);
	g_autofree char *best = g_strconcat("?q=", query, "&r=1", NULL);
	g_autofree char *threads = g_strconcat("?q=", query, "&t=1", NULL);
	g_autofree char *feed = g_strconcat("?q=", query, "&x=A", NULL);
	bool plain = !search->relevance && !search->oldest && !search->threads;

	td_xml_raw(xml, "<p class=\"links\">");
	put_link(xml, newest, "newest first", plain);
	put_link(xml, oldest, "oldest first", search->oldest);
	put_link(xml, best, "most telling first", search->relevance);
	put_link(xml, threads, "threads", search->threads);
	put_link(xml, feed, "Atom", false);
	td_xml_raw(xml, "</p>\n");
}

/* All that was found goes as an mbox, which only a POST asks for: it costs. */
static void
put_download(td_xml *xml, const td_site_search *search)
{
	g_autofree char *query = td_site_escape(search->query);

	td_xml_print(xml,
	    "<form class=\"filter\" method=\"post\" action=\"?x=m&amp;q=%s\">"
	    "<button name=\"x\" value=\"m\">mbox.gz of all results</button></form>\n",
	    query);
}

/* A mark below the place, as wide as it. */
static void
put_problem(td_xml *xml, const td_site_search *search)
{
	size_t n = strlen(search->query), at = MIN(search->at, n);
	size_t end = MIN(at + MAX(search->n, (size_t)1), n);

	td_xml_print(
	    xml, "<div class=\"wrong\" role=\"alert\"><p>%s</p>\n", search->problem);
	if (search->nowhere) {
		td_xml_raw(xml, "</div>\n");
		return;
	}
	td_xml_raw(xml, "<pre>");
	td_xml_span(xml, td_span_head(td_span_of(search->query), at));
	td_xml_raw(xml, "<mark>");
	if (end > at)
		td_xml_span(xml, (td_span){ search->query + at, end - at });
	else
		td_xml_raw(xml, "⌃");
	td_xml_raw(xml, "</mark>");
	td_xml_span(xml, (td_span){ search->query + end, n - end });
	td_xml_raw(xml, "</pre></div>\n");
}

/* The bars are above the hits; the table is below them, for who has no pictures and would
 * read all of it first. */
static void
put_months(td_xml *xml, const td_site_search *search, bool table)
{
	bool single = !strstr(search->query, " OR ") && !strstr(search->query, " XOR ");
	g_autofree char *whole = single ? g_strconcat(search->query, " rt:", NULL)
					: g_strconcat("(", search->query, ") rt:", NULL);
	g_autofree char *escaped = td_site_escape(whole);
	g_autofree char *link = g_strconcat("?q=", escaped, NULL);
	const td_svg_months plot = {
		.months = search->months, .what = "mails", .link = link, .table = "months"
	};

	td_xml_raw(xml, "<div class=\"counts-plot\">\n");
	if (table)
		td_svg_months_write_table(xml, &plot);
	else
		td_svg_months_write(xml, &plot);
	td_xml_raw(xml, "</div>\n");
}

static void
put_pages(td_xml *xml, const td_site_search *search)
{
	uint64_t end = search->offset + search->limit;
	g_autofree char *limit =
	    search->limit != 200 ? g_strdup_printf("&l=%u", search->limit) : g_strdup("");

	td_xml_raw(xml, "<p class=\"pages\">");
	if (search->offset > 0) {
		uint64_t at =
		    search->offset > search->limit ? search->offset - search->limit : 0;
		g_autofree char *more = g_strdup_printf("%s&o=%s%" G_GUINT64_FORMAT,
		    limit, search->oldest ? "-" : "", at + search->oldest);
		g_autofree char *address = address_of(search, more);

		td_xml_print(xml, "<a href=\"%s\" rel=\"prev\">before</a>\n", address);
	}
	if (end < search->total) {
		g_autofree char *more = g_strdup_printf("%s&o=%s%" G_GUINT64_FORMAT,
		    limit, search->oldest ? "-" : "", end + search->oldest);
		g_autofree char *address = address_of(search, more);

		td_xml_print(xml, "<a href=\"%s\" rel=\"next\">next</a>\n", address);
	}
	td_xml_raw(xml, "</p>\n");
}

static void
put_hits(td_xml *xml, const td_site *site, const td_site_search *search)
{
	const GPtrArray *rows = search->rows->rows;

	td_xml_raw(xml, "<p class=\"lead\">");
	td_site_count(xml, search->total, search->threads ? "thread" : "mail",
	    search->threads ? "threads" : "mails");
	if (rows->len > 0 && search->total > rows->len) {
		td_xml_raw(xml, ", here ");
		td_site_count(xml, search->offset + 1, "", "");
		td_xml_raw(xml, " to ");
		td_site_count(xml, search->offset + rows->len, "", "");
	}
	td_xml_raw(xml, "</p>\n");
	put_orders(xml, search);
	if (search->months)
		put_months(xml, search, false);
	td_xml_raw(xml, rows->len > 0 ? "<ol class=\"hits\">\n" : "");
	for (unsigned i = 0; i < rows->len && !td_xml_failed(xml); i++)
		td_site_hit(xml, site, rows->pdata[i],
		    search->lists ? search->lists->pdata[i] : NULL);
	td_xml_raw(xml, rows->len > 0 ? "</ol>\n" : "");
	put_pages(xml, search);
	if (rows->len > 0)
		put_download(xml, search);
	if (search->months)
		put_months(xml, search, true);
}

/* Where else it may be, of what was not found. */
static void
put_elsewhere(td_xml *xml, const td_site *site, const td_site_search *search)
{
	g_autofree char *query = td_site_escape(search->query);

	if (strcmp(site->list, "all") != 0)
		td_xml_print(xml,
		    "<p class=\"links\"><a href=\"%sall/?q=%s\">the same in all "
		    "lists</a></p>\n",
		    site->root, query);
}

static void
put_help(td_xml *xml, const td_site *site)
{
	g_autofree char *list = td_link_part(site->list);

	td_xml_print(xml,
	    "<p class=\"box\">Words, <code>\"phrases\"</code>, <code>s:subject f:from "
	    "dfn:file.c</code>, <code>d:2026-01-01..</code>, "
	    "<code>state:reviewed</code>, "
	    "<code>rb:name</code>, AND, OR, NOT: "
	    "<a href=\"%s%s/_/text/help/\">all that can be asked</a>.</p>\n",
	    site->root, list);
}

bool
td_site_search_write(const td_site *site, const td_site_search *search,
    const td_sink *sink, GError **error)
{
	g_autofree char *query = td_site_escape(search->query);
	g_autofree char *list = td_link_part(site->list);
	g_autofree char *feed = g_strconcat(list, "/?q=", query, "&x=A", NULL);
	g_autofree char *title = g_strconcat(search->query, " - search", NULL);
	const td_site_head head = { .title = title,
		.heading = "Search",
		.section = "search",
		.feed = search->rows ? feed : NULL,
		.query = search->query,
		.hidden = true };
	td_xml xml;

	td_site_open(&xml, site, &head, sink);
	if (search->problem)
		put_problem(&xml, search);
	if (search->rows && search->total == 0)
		put_elsewhere(&xml, site, search);
	else if (search->rows)
		put_hits(&xml, site, search);
	if (!search->rows || search->total == 0)
		put_help(&xml, site);
	return td_site_close(&xml, site, error);
}

bool
td_site_new_write(
    const td_site *site, const td_mail_rows *rows, const td_sink *sink, GError **error)
{
	g_autofree char *list = td_link_part(site->list);
	g_autofree char *feed = g_strconcat(list, "/new.atom", NULL);
	const td_site_head head = { .title = "newest mails",
		.heading = "Newest mails",
		.section = "new",
		.feed = feed };
	td_xml xml;

	td_site_open(&xml, site, &head, sink);
	td_xml_raw(&xml, rows->rows->len > 0 ? "<ol class=\"hits\">\n"
					     : "<p>There is no mail here.</p>\n");
	for (unsigned i = 0; i < rows->rows->len && !td_xml_failed(&xml); i++)
		td_site_hit(&xml, site, rows->rows->pdata[i], NULL);
	td_xml_raw(&xml, rows->rows->len > 0 ? "</ol>\n" : "");
	return td_site_close(&xml, site, error);
}
