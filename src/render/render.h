/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * render/render.h - a report as text, classic, markdown, html, json, mbox or atom
 *
 * Output goes to a sink in pieces, so that a page may be larger than memory; what a
 * renderer writes depends on the report and the options only.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "base/sink.h"
#include "report/report.h"

typedef struct td_render_options {
	bool color;           /* text: SGR sequences, for a terminal */
	unsigned width;       /* text: columns; 0 means 80 */
	const char *mail_url; /* a link to a mail: "https://lore.kernel.org/all/%s/", %s
			       * is the escaped message-id; NULL means that one */
	/* mbox: the raw mail of a message; borrowed until the next call. */
	bool (*load_mail)(
	    const td_report_patch *patch, td_span *mail, void *data, GError **error);
	void *load_data;
	bool two_threads; /* text: a second one may draw, and ask for texts of the report
			   * (td_report_options.load_text) at the same time */
} td_render_options;

typedef bool (*td_render)(const td_report *report, const td_render_options *options,
    const td_sink *sink, GError **error);

/* The renderer of "text", "classic", "markdown", "html", "json", "mbox" or "atom"; NULL
 * for any other word. */
td_render td_render_find(const char *format);

/* The names of all formats, in the order of the manual; NULL-terminated. */
const char *const *td_render_formats(void);
