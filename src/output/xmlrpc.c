/* SPDX-License-Identifier: GPL-2.0-or-later */
/* output/xmlrpc.c - values of XML-RPC */
#include "output/xmlrpc.h"

#include <string.h>

static bool
is_held(gunichar c)
{
	return c == '\t' || c == '\n' || c == '\r' ||
	       (c >= 0x20 && c != 0xfffe && c != 0xffff);
}

/* A parser reads CR as the end of a line, unless it is a reference. */
static const char *
reference_of(gunichar c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '\r':
		return "&#13;";
	default:
		return is_held(c) ? NULL : "\xef\xbf\xbd";
	}
}

static void
write_text(td_out *out, td_span text)
{
	g_autofree char *valid = g_utf8_make_valid(text.p, (gssize)text.n);
	const char *from = valid;

	for (char *p = valid; *p != '\0'; p = g_utf8_next_char(p)) {
		const char *reference = reference_of(g_utf8_get_char(p));

		if (reference == NULL)
			continue;
		td_out_bytes(out, from, (size_t)(p - from));
		td_out_text(out, reference);
		from = g_utf8_next_char(p);
	}
	td_out_text(out, from);
}

static void
open_value(td_out *out, const char *name)
{
	if (name != NULL)
		td_out_printf(out, "<member><name>%s</name>", name);
	td_out_text(out, "<value>");
}

static void
close_value(td_out *out, const char *name)
{
	td_out_text(out, name != NULL ? "</value></member>\n" : "</value>\n");
}

void
td_xmlrpc_open(td_out *out)
{
	td_out_text(out, "<?xml version='1.0'?>\n<methodResponse>\n<params>\n<param>\n");
}

void
td_xmlrpc_close(td_out *out)
{
	td_out_text(out, "</param>\n</params>\n</methodResponse>\n");
}

void
td_xmlrpc_fault(td_out *out, int code, const char *text)
{
	td_out_text(out, "<?xml version='1.0'?>\n<methodResponse>\n<fault>\n");
	td_xmlrpc_struct(out);
	td_xmlrpc_number(out, "faultCode", code);
	td_xmlrpc_text(out, "faultString", text);
	td_xmlrpc_struct_end(out);
	td_out_text(out, "</fault>\n</methodResponse>\n");
}

void
td_xmlrpc_array(td_out *out)
{
	td_out_text(out, "<value><array><data>\n");
}

void
td_xmlrpc_array_end(td_out *out)
{
	td_out_text(out, "</data></array></value>\n");
}

void
td_xmlrpc_struct(td_out *out)
{
	td_out_text(out, "<value><struct>\n");
}

void
td_xmlrpc_struct_end(td_out *out)
{
	td_out_text(out, "</struct></value>\n");
}

void
td_xmlrpc_text(td_out *out, const char *name, const char *text)
{
	td_xmlrpc_span(out, name, td_span_of(text != NULL ? text : ""));
}

void
td_xmlrpc_span(td_out *out, const char *name, td_span text)
{
	open_value(out, name);
	td_out_text(out, "<string>");
	write_text(out, text);
	td_out_text(out, "</string>");
	close_value(out, name);
}

void
td_xmlrpc_number(td_out *out, const char *name, int64_t number)
{
	open_value(out, name);
	td_out_printf(out, "<int>%" G_GINT64_FORMAT "</int>", number);
	close_value(out, name);
}

void
td_xmlrpc_truth(td_out *out, const char *name, bool value)
{
	open_value(out, name);
	td_out_printf(out, "<boolean>%d</boolean>", value);
	close_value(out, name);
}
