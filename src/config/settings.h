/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * config/settings.h - one file in git's configuration format that is ours to write
 *
 * Written beside itself and renamed, so it is always whole, whoever reads it meanwhile
 * and whenever a writer is killed. Names are as git has them: "list.kvm.url".
 */
#pragma once

#include "config/setting.h"

typedef struct td_settings td_settings; /* handle */

/* A file that is not there is an empty one. MALFORMED. */
td_settings *td_settings_open(const char *path, GError **error);
void td_settings_close(td_settings *settings); /* NULL is fine */

/* The value that counts, or NULL; g_free it. */
char *td_settings_find(td_settings *settings, const char *name);

/* Those that begin with prefix ("list."), in the order of the file. */
bool td_settings_walk(td_settings *settings, const char *prefix, td_setting_each each,
    void *data, GError **error);

/* All of them or none. The file and its folders are made where they are not there. IO. */
bool
td_settings_put(td_settings *settings, const td_setting *some, size_t n, GError **error);

/* All that begin with prefix ("list.kvm."), with the section's head where nothing else is
 * below it. */
bool td_settings_remove(td_settings *settings, const char *prefix, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_settings, td_settings_close)
