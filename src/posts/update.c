/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * posts/update.c - a table of posts, brought up to date with what was written
 *
 * Mails that came are appended. Each series that anything happened to is taken apart and
 * made again, in place; the others move where one comes between them. What can be told
 * only from all posts (targets) is made again by passes over memory.
 */
#include <stdlib.h>

#include "index/posts.h"
#include "store/changes.h"

#include "posts/make.h"
#include "posts/order.h"

/* A post will be in a series of that id. */
typedef struct joining {
	int64_t series;
	uint32_t post;
} joining;

typedef struct updating {
	td_posts *posts;
	td_index_changes changes;
	uint32_t old;         /* posts that were there */
	GArray *parents;      /* of int64_t: of each new one, what it answers */
	bool *touched;        /* of the old ones */
	GArray *ours;         /* of int64_t: messages of these */
	bool *dirty;          /* series that are to be made again */
	GArray *joins;        /* of joining */
	GArray *made;         /* of td_post_series, by id, then by first */
	GHashTable *messages; /* int64_t * of the new posts */
	GHashTable *slots;    /* int64_t * id to a series that was made, plus one */
} updating;

static void
clear(updating *self)
{
	td_index_changes_clear(&self->changes);
	g_array_unref(self->parents);
	g_free(self->touched);
	g_array_unref(self->ours);
	g_free(self->dirty);
	g_array_unref(self->joins);
	g_array_unref(self->made);
	g_hash_table_unref(self->messages);
	g_hash_table_unref(self->slots);
}

/* Whether all that happened to places of the list are mails that came at its end. */
static bool
only_grew(const updating *self)
{
	const GArray *places = self->changes.places;

	for (guint i = 0; i < places->len; i++) {
		const td_index_touched *place =
		    &g_array_index(places, td_index_touched, i);

		if (place->list == self->posts->list &&
		    place->position <= self->posts->last)
			return false;
	}
	return true;
}

static void
join(updating *self, int64_t series, uint32_t post)
{
	joining one = { series, post };

	if (series != 0 && td_post_may_join(td_posts_get(self->posts, post)))
		g_array_append_val(self->joins, one);
}

static void
add_post(const td_index_post *row, void *data)
{
	updating *self = data;
	uint32_t at = self->posts->posts->len;

	if (!td_posts_add_row(self->posts, row))
		return;
	g_array_append_val(self->parents, row->parent);
	g_hash_table_add(self->messages, g_memdup2(&row->message, sizeof row->message));
	join(self, row->series, at);
}

/* Where a post belongs in an order that it is not in yet. */
static void
insert(updating *self, GArray *order, uint32_t post, GCompareDataFunc compare)
{
	guint low = 0, high = order->len;

	while (low < high) {
		guint middle = low + (high - low) / 2;

		if (compare(&g_array_index(order, uint32_t, middle), &post, self->posts) <
		    0)
			low = middle + 1;
		else
			high = middle;
	}
	g_array_insert_val(order, low, post);
}

static void
sort_in(updating *self)
{
	td_posts *posts = self->posts;

	for (uint32_t i = self->old; i < posts->posts->len; i++) {
		insert(self, posts->by_message, i, td_posts_compare_message);
		insert(self, posts->by_date, i, td_posts_compare_date);
		if (posts->by_blob != NULL)
			insert(self, posts->by_blob, i, td_posts_compare_blob);
	}
}

static void
touch(updating *self)
{
	td_posts *posts = self->posts;
	guint kept = 0;

	for (guint i = 0; i < self->changes.messages->len; i++) {
		int64_t message = g_array_index(self->changes.messages, int64_t, i);
		uint32_t at;

		if (!td_posts_find_message(posts, message, &at) || at >= self->old)
			continue;
		self->touched[at] = true;
		g_array_append_val(self->ours, message);
		td_posts_get(posts, at)->parent = 0;
		if (td_posts_get(posts, at)->series != 0)
			self->dirty[td_posts_get(posts, at)->series - 1] = true;
	}
	for (guint i = 0; i < posts->elsewhere->len; i++) {
		td_post_elsewhere one =
		    g_array_index(posts->elsewhere, td_post_elsewhere, i);

		if (!self->touched[one.post])
			g_array_index(posts->elsewhere, td_post_elsewhere, kept++) = one;
	}
	g_array_set_size(posts->elsewhere, kept);
}

static void
take_link(int64_t message, int64_t parent, int64_t series, void *data)
{
	updating *self = data;
	uint32_t at;

	if (!td_posts_find_message(self->posts, message, &at))
		return;
	td_posts_set_parent(self->posts, at, parent);
	join(self, series, at);
}

