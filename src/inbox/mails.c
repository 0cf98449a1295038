/* SPDX-License-Identifier: GPL-2.0-or-later */
/* inbox/mails.c - messages by their numbers become an mbox, some at a time */
#include "inbox/mails.h"

#include "base/error.h"
#include "index/copies.h"
#include "index/lookup.h"
#include "output/mbox.h"
#include "output/sink.h"
#include "search/query_rows.h"
#include "site/admit.h"
#include "site/sight.h"

enum {
	batch_bytes = 128 << 10, /* of mail in one step, about */
	batch_mails = 1000       /* that are looked at, many of which may be left out */
};

/* An mbox being sent. */
typedef struct sending {
	td_serving *serving;
	td_served_list list;
	GArray *messages; /* of int64_t */
	unsigned next;
	bool any;            /* was written */
	GHashTable *threads; /* of int64_t *, sent already; NULL: mails alone */
} sending;

static void
sending_free(void *data)
{
	sending *self = data;

	g_array_unref(self->messages);
	g_clear_pointer(&self->threads, g_hash_table_unref);
	g_free(self);
}

/* Adds to *bytes how much it was. */
static bool
write_mail(sending *self, int64_t message, td_out *out, size_t *bytes, GError **error)
{
	g_autoptr(GError) failed = NULL;
	td_span mail;

	if (td_serving_load(self->serving, &self->list, message, &mail, &failed)) {
		td_mbox_write(out, mail);
		*bytes += mail.n;
		self->any = true;
		return true;
	}
	if (g_error_matches(failed, TD_ERROR, TD_ERROR_NOT_FOUND))
		return true;
	g_propagate_error(error, g_steal_pointer(&failed));
	return false;
}

static bool
write_some(sending *self, const GArray *some, td_out *out, size_t *bytes, GError **error)
{
	for (unsigned i = 0; i < some->len && !td_out_failed(out); i++) {
		if (!write_mail(self, g_array_index(some, int64_t, i), out, bytes, error))
			return false;
	}
	return true;
}

/* All of the thread that the message is in, unless it was sent already. */
static bool
write_thread(sending *self, int64_t message, td_out *out, size_t *bytes, GError **error)
{
	g_autoptr(GArray) one = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_autoptr(GArray) threads = NULL;
	g_autoptr(GArray) mails = NULL;
	int64_t *thread;

	g_array_append_val(one, message);
	threads = td_index_load_threads(self->serving->index, one, error);
	if (!threads)
		return false;
	thread = &g_array_index(threads, int64_t, 0);
	if (*thread == 0)
		return write_mail(self, message, out, bytes, error);
	if (g_hash_table_contains(self->threads, thread))
		return true;
	g_hash_table_add(self->threads, g_memdup2(thread, sizeof *thread));
	mails = td_mails_of_thread(self->serving, &self->list, message, NULL, error);
	return mails && write_some(self, mails, out, bytes, error);
}

static bool
send_some(void *data, const td_sink *sink, bool *done, GError **error)
{
	sending *self = data;
	g_autoptr(td_out) out = td_out_new(sink);
	unsigned end = self->next + MIN(batch_mails, self->messages->len - self->next);
	size_t bytes = 0;

	while (self->next < end && bytes < batch_bytes) {
		int64_t message = g_array_index(self->messages, int64_t, self->next++);

		if (!(self->threads ? write_thread : write_mail)(
			self, message, out, &bytes, error))
			return false;
	}
	*done = self->next == self->messages->len;
	/* Clients take an mbox without a mail for an answer. */
	if (*done && !self->any) {
		g_set_error_literal(error, TD_ERROR, TD_ERROR_NOT_FOUND,
		    "no archive has a mail of these");
		return false;
	}
	return td_out_close(g_steal_pointer(&out), error);
}

