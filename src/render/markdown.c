/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render/markdown.c - a report as markdown */
#include "render/formats.h"
#include "render/sink.h"

bool
td_render_markdown(const td_report *report, const td_render_options *options,
    const td_sink *sink, GError **error)
{
	td_out *out = td_out_new(sink);

	(void)options;
	td_out_printf(out, "%s\n", report->list_name);
	return td_out_close(out, error);
}
