/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive/archive.c - finding out what is kept at a path */
#include "archive/archive.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive/mbox.h"
#include "archive/store.h"
#include "base/error.h"

/* Numbers of epochs are kept in td_entry.epoch. */
#define MAX_EPOCH UINT16_MAX

static bool
is_folder(const char *path, const char *name)
{
	g_autofree char *full = g_build_filename(path, name, NULL);

	return g_file_test(full, G_FILE_TEST_IS_DIR);
}

static bool
is_there(const char *path, const char *name)
{
	g_autofree char *full = g_build_filename(path, name, NULL);

	return g_file_test(full, G_FILE_TEST_EXISTS);
}

static bool
is_repository(const char *path)
{
	return (is_folder(path, "objects") && is_there(path, "HEAD")) ||
	       is_there(path, ".git");
}

/* access(2) knows nothing of a process that shut itself in (landlock). */
static bool
is_locked(const char *folder)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool locked =
	    fd < 0 ? errno == EACCES : access(folder, X_OK) < 0 && errno == EACCES;

	if (fd >= 0)
		close(fd);
	return locked;
}

/* What nobody may read looks like a folder without mail, or a repository without any. */
static bool
fail_if_locked(const char *path, GError **error)
{
	static const char *const places[] = { "", "git", "objects", "objects/pack",
		"refs", "cur", "new" };

	for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
		g_autofree char *place =
		    *places[i] ? g_build_filename(path, places[i], NULL) : g_strdup(path);

		if (!is_locked(place))
			continue;
		g_set_error(error, TD_ERROR, TD_ERROR_IO, "\"%s\": %s", place,
		    g_strerror(EACCES));
		return true;
	}
	return false;
}

/* "12.git", or "12" as an ordinary clone of an epoch is called. */
static bool
epoch_number(const char *name, unsigned *number)
{
	td_span digits = td_span_of(name);

	if (g_str_has_suffix(name, ".git"))
		digits.n -= 4;
	return td_span_to_unsigned(digits, MAX_EPOCH, number);
}

static int
by_number(const void *a, const void *b)
{
	const td_epoch *const *left = a, *const *right = b;

	return ((*left)->number > (*right)->number) -
	       ((*left)->number < (*right)->number);
}

/* All epochs in a folder, in order. Empty, and no error, where there is none. */
static GPtrArray *
open_epochs(const char *folder, GError **error)
{
	g_autoptr(GPtrArray) epochs =
	    g_ptr_array_new_with_free_func((GDestroyNotify)td_epoch_close);
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *name;

	while (dir && (name = g_dir_read_name(dir))) {
		g_autofree char *path = g_build_filename(folder, name, NULL);
		td_epoch *epoch;
		unsigned number;

		if (!epoch_number(name, &number))
			continue;
		if (!is_repository(path)) {
			if (fail_if_locked(path, error))
				return NULL;
			continue;
		}
		epoch = td_epoch_open(path, number, error);
		if (!epoch)
			return NULL;
		g_ptr_array_add(epochs, epoch);
		if (!epoch->has_tip && fail_if_locked(path, error))
			return NULL;
	}
	g_ptr_array_sort(epochs, by_number);
	for (unsigned i = 1; i < epochs->len; i++) {
		const td_epoch *a = epochs->pdata[i - 1], *b = epochs->pdata[i];

		if (a->number == b->number) {
			g_set_error(error, TD_ERROR, TD_ERROR_NOT_ARCHIVE,
			    "\"%s\" and \"%s\" are both epoch %u; name one of them",
			    a->path, b->path, a->number);
			return NULL;
		}
	}
	return g_steal_pointer(&epochs);
}

/* Takes the epochs over if there are any. */
static bool
try_v2(td_archive *archive, const char *folder, GError **error)
{
	g_autoptr(GPtrArray) epochs = open_epochs(folder, error);

	if (!epochs || epochs->len == 0)
		return false;
	archive->kind = TD_ARCHIVE_V2;
	archive->epochs = g_steal_pointer(&epochs);
	return true;
}

/* all.git has no history of its own: the epochs are beside it, in git/. */
static bool
try_beside(td_archive *archive, const char *path, GError **error)
{
	g_autofree char *real = g_canonicalize_filename(path, NULL);
	g_autofree char *parent = g_path_get_dirname(real);
	g_autofree char *folder = g_build_filename(parent, "git", NULL);

	return try_v2(archive, folder, error);
}

