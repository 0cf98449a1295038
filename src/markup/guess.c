/* SPDX-License-Identifier: GPL-2.0-or-later */
/* markup/guess.c - what to do where a Message-ID leads nowhere */
#include "markup/guess.h"

static void
put_elsewhere(td_xml *xml, const td_site *site, const td_site_guess *guess)
{
	g_autofree char *escaped = td_site_escape(guess->id);

	td_xml_raw(xml, "<h2>Elsewhere</h2>\n<ul>\n");
	td_xml_print(xml,
	    "<li><a href=\"%sall/?q=m:%s\">Search all lists for parts of it</a></li>\n",
	    site->root, escaped);
	td_xml_print(xml,
	    "<li><a rel=\"noreferrer\" href=\"https://lore.kernel.org/all/%s/\">"
	    "lore.kernel.org</a></li>\n<li><a rel=\"noreferrer\" "
	    "href=\"https://marc.info/?i=%s\">marc.info</a></li>\n</ul>\n",
	    escaped, escaped);
}

bool
td_site_guess_write(
    const td_site *site, const td_site_guess *guess, const td_sink *sink, GError **error)
{
	bool any = guess->lists->len + guess->ids->len > 0;
	const td_site_head head = {
		.title = any ? "Which mail?" : "No such mail",
		.heading = any ? "Which mail?" : "No such mail",
		.hidden = true,
	};
	td_xml xml;

	td_site_open(&xml, site, &head, sink);
	td_xml_print(&xml,
	    "<p class=\"lead\">%s has no mail with the Message-ID <code>%s"
	    "</code>.</p>\n",
	    site->list ? site->list : "This site", guess->id);
	if (guess->lists->len > 0) {
		td_xml_raw(&xml, "<h2>It is on another list</h2>\n<ul>\n");
		for (unsigned i = 0; i < guess->lists->len; i++) {
			td_xml_raw(&xml, "<li><a");
			td_site_mail_href(
			    &xml, site, guess->lists->pdata[i], guess->id, "");
			td_xml_print(
			    &xml, ">%s</a></li>\n", (const char *)guess->lists->pdata[i]);
		}
		td_xml_raw(&xml, "</ul>\n");
	}
	if (guess->ids->len > 0) {
		td_xml_raw(&xml, "<h2>These begin so</h2>\n<ul>\n");
		for (unsigned i = 0; i < guess->ids->len; i++) {
			td_xml_raw(&xml, "<li><a");
			td_site_mail_href(&xml, site, "all", guess->ids->pdata[i], "");
			td_xml_print(
			    &xml, ">%s</a></li>\n", (const char *)guess->ids->pdata[i]);
		}
		td_xml_raw(&xml, "</ul>\n");
	}
	put_elsewhere(&xml, site, guess);
	return td_site_close(&xml, site, error);
}
