/* SPDX-License-Identifier: GPL-2.0-or-later */
/* config/config.h - settings: git's own configuration files, ~/.config/tidings/config,
 * and those of the environment (config/environment.h) */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "config/settings.h"
#include "patch/rules.h"
#include "people/people.h"

typedef struct td_config td_config; /* handle */

/* MALFORMED for a file that git could not read either. */
td_config *td_config_open(GError **error);
void td_config_close(td_config *config);

/* The value that counts, or NULL; g_free it. */
char *td_config_find(td_config *config, const char *name);

/* The same for a path: "~/" in front is the user's home. g_free it. */
char *td_config_find_path(td_config *config, const char *name);

/* All settings that begin with prefix ("list."), in the order in which git reads them:
 * a later one beats an earlier one of that name. */
bool td_config_walk(td_config *config, const char *prefix, td_setting_each each,
    void *data, GError **error);

/* ~/.config/tidings/config, the file that put and remove write. */
const char *td_config_own_path(const td_config *config);
/* As td_settings_put and td_settings_remove. What was opened already sees it. */
bool td_config_put(td_config *config, const td_setting *some, size_t n, GError **error);
bool td_config_remove(td_config *config, const char *prefix, GError **error);

/* The user's class rules (class.NAME.FIELD), then ours. */
td_rules *td_config_rules(td_config *config, GError **error);

/* mailmap.file and the files given on the command line (NULL-terminated, or NULL). */
td_people *td_config_people(td_config *config, char **files, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_config, td_config_close)
