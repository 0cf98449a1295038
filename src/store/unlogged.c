/* SPDX-License-Identifier: GPL-2.0-or-later */
/* store/unlogged.c - from a log to none and back, by what the file's header says */
#include "store/unlogged.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "store/schema.h"

/* The header: https://www.sqlite.org/fileformat2.html, 1.3. */
enum {
	header_bytes = 100,
	format_at = 18, /* how it is written */
	format_old = 1, /* without a log */
	version_at =
	    60, /* as PRAGMA user_version has it, four bytes, the highest first */
	begun = -1,
	written = -2,
};

struct td_unlogged {
	int file;        /* below 0 until the end is near */
	GThread *thread; /* brings the file to the disk; NULL for none */
};

static bool
set_version(td_index *index, int version, GError **error)
{
	char text[64];

	snprintf(text, sizeof text, "PRAGMA user_version = %d", version);
	return td_store_exec(index, text, error);
}

/* False, and no error, where another program has the file open. */
static bool
set_journal(td_index *index, const char *mode)
{
	g_autofree char *text = g_strconcat("PRAGMA journal_mode = ", mode, NULL);
	sqlite3_stmt *stmt = NULL;
	bool done;

	if (sqlite3_prepare_v2(index->db, text, -1, &stmt, NULL) != SQLITE_OK)
		return false;
	done = sqlite3_step(stmt) == SQLITE_ROW &&
	       g_ascii_strcasecmp(td_column_text(stmt, 0), mode) == 0;
	sqlite3_finalize(stmt);
	return done;
}

/* That it is begun is on the disk before anything else. */
bool
td_unlogged_begin(td_index *index, GError **error)
{
	bool alone;

	sqlite3_busy_timeout(index->db, 0);
	alone = set_journal(index, "delete");
	sqlite3_busy_timeout(index->db, (int)index->wait * 1000);
	if (!alone)
		return true;
	index->unlogged = g_new0(struct td_unlogged, 1);
	index->unlogged->file = -1;
	set_journal(index, "off");
	return td_store_exec(index, "PRAGMA synchronous = FULL", error) &&
	       set_version(index, begun, error) &&
	       td_store_exec(index, "PRAGMA synchronous = OFF", error);
}

/* What fails here the end finds. */
static void *
bring_to_disk(void *data)
{
	fdatasync(GPOINTER_TO_INT(data));
	return NULL;
}

void
td_unlogged_near_end(td_index *index)
{
	struct td_unlogged *self = index->unlogged;

	if (!self || self->file >= 0)
		return;
	self->file = open(index->path, O_RDONLY | O_CLOEXEC);
	if (self->file >= 0)
		self->thread = g_thread_try_new(
		    "disk", bring_to_disk, GINT_TO_POINTER(self->file), NULL);
}

/* Whoever closes a file gives back all locks that the process has of it. Between commits,
 * and without a log, these are none. */
void
td_unlogged_leave(td_index *index)
{
	struct td_unlogged *self = g_steal_pointer(&index->unlogged);

	if (!self)
		return;
	g_clear_pointer(&self->thread, g_thread_join);
	if (self->file >= 0)
		close(self->file);
	g_free(self);
}

/* With the first of the two versions all that was written before is on the disk. */
bool
td_unlogged_end(td_index *index, GError **error)
{
	if (!index->unlogged)
		return true;
	if (!td_store_exec(index, "PRAGMA synchronous = FULL", error) ||
	    !set_version(index, written, error))
		return false;
	td_unlogged_leave(index);
	if (!set_journal(index, "wal"))
		return td_store_fail(index, "beginning a log", error);
	return set_version(index, TD_SCHEMA_VERSION, error) &&
	       td_store_exec(index, "PRAGMA synchronous = NORMAL", error);
}

bool
td_unlogged_is_unfinished(sqlite3 *db)
{
	unsigned char header[header_bytes];
	sqlite3_file *file = NULL;

	/* A shorter file is none. */
	return sqlite3_file_control(
		   db, "main", SQLITE_FCNTL_FILE_POINTER, (void *)&file) == SQLITE_OK &&
	       file != NULL && file->pMethods != NULL &&
	       file->pMethods->xRead(file, header, header_bytes, 0) == SQLITE_OK &&
	       header[format_at] == format_old && (header[version_at] & 0x80) != 0;
}
