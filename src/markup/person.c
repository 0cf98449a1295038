/* SPDX-License-Identifier: GPL-2.0-or-later */
/* markup/person.c - a person: addresses, plots, series, reviews, mails */
#include "markup/person.h"

#include "markup/search.h"
#include "markup/series.h"
#include "markup/svg_months.h"
#include "output/link.h"

enum { most_asked = 16 }; /* addresses in one question */

static void
put_series(td_xml *xml, const td_site *site, const td_standing_list *list)
{
	td_xml_raw(
	    xml, list->series->len > 0 ? "<h2>Series</h2>\n<ul class=\"hits\">\n" : "");
	for (unsigned i = 0; i < list->series->len; i++) {
		const td_standing *standing = list->series->pdata[i];
		g_autofree char *version = td_site_version_name(&standing->series);

		td_xml_raw(xml, "<li>\n<p class=\"title\"><a");
		td_site_mail_href(xml, site, "all", standing->message_id, "_/series/");
		td_xml_print(
		    xml, "><bdi>%s</bdi></a></p>\n", td_site_title(standing->title));
		td_site_age(xml, site, standing->sent);
		td_xml_raw(xml, "\n<p class=\"facts\">");
		td_site_standing(xml, standing);
		td_xml_print(xml, "<span>%s</span></p>\n</li>\n", version);
	}
	td_xml_raw(xml, list->series->len > 0 ? "</ul>\n" : "");
}

static void
put_mails(td_xml *xml, const td_site *site, const td_mail_rows *rows, const char *heading)
{
	if (rows->rows->len == 0)
		return;
	td_xml_print(xml, "<h2>%s</h2>\n<ol class=\"hits\">\n", heading);
	for (unsigned i = 0; i < rows->rows->len && !td_xml_failed(xml); i++)
		td_site_hit(xml, site, rows->rows->pdata[i], NULL);
	td_xml_raw(xml, "</ol>\n");
}

/* The question for all that they sent, as an address has it: (f:"a" OR f:"b"). */
static char *
ask_for_mails(const td_person *person)
{
	GString *query = g_string_new(NULL);
	unsigned n = 0;

	for (unsigned i = 0; i < person->addresses->len && n < most_asked; i++) {
		const td_person_address *one = person->addresses->pdata[i];
		g_autofree char *escaped = td_site_escape(one->address);

		if (one->mails == 0)
			continue;
		g_string_append_printf(
		    query, "%sf:%%22%s%%22", n++ > 0 ? "%20OR%20" : "", escaped);
	}
	if (n > 1) {
		g_string_prepend(query, "(");
		g_string_append(query, ")");
	}
	return g_string_free(query, FALSE);
}

static void
put_addresses(td_xml *xml, const td_person *person)
{
	td_xml_raw(xml, "<ul class=\"addresses\">\n");
	for (unsigned i = 0; i < person->addresses->len; i++) {
		const td_person_address *one = person->addresses->pdata[i];

		td_xml_print(xml, "<li><bdi>%s</bdi>", one->address);
		if (person->addresses->len > 1) {
			td_xml_raw(xml, " <span class=\"soft\">");
			td_site_count(xml, one->mails, "mail", "mails");
			td_xml_raw(xml, "</span>");
		}
		td_xml_raw(xml, "</li>\n");
	}
	td_xml_raw(xml, "</ul>\n");
}

static void
put_sharing(td_xml *xml, const td_site *site, const td_site_person *page)
{
	const GPtrArray *sharing = page->person->sharing;

	if (sharing->len == 0)
		return;
	td_xml_print(xml, "<p class=\"links\">Others wrote from <bdi>%s</bdi>, too:\n",
	    page->asked);
	for (unsigned i = 0; i < sharing->len; i++) {
		const td_person_address *one = sharing->pdata[i];

		td_site_person_link(xml, site, one->name, one->address);
		td_xml_raw(xml, "\n");
	}
	td_xml_raw(xml, "</p>\n");
}

static void
put_counts(td_xml *xml, const td_person *person)
{
	td_xml_raw(xml, "<p class=\"lead\">");
	td_site_count(xml, person->sent->len, "mail", "mails");
	td_xml_raw(xml, ", ");
	td_site_count(xml, person->series, "series", "series");
	td_xml_print(xml, " (%u applied), ", person->applied);
	td_site_count(xml, person->reviewed, "mail with a tag of theirs",
	    "mails with tags of theirs");
	td_xml_raw(xml, ".</p>\n");
}

static void
put_links(td_xml *xml, const td_site *site, const td_site_person *page, const char *query,
    const char *feed)
{
	td_xml_raw(xml, "<p class=\"links\">");
	if (*query)
		td_xml_print(
		    xml, "<a href=\"%sall/?q=%s\">all mails</a>\n", site->root, query);
	td_xml_print(xml, "<a href=\"%s%s\">Atom</a>\n", site->root, feed);
	for (unsigned i = 0; i < page->lists->len; i++) {
		const char *list = page->lists->pdata[i];
		g_autofree char *part = td_link_part(list);

		td_xml_print(xml, "<a href=\"%s%s/?q=%s\">in %s</a>\n", site->root, part,
		    query, list);
	}
	td_xml_raw(xml, "</p>\n");
}

static void
put_plots(td_xml *xml, const td_site *site, const td_person *person, const char *query)
{
	g_autofree char *link =
	    *query ? g_strconcat(site->root, "all/?q=", query, "%20rt:", NULL) : NULL;
	const td_svg_months sent = { .months = &person->months,
		.kind = TD_PERSON_MAILS,
		.what = "mails",
		.link = link };
	const td_svg_months given = {
		.months = &person->months, .kind = TD_PERSON_TAGS, .what = "tags given"
	};

	td_xml_raw(xml, "<div class=\"plots\">\n<section>\n<h2>Mails</h2>\n<figure>\n");
	td_svg_months_write(xml, &sent);
	td_xml_raw(xml, "</figure>\n</section>\n");
	if (person->reviewed > 0) {
		td_xml_raw(xml, "<section>\n<h2>Tags given</h2>\n<figure>\n");
		td_svg_months_write(xml, &given);
		td_xml_raw(xml, "</figure>\n</section>\n");
	}
	td_xml_raw(xml, "</div>\n");
}

bool
td_site_person_write(
    const td_site *site, const td_site_person *page, const td_sink *sink, GError **error)
{
	const td_person *person = page->person;
	const char *asked = page->asked;
	g_autofree char *escaped = td_site_escape(person->known ? person->id : asked);
	g_autofree char *feed = g_strconcat("_/person/atom?a=", escaped, NULL);
	g_autofree char *query = ask_for_mails(person);
	const char *name = person->known && *person->name ? person->name : asked;
	const td_site_head head = {
		.title = name, .heading = name, .feed = person->known ? feed : NULL
	};
	td_xml xml;

	td_site_open(&xml, site, &head, sink);
	if (person->known) {
		put_addresses(&xml, person);
		put_counts(&xml, person);
		put_links(&xml, site, page, query, feed);
	} else if (person->sharing->len == 0) {
		td_xml_raw(&xml, "<p>No mail here is from that address.</p>\n");
	}
	put_sharing(&xml, site, page);
	if (person->known) {
		put_plots(&xml, site, person, query);
		put_series(&xml, site, person->standings);
		put_mails(&xml, site, person->reviews, "Reviews, acks and tests");
		put_mails(&xml, site, person->mails, "Newest mails");
	}
	return td_site_close(&xml, site, error);
}
