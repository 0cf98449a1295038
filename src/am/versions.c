/* SPDX-License-Identifier: GPL-2.0-or-later */
/* am/versions.c - the series of a message, and its versions */
#include "am/work.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/ids.h"
#include "index/lookup.h"
#include "judge/versions.h"
#include "report/sender.h"
#include "subject/subject.h"

/* Of more versions the oldest ones are left out. */
#define VERSIONS_MAX 256

/* What the row of one message says of its neighbours. */
static bool
find_neighbours(
    td_index *index, int64_t message, int64_t *thread, int64_t *parent, GError **error)
{
	const td_index_range range = { .messages = &message, .n = 1 };
	g_autoptr(GError) failed = NULL;
	g_autoptr(td_rows) rows = td_index_messages(index, &range, error);
	td_index_row row;

	if (!rows)
		return false;
	*thread = 0;
	*parent = 0;
	if (td_rows_next(rows, &row, &failed)) {
		*thread = row.thread;
		*parent = row.parent;
	}
	if (failed)
		g_propagate_error(error, g_steal_pointer(&failed));
	return failed == NULL;
}

static GArray *
load_series_of(td_index *index, const GArray *ids, GError **error)
{
	td_index_range range = td_am_range(ids);

	if (ids->len == 0)
		return g_array_new(FALSE, FALSE, sizeof(td_index_series));
	return td_index_load_series(index, &range, error);
}

static int
compare_said(const td_index_series *x, const td_index_series *y)
{
	if (x->version != y->version)
		return x->version < y->version ? -1 : 1;
	return (x->minor > y->minor) - (x->minor < y->minor);
}

static const td_index_series *
newest_of(const GArray *all)
{
	const td_index_series *best = NULL;

	for (guint i = 0; i < all->len; i++) {
		const td_index_series *series = &g_array_index(all, td_index_series, i);

		if (!best || compare_said(series, best) >= 0)
			best = series;
	}
	return best;
}

/* The series of the message, or of the nearest mail above it that has one, or the newest
 * of its thread. */
static bool
find_series(
    td_am_work *work, int64_t message, int64_t *series, int64_t *thread, GError **error)
{
	g_autoptr(GArray) ids = NULL;
	g_autoptr(GArray) all = NULL;
	const td_index_series *newest;
	int64_t at = message;

	*series = 0;
	*thread = 0;
	for (unsigned step = 0; at != 0 && step < TD_AM_WAY_UP; step++) {
		int64_t its_thread;
		int64_t parent;

		if (!td_index_find_series(work->index, at, series, error) ||
		    !find_neighbours(work->index, at, &its_thread, &parent, error))
			return false;
		if (step == 0 || *series != 0)
			*thread = its_thread;
		if (*series != 0)
			return true;
		at = parent;
	}
	ids = td_index_find_thread(work->index, *thread, error);
	all = ids ? load_series_of(work->index, ids, error) : NULL;
	if (!all)
		return false;
	newest = newest_of(all);
	if (!newest) {
		g_set_error_literal(error, TD_ERROR, TD_ERROR_NOT_FOUND,
		    "there is no patch in this thread");
		return false;
	}
	*series = newest->id;
	return true;
}

/* Who sent the head of a series, and what it is called. */
typedef struct head {
	int64_t id, thread;
	char *sender, *title;
} head;

static void
free_head(void *data)
{
	head *h = data;

	g_free(h->sender);
	g_free(h->title);
	g_free(h);
}

