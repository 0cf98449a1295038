/* SPDX-License-Identifier: GPL-2.0-or-later */
/* link/link.c - threads and series of what was touched, some thousand mails at a time */
#include "link/link.h"

#include "judge/judge.h"
#include "link/cluster.h"
#include "link/linked.h"
#include "link/linking.h"
#include "link/mails.h"
#include "store/store.h"

enum { max_skipped = 8 };

static void
clusters_free(void *data)
{
	td_clusters_free(data);
}

static void
mails_free(void *data)
{
	td_link_mails_free(data);
}

void
td_link_begin(td_index *index)
{
	if (index->path != NULL && index->clusters == NULL) {
		index->clusters = td_clusters_new();
		td_store_at_close(index, index->clusters, clusters_free);
	} else if (index->path == NULL && index->to_link == NULL) {
		index->to_link = td_link_mails_new(index, 0);
		td_store_at_close(index, index->to_link, mails_free);
	}
}

bool
td_link_remove_series(td_index *index, int64_t message, GError **error)
{
	int64_t series;

	return td_store_find_number(index, TD_SQL_LINK_SERIES, message, &series, error) &&
	       (series == 0 || td_linked_remove_series(index, series, error));
}

/* How many of these ids, at the front, one walk over rows reads: few others lie between.
 */
static unsigned
run_length(const int64_t *messages, unsigned n)
{
	unsigned i = 1;

	while (i < n && messages[i] - messages[i - 1] <= max_skipped)
		i++;
	return i;
}

static void
take_mail(sqlite3_stmt *stmt, void *data)
{
	td_link_mails_take(data, stmt);
}

static bool
link_some(const int64_t *messages, unsigned n, void *data, GError **error)
{
	td_index *index = data;
	g_autoptr(td_link_mails) mails = td_link_mails_new(index, n);
	g_autoptr(GArray) was = g_array_new(FALSE, FALSE, sizeof(td_linked));
	const td_linked_reader reader = { TD_SQL_MESSAGE_LINKING, take_mail, mails };
	unsigned run;

	for (unsigned i = 0; i < n; i += run) {
		run = run_length(messages + i, n - i);
		/* Ids ascend: behind one that has no row there are others like it. */
		if (index->linked &&
		    td_clusters_fresh(index->clusters, messages[i]) == 0 &&
		    !td_linked_add(was, index, messages + i, run, error))
			return false;
		/* Neighbours are read in one go, which takes half of what asking for each
		 * would. */
		if (!td_linked_each(index, &reader, messages + i, run, error))
			return false;
	}
	return td_linking_store(index, mails, was, error);
}

/* What was linked is linked again with what comes: all mails below an id. */
static bool
read_linked(td_index *index, int64_t below, GError **error)
{
	const td_linked_reader reader = { TD_SQL_MESSAGE_LINKING, take_mail,
		index->to_link };

	return below <= 1 || td_link_mails_count(index->to_link) > 0 ||
	       td_linked_all(index, &reader, below - 1, error);
}

bool
td_link_add(td_index *index, const td_link_mail *mail, GError **error)
{
	if (!read_linked(index, mail->id, error))
		return false;
	td_link_mails_add(index->to_link, mail);
	return true;
}

bool
td_link_move(
    td_index *index, int64_t message, int64_t received, int64_t place, GError **error)
{
	if (index->path != NULL)
		return td_clusters_touch(index->clusters, index, message, error);
	if (!read_linked(index, index->newest_message + 1, error))
		return false;
	td_link_mails_move(index->to_link, message, received, place);
	return true;
}

bool
td_link_is_due(const td_index *index)
{
	return index->path != NULL ? td_clusters_changed(index->clusters)
				   : td_link_mails_count(index->to_link) > 0;
}

/* A temporary index, which has one range. */
static bool
link_all(td_index *index, GError **error)
{
	g_autoptr(GArray) was = g_array_new(FALSE, FALSE, sizeof(td_linked));

	if ((index->linked && !td_linked_add_all(was, index, error)) ||
	    !td_linking_store(index, index->to_link, was, error))
		return false;
	td_link_mails_clear(index->to_link);
	return true;
}

bool
td_index_link(td_index *index, GError **error)
{
	if (!(index->path == NULL
		    ? link_all(index, error)
		    : td_clusters_walk(index->clusters, index, link_some, index, error)))
		return false;
	index->linked = true;
	return td_judge_settle(index, td_clusters_find, error);
}
