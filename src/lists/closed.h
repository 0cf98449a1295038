/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * lists/closed.h - which lists are private, and what opens them
 *
 * list.NAME.private says that a list is one, list.NAME.token what a client of a site has
 * to show for it (several may be set). Without a token nobody may read it there.
 */
#pragma once

#include <glib.h>

#include "config/config.h"

typedef struct td_closed_list {
	char *name;
	GPtrArray *tokens; /* of char *; none is empty */
} td_closed_list;

/* Private lists alone, whether or not they can be read. What is not plainly no is yes: a
 * word misspelled opens nothing. GPtrArray of td_closed_list *, to be unreferenced;
 * MALFORMED where the configuration cannot be read. */
GPtrArray *td_closed_read(td_config *config, GError **error);
/* Borrowed; NULL where no list of that name is private. */
const td_closed_list *td_closed_find(const GPtrArray *closed, const char *name);
