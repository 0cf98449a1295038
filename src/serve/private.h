/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * serve/private.h - lists that not everybody may read
 *
 * list.NAME.private says that a list is one, list.NAME.token what a client has to show
 * for it (several may be set): as "Authorization: Bearer TOKEN", or as the password of
 * Basic, whatever the user's name. Without a token nobody may read it here.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "config/config.h"

typedef struct td_private td_private; /* handle */

td_private *td_private_read(td_config *config, GError **error);
void td_private_free(td_private *all); /* NULL is fine */

/* Whether a list of that name is private. */
bool td_private_has(const td_private *all, const char *name);

/* The names of private lists that this Authorization header (NULL: none) does not open.
 * GPtrArray of const char *, borrowed; empty where all may be read. */
GPtrArray *td_private_hidden(const td_private *all, const char *authorization);
