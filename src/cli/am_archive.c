/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/am_archive.c - an archive that nobody added, read into a temporary index */
#include "cli/am_archive.h"

#include "base/error.h"
#include "index/lookup.h"
#include "ingest/ingest.h"
#include "write/list.h"
#include "write/write.h"

bool
td_am_archive_open(
    td_am_archive *one, td_config *config, const char *path, int64_t now, GError **error)
{
	const td_index_options index_options = { .path = NULL };
	const td_range_spec spec = { .now = now };
	td_ingest_options options = { 0 };
	td_ingest_counts counts = { 0 };
	g_autoptr(td_rules) rules = td_config_rules(config, error);

	if (!rules)
		return false;
	one->archive = td_archive_open(path, error);
	one->range = one->archive ? td_archive_select(one->archive, &spec, error) : NULL;
	one->reader = one->range ? td_reader_open(one->archive, error) : NULL;
	one->index = one->reader ? td_index_open(&index_options, error) : NULL;
	if (!one->index || !td_index_begin(one->index, error) ||
	    !td_index_put_list(one->index, "", &options.list, error) ||
	    !td_index_commit(one->index, error))
		return false;
	options.rules = rules;
	return td_ingest_run(
	    one->archive, one->range, one->index, &options, &counts, error);
}

void
td_am_archive_clear(td_am_archive *one)
{
	td_index_close(one->index);
	td_reader_close(one->reader);
	td_range_free(one->range);
	td_archive_close(one->archive);
	*one = (td_am_archive){ 0 };
}

bool
td_am_archive_load(td_am_archive *one, int64_t message, td_span *bytes, GError **error)
{
	g_autoptr(GArray) places = td_index_load_places(one->index, message, error);

	if (!places)
		return false;
	for (guint i = 0; i < places->len; i++) {
		const td_index_place *place = &g_array_index(places, td_index_place, i);
		td_mail mail;

		if (place->position == 0 || place->position > one->range->entries->len)
			continue;
		if (!td_reader_load(one->reader,
			&g_array_index(
			    one->range->entries, td_entry, place->position - 1),
			&mail, error))
			return false;
		if (mail.state != TD_MAIL_OK)
			continue;
		*bytes = mail.bytes;
		return true;
	}
	g_set_error_literal(error, TD_ERROR, TD_ERROR_NOT_FOUND,
	    "a mail of the series cannot be read again");
	return false;
}
