/* SPDX-License-Identifier: GPL-2.0-or-later */
/* markup/site.c - the frame of a page that is served, and its small parts */
#include "markup/site.h"

#include <string.h>

#include "base/span.h"
#include "output/link.h"

/* Files, a string a line. The style is html.css, then site.css: pages that are sent and
 * pages that are served look the same. */
static const char *const style[] = {
#include "render/html_style.inc"
#include "site_style.inc"
};

static const char *const script[] = {
#include "site_script.inc"
};

static const char *const icon[] = {
#include "site_icon.inc"
};

static const struct {
	const char *name, *type;
	const char *const *lines;
	size_t n;
} files[] = {
	{ "style.css", "text/css; charset=UTF-8", style, G_N_ELEMENTS(style) },
	{ "site.js", "text/javascript; charset=UTF-8", script, G_N_ELEMENTS(script) },
	{ "icon.svg", "image/svg+xml", icon, G_N_ELEMENTS(icon) },
};

/* A sum of these files. */
static const char mark[] =
#include "site_mark.inc"
    ;

const char *
td_site_file_type(const char *name)
{
	for (size_t i = 0; i < G_N_ELEMENTS(files); i++)
		if (strcmp(name, files[i].name) == 0)
			return files[i].type;
	return NULL;
}

bool
td_site_file_write(const char *name, const td_sink *sink, GError **error)
{
	g_autoptr(td_out) out = td_out_new(sink);

	for (size_t i = 0; i < G_N_ELEMENTS(files); i++)
		for (size_t k = 0; strcmp(name, files[i].name) == 0 && k < files[i].n;
		     k++)
			td_out_text(out, files[i].lines[k]);
	return td_out_close(g_steal_pointer(&out), error);
}

const char *
td_site_file_mark(void)
{
	return mark;
}

char *
td_site_escape(const char *text)
{
	return g_uri_escape_string(text, NULL, FALSE);
}

static void
put_part(td_xml *xml, const char *part)
{
	g_autofree char *escaped = td_link_part(part);

	td_xml_text(xml, escaped);
}

char *
td_site_mail_path(const td_site *site, const char *list, const char *message_id)
{
	g_autofree char *of_list = NULL, *of_mail = NULL;

	if (!message_id || !td_link_is_part(message_id))
		return NULL;
	if (!list)
		list = site->list ? site->list : "all";
	of_list = td_link_part(list);
	of_mail = td_link_part(message_id);
	return g_strconcat(site->root, of_list, "/", of_mail, "/", NULL);
}

bool
td_site_mail_href(td_xml *xml, const td_site *site, const char *list,
    const char *message_id, const char *rest)
{
	g_autofree char *path = td_site_mail_path(site, list, message_id);

	if (!path)
		return false;
	td_xml_raw(xml, " href=\"");
	td_xml_text(xml, path);
	td_xml_text(xml, rest);
	td_xml_raw(xml, "\"");
	return true;
}

void
td_site_mail_link(
    td_xml *xml, const td_site *site, const char *message_id, const char *text)
{
	if (!message_id || !td_link_is_part(message_id)) {
		td_xml_print(xml, "<bdi>%s</bdi>", td_site_title(text));
		return;
	}
	td_xml_raw(xml, "<a");
	td_site_mail_href(xml, site, NULL, message_id, "");
	td_xml_print(xml, "><bdi>%s</bdi></a>", td_site_title(text));
}

void
td_site_person_link(
    td_xml *xml, const td_site *site, const char *name, const char *address)
{
	const char *shown = name && *name ? name : address;

	if (!address || !*address) {
		td_xml_print(xml, "<bdi>%s</bdi>", shown && *shown ? shown : "unknown");
		return;
	}
	g_autofree char *low = g_ascii_strdown(address, -1);
	g_autofree char *escaped = td_site_escape(low);

	td_xml_print(xml, "<a href=\"%s_/person/?a=%s\"><bdi>%s</bdi></a>", site->root,
	    escaped, shown);
}

td_anchor
td_anchor_of(const char *message_id)
{
	g_autofree char *sum =
	    g_compute_checksum_for_string(G_CHECKSUM_SHA1, message_id, -1);
	td_anchor anchor;

	anchor.text[0] = 'm';
	g_strlcpy(anchor.text + 1, sum, sizeof anchor.text - 1);
	return anchor;
}

void
td_site_time(td_xml *xml, int64_t seconds)
{
	td_day day = td_day_of(seconds);

	td_xml_print(xml, "<time datetime=\"%s\">%s</time>", td_day_stamp(&day).text,
	    td_day_time(&day).text);
}

void
td_site_age(td_xml *xml, const td_site *site, int64_t seconds)
{
	int64_t age = site->now - seconds;
	td_day day = td_day_of(seconds);
	char text[40];

	if (age < 0 || age >= INT64_C(86400) * 7)
		g_strlcpy(text, td_day_date(&day).text, sizeof text);
	else if (age < 3600)
		g_snprintf(text, sizeof text, "%d min", (int)(age / 60));
	else if (age < 86400)
		g_snprintf(text, sizeof text, "%d h", (int)(age / 3600));
	else
		g_snprintf(text, sizeof text, "%d d", (int)(age / 86400));
	td_xml_print(xml, "<time datetime=\"%s\" title=\"%s UTC\">%s</time>",
	    td_day_stamp(&day).text, td_day_time(&day).text, text);
}

