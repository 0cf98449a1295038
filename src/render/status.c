/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render/status.c - what went wrong, for people and for programs */
#include "render/status.h"

#include "render/json_writer.h"
#include "render/sink.h"
#include "render/xml.h"

bool
td_render_status_html(unsigned status, const char *reason, const char *message,
    const td_sink *sink, GError **error)
{
	td_xml xml;

	td_xml_open(&xml, sink);
	td_xml_print(&xml,
	    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
	    "<meta charset=\"utf-8\"/>\n"
	    "<meta name=\"viewport\" content=\"width=device-width\"/>\n"
	    "<title>%s</title>\n</head>\n<body>\n<main>\n<h1>%u %s</h1>\n"
	    "<p>%s</p>\n</main>\n</body>\n</html>\n",
	    reason, status, reason, message);
	return td_xml_close(&xml, error);
}

bool
td_render_status_json(const char *message, const td_sink *sink, GError **error)
{
	g_autoptr(td_out) out = td_out_new(sink);
	td_json *json = td_json_new(out);

	td_json_object(json, NULL);
	td_json_string(json, "detail", message);
	td_json_end(json);
	td_json_free(json);
	td_out_char(out, '\n');
	return td_out_close(g_steal_pointer(&out), error);
}

bool
td_render_status_text(const char *message, const td_sink *sink, GError **error)
{
	g_autoptr(td_out) out = td_out_new(sink);

	td_out_printf(out, "%s\n", message);
	return td_out_close(g_steal_pointer(&out), error);
}
