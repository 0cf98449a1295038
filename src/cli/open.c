/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/open.c - opening a reader's library for a command */
#include "cli/open.h"

bool
td_open_library(td_opened *opened, bool write, GError **error)
{
	const td_library_options options = { .index = opened->index, .write = write };

	opened->config = td_config_open(error);
	if (!opened->config)
		return false;
	opened->library = td_library_open(opened->config, &options, error);
	return opened->library != NULL;
}

void
td_opened_clear(td_opened *opened)
{
	td_library_close(opened->library);
	td_config_close(opened->config);
	g_free(opened->index);
	*opened = (td_opened){ 0 };
}
