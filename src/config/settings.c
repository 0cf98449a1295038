/* SPDX-License-Identifier: GPL-2.0-or-later */
/* config/settings.c - a file in git's format: read by ourselves, written by libgit2 */
#include "config/settings.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>

#include "base/error.h"
#include "config/file.h"
#include "config/prune.h"
#include "libgit2/libgit2.h"

struct td_settings {
	GPtrArray *all; /* of td_setting, in the order of the file */
	char *path;
};

static bool
read_again(td_settings *settings, GError **error)
{
	g_ptr_array_set_size(settings->all, 0);
	return td_file_read(settings->path, settings->all, error);
}

td_settings *
td_settings_open(const char *path, GError **error)
{
	g_autoptr(td_settings) settings = g_new0(td_settings, 1);

	settings->path = g_strdup(path);
	settings->all = td_settings_array();
	return read_again(settings, error) ? g_steal_pointer(&settings) : NULL;
}

void
td_settings_close(td_settings *settings)
{
	if (!settings)
		return;
	g_ptr_array_unref(settings->all);
	g_free(settings->path);
	g_free(settings);
}

char *
td_settings_find(td_settings *settings, const char *name)
{
	return td_settings_find_in(settings->all, name);
}

bool
td_settings_walk(td_settings *settings, const char *prefix, td_setting_each each,
    void *data, GError **error)
{
	return td_settings_walk_in(settings->all, prefix, each, data, error);
}

static int
put_one(git_config *config, const td_setting *one)
{
	int result;

	if (one->value)
		return git_config_set_string(config, one->name, one->value);
	result = git_config_delete_multivar(config, one->name, ".*");
	return result == GIT_ENOTFOUND ? 0 : result;
}

/* All of them in one transaction; below 0 where libgit2 has an error. */
static int
put_all(const char *path, const td_setting *some, size_t n)
{
	git_transaction *transaction = NULL;
	git_config *config = NULL;
	int result = git_config_open_ondisk(&config, path);

	if (result == 0)
		result = git_config_lock(&transaction, config);
	for (size_t i = 0; i < n && result == 0; i++)
		result = put_one(config, &some[i]);
	if (result == 0)
		result = git_transaction_commit(transaction);
	git_transaction_free(transaction);
	git_config_free(config);
	return result;
}

bool
td_settings_put(td_settings *settings, const td_setting *some, size_t n, GError **error)
{
	g_autofree char *folder = g_path_get_dirname(settings->path);

	if (g_mkdir_with_parents(folder, 0700) != 0) {
		g_set_error(error, TD_ERROR, TD_ERROR_IO, "cannot make '%s': %s", folder,
		    g_strerror(errno));
		return false;
	}
	if (!td_libgit2_start(error))
		return false;
	if (put_all(settings->path, some, n) != 0) {
		const git_error *last = git_error_last();

		g_set_error(error, TD_ERROR, TD_ERROR_IO, "'%s': %s", settings->path,
		    last && last->message ? last->message : "unknown error");
		return false;
	}
	return read_again(settings, error);
}

static bool
note_name(const char *name, const char *value, void *data, GError **error)
{
	GArray *some = data;
	td_setting setting = { .name = g_strdup(name) };

	(void)value;
	(void)error;
	g_array_append_val(some, setting);
	return true;
}

static void
clear_setting(void *data)
{
	td_setting *setting = data;

	g_free((char *)(uintptr_t)setting->name);
}

bool
td_settings_remove(td_settings *settings, const char *prefix, GError **error)
{
	g_autoptr(GArray) some = g_array_new(FALSE, FALSE, sizeof(td_setting));

	g_array_set_clear_func(some, clear_setting);
	if (!td_settings_walk(settings, prefix, note_name, some, error))
		return false;
	return some->len == 0 ||
	       (td_settings_put(
		    settings, (const td_setting *)(void *)some->data, some->len, error) &&
		   td_prune_file(settings->path, prefix, error));
}
