/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/earlier.c - what was said before the range in the threads that go on in it */
#include "report/work.h"

#include <stdlib.h>

#include "base/ids.h"
#include "index/lookup.h"
#include "judge/edges.h"
#include "judge/standings.h"
#include "judge/versions.h"

/* What is older than this and still waits is a matter of `tidings series --state=stale`.
 */
#define WAITING_SECONDS (90 * 24 * 60 * 60)
#define DAY_SECONDS (24 * 60 * 60)

static bool
has_id(const GArray *ids, int64_t id)
{
	return ids->len > 0 &&
	       bsearch(&id, ids->data, ids->len, sizeof(int64_t), td_ids_compare) != NULL;
}

static bool
add_threads_of(td_work *work, GArray *heads, GArray *threads, GError **error)
{
	td_index_range range = { .messages = NULL };
	g_autoptr(td_rows) rows = NULL;
	g_autoptr(GError) failed = NULL;
	td_index_row row;

	td_ids_tidy(heads);
	if (heads->len == 0)
		return true;
	range.messages = (const int64_t *)(const void *)heads->data;
	range.n = heads->len;
	rows = td_index_messages(work->index, &range, error);
	if (!rows)
		return false;
	while (td_rows_next(rows, &row, &failed))
		g_array_append_val(threads, row.thread);
	if (!failed)
		return true;
	g_propagate_error(error, g_steal_pointer(&failed));
	return false;
}

/* The series that this one follows; 0 for none. */
static bool
find_elder(td_index *index, int64_t series, td_work_elder *elder, GError **error)
{
	td_index_version version;
	bool found;

	*elder = (td_work_elder){ 0 };
	if (!td_index_find_version(index, series, &version, &found, error))
		return false;
	if (found && !version.partly) {
		elder->series = version.older;
		elder->copied = version.alias && !version.series.resend;
		elder->part = version.part;
	}
	return true;
}

static void
note_elder(td_work *work, int64_t series, const td_work_elder *elder)
{
	g_hash_table_insert(work->elders, g_memdup2(&series, sizeof(series)),
	    g_memdup2(elder, sizeof(*elder)));
}

static bool
add_head(td_work *work, int64_t series, GArray *heads, GError **error)
{
	td_index_version version;
	bool found;

	if (!td_index_find_version(work->index, series, &version, &found, error))
		return false;
	if (found)
		g_array_append_val(heads, version.series.head);
	return true;
}

/* What follows it may have gone to another list alone. */
static bool
add_followers(td_work *work, int64_t series, GArray *heads, GError **error)
{
	g_autoptr(GArray) after = td_edges_after(work->index, series, error);

	for (unsigned i = 0; after && i < after->len; i++) {
		const td_follower *one = &g_array_index(after, td_follower, i);
		td_work_elder elder;

		if (one->partly)
			continue;
		if (!find_elder(work->index, one->series, &elder, error) ||
		    !add_head(work, one->series, heads, error))
			return false;
		note_elder(work, one->series, &elder);
	}
	return after != NULL;
}

/* The series that each one of the range follows, and what follows it; heads of these. */
static bool
find_elders(td_work *work, GArray *heads, GError **error)
{
	g_autoptr(GArray) series = td_index_load_series(work->index, &work->range, error);

	for (unsigned i = 0; series && i < series->len; i++) {
		int64_t id = g_array_index(series, td_index_series, i).id;
		td_work_elder older;

		if (!add_followers(work, id, heads, error) ||
		    !find_elder(work->index, id, &older, error))
			return false;
		if (older.series == 0)
			continue;
		if (!add_head(work, older.series, heads, error))
			return false;
		note_elder(work, id, &older);
	}
	return series != NULL;
}

typedef struct idle_walk {
	td_work *work;
	GArray *heads;
	int64_t until; /* nothing happened after that */
} idle_walk;

