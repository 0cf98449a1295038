/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * lists/renewal.h - an index of an older tidings is made again beside the old one
 *
 * Readers have the old one until the new one is whole. The new one is a file of its own,
 * named for its schema ("index.sqlite.26"), and takes the old one's place as a symbolic
 * link. What SQLite keeps beside an index is called like the file and not like the link,
 * so whoever has the old one open has nothing of the new one, and the other way round.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Whether the index of that name is one, of an older tidings. What an earlier renewal
 * left behind goes where there is no index at all. IO. */
bool td_renewal_is_needed(const char *index, bool *needed, GError **error);

/* The name of the new one of that index; g_free it. */
char *td_renewal_path(const char *index);
/* What was begun before and cannot be gone on with goes away. IO. */
bool td_renewal_prepare(const char *index, GError **error);
/* A first one that whoever made it was killed at goes away; nothing else does. Whoever
 * calls holds the lock of the library. IO. */
bool td_renewal_clear(const char *index, GError **error);
/* The new one, closed and whole, takes the place of the old one, which goes. Whoever
 * calls holds the lock of the library. IO. */
bool td_renewal_finish(const char *index, GError **error);
/* All that renewals left beside the index, but what it is a link to. IO. */
bool td_renewal_sweep(const char *index, GError **error);
