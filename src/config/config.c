/* SPDX-License-Identifier: GPL-2.0-or-later */
/* config/config.c - settings, from all the places where git looks for them and our own */
#include "config/config.h"

#include <string.h>

#include "base/error.h"
#include "config/environment.h"
#include "config/file.h"
#include "config/setting.h"

struct td_config {
	char *own;      /* path of the user's file for tidings */
	GPtrArray *all; /* of td_setting: a later one beats an earlier one */
};

static const struct {
	const char *class_name, *field, *pattern;
} shipped_rules[] = {
#include "config/class_rows.inc"
};

/* An environment variable that is set and not empty. */
static const char *
path_of(const char *variable)
{
	const char *path = g_getenv(variable);

	return path && *path ? path : NULL;
}

static bool
is_said(const char *variable)
{
	static const char *const no[] = { "", "0", "false", "no", "off" };
	const char *value = g_getenv(variable);
	bool said = value != NULL;

	for (size_t i = 0; said && i < G_N_ELEMENTS(no); i++)
		said = g_ascii_strcasecmp(value, no[i]) != 0;
	return said;
}

/* The machine's and the user's, where git-config(1) says that they are. */
static bool
read_files_of_git(GPtrArray *all, GError **error)
{
	g_autofree char *home = g_build_filename(g_get_home_dir(), ".gitconfig", NULL);
	g_autofree char *folder =
	    g_build_filename(g_get_user_config_dir(), "git", "config", NULL);
	const char *global = g_getenv("GIT_CONFIG_GLOBAL");
	const char *system = path_of("GIT_CONFIG_SYSTEM");

	if (!is_said("GIT_CONFIG_NOSYSTEM") &&
	    !td_file_read(system ? system : "/etc/gitconfig", all, error))
		return false;
	if (global)
		return !*global || td_file_read(global, all, error);
	return td_file_read(folder, all, error) && td_file_read(home, all, error);
}

static bool
read_all(td_config *config, GError **error)
{
	g_ptr_array_set_size(config->all, 0);
	return read_files_of_git(config->all, error) &&
	       td_file_read(config->own, config->all, error) &&
	       td_environment_read(config->all, error);
}

td_config *
td_config_open(GError **error)
{
	g_autoptr(td_config) config = g_new0(td_config, 1);

	config->own =
	    g_build_filename(g_get_user_config_dir(), "tidings", "config", NULL);
	config->all = td_settings_array();
	return read_all(config, error) ? g_steal_pointer(&config) : NULL;
}

void
td_config_close(td_config *config)
{
	if (!config)
		return;
	g_ptr_array_unref(config->all);
	g_free(config->own);
	g_free(config);
}

char *
td_config_find(td_config *config, const char *name)
{
	return td_settings_find_in(config->all, name);
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
	return td_settings_walk_in(config->all, prefix, each, data, error);
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

	return own && td_settings_put(own, some, n, error) && read_all(config, error);
}

bool
td_config_remove(td_config *config, const char *prefix, GError **error)
{
	g_autoptr(td_settings) own = td_settings_open(config->own, error);

	return own && td_settings_remove(own, prefix, error) && read_all(config, error);
}

static bool
add_user_rule(const char *whole, const char *value, void *data, GError **error)
{
	td_rules *rules = data;
	const char *field;
	g_autofree char *class_name = td_setting_part(whole, &field);

	if (class_name && !td_rules_add(rules, class_name, field, value, error)) {
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
