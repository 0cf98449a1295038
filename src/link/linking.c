/* SPDX-License-Identifier: GPL-2.0-or-later */
/* link/linking.c - mails to src/thread and src/series, and what these make into rows */
#include "link/linking.h"

#include <stdlib.h>
#include <string.h>

#include "judge/judge.h"
#include "link/linked.h"
#include "store/store.h"
#include "thread/thread.h"

/* Seconds between a cover letter that is called nothing and the first patch. */
enum { near_cover = 3600 };

typedef struct linking {
	td_index *index;
	GArray *all; /* of td_link_node, by arrival */
	const GPtrArray *refs;
} linking;

static td_link_node *
node_at(const linking *self, unsigned i)
{
	return &g_array_index(self->all, td_link_node, i);
}

static void
build_threads(linking *self)
{
	unsigned n = self->all->len;
	g_autofree td_thread_mail *mails = g_new(td_thread_mail, n);
	g_autofree unsigned *firsts = NULL;
	g_autoptr(GArray) nodes = NULL;

	for (unsigned i = 0; i < n; i++) {
		const td_link_node *mail = node_at(self, i);

		mails[i] = (td_thread_mail){
			.id = mail->id,
			.message_id = mail->message_id,
			.references =
			    (const char *const *)(self->refs->pdata + mail->first_ref),
			.n = mail->refs,
			.received = mail->received,
		};
	}
	nodes = td_thread_build(mails, n);
	firsts = g_new0(unsigned, nodes->len); /* plus one */
	for (unsigned i = 0; i < n; i++) {
		const td_thread_node *node = &g_array_index(nodes, td_thread_node, i);
		td_link_node *mail = node_at(self, i);

		/* A thread is known by the first of its mails to come. */
		if (firsts[node->root] == 0)
			firsts[node->root] = i + 1;
		mail->thread = firsts[node->root] - 1;
		/* Ghosts come after all mails. */
		if (node->parent >= 0 && (unsigned)node->parent < n)
			mail->parent = node->parent;
	}
}

/* To src/series a mail is its place in the order of arrival, from 1. */
static td_link_node *
node_by(const linking *self, int64_t ordinal)
{
	return node_at(self, (unsigned)(ordinal - 1));
}

/* A series is known by the first of its mails to come. */
static int64_t
series_id(const linking *self, const td_series *series)
{
	int64_t first = series->cover != 0 ? series->cover : INT64_MAX;

	for (unsigned i = 0; i < series->members->len; i++)
		first =
		    MIN(first, g_array_index(series->members, td_series_member, i).id);
	return node_by(self, first)->id;
}

static void
name_series(linking *self, const td_series *series, int64_t id)
{
	if (series->cover != 0)
		node_by(self, series->cover)->series = id;
	for (unsigned i = 0; i < series->members->len; i++)
		node_by(self, g_array_index(series->members, td_series_member, i).id)
		    ->series = id;
}

/* From places in the order of arrival to messages. */
static void
name_messages(const linking *self, td_series *series)
{
	if (series->cover != 0)
		series->cover = node_by(self, series->cover)->id;
	series->head = node_by(self, series->head)->id;
	for (unsigned i = 0; i < series->members->len; i++) {
		td_series_member *member =
		    &g_array_index(series->members, td_series_member, i);

		member->id = node_by(self, member->id)->id;
	}
}

/* A mail that is called nothing, and that several patches of its sender answer at once,
 * is their cover letter. */
static void
take_plain_cover(linking *self, td_series *series)
{
	const td_link_node *first, *up;

	if (series->cover != 0 || series->total < 2 || series->members->len == 0)
		return;
	first = node_by(self, g_array_index(series->members, td_series_member, 0).id);
	up = first->parent >= 0 ? node_at(self, (unsigned)first->parent) : NULL;
	if (up == NULL || up->plain == NULL || up->series != 0 || up->original >= 0 ||
	    strcmp(up->plain, first->patch.sender) != 0 ||
	    ABS(first->sent - up->sent) > near_cover)
		return;
	series->cover = series->head = first->parent + 1;
	if (up->version > 0 && !first->patch.has_version)
		series->version = up->version;
}

