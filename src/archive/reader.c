/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive/reader.c - loads the mail of one entry after another, for one thread */
#include "archive/archive.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive/mbox.h"
#include "archive/store.h"
#include "archive/trunk.h"
#include "base/error.h"
#include "base/limits.h"

/* A buffer that one huge mail made larger than this is given back after it. */
#define KEEP_BYTES ((size_t)4 << 20)

struct td_reader {
	const td_archive *archive; /* borrowed */
	td_objects **stores;       /* one an epoch; opened when first asked for */
	char *buffer;              /* a mail that came out of a file */
	size_t room;
	size_t most; /* bytes that are wanted of one mail */
};

td_reader *
td_reader_open(td_archive *archive, GError **error)
{
	td_reader *reader = g_new0(td_reader, 1);

	(void)error;
	reader->archive = archive;
	reader->most = SIZE_MAX;
	reader->stores = g_new0(td_objects *, td_archive_epochs(archive) + 1);
	return reader;
}

void
td_reader_close(td_reader *reader)
{
	if (!reader)
		return;
	for (unsigned i = 0; i < td_archive_epochs(reader->archive); i++)
		td_objects_close(reader->stores[i]);
	g_free(reader->stores);
	g_free(reader->buffer);
	g_free(reader);
}

static td_objects *
store_of(td_reader *reader, unsigned number, GError **error)
{
	for (unsigned i = 0; i < td_archive_epochs(reader->archive); i++) {
		const td_epoch *epoch = td_store_epoch(reader->archive, i);

		if (epoch->number != number)
			continue;
		if (!reader->stores[i])
			reader->stores[i] =
			    td_objects_open(epoch->path, epoch->folder, epoch->packs);
		return reader->stores[i];
	}
	g_set_error(error, TD_ERROR, TD_ERROR_NOT_FOUND, "\"%s\" has no epoch %u",
	    reader->archive->path, number);
	return NULL;
}

static void
load_blob(td_objects *store, const td_entry *entry, size_t most, td_mail *mail)
{
	td_object_state state = td_objects_read_head(
	    store, &entry->object, GIT_OBJECT_BLOB, most, &mail->bytes, &mail->cut);

	mail->blob = entry->object;
	if (entry->what == TD_ENTRY_REMOVED) {
		/* What was removed is named by the blob; its bytes are not needed. */
		mail->state = TD_MAIL_REMOVED;
		if (state != TD_OBJECT_OK)
			mail->bytes = (td_span){ 0 };
		return;
	}
	/* What public-inbox-purge leaves of a mail is an empty file in its place. */
	if (state == TD_OBJECT_OK && mail->bytes.n == 0) {
		mail->state = TD_MAIL_NONE;
		return;
	}
	mail->state = state == TD_OBJECT_OK          ? TD_MAIL_OK
		      : state == TD_OBJECT_TOO_LARGE ? TD_MAIL_TOO_LARGE
						     : TD_MAIL_CORRUPT;
}

static char *
make_room(td_reader *reader, size_t n)
{
	if (!reader->buffer || n > reader->room || reader->room > KEEP_BYTES) {
		g_free(reader->buffer);
		reader->room = MAX(n, (size_t)64 << 10);
		reader->buffer = g_malloc(reader->room);
	}
	return reader->buffer;
}

/* True when all n bytes at an offset could be read. */
static bool
read_at(int fd, char *buffer, size_t n, uint64_t offset)
{
	while (n > 0) {
		ssize_t got = pread(fd, buffer, n, (off_t)offset);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		buffer += got;
		offset += (uint64_t)got;
		n -= (size_t)got;
	}
	return true;
}

/* The mail's bytes are in the buffer, or state says why not. */
static void
load_bytes(td_reader *reader, int fd, uint64_t offset, uint64_t size, td_mail *mail)
{
	char *buffer;

	if (size > TD_MAX_MAIL_BYTES) {
		mail->state = TD_MAIL_TOO_LARGE;
		return;
	}
	buffer = make_room(reader, (size_t)size);
	if (!read_at(fd, buffer, (size_t)size, offset)) {
		mail->state = TD_MAIL_CORRUPT;
		return;
	}
	mail->bytes = (td_span){ buffer, (size_t)size };
	mail->state = TD_MAIL_OK;
}

static void
load_maildir(td_reader *reader, const td_entry *entry, td_mail *mail)
{
	const td_archive *archive = reader->archive;
	const char *name =
	    g_hash_table_lookup(archive->maildir->by_offset, &entry->offset);
	int fd = name ? td_maildir_open_mail(archive->path, name) : -1;
	struct stat found;

	mail->state = TD_MAIL_CORRUPT;
	if (fd < 0)
		return;
	if (fstat(fd, &found) == 0 && S_ISREG(found.st_mode))
		load_bytes(reader, fd, 0, (uint64_t)found.st_size, mail);
	close(fd);
}

static void
load_file(td_reader *reader, const td_entry *entry, td_mail *mail)
{
	if (reader->archive->kind == TD_ARCHIVE_MAILDIR) {
		load_maildir(reader, entry, mail);
	} else {
		load_bytes(reader, reader->archive->fd, entry->offset, entry->size, mail);
		if (mail->state == TD_MAIL_OK)
			mail->bytes.n = td_mbox_unquote(reader->buffer, mail->bytes.n);
	}
	if (mail->state == TD_MAIL_OK)
		mail->blob = td_git_blob_name(mail->bytes);
}

static void
load_git(td_objects *store, const td_entry *entry, size_t most, td_mail *mail)
{
	td_entry looked = *entry;

	td_entry_look(store, &looked);
	if (looked.what == TD_ENTRY_MAIL || looked.what == TD_ENTRY_REMOVED)
		load_blob(store, &looked, most, mail);
	else if (looked.what == TD_ENTRY_BROKEN)
		mail->state = TD_MAIL_CORRUPT;
}

bool
td_reader_load(td_reader *reader, const td_entry *entry, td_mail *mail, GError **error)
{
	td_objects *store;

	*mail = (td_mail){ .state = TD_MAIL_NONE };
	if (!td_store_is_git(reader->archive)) {
		load_file(reader, entry, mail);
		return true;
	}
	store = store_of(reader, entry->epoch, error);
	if (!store)
		return false;
	load_git(store, entry, reader->most, mail);
	return true;
}

bool
td_reader_load_again(td_reader *reader, const td_entry *entry, const td_oid *blob,
    td_mail *mail, GError **error)
{
	td_entry known = *entry;

	known.object = *blob;
	known.what = TD_ENTRY_MAIL;
	if (!td_reader_load(reader, &known, mail, error))
		return false;
	/* A file may have another content by now. */
	if (mail->state == TD_MAIL_OK && !td_oid_equal(&mail->blob, blob))
		*mail = (td_mail){ .state = TD_MAIL_NONE };
	return true;
}

bool
td_reader_load_head(td_reader *reader, const td_entry *entry, const td_oid *blob,
    size_t most, td_mail *mail, GError **error)
{
	bool good;

	reader->most = most;
	good = td_reader_load_again(reader, entry, blob, mail, error);
	reader->most = SIZE_MAX;
	return good;
}
