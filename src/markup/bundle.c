/* SPDX-License-Identifier: GPL-2.0-or-later */
/* markup/bundle.c - a heading, a list of links, and where the mbox is */
#include "markup/bundle.h"

bool
td_site_bundle_write(const td_site *site, const td_rest_bundle *bundle,
    const td_sink *sink, GError **error)
{
	const td_site_head head = {
		.title = bundle->name,
		.heading = bundle->name,
		.hidden = true,
	};
	td_xml xml;

	td_site_open(&xml, site, &head, sink);
	td_xml_print(&xml, "<p>A bundle of %s, ", bundle->owner.name);
	td_site_count(&xml, bundle->patches->len, "patch", "patches");
	td_xml_print(&xml, "%s. <a href=\"mbox/\">As an mbox</a></p>\n<ol>\n",
	    bundle->open ? "" : ", for its owner alone");
	for (guint i = 0; i < bundle->patches->len; i++) {
		const td_rest_mail *patch = g_ptr_array_index(bundle->patches, i);

		td_xml_raw(&xml, "<li>");
		td_site_mail_link(&xml, site, patch->message_id, patch->name);
		td_xml_print(&xml, " %s ", patch->submitter.name);
		td_site_time(&xml, patch->date);
		td_xml_raw(&xml, "</li>\n");
	}
	td_xml_raw(&xml, "</ol>\n");
	return td_site_close(&xml, site, error);
}
