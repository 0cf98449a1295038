/* SPDX-License-Identifier: GPL-2.0-or-later */
/* config/settings.c - a file in git's format, read and written by libgit2 */
#include "config/settings.h"

#include <errno.h>
#include <git2.h>
#include <string.h>

#include "base/error.h"

struct td_settings {
	git_config *git;
	char *path;
};

static bool
fail(const td_settings *settings, td_error code, GError **error)
{
	const git_error *last = git_error_last();

	g_set_error(error, TD_ERROR, (int)code, "'%s': %s", settings->path,
	    last ? last->message : "unknown error");
	return false;
}

td_settings *
td_settings_open(const char *path, GError **error)
{
	g_autoptr(td_settings) settings = g_new0(td_settings, 1);

	git_libgit2_init();
	settings->path = g_strdup(path);
	if (git_config_open_ondisk(&settings->git, path) != 0) {
		fail(settings, TD_ERROR_MALFORMED, error);
		return NULL;
	}
	return g_steal_pointer(&settings);
}

void
td_settings_close(td_settings *settings)
{
	if (!settings)
		return;
	git_config_free(settings->git);
	g_free(settings->path);
	g_free(settings);
	git_libgit2_shutdown();
}

char *
td_settings_find(td_settings *settings, const char *name)
{
	git_buf value = GIT_BUF_INIT;
	char *copy = NULL;

	if (git_config_get_string_buf(&value, settings->git, name) == 0)
		copy = g_strdup(value.ptr);
	git_buf_dispose(&value);
	return copy;
}

bool
td_settings_walk(td_settings *settings, const char *prefix, td_setting_each each,
    void *data, GError **error)
{
	git_config_iterator *iterator = NULL;
	git_config_entry *entry = NULL;
	bool ok = true;

	if (git_config_iterator_new(&iterator, settings->git) != 0)
		return fail(settings, TD_ERROR_MALFORMED, error);
	while (ok && git_config_next(&entry, iterator) == 0) {
		if (g_str_has_prefix(entry->name, prefix))
			ok = each(
			    entry->name, entry->value ? entry->value : "", data, error);
	}
	git_config_iterator_free(iterator);
	return ok;
}

static int
put_one(td_settings *settings, const td_setting *one)
{
	int result;

	if (one->value)
		return git_config_set_string(settings->git, one->name, one->value);
	result = git_config_delete_multivar(settings->git, one->name, ".*");
	return result == GIT_ENOTFOUND ? 0 : result;
}

bool
td_settings_put(td_settings *settings, const td_setting *some, size_t n, GError **error)
{
	g_autofree char *folder = g_path_get_dirname(settings->path);
	git_transaction *transaction = NULL;
	int result;

	if (g_mkdir_with_parents(folder, 0700) != 0) {
		g_set_error(error, TD_ERROR, TD_ERROR_IO, "cannot make '%s': %s", folder,
		    g_strerror(errno));
		return false;
	}
	result = git_config_lock(&transaction, settings->git);
	for (size_t i = 0; i < n && result == 0; i++)
		result = put_one(settings, &some[i]);
	if (result == 0)
		result = git_transaction_commit(transaction);
	if (result != 0)
		fail(settings, TD_ERROR_IO, error);
	git_transaction_free(transaction);
	return result == 0;
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
	       td_settings_put(
		   settings, (const td_setting *)(void *)some->data, some->len, error);
}