/* What was answered before it came to this list. */
static void
find_parents(updating *self)
{
	td_posts *posts = self->posts;
	GArray *before = posts->elsewhere;

	posts->elsewhere = g_array_new(FALSE, FALSE, sizeof(td_post_elsewhere));
	for (guint i = 0; i < before->len; i++) {
		td_post_elsewhere one = g_array_index(before, td_post_elsewhere, i);

		if (g_hash_table_contains(self->messages, &one.parent))
			td_posts_set_parent(posts, one.post, one.parent);
		else
			g_array_append_val(posts->elsewhere, one);
	}
	g_array_unref(before);
	for (uint32_t i = self->old; i < posts->posts->len; i++)
		td_posts_set_parent(
		    posts, i, g_array_index(self->parents, int64_t, i - self->old));
}

/* Series that the index names, that somebody joins, and those whose state rests on a mail
 * that this list has only now. */
static void
find_dirty(updating *self)
{
	g_autoptr(GHashTable) named = g_hash_table_new(g_int64_hash, g_int64_equal);

	for (guint i = 0; i < self->changes.series->len; i++)
		g_hash_table_add(named, &g_array_index(self->changes.series, int64_t, i));
	for (guint i = 0; i < self->joins->len; i++)
		g_hash_table_add(named, &g_array_index(self->joins, joining, i).series);
	for (uint32_t i = 0; i < self->posts->series->len; i++) {
		td_post_series *series = td_posts_series(self->posts, i);

		self->dirty[i] = self->dirty[i] ||
				 g_hash_table_contains(named, &series->id) ||
				 g_hash_table_contains(self->messages, &series->evidence);
	}
}

/* Their posts are in none; those that nothing is known of will be in the same again. */
static void
take_apart(updating *self)
{
	for (uint32_t i = 0; i < self->posts->series->len; i++) {
		td_post_series *series = td_posts_series(self->posts, i);
		uint32_t at = self->dirty[i] ? series->first + 1 : 0;

		while (at != 0) {
			td_post *post = td_posts_get(self->posts, at - 1);

			if (!self->touched[at - 1])
				join(self, series->id, at - 1);
			at = post->next;
			post->series = post->next = 0;
			post->applied = false;
		}
	}
}

static int
compare_joins(const void *a, const void *b)
{
	const joining *left = a, *right = b;

	if (left->series != right->series)
		return left->series < right->series ? -1 : 1;
	return (left->post > right->post) - (left->post < right->post);
}

static int
compare_first(const void *a, const void *b)
{
	const td_post_series *left = a, *right = b;

	return (left->first > right->first) - (left->first < right->first);
}

static void
list_made(updating *self)
{
	g_array_sort(self->joins, compare_joins);
	for (guint i = 0; i < self->joins->len; i++) {
		const joining *one = &g_array_index(self->joins, joining, i);
		td_post_series fresh = {
			.id = one->series, .first = one->post, .last = one->post
		};

		if (i == 0 ||
		    g_array_index(self->joins, joining, i - 1).series != one->series)
			g_array_append_val(self->made, fresh);
	}
	g_array_sort(self->made, compare_first);
}

/* All series by their first post; gives where each of the old ones is now, plus one. */
static uint32_t *
merge_series(updating *self)
{
	td_posts *posts = self->posts;
	GArray *old = posts->series;
	uint32_t *moved = g_new0(uint32_t, old->len + 1);
	guint made = 0;

	posts->series = g_array_new(FALSE, TRUE, sizeof(td_post_series));
	for (uint32_t i = 0; i <= old->len; i++) {
		const td_post_series *kept = i < old->len && !self->dirty[i]
						 ? &g_array_index(old, td_post_series, i)
						 : NULL;

		if (i < old->len && kept == NULL)
			continue;
		for (; made < self->made->len; made++) {
			td_post_series *one =
			    &g_array_index(self->made, td_post_series, made);

			if (kept != NULL && kept->first < one->first)
				break;
			g_array_append_val(posts->series, *one);
			g_hash_table_insert(
			    self->slots, &one->id, GUINT_TO_POINTER(posts->series->len));
		}
		if (kept != NULL) {
			g_array_append_val(posts->series, *kept);
			moved[i] = posts->series->len;
		}
	}
	g_array_unref(old);
	return moved;
}

static void
put_together(updating *self)
{
	td_posts *posts = self->posts;
	g_autofree uint32_t *moved = NULL;
	guint kept = 0;

	list_made(self);
	moved = merge_series(self);
	for (uint32_t i = 0; i < self->old; i++) {
		td_post *post = td_posts_get(posts, i);

		if (post->series != 0)
			post->series = moved[post->series - 1];
	}
	for (guint i = 0; i < posts->turns->len; i++) {
		td_post_turn turn = g_array_index(posts->turns, td_post_turn, i);

		turn.series = moved[turn.series - 1];
		if (turn.series != 0)
			g_array_index(posts->turns, td_post_turn, kept++) = turn;
	}
	g_array_set_size(posts->turns, kept);
	for (guint i = 0; i < self->joins->len; i++) {
		const joining *one = &g_array_index(self->joins, joining, i);
		uint32_t at =
		    GPOINTER_TO_UINT(g_hash_table_lookup(self->slots, &one->series));

		td_posts_join(posts, at - 1, one->post);
	}
}

