/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * render/mbox.c - the patches themselves, for git am
 *
 * mboxrd: each mail as the archive has it, lines that begin with From under any number
 * of > get one more. Series in the order of the report, in each the patches by number;
 * cover letters are no patches and are left out.
 */
#include "render/mbox.h"
#include "base/error.h"
#include "render/formats.h"
#include "render/sink.h"

static const char from_line[] = "From mboxrd@z Thu Jan  1 00:00:00 1970\n";

static bool
needs_quote(td_span line)
{
	size_t depth = 0;

	while (depth < line.n && line.p[depth] == '>')
		depth++;
	return td_span_has_prefix(td_span_skip(line, depth), "From ");
}

void
td_mbox_write(td_out *out, td_span mail)
{
	td_span rest = mail, line;

	td_out_text(out, from_line);
	/* What an mbox left on top of the mail is no header. */
	if (td_span_has_prefix(rest, "From "))
		td_span_next_line(&rest, &line);
	while (td_span_next_line(&rest, &line)) {
		if (needs_quote(line))
			td_out_char(out, '>');
		td_out_bytes(out, line.p, line.n);
		td_out_char(out, '\n');
	}
	td_out_char(out, '\n');
}

static bool
write_series(td_out *out, const td_report_series *series,
    const td_render_options *options, GError **error)
{
	for (guint i = 0; i < series->patches->len && !td_out_failed(out); i++) {
		const td_report_patch *patch = g_ptr_array_index(series->patches, i);
		td_span mail;

		if (!options->load_mail(patch, &mail, options->load_data, error))
			return false;
		td_mbox_write(out, mail);
	}
	return true;
}

bool
td_render_mbox(const td_report *report, const td_render_options *options,
    const td_sink *sink, GError **error)
{
	g_autoptr(td_out) out = td_out_new(sink);

	if (!options->load_mail) {
		g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
		    "mbox needs the archive that the mails are in");
		return false;
	}
	for (guint i = 0; i < report->series->len && !td_out_failed(out); i++) {
		if (!write_series(
			out, g_ptr_array_index(report->series, i), options, error))
			return false;
	}
	return td_out_close(g_steal_pointer(&out), error);
}
