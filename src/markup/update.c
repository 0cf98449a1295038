/* SPDX-License-Identifier: GPL-2.0-or-later */
/* markup/update.c - the update page within the site's frame; the calendar of them */
#include "markup/update.h"

#include "output/link.h"
#include "render/formats.h"
#include "render/html_parts.h"

static void
put_link(
    td_xml *xml, const td_site *site, const char *path, const char *rel, const char *word)
{
	g_autofree char *list = td_link_part(site->list);

	if (!path)
		return;
	td_xml_print(xml, "<a href=\"%s%s/_/update/%s\"", site->root, list, path);
	if (*rel)
		td_xml_print(xml, " rel=\"%s\"", rel);
	td_xml_print(xml, ">%s</a>\n", word);
}

/* A cookie remembers where one was, or a bookmark does: both are offered. */
static void
put_since(td_xml *xml, const td_site *site, const td_site_update *update)
{
	g_autofree char *list = td_link_part(site->list);

	if (update->first_time)
		td_xml_raw(xml,
		    "<p class=\"box\">Nothing is remembered yet of where you "
		    "were. Say below that you have read this, and the next time only "
		    "what is new is shown. That is kept in a cookie of this site, and "
		    "nowhere else.</p>\n");
	if (!update->mark)
		return;
	td_xml_print(xml,
	    "<form class=\"filter\" method=\"post\" action=\"%s%s/_/update/since/\">"
	    "<input type=\"hidden\" name=\"read\" value=\"%s\"/>"
	    "<button>I have read this</button></form>\n"
	    "<p class=\"soft\">Without cookies: <a "
	    "href=\"%s%s/_/update/since/?after=%s\">a "
	    "link to what comes after this</a>, to be kept as a bookmark.</p>\n",
	    site->root, list, update->mark, site->root, list, update->mark);
}

bool
td_site_update_write(const td_site *site, const td_site_update *update,
    const td_sink *sink, GError **error)
{
	g_autofree char *list = td_link_part(site->list);
	g_autofree char *mail_url = g_strconcat(site->root, list, "/%s/", NULL);
	const td_site_head head = {
		.title = update->title, .heading = update->title, .section = "update"
	};
	td_html page = { .report = update->report,
		.mail_url = mail_url,
		.root = site->root,
		.here = site->here };
	td_xml *xml = &page.xml;

	td_site_open(xml, site, &head, sink);
	td_xml_raw(xml, "<p class=\"links\">");
	put_link(xml, site, update->earlier, "prev", "earlier");
	put_link(xml, site, update->later, "next", "later");
	put_link(xml, site, update->week, "", "its week");
	put_link(xml, site, "", "", "all days");
	if (!update->since)
		put_link(xml, site, "since/", "", "since I last looked");
	td_xml_raw(xml, "</p>\n");
	if (update->since)
		put_since(xml, site, update);
	if (update->report) {
		td_html_nav(&page);
		td_html_parts(&page);
		td_xml_raw(xml, "<div class=\"soft notes\">\n");
		td_html_notes(&page);
		td_xml_raw(xml, "</div>\n");
	} else {
		td_xml_raw(xml, "<p>No mail came.</p>\n");
	}
	return td_site_close(xml, site, error);
}

static void
put_week(td_xml *xml, const td_site *site, const td_calendar *calendar, unsigned week)
{
	int64_t monday = calendar->first + week * 7;
	td_week number = td_week_of(monday);
	unsigned sum = 0;

	for (unsigned i = 0; i < 7; i++)
		sum += calendar->days[week * 7 + i];
	if (sum == 0)
		return;
	g_autofree char *name = g_strdup_printf("%04d-W%02u/", number.year, number.week);
	g_autofree char *label = g_strdup_printf("%d, week %u", number.year, number.week);

	td_xml_raw(xml, "<tr><th scope=\"row\" class=\"nowrap\">");
	put_link(xml, site, name, "", label);
	td_xml_raw(xml, "</th>");
	for (unsigned i = 0; i < 7; i++) {
		unsigned n = calendar->days[week * 7 + i];
		td_day day = td_day_of((monday + i) * 86400);
		g_autofree char *path =
		    g_strdup_printf("%04d-%02u-%02u/", day.year, day.month, day.day);
		g_autofree char *text = g_strdup_printf("%u", n);

		td_xml_raw(xml, "<td class=\"num\">");
		if (n > 0) {
			td_xml_print(xml, "<span class=\"date\">%s</span> ",
			    td_day_short(&day).text);
			put_link(xml, site, path, "", text);
		}
		td_xml_raw(xml, "</td>");
	}
	td_xml_print(xml, "<td class=\"num\" data-of=\"sum\">%u</td></tr>\n", sum);
}

bool
td_site_calendar_write(const td_site *site, const td_site_calendar *calendar,
    const td_sink *sink, GError **error)
{
	static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat",
		"Sun" };
	const td_site_head head = {
		.title = "updates", .heading = "Updates", .section = "update"
	};
	td_xml xml;

	td_site_open(&xml, site, &head, sink);
	td_xml_raw(&xml,
	    "<p class=\"lead\">What happened, day by day and week by week: who "
	    "sent what, who reviewed it, what became of it. Numbers are mails by "
	    "arrival.</p>\n<p class=\"links\">");
	put_link(&xml, site, "since/", "", "since I last looked");
	put_link(&xml, site, calendar->earlier, "prev", "earlier weeks");
	put_link(&xml, site, calendar->later, "next", "later weeks");
	td_xml_raw(&xml,
	    "</p>\n<div class=\"wide-table\" tabindex=\"0\" role=\"region\" "
	    "aria-label=\"Days\"><table class=\"grid calendar\">\n<thead><tr>"
	    "<th scope=\"col\">Week</th>");
	for (size_t i = 0; i < G_N_ELEMENTS(days); i++)
		td_xml_print(&xml, "<th scope=\"col\" class=\"num\">%s</th>", days[i]);
	td_xml_raw(
	    &xml, "<th scope=\"col\" class=\"num\">Sum</th></tr></thead>\n<tbody>\n");
	for (unsigned week = TD_CALENDAR_WEEKS; week-- > 0;)
		put_week(&xml, site, calendar->weeks, week);
	td_xml_raw(&xml, "</tbody></table></div>\n");
	return td_site_close(&xml, site, error);
}
