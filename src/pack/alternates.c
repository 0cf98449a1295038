/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pack/alternates.c - one folder of objects leads to others */
#include "pack/alternates.h"

#include <stdbool.h>
#include <string.h>

/* git follows one to the next as often. */
#define MAX_DEPTH 5
#define MAX_FOLDERS 64

static bool
is_known(const GPtrArray *folders, const char *folder)
{
	for (unsigned i = 0; i < folders->len; i++)
		if (strcmp(folders->pdata[i], folder) == 0)
			return true;
	return false;
}

/* A path as a line has it, which may be in quotes as C has them; g_free it. */
static char *
read_path(const char *line)
{
	size_t n = strlen(line);

	if (n >= 2 && line[0] == '"' && line[n - 1] == '"') {
		g_autofree char *inner = g_strndup(line + 1, n - 2);

		return g_strcompress(inner);
	}
	return g_strdup(line);
}

static void
follow(GPtrArray *folders, const char *objects, unsigned depth)
{
	g_autofree char *path = g_build_filename(objects, "info", "alternates", NULL);
	g_autofree char *text = NULL;
	g_auto(GStrv) lines = NULL;

	if (depth > MAX_DEPTH || !g_file_get_contents(path, &text, NULL, NULL))
		return;
	lines = g_strsplit(text, "\n", -1);
	for (char **line = lines; *line && folders->len < MAX_FOLDERS; line++) {
		g_autofree char *said = read_path(*line);
		g_autofree char *folder = NULL;

		if (*said == '\0' || *said == '#')
			continue;
		folder = g_canonicalize_filename(said, objects);
		if (is_known(folders, folder))
			continue;
		g_ptr_array_add(folders, g_strdup(folder));
		follow(folders, folder, depth + 1);
	}
}

GPtrArray *
td_alternates_find(const char *objects)
{
	GPtrArray *folders = g_ptr_array_new_with_free_func(g_free);

	g_ptr_array_add(folders, g_strdup(objects));
	follow(folders, objects, 1);
	return folders;
}
