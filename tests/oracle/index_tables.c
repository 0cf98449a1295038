/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index_tables.c - tables of posts that follow an index, beside tables made anew */
#include "index_tables.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "index/lookup.h"
#include "index_tool.h"
#include "posts/posts.h"
#include "search/search.h"

struct td_table_watch {
	td_index *index;
	GHashTable *tables; /* int64_t * list to td_posts * */
	unsigned updates, loads;
	gint64 update_time, load_time; /* us */
};

td_table_watch *
td_table_watch_new(const char *path)
{
	const td_index_options options = { .path = path };
	td_table_watch *watch = g_new0(td_table_watch, 1);
	g_autoptr(GError) error = NULL;

	watch->tables = g_hash_table_new_full(
	    g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)td_posts_free);
	watch->index = td_index_open(&options, &error);
	if (watch->index == NULL)
		td_tool_fail(error);
	return watch;
}

static void
differ(const char *what, const td_posts *posts, guint at)
{
	printf("list %d: %s %u differs\n", (int)posts->list, what, at);
	exit(1);
}

static bool
same_post(const td_post *a, const td_post *b)
{
	return a->message == b->message && a->received == b->received &&
	       a->date == b->date && a->submitter == b->submitter &&
	       a->position == b->position && a->parent == b->parent &&
	       a->target == b->target && a->series == b->series && a->next == b->next &&
	       memcmp(&a->blob, &b->blob, sizeof a->blob) == 0 &&
	       a->number == b->number && a->kind == b->kind && a->pull == b->pull &&
	       a->applied == b->applied;
}

static bool
same_series(const td_post_series *a, const td_post_series *b)
{
	return a->id == b->id && a->evidence == b->evidence && a->first == b->first &&
	       a->last == b->last && a->cover == b->cover && a->complete == b->complete &&
	       a->patches == b->patches && a->version == b->version &&
	       a->total == b->total && a->state == b->state;
}

static bool
same_turn(const td_post_turn *a, const td_post_turn *b)
{
	return a->at == b->at && a->post == b->post && a->series == b->series &&
	       a->state == b->state;
}

static int
compare_elsewhere(const void *a, const void *b)
{
	const td_post_elsewhere *left = a, *right = b;

	return (left->post > right->post) - (left->post < right->post);
}

static void
compare_others(td_posts *a, td_posts *b)
{
	uint32_t at;

	if (a->elsewhere->len != b->elsewhere->len)
		differ("number of answers to others", a, a->elsewhere->len);
	g_array_sort(a->elsewhere, compare_elsewhere);
	g_array_sort(b->elsewhere, compare_elsewhere);
	for (guint i = 0; i < a->elsewhere->len; i++) {
		const td_post_elsewhere *one =
		    &g_array_index(a->elsewhere, td_post_elsewhere, i);
		const td_post_elsewhere *other =
		    &g_array_index(b->elsewhere, td_post_elsewhere, i);

		if (one->post != other->post || one->parent != other->parent)
			differ("answer to another", a, i);
	}
	for (guint i = 0; i < a->posts->len; i++) {
		if (g_array_index(a->by_message, uint32_t, i) !=
		    g_array_index(b->by_message, uint32_t, i))
			differ("by message", a, i);
		if (g_array_index(a->by_date, uint32_t, i) !=
		    g_array_index(b->by_date, uint32_t, i))
			differ("by date", a, i);
		td_posts_find_blob(b, &td_posts_get(b, i)->blob, &at);
		if (a->by_blob != NULL && g_array_index(a->by_blob, uint32_t, i) !=
					      g_array_index(b->by_blob, uint32_t, i))
			differ("by blob", a, i);
	}
}

static void
compare(td_posts *a, td_posts *b)
{
	if (a->last != b->last || a->until != b->until)
		differ("end", a, (guint)b->last);
	if (a->posts->len != b->posts->len)
		differ("number of posts", a, a->posts->len);
	if (a->series->len != b->series->len)
		differ("number of series", a, a->series->len);
	if (a->turns->len != b->turns->len)
		differ("number of turns", a, a->turns->len);
	for (guint i = 0; i < a->posts->len; i++)
		if (!same_post(td_posts_get(a, i), td_posts_get(b, i)))
			differ("post", a, i);
	for (guint i = 0; i < a->series->len; i++)
		if (!same_series(td_posts_series(a, i), td_posts_series(b, i)))
			differ("series", a, i);
	for (guint i = 0; i < a->turns->len; i++)
		if (!same_turn(&g_array_index(a->turns, td_post_turn, i),
			&g_array_index(b->turns, td_post_turn, i)))
			differ("turn", a, i);
	compare_others(a, b);
}

static void
follow(td_table_watch *self, int64_t list)
{
	td_posts *posts = g_hash_table_lookup(self->tables, &list);
	g_autoptr(GError) error = NULL;
	g_autoptr(td_posts) fresh = NULL;
	gint64 began = g_get_monotonic_time();
	bool done = false;
	uint32_t at;

	if (posts != NULL && !td_posts_update(posts, self->index, &done, &error))
		td_tool_fail(error);
	if (done)
		self->update_time += g_get_monotonic_time() - began;
	began = g_get_monotonic_time();
	fresh = td_posts_load(self->index, list, 1, &error);
	if (fresh == NULL)
		td_tool_fail(error);
	self->load_time += g_get_monotonic_time() - began;
	if (done) {
		self->updates++;
		compare(posts, fresh);
		return;
	}
	self->loads++;
	/* So that there is an order by blob that follows, too. */
	if (fresh->posts->len > 0)
		td_posts_find_blob(fresh, &td_posts_get(fresh, 0)->blob, &at);
	g_hash_table_replace(
	    self->tables, g_memdup2(&list, sizeof list), g_steal_pointer(&fresh));
}

void
td_table_watch_look(td_table_watch *self)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) lists = NULL;
	bool changed;

	if (!td_index_refresh(self->index, &changed, &error) ||
	    !td_index_hold(self->index, &error))
		td_tool_fail(error);
	lists = td_index_load_lists(self->index, &error);
	if (lists == NULL)
		td_tool_fail(error);
	for (guint i = 0; i < lists->len; i++)
		follow(self, ((const td_index_list *)g_ptr_array_index(lists, i))->id);
	td_index_release(self->index, NULL);
}

void
td_table_watch_free(td_table_watch *self)
{
	printf("%u times up to date in %d us each, %u times anew in %d us each\n",
	    self->updates, (int)(self->update_time / MAX(self->updates, 1)), self->loads,
	    (int)(self->load_time / MAX(self->updates + self->loads, 1)));
	g_hash_table_unref(self->tables);
	td_index_close(self->index);
	g_free(self);
}
