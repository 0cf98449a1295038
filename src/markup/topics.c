/* SPDX-License-Identifier: GPL-2.0-or-later */
/* markup/topics.c - threads, newest first; lists, with a picture of their last days
 */
#include "markup/topics.h"

#include <string.h>

#include "markup/series.h"
#include "output/link.h"

/* The day stands above. */
static void
put_hour(td_xml *xml, int64_t seconds)
{
	td_day day = td_day_of(seconds);
	char text[8];

	g_snprintf(text, sizeof text, "%02u:%02u", day.hour, day.minute);
	td_xml_print(
	    xml, "<time datetime=\"%s\">%s</time>", td_day_stamp(&day).text, text);
}

static void
put_topic(td_xml *xml, const td_site *site, const td_topic *topic, const char *lists,
    int64_t when)
{
	td_xml_raw(xml, "<li>\n<p class=\"title\"><a");
	if (topic->mails > 1)
		td_site_mail_href(xml, site, NULL, topic->message_id, "t/#u");
	else
		td_site_mail_href(xml, site, NULL, topic->message_id, "");
	td_xml_print(xml, "><bdi>%s</bdi></a></p>\n", td_site_title(topic->subject));
	put_hour(xml, when);
	td_xml_raw(xml, "\n<p class=\"facts\"><span class=\"who\">");
	td_site_person_link(xml, site, topic->name, topic->address);
	td_xml_raw(xml, "</span>\n");
	if (lists && *lists)
		td_xml_print(xml, "<span>%s</span>\n", lists);
	if (topic->mails > 1) {
		td_xml_raw(xml, "<span>");
		td_site_count(xml, topic->mails, "mail", "mails");
		td_xml_print(xml, ", %u %s</span>\n", topic->people,
		    topic->people == 1 ? "person" : "people");
	}
	if (topic->is_series) {
		td_xml_raw(xml, "<a class=\"plain\"");
		td_site_mail_href(xml, site, NULL, topic->message_id, "_/series/");
		td_xml_raw(xml, ">");
		td_site_state(xml, topic->state);
		td_xml_raw(xml, "</a>\n");
	}
	if (topic->reviewed > 0)
		td_xml_print(xml, "<span>%u %s</span>\n", topic->reviewed,
		    topic->reviewed == 1 ? "review" : "reviews");
	td_xml_raw(xml, "</p>\n</li>\n");
}

static int64_t
day_of(const td_topic *topic, bool openers)
{
	return (openers ? topic->first : topic->last) / 86400;
}

static void
put_topics(td_xml *xml, const td_site *site, const td_site_topics *page)
{
	const GPtrArray *topics = page->topics->topics;
	bool openers = strcmp(page->page, "topics_new.html") == 0;
	int64_t current = INT64_MIN;

	for (unsigned i = 0; i < topics->len && !td_xml_failed(xml); i++) {
		const td_topic *topic = topics->pdata[i];
		int64_t number = day_of(topic, openers);

		if (number != current) {
			td_day day = td_day_of(number * 86400);

			td_xml_raw(xml, i > 0 ? "</ol>\n" : "");
			td_xml_print(xml,
			    "<h2 class=\"day\">%s</h2>\n<ol class=\"topics\">\n",
			    td_day_long(&day).text);
			current = number;
		}
		put_topic(xml, site, topic, page->lists ? page->lists->pdata[i] : NULL,
		    openers ? topic->first : topic->last);
	}
	td_xml_raw(xml, topics->len > 0 ? "</ol>\n" : "<p>There is no mail here.</p>\n");
}

/* The newest first is "/LIST/"; the other orders have the names that public-inbox gave
 * them. */
static void
put_orders(td_xml *xml, const td_site *site, const td_site_topics *page)
{
	static const struct {
		const char *page, *word;
	} orders[] = { { "", "by their newest mail" },
		{ "topics_new.html", "by their first mail" }, { "new.html", "all mails" },
		{ "new.atom", "Atom" } };
	g_autofree char *list = td_link_part(site->list);

	td_xml_raw(xml, "<p class=\"links\">");
	for (size_t i = 0; i < G_N_ELEMENTS(orders); i++) {
		bool here = strcmp(orders[i].page, page->page) == 0;

		td_xml_print(
		    xml, "<a href=\"%s%s/%s\"", site->root, list, orders[i].page);
		td_xml_raw(xml, here ? " aria-current=\"true\">" : ">");
		td_xml_print(xml, "%s</a>\n", orders[i].word);
	}
	td_xml_raw(xml, "</p>\n");
}

static void
put_pages(td_xml *xml, const td_site *site, const td_site_topics *page)
{
	td_day day = td_day_of(page->topics->oldest);
	g_autofree char *stamp = g_strdup_printf("%04d%02u%02u%02u%02u%02u", day.year,
	    day.month, day.day, day.hour, day.minute, day.second);
	g_autofree char *position =
	    g_strdup_printf("%" G_GUINT64_FORMAT, page->topics->older);
	g_autofree char *list = td_link_part(site->list);
	bool all = strcmp(site->list, "all") == 0;

	td_xml_raw(xml, "<p class=\"pages\">");
	if (page->older)
		td_xml_print(xml, "<a href=\"%s%s/%s\" rel=\"prev\">newest</a>\n",
		    site->root, list, page->page);
	if (page->topics->older > 0)
		td_xml_print(xml, "<a href=\"?t=%s%s%s\" rel=\"next\">older topics</a>\n",
		    stamp, all ? "" : "&p=", all ? "" : position);
	td_xml_raw(xml, "</p>\n");
}

