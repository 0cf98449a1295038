/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/statistics.c - one pass over a list's mails, one over its newer series */
#include "report/statistics.h"

#include <string.h>

#include "index/recent.h"
#include "judge/standings.h"
#include "series/trait.h"
#include "subject/subject.h"

enum {
	day = 24 * 60 * 60,
	most_series = 3000, /* whose answers are looked up */
	most_rows = 25,
};

typedef struct counting {
	td_statistics *statistics;
	td_index *index;
	const td_people *people;
	GHashTable *authors, *repliers; /* int64_t * address to unsigned * */
	GHashTable *patches; /* uint64_t *: authors' titles that were counted */
	GArray *heads;       /* of int64_t */
	GArray *waits;       /* of int64_t */
} counting;

void
td_statistics_free(td_statistics *statistics)
{
	if (!statistics)
		return;
	g_clear_pointer(&statistics->authors, g_ptr_array_unref);
	g_clear_pointer(&statistics->repliers, g_ptr_array_unref);
	g_clear_pointer(&statistics->domains, g_ptr_array_unref);
	g_string_chunk_free(statistics->store);
	g_free(statistics);
}

static void
count_id(GHashTable *counts, int64_t id)
{
	int64_t *pair = g_hash_table_lookup(counts, &id);

	if (!pair) {
		pair = g_new0(int64_t, 2);
		pair[0] = id;
		g_hash_table_insert(counts, pair, pair);
	}
	pair[1]++;
}

/* v1 and v5 of a patch are one. */
static bool
is_first(counting *self, const td_index_beat *beat)
{
	g_autofree char *key = td_subject_key(beat->title);
	uint64_t hash = td_trait_text(key, TD_TRAIT_TITLE) ^
			((uint64_t)beat->author * UINT64_C(0x9e3779b97f4a7c15));

	return g_hash_table_add(self->patches, g_memdup2(&hash, sizeof hash));
}

static bool
take_beat(const td_index_beat *beat, void *data)
{
	counting *self = data;
	td_months *months = &self->statistics->months;

	td_months_add(months, beat->received, TD_MONTHS_MAILS);
	if (!beat->human)
		return true;
	if (beat->kind == TD_KIND_PATCH)
		td_months_add(months, beat->received, TD_MONTHS_PATCHES);
	else if (beat->kind == TD_KIND_REPLY)
		td_months_add(months, beat->received, TD_MONTHS_REPLIES);
	if (beat->received < self->statistics->since)
		return true;
	if (beat->kind == TD_KIND_PATCH && is_first(self, beat))
		count_id(self->authors, beat->author);
	else if (beat->kind == TD_KIND_REPLY)
		/* From may be the list's (report/sender.h). */
		count_id(self->repliers, beat->author);
	return true;
}

static int
compare_counts(const void *a, const void *b)
{
	const td_statistics_count *x = *(td_statistics_count *const *)a;
	const td_statistics_count *y = *(td_statistics_count *const *)b;

	if (x->n != y->n)
		return x->n < y->n ? 1 : -1;
	return strcmp(x->name, y->name);
}

static void
add_count(GHashTable *by_name, td_statistics *statistics, const char *key,
    const char *name, const char *address, unsigned n)
{
	td_statistics_count *count = g_hash_table_lookup(by_name, key);

	if (!count) {
		count = g_new0(td_statistics_count, 1);
		count->name = g_string_chunk_insert(statistics->store, name);
		count->address = g_string_chunk_insert(statistics->store, address);
		g_hash_table_insert(by_name, g_strdup(key), count);
	}
	count->n += n;
}

static GPtrArray *
ranked(GHashTable *by_name)
{
	GPtrArray *all = g_ptr_array_new_with_free_func(g_free);
	GHashTableIter iter;
	gpointer value;

	g_hash_table_iter_init(&iter, by_name);
	while (g_hash_table_iter_next(&iter, NULL, &value))
		g_ptr_array_add(all, value);
	g_ptr_array_sort(all, compare_counts);
	if (all->len > most_rows)
		g_ptr_array_remove_range(all, most_rows, all->len - most_rows);
	return all;
}

/* One person has several ids: names that differ, and what the mailmap knows. domains:
 * NULL or where their domains are counted. */
