/* SPDX-License-Identifier: GPL-2.0-or-later */
/* hooks/hook.c - reads [hook "NAME"] */
#include "hooks/hook.h"

#include <string.h>

#include "base/error.h"
#include "config/setting.h"

static const char *const words[TD_HOOK_KINDS] = {
	[TD_HOOK_SERIES_NEW] = "series-new",
	[TD_HOOK_SERIES_VERSION] = "series-version",
	[TD_HOOK_SERIES_COMPLETE] = "series-complete",
	[TD_HOOK_SERIES_STATE] = "series-state",
	[TD_HOOK_COMMENT] = "comment",
	[TD_HOOK_PATCH_STATE] = "patch-state",
	[TD_HOOK_PATCH_DELEGATE] = "patch-delegate",
	[TD_HOOK_CHECK] = "check",
};

const char *
td_hook_word(td_hook_kind kind)
{
	return words[kind];
}

static void
free_hook(void *data)
{
	td_hook *hook = data;

	g_free(hook->name);
	g_free(hook->url);
	g_free(hook->secret);
	g_ptr_array_unref(hook->lists);
	g_free(hook);
}

static td_hook *
get_hook(GPtrArray *hooks, const char *name)
{
	td_hook *hook;

	for (guint i = 0; i < hooks->len; i++) {
		hook = g_ptr_array_index(hooks, i);
		if (strcmp(hook->name, name) == 0)
			return hook;
	}
	hook = g_new0(td_hook, 1);
	hook->name = g_strdup(name);
	hook->lists = g_ptr_array_new_with_free_func(g_free);
	g_ptr_array_add(hooks, hook);
	return hook;
}

static bool
add_kind(td_hook *hook, const char *value, GError **error)
{
	for (unsigned i = 0; i < TD_HOOK_KINDS; i++) {
		if (strcmp(words[i], value) == 0) {
			hook->kinds |= 1u << i;
			return true;
		}
	}
	g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
	    "hook.%s.event: '%s' is none of what can happen", hook->name, value);
	return false;
}

static void
put(char **field, const char *value)
{
	g_free(*field);
	*field = g_strdup(value);
}

static bool
take_setting(const char *name, const char *value, void *data, GError **error)
{
	const char *key;
	g_autofree char *hook_name = td_setting_part(name, &key);
	td_hook *hook;

	if (hook_name == NULL)
		return true;
	hook = get_hook(data, hook_name);
	if (strcmp(key, "url") == 0)
		put(&hook->url, value);
	else if (strcmp(key, "secret") == 0)
		put(&hook->secret, value);
	else if (strcmp(key, "list") == 0)
		g_ptr_array_add(hook->lists, g_strdup(value));
	else if (strcmp(key, "event") == 0)
		return add_kind(hook, value, error);
	return true;
}

static bool
check_hook(td_hook *hook, GError **error)
{
	if (hook->url == NULL ||
	    (!g_str_has_prefix(hook->url, "http://") &&
		!g_str_has_prefix(hook->url, "https://")) ||
	    !g_uri_is_valid(hook->url, G_URI_FLAGS_NONE, NULL)) {
		g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
		    "hook.%s.url: an http or https address is needed", hook->name);
		return false;
	}
	if (hook->secret == NULL || *hook->secret == '\0') {
		g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
		    "hook.%s.secret: without one nobody can tell who sends", hook->name);
		return false;
	}
	if (hook->kinds == 0)
		hook->kinds = (1u << TD_HOOK_KINDS) - 1;
	return true;
}

static int
compare_hooks(const void *a, const void *b)
{
	const td_hook *left = *(td_hook *const *)a, *right = *(td_hook *const *)b;

	return strcmp(left->name, right->name);
}

GPtrArray *
td_hook_load_all(td_config *config, GError **error)
{
	g_autoptr(GPtrArray) hooks = g_ptr_array_new_with_free_func(free_hook);

	if (!td_config_walk(config, "hook.", take_setting, hooks, error))
		return NULL;
	for (guint i = 0; i < hooks->len; i++) {
		if (!check_hook(g_ptr_array_index(hooks, i), error))
			return NULL;
	}
	g_ptr_array_sort(hooks, compare_hooks);
	return g_steal_pointer(&hooks);
}

bool
td_hook_wants(const td_hook *hook, const char *list, td_hook_kind kind)
{
	return (hook->kinds & 1u << kind) != 0 &&
	       (hook->lists->len == 0 || g_ptr_array_find_with_equal_func(
					     hook->lists, list, g_str_equal, NULL));
}
