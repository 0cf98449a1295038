/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/scratch.c - git on a repository that it cannot change */
#include "cli/scratch.h"

#include <errno.h>
#include <ftw.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "base/error.h"

/* Open folders while the temporary one is deleted. */
#define FOLDERS_OPEN 16

struct td_scratch {
	char *tree;
	char *folder;
	char *path; /* of the file that was written last */
	char **environment;
};

/* The path as GIT_ALTERNATE_OBJECT_DIRECTORIES takes it, whatever it holds. */
static char *
quote_path(const char *path)
{
	g_autoptr(GString) quoted = g_string_new("\"");

	for (; *path; path++) {
		if (*path == '"' || *path == '\\')
			g_string_append_c(quoted, '\\');
		g_string_append_c(quoted, *path);
	}
	g_string_append_c(quoted, '"');
	return g_string_free(g_steal_pointer(&quoted), FALSE);
}

static void
set(td_scratch *scratch, const char *name, const char *value)
{
	scratch->environment =
	    g_environ_setenv(scratch->environment, name, value ? value : "", TRUE);
}

static void
set_path(td_scratch *scratch, const char *name, const char *file)
{
	g_autofree char *path = g_build_filename(scratch->folder, file, NULL);

	set(scratch, name, path);
}

char *
td_scratch_run(td_scratch *scratch, const char *const *words, size_t *n, GError **error)
{
	g_autoptr(GPtrArray) argv = g_ptr_array_new();
	g_autoptr(GError) failed = NULL;
	g_autofree char *out = NULL;
	g_autofree char *said = NULL;
	GError *broken = NULL;
	int status = 0;

	g_ptr_array_add(argv, g_strdup("git"));
	for (; *words; words++)
		g_ptr_array_add(argv, g_strdup(*words));
	g_ptr_array_add(argv, NULL);
	g_ptr_array_set_free_func(argv, g_free);
	if (!g_spawn_sync(scratch->tree, (char **)argv->pdata, scratch->environment,
		G_SPAWN_SEARCH_PATH, NULL, NULL, &out, &said, &status, &broken)) {
		g_set_error(error, TD_ERROR, TD_ERROR_GIT, "git: %s", broken->message);
		g_error_free(broken);
		return NULL;
	}
	if (!g_spawn_check_wait_status(status, &failed)) {
		/* The first line says it; git apply has two for each hunk. */
		said[strcspn(g_strchug(said), "\n")] = '\0';
		g_set_error(error, TD_ERROR, TD_ERROR_GIT, "git %s: %s",
		    (const char *)g_ptr_array_index(argv, 1),
		    *g_strstrip(said) ? said : failed->message);
		return NULL;
	}
	if (n)
		*n = strlen(out);
	return g_steal_pointer(&out);
}

char *
td_scratch_git(td_scratch *scratch, GError **error, ...)
{
	g_autoptr(GPtrArray) words = g_ptr_array_new();
	const char *word;
	va_list list;
	char *out;

	va_start(list, error);
	while ((word = va_arg(list, const char *)))
		g_ptr_array_add(words, g_strdup(word));
	va_end(list);
	g_ptr_array_add(words, NULL);
	g_ptr_array_set_free_func(words, g_free);
	out = td_scratch_run(scratch, (const char *const *)words->pdata, NULL, error);
	if (out && g_str_has_suffix(out, "\n"))
		out[strlen(out) - 1] = '\0';
	return out;
}

const char *
td_scratch_write(td_scratch *scratch, const char *name, td_span bytes, GError **error)
{
	g_autoptr(GError) failed = NULL;

	g_free(scratch->path);
	scratch->path = g_build_filename(scratch->folder, name, NULL);
	if (g_file_set_contents(
		scratch->path, bytes.n > 0 ? bytes.p : "", (gssize)bytes.n, &failed))
		return scratch->path;
	g_set_error(error, TD_ERROR, TD_ERROR_IO, "%s", failed->message);
	return NULL;
}

void
td_scratch_set_author(td_scratch *scratch, const char *name, const char *address)
{
	set(scratch, "GIT_AUTHOR_NAME", name && *name ? name : "unknown");
	set(scratch, "GIT_AUTHOR_EMAIL", address);
}

/* Where the repository's objects are, before our own take their place. */
static bool
find_objects(td_scratch *scratch, GError **error)
{
	g_autoptr(GError) failed = NULL;
	g_autofree char *folder = td_scratch_git(
	    scratch, &failed, "rev-parse", "--path-format=absolute", "--git-dir", NULL);
	g_autofree char *objects = NULL;
	g_autofree char *quoted = NULL;

	if (folder)
		objects = td_scratch_git(scratch, &failed, "rev-parse",
		    "--path-format=absolute", "--git-path", "objects", NULL);
	if (!objects) {
		g_set_error(error, TD_ERROR, TD_ERROR_NOT_FOUND, "%s: no git tree (%s)",
		    scratch->tree, failed->message);
		return false;
	}
	quoted = quote_path(objects);
	set(scratch, "GIT_DIR", folder);
	set(scratch, "GIT_ALTERNATE_OBJECT_DIRECTORIES", quoted);
	set_path(scratch, "GIT_OBJECT_DIRECTORY", "objects");
	set_path(scratch, "GIT_INDEX_FILE", "index");
	return true;
}

td_scratch *
td_scratch_open(const char *tree, GError **error)
{
	g_autoptr(td_scratch) scratch = g_new0(td_scratch, 1);
	g_autofree char *objects = NULL;
	g_autoptr(GError) failed = NULL;

	scratch->tree = g_strdup(tree);
	scratch->environment = g_get_environ();
	scratch->folder = g_dir_make_tmp("tidings-XXXXXX", &failed);
	if (!scratch->folder) {
		g_set_error(error, TD_ERROR, TD_ERROR_IO, "%s", failed->message);
		return NULL;
	}
	objects = g_build_filename(scratch->folder, "objects", NULL);
	if (g_mkdir_with_parents(objects, 0700) != 0) {
		g_set_error(
		    error, TD_ERROR, TD_ERROR_IO, "%s: %s", objects, g_strerror(errno));
		return NULL;
	}
	set(scratch, "LC_ALL", "C.UTF-8");
	set(scratch, "GIT_OPTIONAL_LOCKS", "0");
	set(scratch, "GIT_AUTHOR_DATE", "1600000000 +0000");
	set(scratch, "GIT_COMMITTER_DATE", "1600000000 +0000");
	set(scratch, "GIT_COMMITTER_NAME", "tidings");
	set(scratch, "GIT_COMMITTER_EMAIL", "tidings@localhost");
	td_scratch_set_author(scratch, "tidings", "tidings@localhost");
	return find_objects(scratch, error) ? g_steal_pointer(&scratch) : NULL;
}

static int
remove_one(const char *path, const struct stat *info, int flag, struct FTW *where)
{
	(void)info;
	(void)flag;
	(void)where;
	return remove(path);
}

void
td_scratch_close(td_scratch *scratch)
{
	if (!scratch)
		return;
	if (scratch->folder)
		nftw(scratch->folder, remove_one, FOLDERS_OPEN, FTW_DEPTH | FTW_PHYS);
	g_free(scratch->folder);
	g_free(scratch->path);
	g_free(scratch->tree);
	g_strfreev(scratch->environment);
	g_free(scratch);
}
