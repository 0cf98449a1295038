/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/update_mail.c - a patch's mail out of its archive */
#include "cli/update_mail.h"

#include "base/error.h"

bool
td_mail_source_load(
    const td_report_patch *patch, td_span *mail, void *data, GError **error)
{
	td_mail_source *source = data;
	const GArray *entries = source->range->entries;
	const td_entry *entry;
	td_mail loaded;

	if (source->library)
		return td_library_load_in(
		    source->library, &source->index_range, patch->message, mail, error);
	g_assert(patch->position > 0 && patch->position <= entries->len);
	entry = &g_array_index(entries, td_entry, patch->position - 1);
	if (!source->reader)
		source->reader = td_reader_open(source->archive, error);
	if (!source->reader || !td_reader_load(source->reader, entry, &loaded, error))
		return false;
	if (loaded.state != TD_MAIL_OK) {
		g_set_error(error, TD_ERROR, TD_ERROR_MALFORMED,
		    "cannot read mail <%s> again", patch->message_id);
		return false;
	}
	*mail = loaded.bytes;
	return true;
}

void
td_mail_source_clear(td_mail_source *source)
{
	g_clear_pointer(&source->reader, td_reader_close);
}
