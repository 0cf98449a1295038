/* SPDX-License-Identifier: GPL-2.0-or-later */
/* markup/text.c - help, and how to have a list, as pages like the others */
#include "markup/text.h"

#include <string.h>

/* A heading: a line that begins at the margin, between two empty ones. */
static bool
is_heading(const char *const *lines, unsigned i)
{
	const char *line = lines[i];

	return *line != '\0' && *line != ' ' && *line != ';' && *line != '[' &&
	       *line != '\t' && lines[i + 1] && *lines[i + 1] == '\0' &&
	       !strpbrk(line, ".:,");
}

bool
td_site_text_write(const td_site *site, const char *key, const char *text,
    const td_sink *sink, GError **error)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	const char *const *all = (const char *const *)lines;
	bool titled = lines[0] && is_heading(all, 0);
	const td_site_head head = {
		.title = key,
		.heading = titled ? lines[0] : key,
		.section = "help",
	};
	bool open = false;
	td_xml xml;

	td_site_open(&xml, site, &head, sink);
	for (unsigned i = titled ? 2 : 0; lines[i]; i++) {
		bool heading = is_heading(all, i);

		if (heading && open)
			td_xml_raw(&xml, "</pre>\n");
		open = open && !heading;
		if (heading) {
			td_xml_print(&xml, "<h2>%s</h2>\n", lines[i]);
			i++;
		} else {
			td_xml_raw(
			    &xml, open ? "\n" : "<pre class=\"wide\" tabindex=\"0\">");
			td_xml_print(&xml, "%s", lines[i]);
			open = true;
		}
	}
	if (open)
		td_xml_raw(&xml, "</pre>\n");
	td_xml_raw(&xml, "<p class=\"links\"><a href=\"raw\">as plain text</a>\n");
	td_xml_raw(&xml, strcmp(key, "help") == 0
			     ? "<a href=\"../mirror/\">how to have this list</a></p>\n"
			     : "<a href=\"../help/\">help</a></p>\n");
	return td_site_close(&xml, site, error);
}

bool
td_site_error_write(const td_site *site, unsigned status, const char *reason,
    const char *message, const td_sink *sink, GError **error)
{
	const td_site_head head = { .title = reason, .narrow = true, .hidden = true };
	td_xml xml;

	td_site_open(&xml, site, &head, sink);
	td_xml_print(&xml, "<h1>%u %s</h1>\n<p>%s</p>\n", status, reason, message);
	return td_site_close(&xml, site, error);
}
