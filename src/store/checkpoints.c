/* SPDX-License-Identifier: GPL-2.0-or-later */
/* store/checkpoints.c - one thread that waits for commits */
#include "store/checkpoints.h"

#include <pthread.h>

enum {
	least_pages = 1000,    /* of the log, as SQLite has it */
	most_pages = 64 << 10, /* 512 MiB */
};

struct td_checkpoints {
	sqlite3 *db; /* the thread's alone */
	GThread *thread;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	bool asked, busy, ended; /* under the lock */
};

/* What fails is left in the log, where the next one finds it. */
static void *
work(void *data)
{
	td_checkpoints *self = data;

	pthread_mutex_lock(&self->lock);
	for (;;) {
		while (!self->asked && !self->ended)
			pthread_cond_wait(&self->changed, &self->lock);
		if (!self->asked)
			break;
		self->asked = false;
		self->busy = true;
		pthread_mutex_unlock(&self->lock);
		sqlite3_wal_checkpoint_v2(
		    self->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
		pthread_mutex_lock(&self->lock);
		self->busy = false;
		pthread_cond_broadcast(&self->changed);
	}
	pthread_mutex_unlock(&self->lock);
	return NULL;
}

/* Called by SQLite after a commit, when others may do what they want again. */
static int
note_commit(void *data, sqlite3 *db, const char *name, int pages)
{
	td_checkpoints *self = data;

	(void)db;
	(void)name;
	if (pages < least_pages)
		return SQLITE_OK;
	pthread_mutex_lock(&self->lock);
	self->asked = true;
	pthread_cond_broadcast(&self->changed);
	while (pages >= most_pages && (self->asked || self->busy))
		pthread_cond_wait(&self->changed, &self->lock);
	pthread_mutex_unlock(&self->lock);
	return SQLITE_OK;
}

/* A connection knows that there is a log when it has read. */
static sqlite3 *
open_beside(const char *path)
{
	sqlite3 *db = NULL;

	if (sqlite3_open_v2(path, &db, SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE,
		NULL) == SQLITE_OK &&
	    sqlite3_exec(db, "PRAGMA schema_version", NULL, NULL, NULL) == SQLITE_OK)
		return db;
	sqlite3_close_v2(db);
	return NULL;
}

static void
checkpoints_free(td_checkpoints *self)
{
	sqlite3_close_v2(self->db);
	pthread_mutex_destroy(&self->lock);
	pthread_cond_destroy(&self->changed);
	g_free(self);
}

void
td_checkpoints_begin(td_index *index)
{
	sqlite3 *db = open_beside(index->path);
	td_checkpoints *self;

	if (db == NULL)
		return;
	self = g_new0(td_checkpoints, 1);
	self->db = db;
	pthread_mutex_init(&self->lock, NULL);
	pthread_cond_init(&self->changed, NULL);
	self->thread = g_thread_try_new("checkpoints", work, self, NULL);
	if (self->thread == NULL) {
		checkpoints_free(self);
		return;
	}
	sqlite3_wal_hook(index->db, note_commit, self);
	index->checkpoints = self;
}

void
td_checkpoints_end(td_index *index)
{
	td_checkpoints *self = g_steal_pointer(&index->checkpoints);

	if (self == NULL)
		return;
	sqlite3_wal_autocheckpoint(index->db, least_pages);
	pthread_mutex_lock(&self->lock);
	self->ended = true;
	pthread_cond_broadcast(&self->changed);
	pthread_mutex_unlock(&self->lock);
	g_thread_join(self->thread);
	checkpoints_free(self);
}
