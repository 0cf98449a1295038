/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/update_write.c - the page, as it was asked for: its form, its width, its place */
#include "cli/update_write.h"

#include <string.h>

#include "terminal/output.h"

bool
td_update_write(const td_cli *cli, const td_update_options *options,
    const td_report *report, td_mail_source *source, bool *whole, GError **error)
{
	const char *format = options->format ? options->format : "text";
	bool raw = strcmp(format, "classic") == 0 || strcmp(format, "mbox") == 0;
	td_output_options output_options = {
		.path = options->output,
		.no_pager = options->no_pager,
		.harmless = raw,
	};
	td_render_options render_options = {
		.width = options->width ? (unsigned)options->width : td_output_width(),
		.mail_url = options->link,
		.load_mail = td_mail_source_load,
		.load_data = source,
		.two_threads =
		    source->library == NULL && !td_update_options_alone(options),
	};
	td_output *output;

	if (!td_output_color(cli, options->color, options->output != NULL,
		&render_options.color, error))
		return false;
	output = td_output_open(cli, &output_options, error);
	if (!output)
		return false;
	if (options->render(report, &render_options, td_output_sink(output), error)) {
		*whole = td_output_close(output, error);
		return *whole;
	}
	if (td_output_gone(output))
		g_clear_error(error);
	td_output_abandon(output);
	return !error || !*error;
}
