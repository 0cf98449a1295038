/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/folder.h - a group's teardown for tests whose state is a folder of theirs */
#pragma once

#include <glib.h>
#include <stdint.h>

/* Removes the folder *state with all that is in it, and frees its name. */
static inline int
remove_folder(void **state)
{
	const char *argv[] = { "rm", "-rf", *state, NULL };

	g_spawn_sync(NULL, (char **)(uintptr_t)argv, NULL, G_SPAWN_SEARCH_PATH, NULL,
	    NULL, NULL, NULL, NULL, NULL);
	g_free(*state);
	return 0;
}
