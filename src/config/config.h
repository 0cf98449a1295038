/* SPDX-License-Identifier: GPL-2.0-or-later */
/* config/config.h - settings: git's own configuration files and ~/.config/tidings/config
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "patch/rules.h"
#include "people/people.h"

typedef struct td_config td_config; /* handle */

/* MALFORMED for a file that git could not read either. */
td_config *td_config_open(GError **error);
void td_config_close(td_config *config);

/* The value that counts, or NULL; g_free it. */
char *td_config_find(td_config *config, const char *name);

/* The user's class rules (class.NAME.FIELD), then ours. */
td_rules *td_config_rules(td_config *config, GError **error);

/* mailmap.file and the files given on the command line (NULL-terminated, or NULL). */
td_people *td_config_people(td_config *config, char **files, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_config, td_config_close)
