/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lists/extent.c - adds up the sizes of files, without following links */
#include "lists/extent.h"

#include <sys/stat.h>

uint64_t
td_extent_bytes(const char *path)
{
	g_autoptr(GPtrArray) folders = g_ptr_array_new_with_free_func(g_free);
	struct stat found;
	uint64_t bytes = 0;

	if (stat(path, &found) != 0)
		return 0;
	if (!S_ISDIR(found.st_mode))
		return (uint64_t)found.st_size;
	g_ptr_array_add(folders, g_strdup(path));
	while (folders->len > 0) {
		g_autofree char *folder =
		    g_ptr_array_steal_index_fast(folders, folders->len - 1);
		g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
		const char *name;

		while (dir && (name = g_dir_read_name(dir))) {
			char *full = g_build_filename(folder, name, NULL);

			if (lstat(full, &found) == 0 && S_ISREG(found.st_mode))
				bytes += (uint64_t)found.st_size;
			if (lstat(full, &found) == 0 && S_ISDIR(found.st_mode))
				g_ptr_array_add(folders, full);
			else
				g_free(full);
		}
	}
	return bytes;
}
