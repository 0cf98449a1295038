/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/update_texts.c - the texts of an indexed range's patches, out of its archive */
#include "cli/update_texts.h"

#include <pthread.h>

#include "ingest/ingest.h"

enum {
	few_texts = 8,     /* are not worth a thread */
	most_texts = 4096, /* that wait in memory */
};

/* A patch whose text will be asked for. */
typedef struct wanted {
	int64_t message;
	td_entry entry;
	td_oid blob;
	/* Guarded: */
	bool taken; /* by one of the two threads */
	bool read;  /* whoever took it is done with it */
	bool good;  /* its texts are here */
	td_ingest_texts texts;
} wanted;

struct td_update_texts {
	td_library *library;
	td_archive *archive;
	td_index_range range;
	GArray *all;       /* of wanted, in the order of the page */
	GHashTable *by_id; /* int64_t *, of the message, to wanted * */
	GThread *thread;   /* NULL for none */
	td_reader *reader; /* of that thread */
	pthread_mutex_t lock;
	pthread_cond_t more;
	bool stopped;         /* guarded */
	td_ingest_texts last; /* of the mail that was asked for last */
	int64_t last_message;
};

td_update_texts *
td_update_texts_new(td_library *library, td_archive *archive, const td_index_range *range)
{
	td_update_texts *self = g_new0(td_update_texts, 1);

	self->library = library;
	self->archive = archive;
	self->range = *range;
	self->all = g_array_new(FALSE, TRUE, sizeof(wanted));
	self->by_id = g_hash_table_new(g_int64_hash, g_int64_equal);
	pthread_mutex_init(&self->lock, NULL);
	pthread_cond_init(&self->more, NULL);
	return self;
}

static void
stop(td_update_texts *self)
{
	pthread_mutex_lock(&self->lock);
	self->stopped = true;
	pthread_mutex_unlock(&self->lock);
	g_clear_pointer(&self->thread, g_thread_join);
}

void
td_update_texts_free(td_update_texts *self)
{
	if (!self)
		return;
	stop(self);
	for (unsigned i = 0; i < self->all->len; i++)
		td_ingest_texts_clear(&g_array_index(self->all, wanted, i).texts);
	td_reader_close(self->reader);
	g_array_unref(self->all);
	g_hash_table_unref(self->by_id);
	pthread_mutex_destroy(&self->lock);
	pthread_cond_destroy(&self->more);
	td_ingest_texts_clear(&self->last);
	g_free(self);
}

static bool
load_here(td_update_texts *self, int64_t message, td_ingest_texts *found, GError **error)
{
	size_t most = TD_INGEST_HEAD;
	td_mail mail;

	do {
		if (!td_library_load_head_in(
			self->library, &self->range, message, most, &mail, error))
			return false;
		most = SIZE_MAX;
	} while (!td_ingest_read_texts(&mail, found));
	return true;
}

/* By the second thread. What it cannot read the first one tries, and says why not. */
static bool
load_there(td_update_texts *self, const wanted *one, td_ingest_texts *found)
{
	size_t most = TD_INGEST_HEAD;
	td_mail mail;

	do {
		if (!td_reader_load_head(
			self->reader, &one->entry, &one->blob, most, &mail, NULL) ||
		    mail.state != TD_MAIL_OK)
			return false;
		most = SIZE_MAX;
	} while (!td_ingest_read_texts(&mail, found));
	return true;
}

/* Where one is taken all before it were asked for, too. */
static bool
take(td_update_texts *self, wanted *one)
{
	bool free;

	pthread_mutex_lock(&self->lock);
	free = !one->taken && !self->stopped;
	one->taken = true;
	pthread_mutex_unlock(&self->lock);
	return free;
}

static void *
read_from_the_end(void *data)
{
	td_update_texts *self = data;

	for (unsigned i = self->all->len; i-- > 0;) {
		wanted *one = &g_array_index(self->all, wanted, i);
		td_ingest_texts found = { 0 };
		bool good;

		if (!take(self, one))
			break;
		good = load_there(self, one, &found);
		pthread_mutex_lock(&self->lock);
		one->texts = found;
		one->good = good;
		one->read = true;
		pthread_cond_signal(&self->more);
		pthread_mutex_unlock(&self->lock);
	}
	return NULL;
}

static void
want(td_update_texts *self, const td_report_patch *patch)
{
	const wanted one = {
		.message = patch->message,
		.entry = { .commit = patch->commit,
		    .received = patch->received,
		    .epoch = (uint16_t)patch->epoch },
		.blob = patch->blob,
	};

	if (self->all->len < most_texts && !td_oid_is_zero(&patch->commit))
		g_array_append_val(self->all, one);
}

/* Without a thread the first one reads them all. */
void
td_update_texts_expect(td_update_texts *self, const GPtrArray *patches)
{
	for (unsigned i = 0; i < patches->len; i++)
		want(self, g_ptr_array_index(patches, i));
	if (self->all->len < few_texts)
		return;
	for (unsigned i = 0; i < self->all->len; i++) {
		wanted *one = &g_array_index(self->all, wanted, i);

		g_hash_table_insert(self->by_id, &one->message, one);
	}
	self->reader = td_reader_open(self->archive, NULL);
	if (self->reader)
		self->thread = g_thread_try_new("texts", read_from_the_end, self, NULL);
	if (!self->thread)
		g_hash_table_remove_all(self->by_id);
}

/* Waits for what the other thread reads just now. False where it is to be read here. */
static bool
take_over(td_update_texts *self, int64_t message, td_ingest_texts *found)
{
	wanted *one = g_hash_table_lookup(self->by_id, &message);
	bool good;

	if (!one)
		return false;
	pthread_mutex_lock(&self->lock);
	if (!one->taken)
		one->taken = one->read = true;
	while (!one->read)
		pthread_cond_wait(&self->more, &self->lock);
	good = one->good;
	*found = one->texts;
	one->texts = (td_ingest_texts){ 0 };
	one->good = false;
	pthread_mutex_unlock(&self->lock);
	return good;
}

static bool
load(td_update_texts *self, int64_t message, GError **error)
{
	if (self->last_message == message)
		return true;
	self->last_message = 0;
	td_ingest_texts_clear(&self->last);
	if (!take_over(self, message, &self->last) &&
	    !load_here(self, message, &self->last, error))
		return false;
	self->last_message = message;
	return true;
}

char *
td_update_texts_text(td_update_texts *self, int64_t message, GError **error)
{
	return load(self, message, error) ? g_strdup(self->last.text) : NULL;
}

char *
td_update_texts_changelog(td_update_texts *self, int64_t message, GError **error)
{
	return load(self, message, error) ? g_strdup(self->last.changelog) : NULL;
}