void
td_mails_answer(td_response *response, td_serving *serving, const td_served_list *list,
    GArray *take_messages, const td_mails_options *options)
{
	sending *self = g_new0(sending, 1);
	g_autofree char *file =
	    g_strconcat(options->name && *options->name ? options->name : "no-subject",
		options->packed ? ".mbox.gz" : ".mbox", NULL);

	self->serving = serving;
	self->list = *list;
	self->messages = take_messages;
	if (options->threads)
		self->threads =
		    g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	td_response_type(
	    response, options->packed ? "application/gzip" : "application/mbox");
	if (options->packed)
		response->packing = TD_PACK_ALWAYS;
	td_response_file(response, file);
	td_response_stream(response, send_some, self, sending_free);
}

typedef struct arrived {
	int64_t message, received;
} arrived;

static int
by_arrival(const void *a, const void *b)
{
	const arrived *left = a, *right = b;

	if (left->received != right->received)
		return left->received < right->received ? -1 : 1;
	return left->message < right->message ? -1 : left->message > right->message;
}

/* Those that are in the list, each in one form. */
static GArray *
find_seen(td_serving *serving, const td_served_list *list, int64_t message,
    const GArray *thread, GError **error)
{
	g_autoptr(GArray) seen = td_serving_seen(serving, list, thread, error);

	if (!seen || !td_index_drop_copies(serving->index, seen, message, error))
		return NULL;
	return g_steal_pointer(&seen);
}

/* Their rows in order. */
static GArray *
load_arrivals(
    td_serving *serving, const GArray *mails, GHashTable *subjects, GError **error)
{
	const td_index_range range = {
		.messages = (const int64_t *)(void *)mails->data,
		.n = mails->len,
	};
	g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(arrived));
	g_autoptr(td_rows) rows = NULL;
	GError *failed = NULL;
	td_index_row row;

	/* A range of none would be one of all. */
	if (mails->len == 0)
		return g_steal_pointer(&all);
	rows = td_index_messages(serving->index, &range, error);
	while (rows && td_rows_next(rows, &row, &failed)) {
		arrived one = { row.id, row.received };

		g_array_append_val(all, one);
		if (subjects)
			g_hash_table_insert(subjects, g_memdup2(&row.id, sizeof row.id),
			    g_strdup(row.title));
	}
	if (failed)
		g_propagate_error(error, failed);
	if (!rows || failed)
		return NULL;
	g_array_sort(all, by_arrival);
	return g_steal_pointer(&all);
}

static int64_t
thread_of(td_index *index, int64_t message, GError **error)
{
	g_autoptr(GArray) one = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_autoptr(GArray) threads = NULL;

	g_array_append_val(one, message);
	threads = td_index_load_threads(index, one, error);
	return threads ? g_array_index(threads, int64_t, 0) : -1;
}

GArray *
td_mails_of_thread(td_serving *serving, const td_served_list *list, int64_t message,
    char **title, GError **error)
{
	g_autoptr(GHashTable) subjects =
	    title ? g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free)
		  : NULL;
	g_autoptr(GArray) mails = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_autoptr(GArray) thread = NULL;
	g_autoptr(GArray) seen = NULL;
	g_autoptr(GArray) all = NULL;
	int64_t id = thread_of(serving->index, message, error);

	if (id < 0)
		return NULL;
	if (id != 0)
		thread = td_index_find_thread_forms(serving->index, id, error);
	else
		thread = g_array_append_val(
		    g_array_new(FALSE, FALSE, sizeof(int64_t)), message);
	seen = thread ? find_seen(serving, list, message, thread, error) : NULL;
	all = seen ? load_arrivals(serving, seen, subjects, error) : NULL;
	if (!all)
		return NULL;
	for (unsigned i = 0; i < all->len; i++)
		g_array_append_val(mails, g_array_index(all, arrived, i).message);
	if (title)
		*title = g_strdup(all->len > 0 ? g_hash_table_lookup(subjects,
						     &g_array_index(mails, int64_t, 0))
					       : "");
	return g_steal_pointer(&mails);
}
