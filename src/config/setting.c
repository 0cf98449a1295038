/* SPDX-License-Identifier: GPL-2.0-or-later */
/* config/setting.c - settings as they were read: names and values, in their order */
#include "config/setting.h"

#include <stdint.h>
#include <string.h>

char *
td_setting_name(const char *name)
{
	const char *dot = strchr(name, '.');
	const char *last = strrchr(name, '.');
	char *copy;

	if (!dot || dot == name || !g_ascii_isalpha(last[1]) || strchr(name, '\n'))
		return NULL;
	for (const char *p = name; *p; p++) {
		/* What is between the first dot and the last may be anything. */
		if ((p < dot || p > last) && !g_ascii_isalnum(*p) && *p != '-')
			return NULL;
	}
	copy = g_strdup(name);
	for (char *p = copy; *p; p++) {
		if (p < copy + (dot - name) || p > copy + (last - name))
			*p = g_ascii_tolower(*p);
	}
	return copy;
}

char *
td_setting_part(const char *setting, const char **key)
{
	const char *name = strchr(setting, '.');
	const char *last = strrchr(setting, '.');

	if (!name || last - name < 2)
		return NULL;
	*key = last + 1;
	return g_strndup(name + 1, (size_t)(last - name) - 1);
}

static void
free_setting(void *data)
{
	td_setting *setting = data;

	g_free((char *)(uintptr_t)setting->name);
	g_free((char *)(uintptr_t)setting->value);
	g_free(setting);
}

GPtrArray *
td_settings_array(void)
{
	return g_ptr_array_new_with_free_func(free_setting);
}

void
td_settings_add(GPtrArray *settings, const char *name, const char *value)
{
	td_setting *setting = g_new0(td_setting, 1);

	setting->name = g_strdup(name);
	setting->value = g_strdup(value);
	g_ptr_array_add(settings, setting);
}

char *
td_settings_find_in(const GPtrArray *settings, const char *name)
{
	g_autofree char *written = td_setting_name(name);

	for (unsigned i = settings->len; i-- > 0;) {
		const td_setting *setting = settings->pdata[i];

		if (g_strcmp0(setting->name, written) == 0)
			return g_strdup(setting->value);
	}
	return NULL;
}

bool
td_settings_walk_in(const GPtrArray *settings, const char *prefix, td_setting_each each,
    void *data, GError **error)
{
	for (unsigned i = 0; i < settings->len; i++) {
		const td_setting *setting = settings->pdata[i];

		if (g_str_has_prefix(setting->name, prefix) &&
		    !each(setting->name, setting->value, data, error))
			return false;
	}
	return true;
}