static bool
take_idle(const td_index_standing *standing, void *data)
{
	idle_walk *walk = data;

	if (td_state_waits(standing->state) && standing->last <= walk->until) {
		g_hash_table_add(walk->work->idle,
		    g_memdup2(&standing->series.id, sizeof(standing->series.id)));
		g_array_append_val(walk->heads, standing->series.head);
	}
	return true;
}

/* Series of before the range that nobody has answered for long. */
static bool
find_idle(td_work *work, GArray *heads, GError **error)
{
	int64_t end = work->report->last;
	idle_walk walk = {
		.work = work,
		.heads = heads,
		.until = end - (int64_t)work->report->waiting_days * DAY_SECONDS,
	};

	return td_index_each_standing(work->index,
	    &(td_index_standings){ .list = work->range.list,
		.since = end - WAITING_SECONDS,
		.until = walk.until },
	    take_idle, &walk, error);
}

/* Messages of the threads that mails of the range are in, without these mails; of the
 * versions before its series, and of older ones that wait. */
static GArray *
find_messages(td_work *work, GError **error)
{
	g_autoptr(GArray) threads = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_autoptr(GArray) heads = g_array_new(FALSE, FALSE, sizeof(int64_t));

	for (unsigned i = 0; i < work->mails->len; i++) {
		const td_work_mail *mail = &g_array_index(work->mails, td_work_mail, i);

		g_array_append_val(work->ids, mail->id);
		g_array_append_val(threads, mail->thread);
	}
	if (!find_elders(work, heads, error) || !find_idle(work, heads, error) ||
	    !add_threads_of(work, heads, threads, error))
		return NULL;
	td_ids_tidy(work->ids);
	td_ids_tidy(threads);
	for (unsigned i = 0; i < threads->len; i++) {
		g_autoptr(GArray) mails = td_index_find_thread_forms(
		    work->index, g_array_index(threads, int64_t, i), error);

		if (!mails)
			return NULL;
		for (unsigned m = 0; m < mails->len; m++) {
			int64_t id = g_array_index(mails, int64_t, m);

			if (!has_id(work->ids, id))
				g_array_append_val(found, id);
		}
	}
	td_ids_tidy(found);
	if (work->options->sift)
		return work->options->sift(found, work->options->load_data, error);
	return g_steal_pointer(&found);
}

/* What came after the range is none of this page's business. */
static bool
is_earlier(const td_work *work, const td_index_row *row)
{
	if (row->list == work->range.list && work->range.first > 0)
		return row->position < work->range.first;
	return row->received <= work->report->last;
}

static bool
load_rows(td_work *work, const GArray *messages, GArray *to, GError **error)
{
	const td_index_range range = {
		.messages = (const int64_t *)(const void *)messages->data,
		.n = messages->len,
	};
	g_autoptr(td_rows) rows = NULL;
	g_autoptr(GError) failed = NULL;
	td_index_row row;

	if (messages->len == 0)
		return true;
	rows = td_index_messages(work->index, &range, error);
	if (!rows)
		return false;
	while (td_rows_next(rows, &row, &failed)) {
		if (!is_earlier(work, &row))
			continue;
		td_work_add_mail(work, &row, to);
		g_array_append_val(work->ids, row.id);
	}
	if (!failed)
		return true;
	g_propagate_error(error, g_steal_pointer(&failed));
	return false;
}

bool
td_work_load_earlier(td_work *work, GError **error)
{
	g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(td_work_mail));
	g_autoptr(GArray) messages = NULL;

	work->ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
	work->elders = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
	work->idle = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	messages = find_messages(work, error);
	if (!messages || !load_rows(work, messages, all, error))
		return false;
	/* Oldest first, as all else expects it. */
	g_array_append_vals(all, work->mails->data, work->mails->len);
	g_array_unref(work->mails);
	work->mails = g_steal_pointer(&all);
	td_ids_tidy(work->ids);
	work->range = (td_index_range){
		.messages = (const int64_t *)(const void *)work->ids->data,
		.n = work->ids->len,
	};
	return true;
}
