/* SPDX-License-Identifier: GPL-2.0-or-later */
/* posts/posts.c - finds things in the table of a list */
#include "posts/posts.h"

#include <string.h>

#include "base/limits.h"
#include "posts/make.h"
#include "posts/order.h"

static void
clear_mark(void *data)
{
	td_post_mark *mark = data;

	g_free(mark->commit_ref);
}

td_posts *
td_posts_new(int64_t list, unsigned project)
{
	td_posts *posts = g_new0(td_posts, 1);

	posts->list = list;
	posts->project = project;
	posts->posts = g_array_new(FALSE, TRUE, sizeof(td_post));
	posts->series = g_array_new(FALSE, TRUE, sizeof(td_post_series));
	posts->marks = g_array_new(FALSE, TRUE, sizeof(td_post_mark));
	g_array_set_clear_func(posts->marks, clear_mark);
	posts->turns = g_array_new(FALSE, TRUE, sizeof(td_post_turn));
	posts->elsewhere = g_array_new(FALSE, FALSE, sizeof(td_post_elsewhere));
	posts->by_message = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	posts->by_date = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	return posts;
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
	g_array_unref(posts->elsewhere);
	g_array_unref(posts->by_message);
	g_array_unref(posts->by_date);
	g_clear_pointer(&posts->by_blob, g_array_unref);
	g_free(posts);
}

static void
copy_array(GArray *to, const GArray *from)
{
	g_array_append_vals(to, from->data, from->len);
}

td_posts *
td_posts_copy(const td_posts *posts)
{
	td_posts *copy = td_posts_new(posts->list, posts->project);

	copy->until = posts->until;
	copy->last = posts->last;
	copy_array(copy->posts, posts->posts);
	copy_array(copy->series, posts->series);
	copy_array(copy->turns, posts->turns);
	copy_array(copy->elsewhere, posts->elsewhere);
	copy_array(copy->by_message, posts->by_message);
	copy_array(copy->by_date, posts->by_date);
	for (uint32_t i = 0; i < copy->posts->len; i++)
		td_posts_get(copy, i)->mark = 0;
	return copy;
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

		if (td_posts_get(
			posts, g_array_index(posts->by_message, uint32_t, middle))
			->message < message)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == posts->posts->len)
		return false;
	*i = g_array_index(posts->by_message, uint32_t, low);
	return td_posts_get(posts, *i)->message == message;
}

bool
td_posts_find_blob(td_posts *posts, const td_oid *blob, uint32_t *i)
{
	uint32_t low = 0, high = posts->posts->len;

	if (posts->by_blob == NULL) {
		posts->by_blob = g_array_new(FALSE, FALSE, sizeof(uint32_t));
		td_posts_sort(posts, posts->by_blob, td_posts_compare_blob);
	}
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		const td_post *post =
		    td_posts_get(posts, g_array_index(posts->by_blob, uint32_t, middle));

		if (memcmp(&post->blob, blob, sizeof *blob) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == posts->posts->len)
		return false;
	*i = g_array_index(posts->by_blob, uint32_t, low);
	return td_oid_equal(&td_posts_get(posts, *i)->blob, blob);
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
