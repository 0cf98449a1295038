/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/posts.c - reads a list into a table, and finds things in it */
#include "report/posts.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "index/posts.h"

/* What is known only while the table is made. */
typedef struct loading {
	td_posts *posts;
	GArray *parents;    /* of int64_t, a post each: the message it answers */
	GHashTable *series; /* int64_t * id to the series, plus one */
	bool full;
} loading;

static td_post_kind
kind_of(td_kind kind)
{
	switch (kind) {
	case TD_KIND_PATCH:
	case TD_KIND_PULL:
		return TD_POST_PATCH;
	case TD_KIND_COVER:
		return TD_POST_COVER;
	case TD_KIND_MAIL:
	case TD_KIND_REPLY:
	case TD_KIND_NOTICE:
		break;
	}
	return TD_POST_OTHER;
}

static void
join_series(loading *self, int64_t id, uint32_t at)
{
	td_post *post = td_posts_get(self->posts, at);
	uint32_t known = GPOINTER_TO_UINT(g_hash_table_lookup(self->series, &id));
	td_post_series *series;

	if (known == 0) {
		td_post_series fresh = { .id = id, .first = at, .last = at };

		g_array_append_val(self->posts->series, fresh);
		known = self->posts->series->len;
		g_hash_table_insert(
		    self->series, g_memdup2(&id, sizeof id), GUINT_TO_POINTER(known));
	}
	series = td_posts_series(self->posts, known - 1);
	if (series->last != at)
		td_posts_get(self->posts, series->last)->next = at + 1;
	series->last = at;
	series->patches += post->kind == TD_POST_PATCH;
	post->series = known;
}

static void
add_post(const td_index_post *row, void *data)
{
	loading *self = data;
	uint32_t at = self->posts->posts->len;
	td_post post = {
		.message = row->message,
		.received = row->received,
		.date = row->sent != 0 ? row->sent : row->received,
		.submitter = row->submitter,
		.position = (uint32_t)row->position,
		.blob = row->blob,
		.number = (uint16_t)row->number,
		.kind = (uint8_t)kind_of(row->kind),
		.pull = row->kind == TD_KIND_PULL,
	};

	/* A copy of a mail that the list has already is no post of its own. */
	if (row->mailed_twice || row->position > UINT32_MAX)
		return;
	g_array_append_val(self->posts->posts, post);
	g_array_append_val(self->parents, row->parent);
	if (row->series != 0 && post.kind != TD_POST_OTHER)
		join_series(self, row->series, at);
}

static void
add_state(const td_index_state *state, void *data)
{
	loading *self = data;
	uint32_t known =
	    GPOINTER_TO_UINT(g_hash_table_lookup(self->series, &state->series));
	td_post_series *series;
	uint32_t cover;

	if (known == 0)
		return;
	series = td_posts_series(self->posts, known - 1);
	series->version = (uint16_t)state->version;
	series->total = (uint16_t)state->total;
	series->state = (uint8_t)state->state;
	series->evidence = state->evidence;
	if (state->cover != 0 && td_posts_find_message(self->posts, state->cover, &cover))
		series->cover = cover + 1;
}

static void
add_applied(int64_t series, unsigned number, void *data)
{
	loading *self = data;
	uint32_t known = GPOINTER_TO_UINT(g_hash_table_lookup(self->series, &series));
	uint32_t at = known != 0 ? td_posts_series(self->posts, known - 1)->first + 1 : 0;

	while (at != 0) {
		td_post *post = td_posts_get(self->posts, at - 1);

		if (post->kind == TD_POST_PATCH && MAX(post->number, 1) == number)
			post->applied = true;
		at = post->next;
	}
}

static int
compare_message(const void *a, const void *b, void *data)
{
	const td_posts *posts = data;
	int64_t left = td_posts_get(posts, *(const uint32_t *)a)->message;
	int64_t right = td_posts_get(posts, *(const uint32_t *)b)->message;

	return (left > right) - (left < right);
}

static int
compare_date(const void *a, const void *b, void *data)
{
	const td_posts *posts = data;
	uint32_t i = *(const uint32_t *)a, j = *(const uint32_t *)b;
	int64_t left = td_posts_get(posts, i)->date;
	int64_t right = td_posts_get(posts, j)->date;

	if (left != right)
		return left < right ? -1 : 1;
	return (i > j) - (i < j);
}

static int
compare_blob(const void *a, const void *b, void *data)
{
	const td_posts *posts = data;

	return memcmp(&td_posts_get(posts, *(const uint32_t *)a)->blob,
	    &td_posts_get(posts, *(const uint32_t *)b)->blob, sizeof(td_oid));
}

