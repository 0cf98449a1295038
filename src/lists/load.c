/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lists/load.c - an indexed mail's bytes, out of the archive of one of its lists */
#include "base/error.h"
#include "index/lists.h"
#include "index/lookup.h"
#include "lists/room.h"

/* True when that place has the mail; an error says why it could not be asked. */
static bool
load_place(td_library *library, const td_index_place *place, size_t most, td_mail *mail,
    GError **error)
{
	const char *name = td_index_list_name(library->index, place->list);
	const td_list *list = name ? td_library_find(library, name) : NULL;
	const td_entry entry = { .commit = place->commit,
		.received = place->received,
		.offset = place->offset,
		.size = place->size,
		.epoch = (uint16_t)place->epoch };
	td_opened_list *opened;

	if (!list)
		return false;
	opened = td_library_open_list(library, list, error);
	if (!opened)
		return false;
	if (!opened->reader)
		opened->reader = td_reader_open(opened->archive, error);
	if (!opened->reader ||
	    !td_reader_load_head(opened->reader, &entry, &place->blob, most, mail, error))
		return false;
	return mail->state == TD_MAIL_OK;
}

static bool
load_head(
    td_library *library, const GArray *places, size_t most, td_mail *mail, GError **error)
{
	g_autoptr(GError) locked = NULL;
	g_autoptr(GError) why = NULL;

	for (unsigned i = 0; i < places->len; i++) {
		g_clear_error(&why);
		if (load_place(library, &g_array_index(places, td_index_place, i), most,
			mail, &why))
			return true;
		if (!locked && (g_error_matches(why, TD_ERROR, TD_ERROR_IO) ||
				   g_error_matches(why, TD_ERROR, TD_ERROR_UNREADABLE)))
			locked = g_steal_pointer(&why);
	}
	if (locked) {
		g_set_error(error, TD_ERROR, TD_ERROR_UNREADABLE,
		    "this mail cannot be read: %s (a server reads what was added in "
		    "another folder once it is started again)",
		    locked->message);
		return false;
	}
	g_set_error(error, TD_ERROR, TD_ERROR_NOT_FOUND,
	    "no archive has this mail any more%s%s: 'tidings sync' follows what changed",
	    why ? ": " : "", why ? why->message : "");
	return false;
}

bool
td_library_load_from(
    td_library *library, const GArray *places, td_span *bytes, GError **error)
{
	td_mail mail;

	if (!load_head(library, places, SIZE_MAX, &mail, error))
		return false;
	*bytes = mail.bytes;
	return true;
}

bool
td_library_load(td_library *library, int64_t message, td_span *bytes, GError **error)
{
	g_autoptr(GArray) places = NULL;

	if (!td_library_index(library, error))
		return false;
	places = td_index_load_places(library->index, message, error);
	return places && td_library_load_from(library, places, bytes, error);
}

bool
td_library_load_head_in(td_library *library, const td_index_range *range, int64_t message,
    size_t most, td_mail *mail, GError **error)
{
	g_autoptr(GArray) places = NULL;

	if (!td_library_index(library, error))
		return false;
	places = td_index_load_places_in(library->index, range, message, error);
	return places && load_head(library, places, most, mail, error);
}

bool
td_library_load_in(td_library *library, const td_index_range *range, int64_t message,
    td_span *bytes, GError **error)
{
	td_mail mail;

	if (!td_library_load_head_in(library, range, message, SIZE_MAX, &mail, error))
		return false;
	*bytes = mail.bytes;
	return true;
}