bool
td_site_topics_write(
    const td_site *site, const td_site_topics *page, const td_sink *sink, GError **error)
{
	g_autofree char *list = td_link_part(site->list);
	g_autofree char *feed = g_strconcat(list, "/new.atom", NULL);
	const td_site_head head = {
		.title = *page->page ? "topics" : "what is new",
		.heading = site->list,
		.section = "new",
		.feed = feed,
	};
	td_xml xml;

	td_site_open(&xml, site, &head, sink);
	if (*page->description)
		td_xml_print(&xml, "<p class=\"lead\">%s</p>\n", page->description);
	put_orders(&xml, site, page);
	put_topics(&xml, site, page);
	put_pages(&xml, site, page);
	return td_site_close(&xml, site, error);
}

/* A bar a day, all as wide as the page likes: what is said in it stands beside it too. */
static void
put_spark(td_xml *xml, const td_pulse *pulse)
{
	unsigned most = 0;

	for (unsigned i = 0; i < TD_PULSE_DAYS; i++)
		most = MAX(most, pulse->days[i]);
	if (most == 0)
		return;
	td_xml_print(xml,
	    "<svg class=\"%s\" viewBox=\"0 0 %u 100\" preserveAspectRatio=\"none\" "
	    "role=\"img\" aria-label=\"Mails a day%s, at most %u\">",
	    pulse->silent ? "spark past" : "spark", TD_PULSE_DAYS * 4,
	    pulse->silent ? " up to the newest" : "", most);
	for (unsigned i = 0; i < TD_PULSE_DAYS; i++) {
		unsigned height = (unsigned)((uint64_t)pulse->days[i] * 98 / most);

		if (pulse->days[i] > 0)
			td_xml_print(xml,
			    "<rect x=\"%u\" y=\"%u\" width=\"3\" height=\"%u\"></rect>",
			    i * 4, 98 - height, height + 2);
	}
	td_xml_raw(xml, "</svg>\n");
}

/* "12 mails in 60 days, the newest ..."; of a silent list "103 mails in the 60 days up to
 * the newest, ...". */
static void
put_counts(td_xml *xml, const td_pulse *pulse)
{
	td_xml_raw(xml, "<p class=\"soft\">");
	td_site_count(xml, pulse->mails, "mail", "mails");
	td_xml_print(xml,
	    pulse->silent ? " in the %u days up to the newest" : " in %u days",
	    TD_PULSE_DAYS);
	if (pulse->last != 0) {
		td_xml_raw(xml, pulse->silent ? ", " : ", the newest ");
		td_site_time(xml, pulse->last);
	}
	td_xml_raw(xml, "</p>\n");
}

static void
put_list(td_xml *xml, const td_site *site, const td_pulse *pulse)
{
	static const struct {
		const char *path, *word;
	} links[] = { { "_/update/", "updates" }, { "_/series/", "series" },
		{ "_/stats/", "statistics" }, { "new.atom", "Atom" },
		{ "_/text/mirror/", "mirror" } };
	g_autofree char *list = td_link_part(pulse->name);

	td_xml_print(xml, "<li>\n<h2><a href=\"%s%s/\">%s</a></h2>\n", site->root, list,
	    pulse->name);
	if (*pulse->description)
		td_xml_print(xml, "<p class=\"soft\">%s</p>\n", pulse->description);
	put_spark(xml, pulse);
	put_counts(xml, pulse);
	td_xml_raw(xml, "<p class=\"links\">");
	for (size_t i = 0; i < G_N_ELEMENTS(links); i++)
		td_xml_print(xml, "<a href=\"%s%s/%s\" aria-label=\"%s of %s\">%s</a>\n",
		    site->root, list, links[i].path, links[i].word, pulse->name,
		    links[i].word);
	td_xml_raw(xml, "</p>\n</li>\n");
}

bool
td_site_lists_write(
    const td_site *site, const td_site_lists *page, const td_sink *sink, GError **error)
{
	const td_site_head head = { .title = "Mailing lists",
		.heading = "Mailing lists" };
	td_xml xml;

	td_site_open(&xml, site, &head, sink);
	td_xml_print(&xml,
	    "<p class=\"links\"><a href=\"%sall/\">all of them as one</a>\n"
	    "<a href=\"%sall/_/update/\">updates</a>\n"
	    "<a href=\"%sall/_/series/\">series</a>\n"
	    "<a href=\"%sall/_/update/since/\">since I last looked</a></p>\n",
	    site->root, site->root, site->root, site->root);
	if (page->lists->len == 0)
		td_xml_raw(
		    &xml, "<p>There are no lists yet: <code>tidings add</code>.</p>\n");
	td_xml_raw(&xml, page->lists->len > 0 ? "<ul class=\"lists\">\n" : "");
	for (unsigned i = 0; i < page->lists->len && !td_xml_failed(&xml); i++)
		put_list(&xml, site, page->lists->pdata[i]);
	td_xml_raw(&xml, page->lists->len > 0 ? "</ul>\n" : "");
	return td_site_close(&xml, site, error);
}