static uint32_t *
sorted(const td_posts *posts, GCompareDataFunc compare)
{
	uint32_t *order = g_new(uint32_t, posts->posts->len + 1);

	for (uint32_t i = 0; i < posts->posts->len; i++)
		order[i] = i;
	g_qsort_with_data(order, (int)posts->posts->len, sizeof *order, compare,
	    (void *)(uintptr_t)posts);
	return order;
}

/*
 * Up through answers to the patch that the first of them is for. Each way is walked once:
 * what was met on it gets the same target. A parent may come after its answer, so this is
 * after all were read; loops of forged references end where a post was met before.
 */
static void
find_targets(loading *self)
{
	td_posts *posts = self->posts;
	g_autoptr(GArray) way = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	g_autofree bool *met = g_new0(bool, posts->posts->len + 1);

	for (uint32_t i = 0; i < posts->posts->len; i++) {
		uint32_t at = i, target = 0;

		g_array_set_size(way, 0);
		while (td_posts_get(posts, at)->kind == TD_POST_OTHER && !met[at]) {
			int64_t parent = g_array_index(self->parents, int64_t, at);

			met[at] = true;
			g_array_append_val(way, at);
			if (parent == 0 || !td_posts_find_message(posts, parent, &at))
				break;
		}
		if (td_posts_get(posts, at)->kind == TD_POST_PATCH ||
		    td_posts_get(posts, at)->kind == TD_POST_COVER)
			target = at + 1;
		else
			target = td_posts_get(posts, at)->target;
		for (guint k = 0; target != 0 && k < way->len; k++) {
			td_post *post =
			    td_posts_get(posts, g_array_index(way, uint32_t, k));

			post->target = target;
			post->kind = TD_POST_ANSWER;
		}
	}
}

static int
compare_number(const void *a, const void *b, void *data)
{
	const td_posts *posts = data;
	uint32_t i = *(const uint32_t *)a, j = *(const uint32_t *)b;
	unsigned left = td_posts_get(posts, i)->number;
	unsigned right = td_posts_get(posts, j)->number;

	if (left != right)
		return left < right ? -1 : 1;
	return (i > j) - (i < j);
}

GArray *
td_posts_patches(const td_posts *posts, uint32_t series)
{
	GArray *patches = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	uint32_t at = td_posts_series(posts, series)->first + 1;

	for (; at != 0; at = td_posts_get(posts, at - 1)->next) {
		uint32_t post = at - 1;

		if (td_posts_get(posts, post)->kind == TD_POST_PATCH)
			g_array_append_val(patches, post);
	}
	g_array_sort_with_data(patches, compare_number, (void *)(uintptr_t)posts);
	return patches;
}

/* A patch is complete with the last to come of itself and those before it; the series
 * with the last of all, where none is missing. */
static void
add_turns(td_posts *posts, uint32_t at)
{
	td_post_series *series = td_posts_series(posts, at);
	g_autoptr(GArray) patches = td_posts_patches(posts, at);
	unsigned expected = 1;
	uint32_t latest = 0, evidence;

	for (guint i = 0; i < patches->len; i++) {
		uint32_t post = g_array_index(patches, uint32_t, i);
		unsigned number = MAX(td_posts_get(posts, post)->number, 1);
		td_post_turn turn = { .post = post + 1, .series = at + 1 };

		if (number > expected)
			break;
		if (number == expected)
			expected++;
		latest = MAX(latest, post);
		turn.at = latest;
		g_array_append_val(posts->turns, turn);
	}
	if (patches->len > 0 && expected > MAX(series->total, 1)) {
		td_post_turn turn = { .at = latest, .series = at + 1 };

		series->complete = latest + 1;
		g_array_append_val(posts->turns, turn);
	}
	if (series->evidence != 0 &&
	    td_posts_find_message(posts, series->evidence, &evidence)) {
		td_post_turn turn = { .at = evidence, .series = at + 1, .state = true };

		g_array_append_val(posts->turns, turn);
	}
}

static int
compare_turns(const void *a, const void *b)
{
	const td_post_turn *left = a, *right = b;

	if (left->at != right->at)
		return left->at < right->at ? -1 : 1;
	if (left->state != right->state)
		return left->state ? 1 : -1;
	if (left->series != right->series)
		return left->series < right->series ? -1 : 1;
	return (left->post > right->post) - (left->post < right->post);
}

static bool
fill(loading *self, td_index *index, GError **error)
{
	td_posts *posts = self->posts;

	if (!td_index_each_post(index, posts->list, 0, add_post, self, error))
		return false;
	posts->by_message = sorted(posts, compare_message);
	posts->by_date = sorted(posts, compare_date);
	if (!td_index_each_state(index, add_state, self, error) ||
	    !td_index_each_applied(index, add_applied, self, error))
		return false;
	find_targets(self);
	for (uint32_t i = 0; i < posts->series->len; i++)
		add_turns(posts, i);
	g_array_sort(posts->turns, compare_turns);
	return true;
}