void
td_site_count(td_xml *xml, uint64_t n, const char *one, const char *many)
{
	char digits[32];
	char text[48];
	unsigned at = 0;
	int length = g_snprintf(digits, sizeof digits, "%" G_GUINT64_FORMAT, n);

	for (int i = 0; i < length; i++) {
		if (i > 0 && (length - i) % 3 == 0)
			text[at++] = ',';
		text[at++] = digits[i];
	}
	text[at] = '\0';
	td_xml_text(xml, text);
	if (*one)
		td_xml_print(xml, " %s", n == 1 ? one : many);
}

const char *
td_site_title(const char *title)
{
	return title && *title ? title : "(no subject)";
}

static void
put_nav(td_xml *xml, const td_site *site, const char *section)
{
	static const struct {
		const char *section, *path, *word;
	} links[] = {
		{ "new", "", "Topics" },
		{ "update", "_/update/", "Updates" },
		{ "series", "_/series/", "Series" },
		{ "stats", "_/stats/", "Statistics" },
		{ "help", "_/text/help/", "Help" },
	};

	td_xml_raw(xml, "<nav aria-label=\"This list\"><ul>\n");
	for (size_t i = 0; i < G_N_ELEMENTS(links); i++) {
		bool here = section && strcmp(section, links[i].section) == 0;

		td_xml_print(xml, "<li><a href=\"%s", site->root);
		put_part(xml, site->list);
		td_xml_print(xml, "/%s\"", links[i].path);
		td_xml_raw(xml, here ? " aria-current=\"page\">" : ">");
		td_xml_print(xml, "%s</a></li>\n", links[i].word);
	}
	td_xml_raw(xml, "</ul></nav>\n");
}

static void
put_search(td_xml *xml, const td_site *site, const char *query)
{
	const char *list = site->list ? site->list : "all";

	td_xml_print(xml, "<form class=\"find\" role=\"search\" action=\"%s", site->root);
	put_part(xml, list);
	td_xml_print(xml,
	    "/\">\n<label class=\"quiet\" for=\"q\">Search %s</label>"
	    "<input type=\"search\" id=\"q\" name=\"q\" value=\"%s\" "
	    "placeholder=\"Search %s\" autocomplete=\"off\" autocapitalize=\"none\" "
	    "spellcheck=\"false\"/>"
	    "<button>Search</button></form>\n",
	    list, query ? query : "", list);
}

static void
put_masthead(td_xml *xml, const td_site *site, const td_site_head *head)
{
	td_xml_raw(xml, "<body>\n<a class=\"skip\" href=\"#main\">Skip to the page</a>\n"
			"<header class=\"site\">\n<p class=\"where\">");
	td_xml_print(xml, "<a href=\"%s\">Lists</a>", site->root);
	if (site->list) {
		td_xml_print(
		    xml, " <span aria-hidden=\"true\">/</span> <a href=\"%s", site->root);
		put_part(xml, site->list);
		td_xml_print(xml, "/\"><b>%s</b></a>", site->list);
	}
	td_xml_raw(xml, "</p>\n");
	put_search(xml, site, head->query);
	if (site->list)
		put_nav(xml, site, head->section);
	td_xml_raw(xml, "</header>\n");
}

void
td_site_open(
    td_xml *xml, const td_site *site, const td_site_head *head, const td_sink *sink)
{
	td_xml_open(xml, sink);
	td_xml_raw(xml, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
			"<meta charset=\"utf-8\"/>\n"
			"<meta name=\"viewport\" "
			"content=\"width=device-width, initial-scale=1\"/>\n"
			"<meta name=\"color-scheme\" content=\"light dark\"/>\n");
	if (head->hidden)
		td_xml_raw(xml, "<meta name=\"robots\" content=\"noindex\"/>\n");
	td_xml_print(xml, "<title>%s", td_site_title(head->title));
	if (site->list)
		td_xml_print(xml, " - %s", site->list);
	td_xml_print(xml,
	    "</title>\n<link rel=\"stylesheet\" href=\"%s_/style.css?%s\"/>\n",
	    site->root, mark);
	td_xml_print(
	    xml, "<link rel=\"icon\" href=\"%s_/icon.svg?%s\"/>\n", site->root, mark);
	if (head->feed)
		td_xml_print(xml,
		    "<link rel=\"alternate\" type=\"application/atom+xml\" "
		    "title=\"Atom\" href=\"%s%s\"/>\n",
		    site->root, head->feed);
	td_xml_print(xml,
	    "<script src=\"%s_/site.js?%s\" defer=\"\"></script>\n</head>\n", site->root,
	    mark);
	put_masthead(xml, site, head);
	td_xml_raw(xml, head->narrow ? "<main id=\"main\" class=\"narrow\">\n"
				     : "<main id=\"main\">\n");
	if (head->heading)
		td_xml_print(xml, "<h1>%s</h1>\n", head->heading);
}

bool
td_site_close(td_xml *xml, const td_site *site, GError **error)
{
	td_xml_raw(xml, "</main>\n<footer>\n<p>Days and times are UTC. ");
	td_xml_print(xml, "<a href=\"%s\">All lists</a>. ", site->root);
	td_xml_raw(xml, "<span class=\"keys\"></span>Served by tidings.</p>\n"
			"</footer>\n</body>\n</html>\n");
	return td_xml_close(xml, error);
}