static bool
try_repository(td_archive *archive, const char *path, GError **error)
{
	g_autoptr(td_epoch) epoch = td_epoch_open(path, 0, error);

	if (!epoch)
		return false;
	if (!epoch->has_tip) {
		g_autoptr(GError) inner = NULL;

		if (fail_if_locked(path, error))
			return false;
		if (try_beside(archive, path, &inner))
			return true;
		if (inner) {
			g_propagate_error(error, g_steal_pointer(&inner));
			return false;
		}
	}
	switch (td_epoch_guess_layout(epoch)) {
	case TD_EPOCH_V1:
		archive->kind = TD_ARCHIVE_V1;
		break;
	case TD_EPOCH_V2:
		archive->kind = TD_ARCHIVE_EPOCH;
		break;
	case TD_EPOCH_NO_MAIL:
	default:
		if (epoch->has_tip) {
			g_set_error(error, TD_ERROR, TD_ERROR_NOT_ARCHIVE,
			    "\"%s\" is a git repository, but its newest commits hold no "
			    "mail as public-inbox keeps it",
			    path);
			return false;
		}
		archive->kind = TD_ARCHIVE_EPOCH;
	}
	archive->epochs = g_ptr_array_new_with_free_func((GDestroyNotify)td_epoch_close);
	g_ptr_array_add(archive->epochs, g_steal_pointer(&epoch));
	return true;
}

static bool
open_folder(td_archive *archive, const char *path, GError **error)
{
	g_autofree char *git = g_build_filename(path, "git", NULL);
	g_autoptr(GError) inner = NULL;

	if (try_v2(archive, git, &inner) || (!inner && try_v2(archive, path, &inner)))
		return true;
	if (inner) {
		g_propagate_error(error, g_steal_pointer(&inner));
		return false;
	}
	if (is_repository(path))
		return try_repository(archive, path, error);
	if (td_maildir_is(path)) {
		archive->kind = TD_ARCHIVE_MAILDIR;
		archive->maildir = td_maildir_open(path, error);
		return archive->maildir != NULL;
	}
	if (fail_if_locked(path, error))
		return false;
	g_set_error(error, TD_ERROR, TD_ERROR_NOT_ARCHIVE,
	    "\"%s\" holds no mail that can be read: looked for a public-inbox "
	    "(git/0.git, or one git repository) and a Maildir (cur, new)",
	    path);
	return false;
}

static bool
open_any(td_archive *archive, const char *path, GError **error)
{
	struct stat found;

	if (stat(path, &found) < 0) {
		g_set_error(error, TD_ERROR,
		    errno == ENOENT || errno == ENOTDIR ? TD_ERROR_NOT_FOUND
							: TD_ERROR_IO,
		    "\"%s\": %s", path, g_strerror(errno));
		return false;
	}
	if (S_ISDIR(found.st_mode))
		return open_folder(archive, path, error);
	if (S_ISREG(found.st_mode)) {
		archive->kind = TD_ARCHIVE_MBOX;
		archive->fd = td_mbox_open(path, &archive->cut, error);
		return archive->fd >= 0;
	}
	g_set_error(error, TD_ERROR, TD_ERROR_NOT_ARCHIVE,
	    "\"%s\" is neither a folder nor an mbox file", path);
	return false;
}

/* All that there was is gone. Where other epochs can be read, these are. */
static bool
fail_if_lost(const td_archive *archive, GError **error)
{
	const char *lost = NULL;

	for (size_t i = 0; td_store_is_git(archive) && i < archive->epochs->len; i++) {
		const td_epoch *epoch = td_store_epoch(archive, i);

		if (epoch->has_tip)
			return false;
		if (epoch->lost)
			lost = epoch->path;
	}
	if (!lost)
		return false;
	g_set_error(error, TD_ERROR, TD_ERROR_MALFORMED,
	    "\"%s\" is damaged: its newest commit cannot be read;"
	    " 'git fsck' says more, a new clone mends it",
	    lost);
	return true;
}

td_archive *
td_archive_open(const char *path, GError **error)
{
	g_autoptr(td_archive) archive = g_new0(td_archive, 1);

	archive->fd = -1;
	archive->path = g_strdup(path);
	if (!open_any(archive, path, error) || fail_if_lost(archive, error))
		return NULL;
	return g_steal_pointer(&archive);
}

void
td_archive_close(td_archive *archive)
{
	if (!archive)
		return;
	g_clear_pointer(&archive->epochs, g_ptr_array_unref);
	td_maildir_close(archive->maildir);
	g_clear_pointer(&archive->mails, g_array_unref);
	if (archive->fd >= 0)
		close(archive->fd);
	g_free(archive->path);
	g_free(archive);
}

/* V1 has many mails in one commit, and all that is in its tree. */
void
td_archive_remember(td_archive *archive, const td_known_history *history)
{
	if (archive->kind != TD_ARCHIVE_V2 && archive->kind != TD_ARCHIVE_EPOCH)
		return;
	for (size_t i = 0; i < archive->epochs->len; i++) {
		td_epoch *epoch = td_store_epoch(archive, i);

		/* Of a shallow clone nobody can tell where it ends by now. */
		if (!epoch->shallow)
			epoch->history = *history;
	}
}

td_archive_kind
td_archive_get_kind(const td_archive *archive)
{
	return archive->kind;
}

unsigned
td_archive_epochs(const td_archive *archive)
{
	return archive->epochs ? archive->epochs->len : 0;
}