static void
clear_mark(void *data)
{
	td_post_mark *mark = data;

	g_free(mark->commit_ref);
}

td_posts *
td_posts_load(td_index *index, int64_t list, unsigned project, GError **error)
{
	g_autoptr(td_posts) posts = g_new0(td_posts, 1);
	loading self = { .posts = posts };
	bool ok;

	posts->list = list;
	posts->project = project;
	posts->posts = g_array_new(FALSE, TRUE, sizeof(td_post));
	posts->series = g_array_new(FALSE, TRUE, sizeof(td_post_series));
	posts->marks = g_array_new(FALSE, TRUE, sizeof(td_post_mark));
	g_array_set_clear_func(posts->marks, clear_mark);
	posts->turns = g_array_new(FALSE, TRUE, sizeof(td_post_turn));
	self.parents = g_array_new(FALSE, FALSE, sizeof(int64_t));
	self.series = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	ok = fill(&self, index, error);
	g_array_unref(self.parents);
	g_hash_table_unref(self.series);
	return ok ? g_steal_pointer(&posts) : NULL;
}

void
td_posts_free(td_posts *posts)
{
	if (posts == NULL)
		return;
	g_array_unref(posts->posts);
	g_array_unref(posts->series);
	g_array_unref(posts->marks);
	g_array_unref(posts->turns);
	g_free(posts->by_message);
	g_free(posts->by_date);
	g_free(posts->by_blob);
	g_free(posts);
}

uint64_t
td_posts_number(const td_posts *posts, uint32_t i)
{
	return (uint64_t)td_posts_get(posts, i)->position * TD_MAX_PROJECTS +
	       posts->project;
}

bool
td_posts_find(const td_posts *posts, uint64_t number, uint32_t *i)
{
	uint64_t position = number / TD_MAX_PROJECTS;
	uint32_t low = 0, high = posts->posts->len;

	if (number % TD_MAX_PROJECTS != posts->project)
		return false;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (td_posts_get(posts, middle)->position < position)
			low = middle + 1;
		else
			high = middle;
	}
	*i = low;
	return low < posts->posts->len && td_posts_get(posts, low)->position == position;
}

bool
td_posts_find_series(const td_posts *posts, uint64_t number, uint32_t *i)
{
	uint32_t post;

	if (!td_posts_find(posts, number, &post) ||
	    td_posts_get(posts, post)->series == 0)
		return false;
	*i = td_posts_get(posts, post)->series - 1;
	return td_posts_series(posts, *i)->first == post;
}

bool
td_posts_find_message(const td_posts *posts, int64_t message, uint32_t *i)
{
	uint32_t low = 0, high = posts->posts->len;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (td_posts_get(posts, posts->by_message[middle])->message < message)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == posts->posts->len)
		return false;
	*i = posts->by_message[low];
	return td_posts_get(posts, *i)->message == message;
}

bool
td_posts_find_blob(td_posts *posts, const td_oid *blob, uint32_t *i)
{
	uint32_t low = 0, high = posts->posts->len;

	if (posts->by_blob == NULL)
		posts->by_blob = sorted(posts, compare_blob);
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		const td_post *post = td_posts_get(posts, posts->by_blob[middle]);

		if (memcmp(&post->blob, blob, sizeof *blob) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == posts->posts->len)
		return false;
	*i = posts->by_blob[low];
	return memcmp(&td_posts_get(posts, *i)->blob, blob, sizeof *blob) == 0;
}

td_post_mark *
td_posts_mark(td_posts *posts, uint32_t i)
{
	td_post *post = td_posts_get(posts, i);

	if (post->mark == 0) {
		g_array_set_size(posts->marks, posts->marks->len + 1);
		post->mark = posts->marks->len;
	}
	return &g_array_index(posts->marks, td_post_mark, post->mark - 1);
}

const td_post_mark *
td_posts_get_mark(const td_posts *posts, uint32_t i)
{
	static const td_post_mark none = { 0 };
	uint32_t mark = td_posts_get(posts, i)->mark;

	return mark != 0 ? &g_array_index(posts->marks, td_post_mark, mark - 1) : &none;
}

td_slug
td_posts_state(const td_posts *posts, uint32_t i)
{
	const td_post *post = td_posts_get(posts, i);
	const td_post_mark *mark = td_posts_get_mark(posts, i);

	if (mark->has_state)
		return mark->state;
	if (post->series == 0)
		return TD_SLUG_NEW;
	if (post->applied)
		return TD_SLUG_ACCEPTED;
	return td_slug_of_state(
	    (td_state)td_posts_series(posts, post->series - 1)->state);
}

bool
td_posts_is_archived(const td_posts *posts, uint32_t i)
{
	return td_posts_get_mark(posts, i)->archived;
}
