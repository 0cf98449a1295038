/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pages/thread_state.c - a digest of a discussion, and of where its mails are read */
#include "pages/thread_state.h"

#include <string.h>

#include "base/hash.h"
#include "index/lookup.h"

static void
add_bytes(GString *all, const void *bytes, size_t n)
{
	g_string_append_len(all, bytes, (gssize)n);
}

/* With its NUL: where it ends, the next one begins. */
static void
add_text(GString *all, const char *text)
{
	add_bytes(all, text, strlen(text) + 1);
}

static void
add_mail(GString *all, const td_discussion_mail *mail)
{
	const int64_t numbers[] = { mail->message, mail->sent, mail->received,
		mail->sent_zone, mail->kind, mail->depth, mail->parent, mail->last,
		mail->same_title, mail->files, mail->insertions, mail->deletions,
		mail->trailers ? mail->trailers->len : 0 };

	add_bytes(all, numbers, sizeof numbers);
	add_text(all, mail->message_id);
	/* A ghost has nothing else. */
	if (mail->message == 0)
		return;
	add_text(all, mail->subject);
	add_text(all, mail->title);
	add_text(all, mail->class_name);
	add_text(all, mail->from_name);
	add_text(all, mail->from_address);
	for (unsigned i = 0; mail->trailers && i < mail->trailers->len; i++)
		add_text(all, mail->trailers->pdata[i]);
}

/* A mail is read at the first place that has it: copies of other lists have another
 * footer. */
static void
add_places(GString *all, const GArray *places)
{
	for (unsigned i = 0; i < places->len; i++) {
		const td_index_place *place = &g_array_index(places, td_index_place, i);

		add_bytes(all, &place->list, sizeof place->list);
		add_bytes(all, place->blob.id, sizeof place->blob.id);
	}
}

/* 128 bits, seeded as the index is: nobody can write a mail that is taken for another. */
static char *
digest(const GString *all, uint64_t seed)
{
	const td_span bytes = { all->str, all->len };

	return g_strdup_printf("%016" G_GINT64_MODIFIER "x%016" G_GINT64_MODIFIER "x",
	    td_hash_bytes(bytes, seed), td_hash_bytes(bytes, ~seed));
}

static void
free_places(void *data)
{
	if (data)
		g_array_unref(data);
}

GPtrArray *
td_thread_places(
    td_serving *serving, const td_served_list *list, const td_discussion *discussion)
{
	const td_index_range range = { .list = MAX(list->id, 0) };
	g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(free_places);

	g_ptr_array_set_size(all, (int)discussion->mails->len);
	for (unsigned i = 0; i < discussion->mails->len; i++) {
		int64_t message =
		    g_array_index(discussion->mails, td_discussion_mail, i).message;

		if (message == 0)
			continue;
		all->pdata[i] =
		    td_index_load_places_in(serving->index, &range, message, NULL);
		if (!all->pdata[i])
			return NULL;
	}
	return g_steal_pointer(&all);
}

char *
td_thread_state(
    td_serving *serving, const td_discussion *discussion, const GPtrArray *places)
{
	g_autoptr(GString) all = g_string_sized_new(512 * (size_t)discussion->mails->len);

	for (unsigned i = 0; i < discussion->mails->len; i++) {
		add_mail(all, &g_array_index(discussion->mails, td_discussion_mail, i));
		if (places->pdata[i])
			add_places(all, places->pdata[i]);
	}
	return digest(all, td_index_seed(serving->index));
}
