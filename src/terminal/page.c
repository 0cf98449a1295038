/* SPDX-License-Identifier: GPL-2.0-or-later */
/* terminal/page.c - where a command's page goes and how it looks */
#include "terminal/page.h"

#include "base/error.h"

enum { min_width = 40, max_width = 1000 };

td_output *
td_page_open(const td_cli *cli, const td_page_options *options, bool harmless,
    td_render_options *render, GError **error)
{
	const td_output_options output = {
		.path = options->output,
		.no_pager = options->no_pager,
		.harmless = harmless,
	};

	if (options->width != 0 &&
	    (options->width < min_width || options->width > max_width)) {
		g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
		    "--width: %d is not within %d and %d", options->width, min_width,
		    max_width);
		return NULL;
	}
	if (!td_output_color(
		cli, options->color, options->output != NULL, &render->color, error))
		return NULL;
	render->width = options->width ? (unsigned)options->width : td_output_width();
	return td_output_open(cli, &output, error);
}

void
td_page_options_clear(td_page_options *options)
{
	g_free(options->output);
	g_free(options->color);
	*options = (td_page_options){ 0 };
}

bool
td_page_choose_form(const char *command, const gboolean asked[TD_PAGE_FORMS],
    unsigned *form, GError **error)
{
	unsigned n = 0;

	for (unsigned i = 1; i < TD_PAGE_FORMS; i++) {
		if (asked[i]) {
			*form = i;
			n++;
		}
	}
	if (n <= 1)
		return true;
	g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
	    "%s: --json, --mbox and --ids exclude each other", command);
	return false;
}

bool
td_page_close(td_output *output, bool ok, GError **error)
{
	if (ok)
		return td_output_close(output, error);
	if (td_output_gone(output)) {
		g_clear_error(error);
		ok = true;
	}
	td_output_abandon(output);
	return ok;
}
