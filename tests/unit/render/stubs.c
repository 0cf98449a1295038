/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/render/stubs.c - what render asks of report and index, answered from the
 * model */
#include "model_make.h"

char *
td_report_load_text(const td_report *report, const td_report_patch *patch, GError **error)
{
	if (!report->load_text)
		return g_strdup("");
	return report->load_text(patch->message, report->load_data, error);
}

char *
td_report_load_changelog(
    const td_report *report, const td_report_patch *patch, GError **error)
{
	if (!report->load_changelog)
		return g_strdup("");
	return report->load_changelog(patch->message, report->load_data, error);
}

const char *
td_report_status_word(td_report_status status)
{
	static const char *const words[] = {
		[TD_STATUS_NEW] = "new",
		[TD_STATUS_UPDATED] = "updated",
		[TD_STATUS_RESENT] = "resent",
		[TD_STATUS_RFC] = "rfc",
		[TD_STATUS_REVIEWED] = "reviewed",
		[TD_STATUS_APPLIED] = "applied",
		[TD_STATUS_PARTLY_APPLIED] = "partly applied",
		[TD_STATUS_SUPERSEDED] = "superseded",
	};

	return words[status];
}

bool
td_index_each_classic(td_index *index, const td_index_range *range,
    void (*each)(const td_classic *classic, void *data), void *data, GError **error)
{
	(void)range;
	(void)error;
	for (size_t i = 0; index && i < index->n; i++)
		each(&index->mails[i], data);
	return true;
}