/* By the id of the message. */
static GHashTable *
load_heads(td_index *index, const GArray *all, GError **error)
{
	g_autoptr(GHashTable) heads =
	    g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, free_head);
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_autoptr(GError) failed = NULL;
	g_autoptr(td_rows) rows = NULL;
	td_index_range range;
	td_index_row row;

	for (guint i = 0; i < all->len; i++)
		g_array_append_val(ids, g_array_index(all, td_index_series, i).head);
	g_array_sort(ids, td_ids_compare);
	range = td_am_range(ids);
	rows = td_index_messages(index, &range, error);
	if (!rows)
		return NULL;
	while (td_rows_next(rows, &row, &failed)) {
		head *h = g_new0(head, 1);
		const char *name, *address;

		h->id = row.id;
		h->thread = row.thread;
		td_sender_find(&row, &name, &address);
		h->sender = g_ascii_strdown(address, -1);
		h->title = td_subject_key(row.title);
		g_hash_table_replace(heads, &h->id, h);
	}
	if (failed) {
		g_propagate_error(error, g_steal_pointer(&failed));
		return NULL;
	}
	return g_steal_pointer(&heads);
}

static int
compare_versions(const void *a, const void *b)
{
	const td_index_series *x = a, *y = b;
	int said = compare_said(x, y);

	return said != 0 ? said : td_ids_compare(&x->id, &y->id);
}

/*
 * Where nobody chained versions: another version by one title and one sender; within a
 * thread one title, or one sender and another version. Several patches of one person in a
 * thread are no versions of each other; nor are first versions of one title, which a
 * person may use every year.
 */
static bool
may_be_version(const td_index_series *one, const head *its, const td_index_series *asked,
    const head *wanted)
{
	bool title, sender, other = compare_said(one, asked) != 0;

	if (one->id == asked->id)
		return true;
	if (!its || !wanted)
		return false;
	title = strcmp(its->title, wanted->title) == 0;
	sender = strcmp(its->sender, wanted->sender) == 0;
	if (its->thread != wanted->thread)
		return title && sender && (other || one->version > 1);
	return title || (sender && other);
}

static const td_index_series *
find_in(const GArray *all, int64_t id)
{
	for (guint i = 0; i < all->len; i++) {
		if (g_array_index(all, td_index_series, i).id == id)
			return &g_array_index(all, td_index_series, i);
	}
	return NULL;
}

static bool
guess_versions(td_am_work *work, int64_t series, GError **error)
{
	const td_index_range range = { 0 };
	g_autoptr(GArray) all = td_index_load_series(work->index, &range, error);
	g_autoptr(GHashTable) heads = all ? load_heads(work->index, all, error) : NULL;
	const td_index_series *asked = all ? find_in(all, series) : NULL;
	const head *wanted;

	if (!heads)
		return false;
	if (!asked) {
		g_set_error_literal(error, TD_ERROR, TD_ERROR_NOT_FOUND,
		    "there is no patch in this thread");
		return false;
	}
	wanted = g_hash_table_lookup(heads, &asked->head);
	for (guint i = 0; i < all->len; i++) {
		const td_index_series *one = &g_array_index(all, td_index_series, i);

		if (may_be_version(
			one, g_hash_table_lookup(heads, &one->head), asked, wanted))
			g_array_append_val(work->am->versions, *one);
	}
	g_array_sort(work->am->versions, compare_versions);
	return true;
}

/* A partial reroll, in the thread of what it is laid over, is no version of its own to
 * the chain. */
static bool
add_rerolls(td_am_work *work, GError **error)
{
	GArray *versions = work->am->versions;
	const td_index_series last =
	    g_array_index(versions, td_index_series, versions->len - 1);
	g_autoptr(GArray) ids = NULL;
	g_autoptr(GArray) all = NULL;
	g_autoptr(GHashTable) heads = NULL;
	const head *wanted;
	int64_t thread, parent;

	if (!find_neighbours(work->index, last.head, &thread, &parent, error))
		return false;
	ids = td_index_find_thread(work->index, thread, error);
	all = ids ? load_series_of(work->index, ids, error) : NULL;
	if (!all)
		return false;
	g_array_append_val(all, last);
	heads = load_heads(work->index, all, error);
	if (!heads)
		return false;
	wanted = g_hash_table_lookup(heads, &last.head);
	g_array_sort(all, compare_versions);
	for (guint i = 0; i < all->len; i++) {
		const td_index_series *one = &g_array_index(all, td_index_series, i);
		const head *its = g_hash_table_lookup(heads, &one->head);

		if (one->version > last.version && one->cover == 0 &&
		    one->received < one->total && one->total == last.total && its &&
		    wanted && strcmp(its->sender, wanted->sender) == 0 &&
		    !find_in(versions, one->id))
			g_array_append_val(versions, *one);
	}
	return true;
}

