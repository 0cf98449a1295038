/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render/status.c - what went wrong, for programs */
#include "render/status.h"

#include "render/json_writer.h"
#include "render/sink.h"

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
