/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * site/private.h - what a client shows for lists that not everybody may read
 *
 * A token of the list (lists/closed.h), as "Authorization: Bearer TOKEN" or as the
 * password of Basic, whatever the user's name.
 */
#pragma once

#include <glib.h>

/* The names of those lists (of td_closed_list *) that this Authorization header (NULL:
 * none) does not open. GPtrArray of const char *, borrowed; empty where all may be read.
 */
GPtrArray *td_private_hidden(const GPtrArray *closed, const char *authorization);