/* GArray of td_linked_series. */
static GArray *
group_series(linking *self)
{
	g_autoptr(GArray) patches = g_array_new(FALSE, FALSE, sizeof(td_series_mail));
	g_autoptr(GPtrArray) groups = NULL;
	GArray *all = td_linked_series_new();

	for (unsigned i = 0; i < self->all->len; i++) {
		td_link_node *mail = node_at(self, i);

		if (!mail->is_patch || mail->original >= 0)
			continue;
		mail->patch.id = i + 1;
		mail->patch.message_id = mail->message_id;
		mail->patch.thread = mail->thread + 1;
		mail->patch.parent = mail->parent + 1;
		g_array_append_val(patches, mail->patch);
	}
	groups = td_series_group((td_series_mail *)(void *)patches->data, patches->len);
	g_ptr_array_set_free_func(groups, NULL);
	for (unsigned i = 0; i < groups->len; i++) {
		td_linked_series one = { .series = groups->pdata[i] };

		take_plain_cover(self, one.series);
		one.id = series_id(self, one.series);
		name_series(self, one.series, one.id);
		name_messages(self, one.series);
		g_array_append_val(all, one);
	}
	return all;
}

static td_linked
row_of(const linking *self, const td_link_node *mail)
{
	td_linked row = { .message = mail->id,
		.thread = node_at(self, mail->thread)->id,
		.series = mail->series };

	if (mail->parent >= 0)
		row.parent = node_at(self, (unsigned)mail->parent)->id;
	if (mail->original >= 0) {
		const td_link_node *original = node_at(self, (unsigned)mail->original);

		row.original = original->id;
		row.series = original->series;
	}
	return row;
}

/* By message. */
static GArray *
list_rows(const linking *self)
{
	GArray *rows = g_array_sized_new(FALSE, FALSE, sizeof(td_linked), self->all->len);

	for (unsigned i = 0; i < self->all->len; i++) {
		td_linked row = row_of(self, node_at(self, i));

		g_array_append_val(rows, row);
	}
	td_linked_sort(rows);
	return rows;
}

static void
tell_notices(const linking *self)
{
	for (unsigned i = 0; i < self->all->len; i++)
		if (node_at(self, i)->is_notice)
			td_judge_notice(self->index, node_at(self, i)->id);
		else if (node_at(self, i)->cites)
			td_judge_citing(self->index, node_at(self, i)->id);
}

/* a came no later than b. */
static bool
is_nearer_to_its_sender(const td_link_node *a, const td_link_node *b)
{
	if (a->mangled != b->mangled)
		return b->mangled;
	return a->subject <= b->subject;
}

/* Which mails are another one in a list's own form (index/copies.h). */
static void
find_copies(linking *self)
{
	g_autoptr(GHashTable) originals = g_hash_table_new(g_int64_hash, g_int64_equal);

	for (unsigned i = 0; i < self->all->len; i++) {
		td_link_node *mail = node_at(self, i);
		const td_link_node *best = g_hash_table_lookup(originals, &mail->alike);

		if (mail->alike != 0 &&
		    (best == NULL || !is_nearer_to_its_sender(best, mail)))
			g_hash_table_insert(originals, &mail->alike, mail);
	}
	for (unsigned i = 0; i < self->all->len; i++) {
		td_link_node *mail = node_at(self, i);
		const td_link_node *best = g_hash_table_lookup(originals, &mail->alike);

		if (best != NULL && best != mail)
			mail->original =
			    (int)(best - &g_array_index(self->all, td_link_node, 0));
	}
}

/* Whoever answers a copy answers the mail. */
static void
answer_originals(linking *self)
{
	for (unsigned i = 0; i < self->all->len; i++) {
		td_link_node *mail = node_at(self, i);
		int up = mail->parent >= 0
			     ? node_at(self, (unsigned)mail->parent)->original
			     : -1;

		if (up >= 0 && up != (int)i)
			mail->parent = up;
	}
}

bool
td_linking_store(td_index *index, td_link_mails *mails, const GArray *was, GError **error)
{
	linking self = { index, td_link_mails_arrange(mails), td_link_mails_refs(mails) };
	g_autoptr(GArray) series = NULL;
	g_autoptr(GArray) rows = NULL;

	if (self.all->len == 0)
		return true;
	build_threads(&self);
	/* A page of a range has what its list has, in its form. */
	if (index->path != NULL && !index->viewing) {
		find_copies(&self);
		answer_originals(&self);
	}
	series = group_series(&self);
	rows = list_rows(&self);
	tell_notices(&self);
	return td_linked_store(index, series, rows, was, error);
}
