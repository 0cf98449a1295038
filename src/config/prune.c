/* SPDX-License-Identifier: GPL-2.0-or-later */
/* config/prune.c - takes heads without settings out of a file in git's format */
#include "config/prune.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "config/file.h"
#include "config/setting.h"

static td_span
next_line(td_span *rest)
{
	ptrdiff_t lf = td_span_find_byte(*rest, '\n');
	td_span line = td_span_head(*rest, lf >= 0 ? (size_t)lf + 1 : rest->n);

	*rest = td_span_skip(*rest, line.n);
	return line;
}

/* Whether a line is that section's head and nothing else: the parser says what it names.
 */
static bool
is_head(td_span line, const char *prefix)
{
	g_autoptr(GPtrArray) settings = td_settings_array();
	g_autofree char *whole = NULL;
	g_autofree char *name = g_strconcat(prefix, "x", NULL);

	line = td_span_trim(line);
	if (line.n < 2 || line.p[0] != '[' || line.p[line.n - 1] != ']')
		return false;
	whole = g_strdup_printf("%.*s\nx = y\n", (int)MIN(line.n, 4096), line.p);
	return td_file_parse(td_span_of(whole), "", settings, NULL) &&
	       settings->len == 1 &&
	       strcmp(((const td_setting *)settings->pdata[0])->name, name) == 0;
}

/* What follows a head, up to the next one, if it is blank. */
static bool
is_empty(td_span *rest)
{
	td_span at = *rest;

	while (at.n > 0) {
		td_span before = at;
		td_span line = td_span_trim(next_line(&at));

		if (line.n > 0 && line.p[0] != '[')
			return false;
		if (line.n > 0) {
			at = before;
			break;
		}
	}
	*rest = at;
	return true;
}

char *
td_prune_text(td_span bytes, const char *prefix)
{
	GString *out = g_string_sized_new(bytes.n);
	td_span rest = bytes;
	bool continued = false;

	while (rest.n > 0) {
		td_span line = next_line(&rest);
		td_span bare = td_span_trim(line);

		/* A value may go on in the next line, and look like a head there. */
		if (!continued && is_head(line, prefix) && is_empty(&rest))
			continue;
		continued = bare.n > 0 && bare.p[bare.n - 1] == '\\';
		g_string_append_len(out, line.p, (gssize)line.n);
	}
	return g_string_free(out, out->len == bytes.n);
}

static bool
fail(const char *path, int number, GError **error)
{
	g_set_error(error, TD_ERROR, TD_ERROR_IO, "'%s': %s", path, g_strerror(number));
	return false;
}

static bool
write_all(int fd, const char *text)
{
	size_t n = strlen(text);

	while (n > 0) {
		ssize_t wrote = write(fd, text, n);

		if (wrote < 0 && errno == EINTR)
			continue;
		if (wrote < 0)
			return false;
		text += wrote;
		n -= (size_t)wrote;
	}
	return fsync(fd) == 0;
}

static bool
replace(int fd, const char *lock, const char *path, const char *prefix, GError **error)
{
	g_autofree char *bytes = NULL;
	g_autofree char *pruned = NULL;
	struct stat is;
	gsize n;

	if (!g_file_get_contents(path, &bytes, &n, NULL) || stat(path, &is) != 0)
		return fail(path, errno, error);
	/* A NUL would cut it, and git's files have none. */
	pruned = memchr(bytes, '\0', n) == NULL
		     ? td_prune_text((td_span){ bytes, n }, prefix)
		     : NULL;
	if (pruned == NULL) {
		g_unlink(lock);
		return true;
	}
	if (fchmod(fd, is.st_mode & 07777) != 0 || !write_all(fd, pruned) ||
	    g_rename(lock, path) != 0)
		return fail(path, errno, error);
	return true;
}

bool
td_prune_file(const char *path, const char *prefix, GError **error)
{
	/* The file may be a link into a folder of its reader's own. */
	g_autofree char *real = realpath(path, NULL);
	g_autofree char *lock = g_strconcat(real != NULL ? real : path, ".lock", NULL);
	int fd =
	    real != NULL ? open(lock, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600) : -1;
	bool good;

	if (fd < 0)
		return errno == EEXIST || fail(path, errno, error);
	good = replace(fd, lock, real, prefix, error);
	close(fd);
	if (!good)
		g_unlink(lock);
	return good;
}