static GPtrArray *
rank_people(counting *self, GHashTable *counts, GHashTable *domains, GError **error)
{
	g_autoptr(GHashTable) by_address =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	GHashTableIter iter;
	gpointer value;

	g_hash_table_iter_init(&iter, counts);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		const int64_t *pair = value;
		g_autofree char *name = NULL, *address = NULL, *key = NULL;
		const char *shown, *mapped, *at;

		if (!td_index_find_address(
			self->index, pair[0], &name, &address, error)) {
			g_ptr_array_unref(ranked(by_address));
			return NULL;
		}
		td_people_resolve(self->people, name, address, &shown, &mapped);
		key = g_ascii_strdown(mapped, -1);
		add_count(by_address, self->statistics, key, *shown ? shown : mapped,
		    mapped, (unsigned)pair[1]);
		at = strrchr(key, '@');
		if (domains && at && at[1])
			add_count(domains, self->statistics, at + 1, at + 1, "",
			    (unsigned)pair[1]);
	}
	return ranked(by_address);
}

static bool
take_standing(const td_index_standing *standing, void *data)
{
	counting *self = data;
	unsigned version = MAX(standing->series.version, 1u);

	self->statistics->series++;
	if (standing->state == TD_STATE_APPLIED)
		self->statistics->rounds[MIN(version, (unsigned)TD_ROUNDS) - 1]++;
	if (self->heads->len < most_series)
		g_array_append_val(self->heads, standing->series.head);
	return true;
}

static int
compare_seconds(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static bool
count_waits(counting *self, GError **error)
{
	static const int64_t ends[] = { 3600, day, 3 * day, 7 * day, 30 * day,
		INT64_MAX };

	for (unsigned i = 0; i < self->heads->len; i++) {
		int64_t seconds;
		unsigned k = 0;

		if (!td_index_find_answer_time(self->index,
			g_array_index(self->heads, int64_t, i), &seconds, error))
			return false;
		if (seconds < 0)
			continue;
		while (seconds >= ends[k] && k < TD_WAITS - 1)
			k++;
		self->statistics->waits[k]++;
		self->statistics->answered++;
		g_array_append_val(self->waits, seconds);
	}
	self->statistics->median = -1;
	g_array_sort(self->waits, compare_seconds);
	if (self->waits->len > 0)
		self->statistics->median =
		    g_array_index(self->waits, int64_t, self->waits->len / 2);
	return true;
}

static bool
count_all(counting *self, int64_t list, GError **error)
{
	td_statistics *statistics = self->statistics;
	g_autoptr(GHashTable) domains =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	if (!td_index_each_beat(self->index, list, 0, take_beat, self, error))
		return false;
	statistics->authors = rank_people(self, self->authors, domains, error);
	statistics->domains = ranked(domains);
	if (!statistics->authors)
		return false;
	statistics->repliers = rank_people(self, self->repliers, NULL, error);
	return statistics->repliers &&
	       td_index_each_standing(self->index,
		   &(td_index_standings){ .list = list, .since = statistics->since },
		   take_standing, self, error) &&
	       count_waits(self, error);
}

td_statistics *
td_statistics_build(td_index *index, int64_t list, int64_t now, unsigned days,
    const td_people *people, GError **error)
{
	const td_recent_options newest = { .list = list, .limit = 1 };
	g_autoptr(td_statistics) statistics = g_new0(td_statistics, 1);
	g_autoptr(GHashTable) authors =
	    g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	g_autoptr(GHashTable) repliers =
	    g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	g_autoptr(GArray) heads = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_autoptr(GArray) waits = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_autoptr(GArray) recent = NULL;
	g_autoptr(GHashTable) patches =
	    g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	counting self = {
		.statistics = statistics,
		.index = index,
		.people = people,
		.authors = authors,
		.repliers = repliers,
		.patches = patches,
		.heads = heads,
		.waits = waits,
	};

	statistics->store = g_string_chunk_new(1 << 13);
	statistics->median = -1;
	recent = td_index_load_recent(index, &newest, error);
	if (!recent)
		return NULL;
	if (recent->len > 0)
		now = MIN(now, g_array_index(recent, td_index_recent, 0).received);
	statistics->since = now - (int64_t)days * day;
	return count_all(&self, list, error) ? g_steal_pointer(&statistics) : NULL;
}
