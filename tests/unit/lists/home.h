/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/lists/home.h - a reader's home for a program of tests: a group's set-up and
 * teardown, and what is made of settings there */
#pragma once

#include <glib.h>

#include "../folder.h"
#include "lists/library.h"

/* GLib asks for these folders once a run, so the one home serves all tests. */
static inline int
make_home(void **state)
{
	char *home = g_dir_make_tmp("td-lists-XXXXXX", NULL);
	g_autofree char *settings = g_build_filename(home, "config", NULL);
	g_autofree char *folder = g_build_filename(settings, "tidings", NULL);
	g_autofree char *data = g_build_filename(home, "data", NULL);

	*state = home;
	g_setenv("HOME", home, TRUE);
	g_setenv("XDG_CONFIG_HOME", settings, TRUE);
	g_setenv("XDG_DATA_HOME", data, TRUE);
	g_setenv("GIT_CONFIG_NOSYSTEM", "1", TRUE);
	g_setenv("GIT_CONFIG_GLOBAL", "/dev/null", TRUE);
	return g_mkdir_with_parents(folder, 0700);
}

static inline td_config *
open_config(const char *settings)
{
	g_autofree char *file =
	    g_build_filename(g_get_user_config_dir(), "tidings", "config", NULL);

	return g_file_set_contents(file, settings, -1, NULL) ? td_config_open(NULL)
							     : NULL;
}

static inline td_library *
open_library(td_config *config)
{
	const td_library_options options = { .index = NULL };

	return td_library_open(config, &options, NULL);
}
