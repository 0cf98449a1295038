/* SPDX-License-Identifier: GPL-2.0-or-later */
/* serve/texts.c - what a list says of itself: how to search it */
#include "render/sink.h"
#include "render/xml.h"
#include "serve/route.h"

static const char help[] =
    "What can be asked for\n"
    "\n"
    "/LIST/MESSAGE-ID/raw\n"
    "    a mail as the list has it\n"
    "\n"
    "Searching\n"
    "\n"
    "s:WORD f:WORD t:WORD c:WORD     subject, from, to, cc\n"
    "b: nq: q:                       all of the body, its own words, quoted ones\n"
    "dfn: dfa: dfb: dfctx: dfhh:     a diff's file names, removed and added lines,\n"
    "                                context, hunk headings\n"
    "dfpre: dfpost: dfblob:          blobs of a diff\n"
    "patchid: changeid: mid:         a patch-id, a change-id, a Message-ID\n"
    "d:2026-01-01..2026-02-01        when it was sent; rt: when it arrived\n"
    "\"a phrase\"  WORD*  AND  OR  NOT  -WORD  (...)\n";

static bool
find_list(
    td_serving *serving, const td_request *request, td_served_list *list, GError **error)
{
	return td_serving_list(serving, request, request->captured[0], list, error);
}

bool
td_serve_help(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	td_served_list list;
	td_xml xml;

	if (!find_list(serving, request, &list, error))
		return false;
	td_xml_open(&xml, td_response_sink(response));
	td_xml_print(&xml,
	    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
	    "<meta charset=\"utf-8\"/>\n<title>%s: help</title>\n</head>\n"
	    "<body>\n<pre>%s</pre>\n</body>\n</html>\n",
	    list.name, help);
	return td_xml_close(&xml, error);
}

bool
td_serve_help_raw(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	td_served_list list;

	if (!find_list(serving, request, &list, error))
		return false;
	td_response_type(response, "text/plain; charset=UTF-8");
	td_response_text(response, help);
	return true;
}
