/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/import.c - reads publicinbox.NAME.*, as public-inbox-config(5) has it */
#include "cli/import.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "config/setting.h"
#include "lists/name.h"

typedef struct inbox {
	char *dir, *url;
} inbox;

static void
inbox_free(void *data)
{
	inbox *self = data;

	g_free(self->dir);
	g_free(self->url);
	g_free(self);
}

static bool
take_setting(const char *name, const char *value, void *data, GError **error)
{
	GHashTable *inboxes = data;
	const char *key;
	g_autofree char *list = td_setting_part(name, &key);
	inbox *self;

	(void)error;
	if (!list)
		return true;
	self = g_hash_table_lookup(inboxes, list);
	if (!self) {
		self = g_new0(inbox, 1);
		g_hash_table_insert(inboxes, g_strdup(list), self);
	}
	/* mainrepo is what inboxdir was called before. */
	if (strcmp(key, "inboxdir") == 0 ||
	    (strcmp(key, "mainrepo") == 0 && !self->dir)) {
		g_free(self->dir);
		self->dir = g_strdup(value);
	} else if (strcmp(key, "url") == 0 && !self->url) {
		self->url = g_strdup(value);
	}
	return true;
}

/* Why not, or NULL. */
static char *
find_objection(td_opened *opened, const char *name, const inbox *self)
{
	g_autoptr(GError) bad = NULL;

	if (!td_list_name_check(name, &bad))
		return g_strdup(bad->message);
	if (!self->dir)
		return g_strdup("it has no inboxdir");
	if (!g_path_is_absolute(self->dir))
		return g_strdup("its inboxdir is no absolute path");
	if (td_library_find(opened->library, name))
		return g_strdup("there is a list of that name already");
	return NULL;
}

static bool
add_inbox(td_opened *opened, const char *name, const inbox *self, GError **error)
{
	g_autofree char *dir = g_strdup_printf("list.%s.dir", name);
	g_autofree char *url = g_strdup_printf("list.%s.url", name);
	const td_setting some[] = { { dir, self->dir }, { url, self->url } };

	return td_config_put(opened->config, some, self->url ? 2 : 1, error);
}

GPtrArray *
td_import_lists(td_opened *opened, const char *path, bool tell, GError **error)
{
	g_autoptr(GHashTable) inboxes =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, inbox_free);
	g_autoptr(GPtrArray) added = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(td_settings) settings = NULL;
	g_autoptr(GList) names = NULL;

	if (!g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
		g_set_error(error, TD_ERROR, TD_ERROR_NOT_FOUND,
		    "--import: there is no file '%s'", path);
		return NULL;
	}
	settings = td_settings_open(path, error);
	if (!settings ||
	    !td_settings_walk(settings, "publicinbox.", take_setting, inboxes, error))
		return NULL;
	names = g_list_sort(g_hash_table_get_keys(inboxes), (GCompareFunc)strcmp);
	for (const GList *at = names; at; at = at->next) {
		const inbox *self = g_hash_table_lookup(inboxes, at->data);
		g_autofree char *objection = find_objection(opened, at->data, self);

		if (objection && tell)
			fprintf(stderr, "tidings: '%s' is not imported: %s\n",
			    (const char *)at->data, objection);
		if (objection)
			continue;
		if (!add_inbox(opened, at->data, self, error))
			return NULL;
		g_ptr_array_add(added, g_strdup(at->data));
	}
	return g_steal_pointer(&added);
}
