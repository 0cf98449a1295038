/* SPDX-License-Identifier: GPL-2.0-or-later */
/* am/mails.c - the mails of the threads that the versions of a series are in */
#include "am/work.h"

#include <stdlib.h>
#include <string.h>

#include "base/ids.h"
#include "index/lookup.h"
#include "report/sender.h"
#include "series/credit.h"
#include "subject/subject.h"

static int
compare_mails(const void *a, const void *b)
{
	return td_ids_compare(&((const td_am_mail *)a)->id, &((const td_am_mail *)b)->id);
}

td_am_mail *
td_am_find_mail(td_am_work *work, int64_t id)
{
	td_am_mail wanted = { .id = id };

	if (id == 0 || work->mails->len == 0)
		return NULL;
	return bsearch(
	    &wanted, work->mails->data, work->mails->len, sizeof(wanted), compare_mails);
}

td_index_range
td_am_range(const GArray *ids)
{
	return (td_index_range){
		.messages = (const int64_t *)(const void *)ids->data,
		.n = ids->len,
	};
}

static bool
add_thread(td_am_work *work, int64_t thread, GArray *ids, GError **error)
{
	g_autoptr(GArray) more = td_index_find_thread(work->index, thread, error);

	if (!more)
		return false;
	g_array_append_vals(ids, more->data, more->len);
	return true;
}

/* All mails of all threads that a mail of a version is in, ascending. */
static GArray *
load_ids(td_am_work *work, const GArray *members, GError **error)
{
	g_autoptr(GHashTable) threads =
	    g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	g_autoptr(GArray) own = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_autoptr(GError) failed = NULL;
	g_autoptr(td_rows) rows = NULL;
	GHashTableIter iter;
	td_index_range range;
	td_index_row row;
	void *key;

	for (guint i = 0; i < work->am->versions->len; i++)
		g_array_append_val(
		    own, g_array_index(work->am->versions, td_index_series, i).head);
	for (guint i = 0; i < members->len; i++)
		g_array_append_val(
		    own, g_array_index(members, td_index_member, i).message);
	g_array_sort(own, td_ids_compare);
	range = td_am_range(own);
	rows = td_index_messages(work->index, &range, error);
	if (!rows)
		return NULL;
	while (td_rows_next(rows, &row, &failed)) {
		if (!g_hash_table_contains(threads, &row.thread))
			g_hash_table_add(
			    threads, g_memdup2(&row.thread, sizeof(row.thread)));
	}
	if (failed) {
		g_propagate_error(error, g_steal_pointer(&failed));
		return NULL;
	}
	g_hash_table_iter_init(&iter, threads);
	while (g_hash_table_iter_next(&iter, &key, NULL)) {
		if (!add_thread(work, *(int64_t *)key, ids, error))
			return NULL;
	}
	g_array_append_vals(ids, own->data, own->len);
	td_ids_tidy(ids);
	return g_steal_pointer(&ids);
}

static void
add_mail(td_am_work *work, const td_index_row *row)
{
	const char *name, *address;
	td_am_mail mail = {
		.id = row->id,
		.parent = row->parent,
		.received = row->received,
		.message_id = g_strdup(row->message_id),
		.title = td_subject_key(row->title),
		.kind = row->kind,
		.number = row->number,
		.total = row->total,
		.has_number = row->has_number,
		.bot = strcmp(row->class_name, "bot") == 0,
		.posting = -1,
	};

	td_sender_find(row, &name, &address);
	mail.name = g_strdup(name);
	mail.address = g_strdup(address);
	memcpy(mail.patch_id, row->patch_id, sizeof(mail.patch_id));
	g_array_append_val(work->mails, mail);
}

static void
mark_gives(const td_index_trailer *trailer, void *data)
{
	td_am_mail *mail = td_am_find_mail(data, trailer->message);

	if (mail && td_credit_is_given(trailer->key))
		mail->gives = true;
}

