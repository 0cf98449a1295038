/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lists/cursor.c - cursors: four settings a list */
#include "lists/cursor.h"

#include <string.h>

#include "base/error.h"
#include "base/oid.h"

static td_settings *
open_file(const td_library *library, GError **error)
{
	g_autofree char *path =
	    g_build_filename(td_library_folder(library), "cursors", NULL);

	return td_settings_open(path, error);
}

static char *
find_key(td_settings *settings, const char *name, const char *key)
{
	g_autofree char *full = g_strdup_printf("cursor.%s.%s", name, key);

	return td_settings_find(settings, full);
}

static bool
find_number(td_settings *settings, const char *name, const char *key, int64_t *number)
{
	g_autofree char *value = find_key(settings, name, key);

	return value &&
	       g_ascii_string_to_signed(value, 10, INT64_MIN, INT64_MAX, number, NULL);
}

static bool
read_commit(const char *hex, td_oid *commit)
{
	return strlen(hex) == TD_OID_HEX - 1 && td_oid_parse(td_span_of(hex), commit);
}

bool
td_cursor_find(const td_library *library, const char *name, td_cursor *cursor,
    bool *found, GError **error)
{
	g_autoptr(td_settings) settings = open_file(library, error);
	g_autofree char *commit = NULL;
	int64_t epoch, position, received;
	td_cursor read = { 0 };

	if (!settings)
		return false;
	commit = find_key(settings, name, "commit");
	*found = commit != NULL;
	if (!commit)
		return true;
	if (!read_commit(commit, &read.commit) ||
	    !find_number(settings, name, "epoch", &epoch) ||
	    !find_number(settings, name, "position", &position) ||
	    !find_number(settings, name, "received", &received) || epoch < 0 ||
	    epoch > UINT16_MAX || position < 0) {
		*found = false;
		g_set_error(error, TD_ERROR, TD_ERROR_MALFORMED,
		    "the cursor of list '%s' in '%s/cursors' is damaged; remove its "
		    "section",
		    name, td_library_folder(library));
		return false;
	}
	read.epoch = (uint32_t)epoch;
	read.position = (uint64_t)position;
	read.received = received;
	*cursor = read;
	return true;
}

bool
td_cursor_put(
    const td_library *library, const char *name, const td_cursor *cursor, GError **error)
{
	g_autoptr(td_settings) settings = open_file(library, error);
	char *names[4];
	g_autofree char *epoch = g_strdup_printf("%u", cursor->epoch);
	g_autofree char *position =
	    g_strdup_printf("%" G_GUINT64_FORMAT, cursor->position);
	g_autofree char *received =
	    g_strdup_printf("%" G_GINT64_FORMAT, cursor->received);
	char hex[TD_OID_HEX];
	bool ok;

	if (!settings)
		return false;
	td_oid_to_hex(&cursor->commit, hex);
	names[0] = g_strdup_printf("cursor.%s.commit", name);
	names[1] = g_strdup_printf("cursor.%s.epoch", name);
	names[2] = g_strdup_printf("cursor.%s.position", name);
	names[3] = g_strdup_printf("cursor.%s.received", name);
	ok = td_settings_put(settings,
	    (const td_setting[]){ { names[0], hex }, { names[1], epoch },
		{ names[2], position }, { names[3], received } },
	    4, error);
	for (size_t i = 0; i < 4; i++)
		g_free(names[i]);
	return ok;
}

bool
td_cursor_remove(const td_library *library, const char *name, GError **error)
{
	g_autoptr(td_settings) settings = open_file(library, error);
	g_autofree char *prefix = g_strdup_printf("cursor.%s.", name);

	return settings && td_settings_remove(settings, prefix, error);
}