static void
take_state(const td_index_state *state, void *data)
{
	updating *self = data;
	uint32_t at = GPOINTER_TO_UINT(g_hash_table_lookup(self->slots, &state->series));

	if (at != 0)
		td_posts_take_state(
		    self->posts, td_posts_series(self->posts, at - 1), state);
}

static void
take_applied(int64_t series, unsigned number, void *data)
{
	updating *self = data;
	uint32_t at = GPOINTER_TO_UINT(g_hash_table_lookup(self->slots, &series));

	if (at != 0)
		td_posts_take_applied(self->posts, at - 1, number);
}

static bool
read_states(updating *self, td_index *index, GError **error)
{
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));

	for (guint i = 0; i < self->made->len; i++)
		g_array_append_val(ids, g_array_index(self->made, td_post_series, i).id);
	return td_index_each_state(index, ids, take_state, self, error) &&
	       td_index_each_applied(index, ids, take_applied, self, error);
}

/* What was there stays in order. */
static void
merge_turns(td_posts *posts, GArray *old, GArray *made)
{
	guint i = 0;

	g_array_sort(made, td_posts_compare_turns);
	g_array_set_size(posts->turns, 0);
	for (guint k = 0; k <= made->len; k++) {
		const td_post_turn *next =
		    k < made->len ? &g_array_index(made, td_post_turn, k) : NULL;

		for (; i < old->len; i++) {
			td_post_turn *turn = &g_array_index(old, td_post_turn, i);

			if (next != NULL && td_posts_compare_turns(next, turn) < 0)
				break;
			g_array_append_val(posts->turns, *turn);
		}
		if (next != NULL)
			g_array_append_val(posts->turns, *next);
	}
}

static void
make_turns(updating *self)
{
	td_posts *posts = self->posts;
	GArray *old = posts->turns;
	g_autoptr(GArray) made = g_array_new(FALSE, TRUE, sizeof(td_post_turn));
	GHashTableIter iter;
	void *slot;

	posts->turns = made;
	g_hash_table_iter_init(&iter, self->slots);
	while (g_hash_table_iter_next(&iter, NULL, &slot))
		td_posts_add_turns(posts, GPOINTER_TO_UINT(slot) - 1);
	posts->turns = g_array_new(FALSE, TRUE, sizeof(td_post_turn));
	merge_turns(posts, old, made);
	g_array_unref(old);
}

static bool
update(updating *self, td_index *index, GError **error)
{
	td_posts *posts = self->posts;

	if (!td_index_each_post(index, posts->list, posts->last, add_post, self, error))
		return false;
	sort_in(self);
	touch(self);
	if (!td_index_each_post_link(index, self->ours, take_link, self, error))
		return false;
	find_parents(self);
	find_dirty(self);
	take_apart(self);
	put_together(self);
	if (!read_states(self, index, error))
		return false;
	td_posts_find_targets(posts);
	make_turns(self);
	posts->until = self->changes.until;
	return true;
}

static int
compare_ids(const void *a, const void *b)
{
	int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;

	return (left > right) - (left < right);
}

/* Whether what was written is about the list: most syncs bring mails to some of many. */
static bool
is_concerned(const updating *self)
{
	const td_index_changes *changes = &self->changes;
	const td_posts *posts = self->posts;
	uint32_t at;

	for (guint i = 0; i < changes->places->len; i++)
		if (g_array_index(changes->places, td_index_touched, i).list ==
		    posts->list)
			return true;
	for (guint i = 0; i < changes->messages->len; i++)
		if (td_posts_find_message(
			posts, g_array_index(changes->messages, int64_t, i), &at))
			return true;
	for (uint32_t i = 0; changes->series->len > 0 && i < posts->series->len; i++)
		if (bsearch(&td_posts_series(posts, i)->id, changes->series->data,
			changes->series->len, sizeof(int64_t), compare_ids) != NULL)
			return true;
	return false;
}

bool
td_posts_update(td_posts *posts, td_index *index, bool *done, GError **error)
{
	updating self = { .posts = posts, .old = posts->posts->len };
	bool ok;

	self.parents = g_array_new(FALSE, FALSE, sizeof(int64_t));
	self.touched = g_new0(bool, posts->posts->len + 1);
	self.dirty = g_new0(bool, posts->series->len + 1);
	self.ours = g_array_new(FALSE, FALSE, sizeof(int64_t));
	self.joins = g_array_new(FALSE, FALSE, sizeof(joining));
	self.made = g_array_new(FALSE, FALSE, sizeof(td_post_series));
	self.messages = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	self.slots = g_hash_table_new(g_int64_hash, g_int64_equal);
	ok = td_index_read_changes(index, posts->until, &self.changes, error);
	*done = ok && !self.changes.unknown && only_grew(&self);
	if (*done && is_concerned(&self))
		ok = update(&self, index, error);
	else if (*done)
		posts->until = self.changes.until;
	clear(&self);
	return ok;
}