static void
mark_members(td_am_work *work, const GArray *members)
{
	g_autoptr(GHashTable) postings = g_hash_table_new(g_int64_hash, g_int64_equal);

	for (guint i = 0; i < work->am->versions->len; i++) {
		td_index_series *series =
		    &g_array_index(work->am->versions, td_index_series, i);
		td_am_mail *cover = td_am_find_mail(work, series->cover);

		if (cover)
			cover->posting = (int)i;
		g_hash_table_insert(postings, &series->id, GINT_TO_POINTER((int)i + 1));
	}
	for (guint k = 0; k < members->len; k++) {
		const td_index_member *member =
		    &g_array_index(members, td_index_member, k);
		int posting =
		    GPOINTER_TO_INT(g_hash_table_lookup(postings, &member->series)) - 1;
		td_am_mail *mail = td_am_find_mail(work, member->message);

		if (posting < 0 || !mail)
			continue;
		mail->posting = posting;
		mail->slot = member->number;
		mail->extra = member->extra;
	}
}

static bool
may_be_cover(const td_am_mail *up, const td_am_mail *patch)
{
	return td_credit_is_cover(up->kind, up->total, patch->total,
	    g_ascii_strcasecmp(up->address, patch->address) == 0);
}

static void
find_plain_covers(td_am_work *work)
{
	for (guint i = 0; i < work->mails->len; i++) {
		td_am_mail *mail = &g_array_index(work->mails, td_am_mail, i);
		td_am_mail *up = mail->posting >= 0 && mail->total > 1 && !mail->extra
				     ? td_am_find_mail(work, mail->parent)
				     : NULL;
		td_index_series *series;

		if (!up || up->posting >= 0 || !may_be_cover(up, mail))
			continue;
		series = &g_array_index(
		    work->am->versions, td_index_series, (guint)mail->posting);
		if (series->cover != 0)
			continue;
		series->cover = up->id;
		up->posting = mail->posting;
		up->slot = 0;
	}
}

/* Above a mail that is missing the next one that its answer names, if it is about the
 * same: what was said of a patch that is not here is not said of the cover letter. */
static bool
bridge_ghosts(td_am_work *work, GError **error)
{
	g_autoptr(GHashTable) by_id = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint i = work->mails->len; i-- > 0;) {
		td_am_mail *mail = &g_array_index(work->mails, td_am_mail, i);

		if (*mail->message_id)
			g_hash_table_insert(by_id, mail->message_id, mail);
	}
	for (guint i = 0; i < work->mails->len; i++) {
		td_am_mail *mail = &g_array_index(work->mails, td_am_mail, i);
		g_autoptr(GPtrArray) references = NULL;

		if (mail->parent != 0 || mail->kind != TD_KIND_REPLY)
			continue;
		references = td_index_load_references(work->index, mail->id, error);
		if (!references)
			return false;
		for (guint k = references->len; k-- > 0 && mail->parent == 0;) {
			td_am_mail *up =
			    g_hash_table_lookup(by_id, g_ptr_array_index(references, k));

			if (up && up != mail && strcmp(up->title, mail->title) == 0)
				mail->parent = up->id;
		}
	}
	return true;
}

bool
td_am_load_mails(td_am_work *work, GError **error)
{
	g_autoptr(GArray) heads = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_autoptr(GArray) members = NULL;
	g_autoptr(GArray) ids = NULL;
	g_autoptr(GError) failed = NULL;
	g_autoptr(td_rows) rows = NULL;
	td_index_range range;
	td_index_row row;

	for (guint i = 0; i < work->am->versions->len; i++)
		g_array_append_val(
		    heads, g_array_index(work->am->versions, td_index_series, i).head);
	g_array_sort(heads, td_ids_compare);
	range = td_am_range(heads);
	members = td_index_load_members(work->index, &range, error);
	ids = members ? load_ids(work, members, error) : NULL;
	if (!ids)
		return false;
	range = td_am_range(ids);
	rows = td_index_messages(work->index, &range, error);
	if (!rows)
		return false;
	while (td_rows_next(rows, &row, &failed))
		add_mail(work, &row);
	if (failed) {
		g_propagate_error(error, g_steal_pointer(&failed));
		return false;
	}
	g_array_sort(work->mails, compare_mails);
	mark_members(work, members);
	find_plain_covers(work);
	return td_index_each_trailer(work->index, &range, mark_gives, work, error) &&
	       bridge_ghosts(work, error);
}
