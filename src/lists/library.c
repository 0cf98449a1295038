/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lists/library.c - lists out of the configuration; index and archives when asked for */
#include "lists/library.h"

#include <errno.h>
#include <string.h>

#include "base/error.h"
#include "config/setting.h"
#include "index/lists.h"
#include "lists/name.h"
#include "lists/renewal.h"
#include "lists/room.h"

static void
list_free(void *data)
{
	td_list *list = data;

	g_free(list->name);
	g_free(list->url);
	g_free(list->dir);
	g_free(list->since);
	g_free(list);
}

static void
opened_free(void *data)
{
	td_opened_list *opened = data;

	td_reader_close(opened->reader);
	td_archive_close(opened->archive);
	g_clear_pointer(&opened->history, opened->history_free);
	g_free(opened);
}

void
td_library_close(td_library *library)
{
	if (!library)
		return;
	g_hash_table_unref(library->opened);
	td_index_close(library->index);
	g_ptr_array_unref(library->lists);
	g_ptr_array_unref(library->problems);
	g_clear_pointer(&library->closed, g_ptr_array_unref);
	g_free(library->folder);
	g_free(library->index_path);
	g_free(library);
}

static td_list *
list_called(td_library *library, const char *name)
{
	td_list *list;

	for (unsigned i = 0; i < library->lists->len; i++) {
		list = library->lists->pdata[i];
		if (strcmp(list->name, name) == 0)
			return list;
	}
	list = g_new0(td_list, 1);
	list->name = g_strdup(name);
	g_ptr_array_add(library->lists, list);
	return list;
}

static void
put_text(char **where, const char *text)
{
	g_free(*where);
	*where = *text ? g_strdup(text) : NULL;
}

static bool
take_setting(const char *name, const char *value, void *data, GError **error)
{
	td_library *library = data;
	const char *key;
	g_autofree char *list_name = td_setting_part(name, &key);
	td_list *list;

	(void)error;
	if (!list_name)
		return true;
	list = list_called(library, list_name);
	if (strcmp(key, "url") == 0)
		put_text(&list->url, value);
	else if (strcmp(key, "dir") == 0)
		put_text(&list->dir, value);
	else if (strcmp(key, "since") == 0)
		put_text(&list->since, value);
	return true;
}

/* Fills in what the settings do not say; false where they do not say enough. */
static bool
complete(td_library *library, td_list *list)
{
	g_autoptr(GError) bad = NULL;

	if (!td_list_name_check(list->name, &bad)) {
		g_ptr_array_add(library->problems, g_strdup(bad->message));
		return false;
	}
	if (!list->dir && !list->url) {
		g_ptr_array_add(library->problems,
		    g_strdup_printf("list '%s' has neither a url nor a dir: set "
				    "list.%s.dir, or 'tidings remove %s'",
			list->name, list->name, list->name));
		return false;
	}
	if (!list->dir) {
		list->mirrored = true;
		list->dir = g_build_filename(library->folder, "lists", list->name, NULL);
	} else if (g_str_has_prefix(list->dir, "~/")) {
		char *full = g_build_filename(g_get_home_dir(), list->dir + 2, NULL);

		g_free(list->dir);
		list->dir = full;
	}
	return true;
}

static int
by_name(const void *a, const void *b)
{
	const td_list *const *left = a, *const *right = b;

	return strcmp((*left)->name, (*right)->name);
}

static bool
read_lists(td_library *library, GError **error)
{
	unsigned i = 0;

	library->closed = td_closed_read(library->config, error);
	if (!library->closed ||
	    !td_config_walk(library->config, "list.", take_setting, library, error))
		return false;
	while (i < library->lists->len) {
		td_list *list = library->lists->pdata[i];
		bool usable = complete(library, list);

		list->closed = td_closed_find(library->closed, list->name) != NULL;
		if (usable && !(library->open_only && list->closed))
			i++;
		else
			g_ptr_array_remove_index(library->lists, i);
	}
	g_ptr_array_sort(library->lists, by_name);
	return true;
}

static void
find_paths(td_library *library, const td_library_options *options)
{
	library->folder = td_config_find_path(library->config, "tidings.dataDir");
	if (!library->folder)
		library->folder =
		    g_build_filename(g_get_user_data_dir(), "tidings", NULL);
	library->index_path = options->index
				  ? g_strdup(options->index)
				  : td_config_find_path(library->config, "tidings.index");
	if (!library->index_path)
		library->index_path =
		    g_build_filename(library->folder, "index.sqlite", NULL);
	if (library->open_only) {
		char *beside = g_strconcat(library->index_path, ".open", NULL);

		g_free(library->index_path);
		library->index_path = beside;
	}
	if (options->renewed) {
		char *fresh = td_renewal_path(library->index_path);

		g_free(library->index_path);
		library->index_path = fresh;
	}
}

td_library *
td_library_open(td_config *config, const td_library_options *options, GError **error)
{
	g_autoptr(td_library) library = g_new0(td_library, 1);

	library->config = config;
	library->write = options->write;
	library->open_only = options->open_only;
	library->lists = g_ptr_array_new_with_free_func(list_free);
	library->problems = g_ptr_array_new_with_free_func(g_free);
	library->opened =
	    g_hash_table_new_full(g_str_hash, g_str_equal, NULL, opened_free);
	find_paths(library, options);
	if (!read_lists(library, error))
		return NULL;
	return g_steal_pointer(&library);
}

