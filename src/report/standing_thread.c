/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/standing_thread.c - what the thread of a series says of it */
#include <string.h>

#include "index/lookup.h"
#include "judge/called.h"
#include "report/sender.h"
#include "report/standing_page.h"
#include "series/credit.h"

enum { most_hops = 256, most_gaps = 256 };

/*
 * The number, plus one, of the member that a mail answers, through others; 0 for none.
 * What is found is kept, and mails come before their answers, so this is one step mostly.
 */
static unsigned
slot_above(const td_page_work *self, int64_t message)
{
	for (unsigned hops = 0; message != 0 && hops < most_hops; hops++) {
		unsigned slot =
		    GPOINTER_TO_UINT(g_hash_table_lookup(self->slots, &message));
		const int64_t *parent;

		if (slot != 0)
			return slot;
		parent = g_hash_table_lookup(self->parents, &message);
		message = parent != NULL ? *parent : 0;
	}
	return 0;
}

static void
add_answer(td_page_work *self, const td_index_row *row)
{
	td_page_answer *answer = g_new0(td_page_answer, 1);
	/* A list that rewrote From hides who answered; the author was found. */
	const char *name = row->author_name;
	const char *address = row->author_address;

	td_people_resolve(self->options->people, name, address, &name, &address);
	answer->subject_number = row->has_number ? row->number : 0;
	answer->subject_total = row->total;
	answer->name = td_page_keep(self, name);
	answer->address = td_page_keep(self, address);
	answer->message_id = td_page_keep(self, row->message_id);
	answer->class_name = td_page_keep(self, row->class_name);
	answer->sent = row->sent;
	answer->notice = "";
	answer->trailers = g_ptr_array_new();
	answer->uncounted = g_ptr_array_new();
	g_ptr_array_add(self->page->answers, answer);
	g_array_append_val(self->ids, row->id);
	g_hash_table_insert(self->answers, g_memdup2(&row->id, sizeof row->id), answer);
}

static gboolean
is_of_another(gpointer key, gpointer value, gpointer data)
{
	(void)key;
	(void)data;
	return ((const td_page_answer *)value)->number == 0;
}

/* Which answer each answers; places has them by their mails, counted from 1. */
static void
note_parents(const td_page_work *self, GHashTable *places, GPtrArray *answers)
{
	GHashTableIter iter;
	void *message, *place;

	g_hash_table_iter_init(&iter, places);
	while (g_hash_table_iter_next(&iter, &message, &place)) {
		td_page_answer *answer = answers->pdata[GPOINTER_TO_UINT(place) - 1];
		const int64_t *parent = g_hash_table_lookup(self->parents, message);

		if (parent != NULL)
			answer->parent =
			    GPOINTER_TO_UINT(g_hash_table_lookup(places, parent));
	}
}

/* What answers other series of the thread is left out. */
static void
keep_own_answers(td_page_work *self)
{
	GPtrArray *all = self->page->answers;
	GPtrArray *own = g_ptr_array_new_with_free_func(td_page_answer_free);
	g_autoptr(GHashTable) places = g_hash_table_new(g_int64_hash, g_int64_equal);

	for (unsigned i = 0; i < all->len; i++) {
		td_page_answer *answer = all->pdata[i];
		int64_t id = g_array_index(self->ids, int64_t, i);

		answer->number = id == self->cover ? 0 : slot_above(self, id);
		if (answer->number != 0)
			td_page_note_slot(self, id, answer->number - 1);
	}
	g_hash_table_foreach_remove(self->answers, is_of_another, NULL);
	g_ptr_array_set_free_func(all, NULL);
	for (unsigned i = 0; i < all->len; i++) {
		td_page_answer *answer = all->pdata[i];
		int64_t id = g_array_index(self->ids, int64_t, i);

		if (answer->number == 0) {
			td_page_answer_free(answer);
			continue;
		}
		answer->number =
		    td_credit_slot(answer->number - 1, answer->subject_number,
			answer->subject_total, self->page->standing->series.total);
		g_hash_table_remove(self->slots, &id);
		g_ptr_array_add(own, answer);
		g_hash_table_insert(places, &g_array_index(self->ids, int64_t, i),
		    GUINT_TO_POINTER(own->len));
	}
	note_parents(self, places, own);
	g_ptr_array_unref(all);
	self->page->answers = own;
}

/* What find_plain_cover asks for. */
static void
note_plain(td_page_work *self, const td_index_row *row)
{
	const td_index_series *series = &self->page->standing->series;

	if (series->cover != 0 || series->total < 2)
		return;
	if (row->series == series->id && row->kind == TD_KIND_PATCH) {
		const char *name, *address;
		td_page_below one = { .parent = row->parent };

		td_sender_find(row, &name, &address);
		one.sender = td_page_keep(self, address);
		g_array_append_val(self->below, one);
	} else if (row->series == 0 && row->kind == TD_KIND_MAIL) {
		g_hash_table_insert(self->writers, g_memdup2(&row->id, sizeof row->id),
		    (void *)(uintptr_t)td_page_keep(self, row->author_address));
	}
}

/* A cover letter that does not say 0/N: who sent the patches that answer it wrote it. */
static bool
find_plain_cover(td_page_work *self, GError **error)
{
	for (unsigned i = 0; i < self->below->len; i++) {
		const td_page_below *one = &g_array_index(self->below, td_page_below, i);
		const char *writer = g_hash_table_lookup(self->writers, &one->parent);

		if (writer == NULL || g_ascii_strcasecmp(writer, one->sender) != 0)
			continue;
		self->cover = one->parent;
		return td_page_load_patch(self, self->cover, 0, false, error);
	}
	return true;
}

