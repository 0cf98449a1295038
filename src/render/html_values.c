/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render/html_values.c - numbers, names, moments and links in the page of a report */
#include "render/html_values.h"

#include <string.h>

#include "output/day.h"
#include "output/link.h"
#include "render/words.h"

td_number
td_number_of(unsigned n)
{
	td_number number;
	char *p = number.text + sizeof(number.text) - 1;
	unsigned digits = 0;

	*p = '\0';
	do {
		if (digits > 0 && digits % 3 == 0)
			*--p = ',';
		*--p = (char)('0' + n % 10);
		digits++;
	} while ((n /= 10) > 0);
	memmove(number.text, p, strlen(p) + 1);
	return number;
}

void
td_html_count(td_html *page, unsigned n, const char *one, const char *many)
{
	td_xml_print(&page->xml, "%s %s", TD_NUMBER(n), n == 1 ? one : many);
}

void
td_html_mail_link(td_html *page, const char *message_id, const char *text)
{
	g_autofree char *link = td_link_of_mail(page->mail_url, message_id);

	if (!text || !*text)
		text = "(no subject)";
	if (link)
		td_xml_print(
		    &page->xml, "<a rel=\"noreferrer\" href=\"%s\">%s</a>", link, text);
	else
		td_xml_print(&page->xml, "<bdi>%s</bdi>", text);
}

const char *
td_html_name(const td_report_person *person)
{
	const char *name = td_words_name(person);

	return *name ? name : "unknown";
}

void
td_html_person(td_html *page, const td_report_person *person, const char *class_name)
{
	bool linked = page->root && person && person->address && *person->address;
	td_xml *xml = &page->xml;

	td_xml_raw(xml, linked ? "<a" : "<bdi");
	if (class_name)
		td_xml_print(xml, " class=\"%s\"", class_name);
	if (linked) {
		g_autofree char *low = g_ascii_strdown(person->address, -1);
		g_autofree char *escaped = g_uri_escape_string(low, NULL, FALSE);

		td_xml_print(xml, " href=\"%s_/person/?a=%s\"><bdi", page->root, escaped);
	}
	td_xml_print(xml, ">%s</bdi>", td_html_name(person));
	td_xml_raw(xml, linked ? "</a>" : "");
}

char *
td_html_series_path(const td_html *page, const char *message_id)
{
	g_autofree char *mail =
	    page->root ? td_link_of_mail(page->mail_url, message_id) : NULL;

	return mail ? g_strconcat(mail, "_/series/", NULL) : NULL;
}

char *
td_html_compare_path(const td_html *page, const char *older, const char *newer)
{
	g_autofree char *mail =
	    page->root ? td_link_of_mail(page->mail_url, newer) : NULL;
	g_autofree char *from = NULL, *to = NULL;

	if (!mail || !older || !*older)
		return NULL;
	from = g_uri_escape_string(older, NULL, FALSE);
	to = g_uri_escape_string(newer, NULL, FALSE);
	return g_strconcat(mail, "_/compare/?from=", from, "&to=", to, NULL);
}

void
td_html_size(td_html *page, unsigned files, unsigned insertions, unsigned deletions)
{
	if (files == 0)
		return;
	td_html_count(page, files, "file", "files");
	td_xml_print(&page->xml,
	    " <span class=\"plus\">+%s</span> <span class=\"minus\">−%s</span>",
	    TD_NUMBER(insertions), TD_NUMBER(deletions));
}

void
td_html_time(td_html *page, int64_t seconds, const char *text)
{
	td_day day = td_day_of(seconds);

	td_xml_print(
	    &page->xml, "<time datetime=\"%s\">%s</time>", td_day_stamp(&day).text, text);
}

bool
td_html_has(const td_html *page, unsigned part, const GPtrArray *list)
{
	return (page->report->parts & part) && list && list->len > 0;
}