const GPtrArray *
td_library_lists(const td_library *library)
{
	return library->lists;
}

const GPtrArray *
td_library_closed(const td_library *library)
{
	return library->closed;
}

bool
td_library_has_closed(const td_library *library)
{
	return library->closed->len > 0;
}

GPtrArray *
td_library_find_strangers(const td_library *library, td_index *index)
{
	g_autoptr(GPtrArray) names = td_index_list_names(index);
	GPtrArray *strangers = g_ptr_array_new_with_free_func(g_free);

	for (unsigned i = 0; i < names->len; i++)
		if (!td_library_find(library, names->pdata[i]))
			g_ptr_array_add(strangers, g_strdup(names->pdata[i]));
	return strangers;
}

const GPtrArray *
td_library_problems(const td_library *library)
{
	return library->problems;
}

td_config *
td_library_config(const td_library *library)
{
	return library->config;
}

const char *
td_library_folder(const td_library *library)
{
	return library->folder;
}

const char *
td_library_index_path(const td_library *library)
{
	return library->index_path;
}

const td_list *
td_library_find(const td_library *library, const char *name)
{
	for (unsigned i = 0; i < library->lists->len; i++) {
		const td_list *list = library->lists->pdata[i];

		if (strcmp(list->name, name) == 0)
			return list;
	}
	return NULL;
}

const td_list *
td_library_get(const td_library *library, const char *name, GError **error)
{
	const td_list *list = td_library_find(library, name);
	g_autoptr(GString) names = NULL;

	if (list)
		return list;
	names = g_string_new(NULL);
	for (unsigned i = 0; i < library->lists->len && names->len < 200; i++) {
		list = library->lists->pdata[i];
		g_string_append_printf(names, "%s%s", i > 0 ? ", " : "", list->name);
	}
	g_set_error(error, TD_ERROR, TD_ERROR_NOT_FOUND, "there is no list '%s'; %s%s",
	    name, names->len > 0 ? "there are " : "'tidings add NAME URL' adds one",
	    names->str);
	return NULL;
}

td_index *
td_library_index(td_library *library, GError **error)
{
	const td_index_options options = { library->index_path, library->write };
	g_autofree char *folder = NULL;
	g_autoptr(GError) failed = NULL;

	if (library->index)
		return library->index;
	if (library->write) {
		folder = g_path_get_dirname(library->index_path);
		if (g_mkdir_with_parents(folder, 0700) != 0) {
			g_set_error(error, TD_ERROR, TD_ERROR_IO, "cannot make '%s': %s",
			    folder, g_strerror(errno));
			return NULL;
		}
	}
	library->index = td_index_open(&options, &failed);
	if (library->index)
		return library->index;
	if (g_error_matches(failed, TD_ERROR, TD_ERROR_NOT_FOUND))
		g_set_error(error, TD_ERROR, TD_ERROR_NOT_FOUND,
		    "nothing is indexed yet ('%s' is not %s): %s", library->index_path,
		    td_index_is_unfinished(library->index_path) ? "finished" : "there",
		    library->lists->len > 0
			? "'tidings sync' makes the index"
			: "'tidings add NAME URL' adds a list and indexes it");
	else
		g_propagate_error(error, g_steal_pointer(&failed));
	return NULL;
}

void
td_library_forget_index(td_library *library)
{
	g_clear_pointer(&library->index, td_index_close);
}

td_opened_list *
td_library_open_list(td_library *library, const td_list *list, GError **error)
{
	td_opened_list *opened = g_hash_table_lookup(library->opened, list->name);
	g_autofree char *v1 = NULL;
	g_autoptr(GError) failed = NULL;
	td_archive *archive;

	if (opened)
		return opened;
	/* A mirror of the older form lies beside where epochs would be: mirror/mirror.c.
	 */
	v1 = g_build_filename(list->dir, "v1.git", NULL);
	archive = td_archive_open(
	    list->mirrored && g_file_test(v1, G_FILE_TEST_IS_DIR) ? v1 : list->dir,
	    &failed);
	if (!archive) {
		if (g_error_matches(failed, TD_ERROR, TD_ERROR_IO))
			failed->code = TD_ERROR_UNREADABLE;
		if (list->mirrored)
			g_prefix_error(&failed,
			    "list '%s' is not fetched yet ('tidings sync %s'): ",
			    list->name, list->name);
		else
			g_prefix_error(&failed, "list '%s': ", list->name);
		g_propagate_error(error, g_steal_pointer(&failed));
		return NULL;
	}
	opened = g_new0(td_opened_list, 1);
	opened->archive = archive;
	g_hash_table_insert(library->opened, list->name, opened);
	return opened;
}

td_archive *
td_library_archive(td_library *library, const td_list *list, GError **error)
{
	td_opened_list *opened = td_library_open_list(library, list, error);

	return opened ? opened->archive : NULL;
}

void
td_library_forget_archive(td_library *library, const td_list *list)
{
	g_hash_table_remove(library->opened, list->name);
}
