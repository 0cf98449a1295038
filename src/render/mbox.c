/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * render/mbox.c - the patches themselves, for git am
 *
 * Each mail as the archive has it. Series in the order of the report, in each the patches
 * by number; cover letters are no patches and are left out.
 */
#include "output/mbox.h"
#include "base/error.h"
#include "output/sink.h"
#include "render/formats.h"

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
