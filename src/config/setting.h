/* SPDX-License-Identifier: GPL-2.0-or-later */
/* config/setting.h - settings as they were read: names and values, in their order */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct td_setting {
	const char *name;
	const char *value; /* NULL: to be removed */
} td_setting;

/* False stops the walk; error is set then. */
typedef bool (*td_setting_each)(
    const char *name, const char *value, void *data, GError **error);

/* An array of td_setting that owns them, and adding a copy to it. */
GPtrArray *td_settings_array(void);
void td_settings_add(GPtrArray *settings, const char *name, const char *value);
/* As td_settings_find and td_settings_walk (config/settings.h). */
char *td_settings_find_in(const GPtrArray *settings, const char *name);
bool td_settings_walk_in(const GPtrArray *settings, const char *prefix,
    td_setting_each each, void *data, GError **error);

/* "Section.Sub.KEY" as git writes it, "section.Sub.key"; NULL for what is no name. g_free
 * it. */
char *td_setting_name(const char *name);

/* The name in "section.NAME.key", which may have dots, and *key, which is in setting;
 * NULL where there is none. g_free it. */
char *td_setting_part(const char *setting, const char **key);
