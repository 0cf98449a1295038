/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/mails.c - the messages of the range */
#include "report/work.h"

#include <stdlib.h>
#include <string.h>

#include "judge/called.h"

static int
compare_keys(const void *a, const void *b)
{
	const td_work_key *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

td_work_mail *
td_work_find(td_work *work, int64_t id)
{
	td_work_key wanted = { .id = id };
	td_work_key *hit;

	if (id == 0 || work->by_id->len == 0)
		return NULL;
	/* Ids of a temporary index follow one another. */
	hit = (td_work_key *)(void *)work->by_id->data;
	if (id >= hit->id && id - hit->id < work->by_id->len &&
	    hit[id - hit->id].id == id)
		return &g_array_index(work->mails, td_work_mail, hit[id - hit->id].at);
	hit = bsearch(&wanted, work->by_id->data, work->by_id->len, sizeof(td_work_key),
	    compare_keys);
	return hit ? &g_array_index(work->mails, td_work_mail, hit->at) : NULL;
}

static td_work_mail *
find_above(td_work *work, const td_work_mail *mail)
{
	return td_work_find(work, mail->parent != 0 ? mail->parent : mail->bridged);
}

static void
find_target(td_work *work, td_work_mail *mail)
{
	td_work_mail *at = find_above(work, mail);
	td_work_mail *found;

	/* Whoever is on the way has the same target and need not be passed again: a
	 * thread of replies to replies takes linear time. It also ends a loop, which
	 * src/thread cuts but a damaged index or a bridge may have. */
	for (; at && !at->patch && !at->passed; at = find_above(work, at))
		at->passed = true;
	found = at && !at->patch ? at->target : at;
	mail->target = found;
	at = find_above(work, mail);
	for (; at && !at->patch && at->target != found; at = find_above(work, at))
		at->target = found;
}

static bool
is_here(int64_t id, void *data)
{
	return td_work_find(data, id) != NULL;
}

/* With history the threads are here: where a mail of one is missing the answers to it are
 * for what the index holds for theirs. */
static bool
bridge_gaps(td_work *work, GError **error)
{
	for (unsigned i = 0; work->elders && i < work->mails->len; i++) {
		td_work_mail *mail = &g_array_index(work->mails, td_work_mail, i);

		if (mail->parent == 0 && mail->kind == TD_KIND_REPLY &&
		    !td_called_find_above(
			work->index, mail->id, is_here, work, &mail->bridged, error))
			return false;
	}
	return true;
}

bool
td_work_find_targets(td_work *work, GError **error)
{
	if (!bridge_gaps(work, error))
		return false;
	for (unsigned i = 0; i < work->mails->len; i++)
		find_target(work, &g_array_index(work->mails, td_work_mail, i));
	return true;
}

static void
count_list_id(const char *list_id, unsigned mails, void *data)
{
	GHashTable *list_ids = data;
	unsigned *n;

	if (!*list_id)
		return;
	n = g_hash_table_lookup(list_ids, list_id);
	if (!n) {
		n = g_new0(unsigned, 1);
		g_hash_table_insert(list_ids, g_strdup(list_id), n);
	}
	*n += mails;
}

/* "kvm" of kvm.vger.kernel.org, "b.a.t.m.a.n" of b.a.t.m.a.n.lists.open-mesh.org. */
static size_t
name_length(const char *list_id)
{
	const char *lists = strstr(list_id, ".lists.");

	return lists && lists > list_id ? (size_t)(lists - list_id)
					: strcspn(list_id, ".");
}

/* The first word of the List-Id that most mails carry; of equals the first in byte
 * order. */
static const char *
name_of_list(td_work *work, GHashTable *list_ids)
{
	g_autofree char *label = NULL;
	GHashTableIter iter;
	void *key, *value;
	const char *best = "";
	unsigned most = 0;

	g_hash_table_iter_init(&iter, list_ids);
	while (g_hash_table_iter_next(&iter, &key, &value)) {
		unsigned n = *(const unsigned *)value;

		if (n > most || (n == most && strcmp(key, best) < 0)) {
			best = key;
			most = n;
		}
	}
	label = g_strndup(best, name_length(best));
	return td_work_keep(work, label);
}

static void
sort_keys(td_work *work)
{
	bool sorted = true;

	for (unsigned i = 0; i < work->mails->len; i++) {
		td_work_key key = { g_array_index(work->mails, td_work_mail, i).id, i };

		if (i > 0 && g_array_index(work->by_id, td_work_key, i - 1).id >= key.id)
			sorted = false;
		g_array_append_val(work->by_id, key);
	}
	if (!sorted)
		g_array_sort(work->by_id, compare_keys);
}

static void
count_mail(td_report *report, const td_work_mail *mail)
{
	if (report->first == 0 || mail->received < report->first)
		report->first = mail->received;
	if (mail->received > report->last)
		report->last = mail->received;
	if (mail->defects)
		report->totals.defective++;
}

bool
td_work_load_name(td_work *work, GError **error)
{
	const td_report_options *options = work->options;
	g_autoptr(GHashTable) list_ids =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);

	if (!options->list_name && !td_index_each_list_id(work->index, &options->range,
				       count_list_id, list_ids, error))
		return false;
	work->report->list_name = options->list_name
				      ? td_work_keep(work, options->list_name)
				      : name_of_list(work, list_ids);
	return true;
}

bool
td_work_load_mails(td_work *work, GError **error)
{
	g_autoptr(GHashTable) list_ids =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	g_autoptr(GError) failed = NULL;
	g_autoptr(td_rows) rows = NULL;
	td_index_row row;

	work->range = work->options->range;
	rows = td_index_messages(work->index, &work->range, error);
	if (!rows)
		return false;
	while (td_rows_next(rows, &row, &failed)) {
		td_work_add_mail(work, &row, work->mails);
		if (!work->options->list_name)
			count_list_id(row.list_id, 1, list_ids);
	}
	if (failed) {
		g_propagate_error(error, g_steal_pointer(&failed));
		return false;
	}
	for (unsigned i = 0; i < work->mails->len; i++)
		count_mail(work->report, &g_array_index(work->mails, td_work_mail, i));
	work->report->list_name = work->options->list_name
				      ? td_work_keep(work, work->options->list_name)
				      : name_of_list(work, list_ids);
	if (work->options->history && !td_work_load_earlier(work, error))
		return false;
	sort_keys(work);
	return true;
}
