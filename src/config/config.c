/* SPDX-License-Identifier: GPL-2.0-or-later */
/* config/config.c - settings, read by libgit2 as git reads them */
#include "config/config.h"

#include <git2.h>
#include <string.h>

#include "base/error.h"
#include "config/environment.h"

struct td_config {
	git_config *git;
	char *own; /* path of the user's file for tidings */
	bool has_own;
	GPtrArray *environment; /* of td_setting: they beat the files */
};

static const struct {
	const char *class_name, *field, *pattern;
} shipped_rules[] = {
#include "config/class_rows.inc"
};

static void
fail(GError **error, const char *what)
{
	const git_error *last = git_error_last();

	g_set_error(error, TD_ERROR, TD_ERROR_MALFORMED, "%s: %s", what,
	    last ? last->message : "unknown error");
}

static bool
add_own(td_config *config, GError **error)
{
	if (config->has_own || !g_file_test(config->own, G_FILE_TEST_EXISTS))
		return true;
	config->has_own = true;
	if (git_config_add_file_ondisk(
		config->git, config->own, GIT_CONFIG_LEVEL_APP, NULL, 0) == 0)
		return true;
	fail(error, config->own);
	return false;
}

td_config *
td_config_open(GError **error)
{
	g_autoptr(td_config) config = g_new0(td_config, 1);

	git_libgit2_init();
	config->own =
	    g_build_filename(g_get_user_config_dir(), "tidings", "config", NULL);
	if (git_config_open_default(&config->git) != 0) {
		fail(error, "git's configuration");
		return NULL;
	}
	config->environment = td_environment_read(error);
	if (!config->environment || !add_own(config, error))
		return NULL;
	return g_steal_pointer(&config);
}

void
td_config_close(td_config *config)
{
	if (!config)
		return;
	git_config_free(config->git);
	git_libgit2_shutdown();
	g_clear_pointer(&config->environment, g_ptr_array_unref);
	g_free(config->own);
	g_free(config);
}

char *
td_config_find(td_config *config, const char *name)
{
	g_autofree char *written = td_setting_name(name);
	git_buf value = GIT_BUF_INIT;
	char *copy = NULL;

	for (unsigned i = config->environment->len; i-- > 0;) {
		const td_setting *setting = g_ptr_array_index(config->environment, i);

		if (g_strcmp0(setting->name, written) == 0)
			return g_strdup(setting->value);
	}
	if (git_config_get_string_buf(&value, config->git, name) == 0)
		copy = g_strdup(value.ptr);
	git_buf_dispose(&value);
	return copy;
}

static char *
expand_home(const char *path)
{
	if (path[0] == '~' && path[1] == '/')
		return g_build_filename(g_get_home_dir(), path + 2, NULL);
	return g_strdup(path);
}

char *
td_config_find_path(td_config *config, const char *name)
{
	g_autofree char *value = td_config_find(config, name);

	return value ? expand_home(value) : NULL;
}

bool
td_config_walk(td_config *config, const char *prefix, td_setting_each each, void *data,
    GError **error)
{
	git_config_iterator *iterator = NULL;
	git_config_entry *entry = NULL;
	bool ok = true;

	if (git_config_iterator_new(&iterator, config->git) != 0) {
		fail(error, "git's configuration");
		return false;
	}
	while (ok && git_config_next(&entry, iterator) == 0) {
		if (g_str_has_prefix(entry->name, prefix))
			ok = each(
			    entry->name, entry->value ? entry->value : "", data, error);
	}
	git_config_iterator_free(iterator);
	for (unsigned i = 0; ok && i < config->environment->len; i++) {
		const td_setting *setting = g_ptr_array_index(config->environment, i);

		if (g_str_has_prefix(setting->name, prefix))
			ok = each(setting->name, setting->value, data, error);
	}
	return ok;
}

const char *
td_config_own_path(const td_config *config)
{
	return config->own;
}

bool
td_config_put(td_config *config, const td_setting *some, size_t n, GError **error)
{
	g_autoptr(td_settings) own = td_settings_open(config->own, error);

	return own && td_settings_put(own, some, n, error) && add_own(config, error);
}

bool
td_config_remove(td_config *config, const char *prefix, GError **error)
{
	g_autoptr(td_settings) own = td_settings_open(config->own, error);

	return own && td_settings_remove(own, prefix, error);
}

static bool
add_user_rule(const char *whole, const char *value, void *data, GError **error)
{
	td_rules *rules = data;
	const char *name = whole + strlen("class.");
	const char *field = strrchr(name, '.');
	g_autofree char *class_name = NULL;

	if (!field || field == name)
		return true;
	class_name = g_strndup(name, (size_t)(field - name));
	if (!td_rules_add(rules, class_name, field + 1, value, error)) {
		g_prefix_error(error, "%s: ", whole);
		return false;
	}
	return true;
}

td_rules *
td_config_rules(td_config *config, GError **error)
{
	g_autoptr(td_rules) rules = td_rules_new();
	bool ok;

	/* The user's rules come first: the first class that matches counts. */
	ok = td_config_walk(config, "class.", add_user_rule, rules, error);
	for (unsigned i = 0; ok && i < G_N_ELEMENTS(shipped_rules); i++)
		ok = td_rules_add(rules, shipped_rules[i].class_name,
		    shipped_rules[i].field, shipped_rules[i].pattern, error);
	return ok ? g_steal_pointer(&rules) : NULL;
}

td_people *
td_config_people(td_config *config, char **files, GError **error)
{
	g_autoptr(td_people) people = td_people_new();
	g_autofree char *path = td_config_find_path(config, "mailmap.file");

	/* git passes over a mailmap.file that is not there, and so do we. */
	if (path && g_file_test(path, G_FILE_TEST_EXISTS) &&
	    !td_people_add_file(people, path, error))
		return NULL;
	for (; files && *files; files++) {
		if (!td_people_add_file(people, *files, error))
			return NULL;
	}
	return g_steal_pointer(&people);
}