/* Puts the series before the others, where it is an older version. */
static bool
add_older(td_am_work *work, int64_t message, int64_t series, bool *whole, GError **error)
{
	GArray *versions = work->am->versions;
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_autoptr(GArray) all = NULL;
	const td_index_series *one;

	*whole = false;
	if (find_in(versions, series))
		return true;
	g_array_append_val(ids, message);
	all = load_series_of(work->index, ids, error);
	if (!all)
		return false;
	one = find_in(all, series);
	if (!one || one->version >= g_array_index(versions, td_index_series, 0).version)
		return true;
	*whole = one->total > 1 && one->received >= one->total;
	g_array_prepend_val(versions, *one);
	return true;
}

/* What answers one patch of a set with the next version of that alone, with its number
 * or without, is no version of the set to the chain, but may have to be laid over it. */
static bool
add_base(td_am_work *work, GError **error)
{
	const td_index_series own = g_array_index(work->am->versions, td_index_series, 0);
	int64_t at = own.head;
	bool whole = own.cover != 0 || (own.total > 1 && own.received >= own.total);

	for (unsigned step = 0; !whole && step < TD_AM_WAY_UP; step++) {
		int64_t thread, series;

		if (!find_neighbours(work->index, at, &thread, &at, error))
			return false;
		if (at == 0)
			break;
		if (!td_index_find_series(work->index, at, &series, error) ||
		    (series != 0 && !add_older(work, at, series, &whole, error)))
			return false;
	}
	return true;
}

static bool
load_chain(td_am_work *work, int64_t series, GError **error)
{
	g_autoptr(GArray) chain = td_index_load_versions(work->index, series, error);

	if (!chain)
		return false;
	for (guint i = 0; i < chain->len; i++)
		g_array_append_val(
		    work->am->versions, g_array_index(chain, td_index_version, i).series);
	return chain->len > 0 ? add_rerolls(work, error) && add_base(work, error)
			      : guess_versions(work, series, error);
}

/* A cover letter that came from somebody else than its patches is a series of none:
 * theirs is meant. */
static bool
leave_lone_cover(td_am_work *work, int64_t thread, int64_t *series, GError **error)
{
	g_autoptr(GArray) ids = td_index_find_thread(work->index, thread, error);
	g_autoptr(GArray) all = ids ? load_series_of(work->index, ids, error) : NULL;
	td_index_series asked = { 0 };

	if (!all)
		return false;
	for (guint i = 0; i < all->len; i++) {
		if (g_array_index(all, td_index_series, i).id == *series)
			asked = g_array_index(all, td_index_series, i);
	}
	for (guint i = 0; asked.id != 0 && asked.received == 0 && i < all->len; i++) {
		const td_index_series *one = &g_array_index(all, td_index_series, i);

		if (one->cover == 0 && one->version == asked.version &&
		    one->total == asked.total && one->received > 0) {
			*series = one->id;
			break;
		}
	}
	return true;
}

bool
td_am_load_versions(td_am_work *work, int64_t message, GError **error)
{
	int64_t thread;

	if (!find_series(work, message, &work->asked, &thread, error) ||
	    !leave_lone_cover(work, thread, &work->asked, error) ||
	    !(work->options->guess ? guess_versions(work, work->asked, error)
				   : load_chain(work, work->asked, error)))
		return false;
	if (work->am->versions->len > VERSIONS_MAX)
		g_array_remove_range(
		    work->am->versions, 0, work->am->versions->len - VERSIONS_MAX);
	return true;
}
