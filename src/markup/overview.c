/* SPDX-License-Identifier: GPL-2.0-or-later */
/* markup/overview.c - the mails of a thread, a line each */
#include "markup/overview.h"

#include <string.h>

#include "markup/marks.h"

#define SHORT_TREE 24u /* an overview of more mails is folded */

const char *
td_site_from(const td_discussion_mail *mail)
{
	if (*mail->from_name)
		return mail->from_name;
	return *mail->from_address ? mail->from_address : "unknown";
}

/* Tags that people give ("Reviewed-by"), and no links or causes. */
static void
put_trailers(td_xml *xml, const td_discussion_mail *mail)
{
	for (unsigned i = 0; mail->trailers && i < mail->trailers->len && i < 8; i++) {
		const char *trailer = mail->trailers->pdata[i];
		const char *colon = strchr(trailer, ':');

		if (!colon || colon - trailer < 3 || memcmp(colon - 3, "-by", 3) != 0)
			continue;
		td_xml_raw(xml, " <span class=\"tag given\">");
		td_xml_span(xml, td_span_between(trailer, colon));
		td_xml_raw(xml, "</span>");
	}
}

/* Its anchor; on another page of the thread behind the number of the mails before that.
 */
static void
put_place(td_xml *xml, const td_site_places *places, unsigned i)
{
	td_xml_raw(xml, " href=\"");
	if (places->pages[i] != TD_SITE_HERE)
		td_xml_print(xml, "?o=%u", places->pages[i]);
	td_xml_print(xml, "#%s\"", places->anchors[i].text);
}

void
td_site_depth(td_xml *xml, unsigned depth)
{
	depth = MIN(depth, TD_SITE_DEEPEST);
	if (depth == 0)
		return;
	td_xml_raw(xml, "<span class=\"unstyled\" aria-hidden=\"true\">");
	for (unsigned i = 0; i < depth; i++)
		td_xml_raw(xml, "&#160;&#160;");
	td_xml_raw(xml, "</span>");
}

static void
put_overview_line(td_xml *xml, const td_site *site, const td_discussion *discussion,
    unsigned i, bool here, const td_site_places *places)
{
	const td_discussion_mail *mail =
	    &g_array_index(discussion->mails, td_discussion_mail, i);

	td_xml_print(xml, "<li class=\"d%u%s\">", MIN(mail->depth, TD_SITE_DEEPEST),
	    here ? " here" : "");
	td_site_depth(xml, mail->depth);
	if (mail->message == 0) {
		td_xml_raw(xml, "<span class=\"none\">not here: ");
		td_xml_print(xml, "%s</span></li>\n", mail->message_id);
		return;
	}
	td_xml_raw(xml, "<a");
	if (places)
		put_place(xml, places, i);
	else
		td_site_mail_href(xml, site, NULL, mail->message_id, "");
	if (here && !places)
		td_xml_raw(xml, " id=\"r\" aria-current=\"page\"");
	td_xml_raw(xml, ">");
	if (mail->parent < 0 || !mail->same_title)
		td_xml_print(xml,
		    "<bdi>%s</bdi></a> <span class=\"by\"><bdi>%s</bdi></span>",
		    td_site_title(mail->subject), td_site_from(mail));
	else
		td_xml_print(xml, "<bdi>%s</bdi></a>", td_site_from(mail));
	td_xml_raw(xml, " ");
	td_site_age(xml, site, mail->sent != 0 ? mail->sent : mail->received);
	put_trailers(xml, mail);
	if (places && places->marks)
		td_site_marks_brief(xml, places->marks->pdata[i], 1);
	td_xml_raw(xml, "</li>\n");
}

void
td_site_overview(td_xml *xml, const td_site *site, const td_discussion *discussion,
    int64_t message, const td_site_places *places)
{
	unsigned n = discussion->mails->len;

	td_xml_raw(xml, n <= SHORT_TREE || !places
			    ? "<details class=\"overview\" id=\"t\" open=\"\">\n<summary>"
			    : "<details class=\"overview\" id=\"t\">\n<summary>");
	td_site_count(xml, discussion->count, "mail", "mails");
	td_xml_raw(xml, " in this thread</summary>\n<ol class=\"tree\">\n");
	for (unsigned i = 0; i < n && !td_xml_failed(xml); i++) {
		int64_t its =
		    g_array_index(discussion->mails, td_discussion_mail, i).message;

		put_overview_line(
		    xml, site, discussion, i, its != 0 && its == message, places);
	}
	td_xml_raw(xml, "</ol></details>\n");
}
