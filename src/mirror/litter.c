/* SPDX-License-Identifier: GPL-2.0-or-later */
/* mirror/litter.c - sweeps up after whoever was killed */
#include "mirror/litter.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"

enum { open_folders = 32 };

static int
remove_one(const char *path, const struct stat *found, int kind, struct FTW *at)
{
	(void)found;
	(void)kind;
	(void)at;
	return remove(path);
}

bool
td_litter_remove_tree(const char *path, GError **error)
{
	if (nftw(path, remove_one, open_folders, FTW_DEPTH | FTW_PHYS) == 0 ||
	    errno == ENOENT)
		return true;
	g_set_error(error, TD_ERROR, TD_ERROR_IO, "cannot remove '%s': %s", path,
	    g_strerror(errno));
	return false;
}

/* Removes what is directly in a folder of the repository and called like that. */
static void
sweep(const char *path, const char *folder, const char *prefix, const char *suffix)
{
	g_autofree char *full = g_build_filename(path, folder, NULL);
	g_autoptr(GDir) dir = g_dir_open(full, 0, NULL);
	const char *name;

	while (dir && (name = g_dir_read_name(dir))) {
		g_autofree char *one = g_build_filename(full, name, NULL);

		if (g_str_has_prefix(name, prefix) && g_str_has_suffix(name, suffix))
			td_litter_remove_tree(one, NULL);
	}
}

void
td_litter_sweep_repository(const char *path)
{
	static const struct {
		const char *folder, *prefix, *suffix;
	} litter[] = {
		{ ".", "", ".lock" },
		{ "refs", "", ".lock" },
		{ "refs/heads", "", ".lock" },
		{ "objects", "incoming-", "" },
		{ "objects", "tmp_objdir-", "" },
		{ "objects/pack", "tmp_", "" },
		{ "objects/pack", ".tmp-", "" },
		{ "objects/pack", "", ".lock" },
		{ "objects/info", "", ".lock" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(litter); i++)
		sweep(path, litter[i].folder, litter[i].prefix, litter[i].suffix);
}

void
td_litter_sweep_parts(const char *path)
{
	g_autofree char *folder = g_path_get_dirname(path);
	g_autofree char *name = g_path_get_basename(path);
	g_autofree char *prefix = g_strconcat(name, ".part", NULL);

	sweep(folder, ".", prefix, "");
}