static bool
is_of_thread(int64_t id, void *data)
{
	const td_page_work *self = data;

	return g_hash_table_contains(self->parents, &id);
}

/* What answers a mail that is missing is for the next one that it names, as it is for the
 * state (judge/answers.c). orphans: of int64_t. */
static bool
bridge_gaps(td_page_work *self, const GArray *orphans, GError **error)
{
	for (unsigned i = 0; i < MIN(orphans->len, (unsigned)most_gaps); i++) {
		int64_t id = g_array_index(orphans, int64_t, i);
		int64_t *parent = g_hash_table_lookup(self->parents, &id);

		if (!td_called_find_above(
			self->index, id, is_of_thread, self, parent, error))
			return false;
	}
	return true;
}

static bool
load_answers(td_page_work *self, GError **error)
{
	g_autoptr(GArray) orphans = g_array_new(FALSE, FALSE, sizeof(int64_t));
	const td_index_range range = { .messages =
					   (const int64_t *)(void *)self->mails->data,
		.n = self->mails->len };
	g_autoptr(td_rows) rows = td_index_messages(self->index, &range, error);
	td_index_row row;
	GError *failed = NULL;

	if (rows == NULL)
		return false;
	while (td_rows_next(rows, &row, &failed)) {
		int64_t pair[2] = { row.id, row.parent };
		int64_t *kept = g_memdup2(pair, sizeof pair);

		/* What stands under another series of the thread is not for this one. */
		if (row.series != 0)
			kept[1] = 0;
		g_hash_table_insert(self->parents, kept, kept + 1);
		if (row.series == 0)
			add_answer(self, &row);
		if (row.series == 0 && row.parent == 0 && row.kind == TD_KIND_REPLY)
			g_array_append_val(orphans, row.id);
		note_plain(self, &row);
	}
	if (failed != NULL) {
		g_propagate_error(error, failed);
		return false;
	}
	if (!bridge_gaps(self, orphans, error) || !find_plain_cover(self, error))
		return false;
	keep_own_answers(self);
	return true;
}

static bool
is_review(const char *key)
{
	static const char *const keys[] = { "Reviewed-by", "Acked-by", "Tested-by",
		"Nacked-by", "pw-bot" };

	for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
		if (g_ascii_strcasecmp(key, keys[i]) == 0)
			return true;
	return false;
}

/* The sender is who the trailer names, or it names nobody. */
static bool
is_given(
    const td_page_work *self, const td_index_trailer *trailer, const td_page_answer *from)
{
	g_autofree char *name = NULL, *address = NULL;
	const char *whose, *its;

	if (!td_credit_is_given(trailer->key) ||
	    !td_credit_split(trailer->value, &name, &address))
		return true;
	td_people_resolve(self->options->people, name, address, &whose, &its);
	return td_credit_compare(whose, its, from->name, from->address) !=
	       TD_CREDIT_MISMATCH;
}

/* As it stands in a commit message, and for which patches it says that it is. */
static char *
write_trailer(const td_index_trailer *trailer)
{
	bool some = *trailer->about != '\0' && strcmp(trailer->about, "all") != 0;

	return g_strdup_printf("%s: %s%s%s", trailer->key, trailer->value,
	    some                      ? " # patches "
	    : *trailer->about != '\0' ? " # series"
				      : "",
	    some ? trailer->about : "");
}

static void
take_trailer(const td_index_trailer *trailer, void *data)
{
	td_page_work *self = data;
	td_page_answer *answer = g_hash_table_lookup(self->answers, &trailer->message);
	unsigned slot =
	    GPOINTER_TO_UINT(g_hash_table_lookup(self->slots, &trailer->message));
	g_autofree char *line = NULL;

	if (!is_review(trailer->key) || (answer == NULL && slot == 0))
		return;
	line = write_trailer(trailer);
	if (answer != NULL) {
		g_ptr_array_add(is_given(self, trailer, answer) ? answer->trailers
								: answer->uncounted,
		    (char *)(uintptr_t)td_page_keep(self, line));
	} else {
		g_autofree char *numbered = g_strdup_printf("%u %s", slot - 1, line);

		g_ptr_array_add(self->page->trailers,
		    (char *)(uintptr_t)td_page_keep(self, numbered));
	}
}

static void
take_notice(const td_index_notice *notice, void *data)
{
	td_page_work *self = data;
	td_page_answer *answer = g_hash_table_lookup(self->answers, &notice->message);
	const char *word = td_notice_source_word(notice->source);

	if (answer != NULL && word != NULL && notice->source != TD_NOTICE_CITED)
		answer->notice = word;
}

static int
compare_ids(const void *a, const void *b)
{
	const int64_t *left = a, *right = b;

	return *left < *right ? -1 : *left > *right;
}

/* A mail is in one thread. */
static bool
find_mails(td_page_work *self, GError **error)
{
	self->mails = g_array_new(FALSE, FALSE, sizeof(int64_t));
	for (unsigned i = 0; i < self->threads->len; i++) {
		g_autoptr(GArray) ids = td_index_find_thread(
		    self->index, g_array_index(self->threads, int64_t, i), error);

		if (ids == NULL)
			return false;
		g_array_append_vals(self->mails, ids->data, ids->len);
	}
	g_array_sort(self->mails, compare_ids);
	return true;
}

bool
td_page_load_threads(td_page_work *self, GError **error)
{
	td_index_range range = { 0 };

	if (!find_mails(self, error))
		return false;
	if (self->mails->len == 0)
		return true;
	range.messages = (const int64_t *)(void *)self->mails->data;
	range.n = self->mails->len;
	return load_answers(self, error) &&
	       td_index_each_trailer(self->index, &range, take_trailer, self, error) &&
	       td_index_each_notice(self->index, &range, take_notice, self, error);
}
