/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive/reader.c - loads the mail of one entry after another, for one thread */
#include "archive/archive.h"

#include "archive/store.h"
#include "archive/trunk.h"
#include "base/error.h"

/* One epoch as this thread sees it. */
typedef struct view {
	git_repository *repository;
	td_objects *store;
} view;

struct td_reader {
	const td_archive *archive; /* borrowed */
	view *views;               /* one an epoch; opened when first asked for */
};

td_reader *
td_reader_open(td_archive *archive, GError **error)
{
	td_reader *reader = g_new0(td_reader, 1);

	(void)error;
	reader->archive = archive;
	reader->views = g_new0(view, td_archive_epochs(archive) + 1);
	return reader;
}

void
td_reader_close(td_reader *reader)
{
	if (!reader)
		return;
	for (unsigned i = 0; i < td_archive_epochs(reader->archive); i++) {
		td_objects_close(reader->views[i].store);
		git_repository_free(reader->views[i].repository);
	}
	g_free(reader->views);
	g_free(reader);
}

static td_objects *
store_of(td_reader *reader, unsigned number, GError **error)
{
	for (unsigned i = 0; i < td_archive_epochs(reader->archive); i++) {
		const td_epoch *epoch = td_store_epoch(reader->archive, i);
		view *seen = &reader->views[i];

		if (epoch->number != number)
			continue;
		if (!seen->repository)
			seen->repository = td_git_open(epoch->path, error);
		if (seen->repository && !seen->store)
			seen->store = td_objects_open(seen->repository, error);
		return seen->store;
	}
	g_set_error(error, TD_ERROR, TD_ERROR_NOT_FOUND, "\"%s\" has no epoch %u",
	    reader->archive->path, number);
	return NULL;
}

static void
load_blob(td_objects *store, const td_entry *entry, td_mail *mail)
{
	td_object_state state =
	    td_objects_read(store, &entry->object, GIT_OBJECT_BLOB, &mail->bytes);

	mail->blob = entry->object;
	if (entry->what == ENTRY_REMOVED) {
		/* What was removed is named by the blob; its bytes are not needed. */
		mail->state = TD_MAIL_REMOVED;
		if (state != OBJECT_OK)
			mail->bytes = (td_span){ 0 };
		return;
	}
	mail->state = state == OBJECT_OK          ? TD_MAIL_OK
		      : state == OBJECT_TOO_LARGE ? TD_MAIL_TOO_LARGE
						  : TD_MAIL_CORRUPT;
}

bool
td_reader_load(td_reader *reader, const td_entry *entry, td_mail *mail, GError **error)
{
	td_objects *store = store_of(reader, entry->epoch, error);
	td_entry looked = *entry;

	if (!store)
		return false;
	*mail = (td_mail){ .state = TD_MAIL_NONE };
	td_entry_look(store, &looked);
	if (looked.what == ENTRY_MAIL || looked.what == ENTRY_REMOVED)
		load_blob(store, &looked, mail);
	else if (looked.what == ENTRY_BROKEN)
		mail->state = TD_MAIL_CORRUPT;
	return true;
}
