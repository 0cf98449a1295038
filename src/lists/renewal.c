/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lists/renewal.c - files named for their schema, and a link to the one that is whole */
#include "lists/renewal.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "store/file.h"

static const char *const companions[] = { "-wal", "-shm", "-journal", ".lock", "" };

static bool
fail(const char *what, const char *path, GError **error)
{
	g_set_error(error, TD_ERROR, TD_ERROR_IO, "cannot %s '%s': %s", what, path,
	    g_strerror(errno));
	return false;
}

/* "index.sqlite.26" or what SQLite keeps beside that, of "index.sqlite". */
static bool
is_renewal(const char *name, const char *index_name)
{
	size_t n = strlen(index_name);
	const char *rest;
	char *end;

	if (strncmp(name, index_name, n) != 0 || name[n] != '.' ||
	    !g_ascii_isdigit(name[n + 1]))
		return false;
	rest = name + n + 1;
	g_ascii_strtoull(rest, &end, 10);
	for (size_t i = 0; i < G_N_ELEMENTS(companions); i++)
		if (strcmp(end, companions[i]) == 0)
			return true;
	return false;
}

/*
 * Where the file itself is to be. A reader may have put the index elsewhere by a link of
 * their own: that one is followed, one that leads to a renewal is not.
 */
static char *
find_place(const char *index)
{
	char *place = g_strdup(index);

	for (int steps = 0; steps < 16; steps++) {
		g_autofree char *target = g_file_read_link(place, NULL);
		g_autofree char *folder = g_path_get_dirname(place);
		g_autofree char *name = g_path_get_basename(place);
		g_autofree char *target_name =
		    target ? g_path_get_basename(target) : NULL;
		char *next;

		if (!target || is_renewal(target_name, name))
			break;
		next = g_path_is_absolute(target)
			   ? g_strdup(target)
			   : g_build_filename(folder, target, NULL);
		g_free(place);
		place = next;
	}
	return place;
}

char *
td_renewal_path(const char *index)
{
	g_autofree char *place = find_place(index);
	g_autofree char *target = g_file_read_link(place, NULL);
	g_autofree char *path = g_strdup_printf("%s.%u", place, td_index_schema());
	g_autofree char *name = g_path_get_basename(path);

	/* Never the one that is there, whatever became of it. */
	return target && strcmp(target, name) == 0 ? g_strconcat(path, "0", NULL)
						   : g_steal_pointer(&path);
}

static bool
remove_file(const char *path, GError **error)
{
	return g_unlink(path) == 0 || errno == ENOENT || fail("remove", path, error);
}

bool
td_renewal_sweep(const char *index, GError **error)
{
	g_autofree char *place = find_place(index);
	g_autofree char *folder = g_path_get_dirname(place);
	g_autofree char *name = g_path_get_basename(place);
	g_autofree char *link = g_file_read_link(place, NULL);
	g_autofree char *kept = link ? g_path_get_basename(link) : NULL;
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *one;

	while (dir && (one = g_dir_read_name(dir))) {
		g_autofree char *full = g_build_filename(folder, one, NULL);

		if (!is_renewal(one, name) || (kept && g_str_has_prefix(one, kept) &&
						  !g_ascii_isdigit(one[strlen(kept)])))
			continue;
		if (!remove_file(full, error))
			return false;
	}
	return true;
}

bool
td_renewal_is_needed(const char *index, bool *needed, GError **error)
{
	td_index_age age;

	*needed = false;
	if (!g_file_test(index, G_FILE_TEST_EXISTS))
		return td_renewal_sweep(index, error);
	/* What is wrong with it is told by whoever opens it. */
	*needed = td_index_find_age(index, &age, NULL) && age == TD_INDEX_OLDER;
	return true;
}

/* The first n of what lies beside it, the file itself the last of all. */
static bool
remove_all(const char *path, const char *const *ends, size_t n, GError **error)
{
	for (size_t i = 0; i < n; i++) {
		g_autofree char *full = g_strconcat(path, ends[i], NULL);

		if (!remove_file(full, error))
			return false;
	}
	return true;
}

bool
td_renewal_prepare(const char *index, GError **error)
{
	g_autofree char *path = td_renewal_path(index);
	td_index_age age = TD_INDEX_EMPTY;

	if (!g_file_test(path, G_FILE_TEST_EXISTS) ||
	    (td_index_find_age(path, &age, NULL) && age == TD_INDEX_CURRENT))
		return true;
	return remove_all(path, companions, G_N_ELEMENTS(companions), error);
}

bool
td_renewal_clear(const char *index, GError **error)
{
	static const char *const ends[] = { "-wal", "-shm", "-journal", "" };
	g_autofree char *place = NULL;
	char *found;

	if (!td_index_is_unfinished(index))
		return true;
	/* Where a link leads to is taken away, the link stays. */
	found = realpath(index, NULL);
	place = g_strdup(found ? found : index);
	free(found);
	return remove_all(place, ends, G_N_ELEMENTS(ends), error);
}

/* What a file or a folder holds is on the disk. */
static bool
settle(const char *path, GError **error)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool done = fd >= 0 && fsync(fd) == 0;

	if (!done)
		fail("write", path, error);
	if (fd >= 0)
		close(fd);
	return done;
}

bool
td_renewal_finish(const char *index, GError **error)
{
	g_autofree char *place = find_place(index);
	g_autofree char *path = td_renewal_path(index);
	g_autofree char *name = g_path_get_basename(path);
	g_autofree char *folder = g_path_get_dirname(place);
	g_autofree char *link = g_strconcat(place, ".link", NULL);
	g_autofree char *lock = g_strconcat(path, ".lock", NULL);

	if (!settle(path, error) || !remove_file(link, error) ||
	    !remove_file(lock, error))
		return false;
	if (symlink(name, link) != 0)
		return fail("make", link, error);
	if (g_rename(link, place) != 0)
		return fail("replace", place, error);
	if (!settle(folder, error))
		return false;
	/* Of a file that lay there and was no link: nobody opens them any more. */
	for (size_t i = 0; i < 3; i++) {
		g_autofree char *full = g_strconcat(place, companions[i], NULL);

		if (!remove_file(full, error))
			return false;
	}
	return td_renewal_sweep(index, error);
}
