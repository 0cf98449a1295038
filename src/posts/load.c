/* SPDX-License-Identifier: GPL-2.0-or-later */
/* posts/load.c - reads all of a list into a table */
#include "posts/make.h"
#include "posts/order.h"

#include "index/posts.h"
#include "store/changes.h"

/* What is known only while the table is made. */
typedef struct loading {
	td_posts *posts;
	GArray *parents;    /* of int64_t, a post each: the message it answers */
	GHashTable *series; /* int64_t * id to the series, plus one */
} loading;

static void
join_series(loading *self, int64_t id, uint32_t at)
{
	uint32_t known = GPOINTER_TO_UINT(g_hash_table_lookup(self->series, &id));

	if (known == 0) {
		td_post_series fresh = { .id = id, .first = at, .last = at };

		g_array_append_val(self->posts->series, fresh);
		known = self->posts->series->len;
		g_hash_table_insert(
		    self->series, g_memdup2(&id, sizeof id), GUINT_TO_POINTER(known));
	}
	td_posts_join(self->posts, known - 1, at);
}

static void
add_post(const td_index_post *row, void *data)
{
	loading *self = data;
	uint32_t at = self->posts->posts->len;

	if (!td_posts_add_row(self->posts, row))
		return;
	g_array_append_val(self->parents, row->parent);
	if (row->series != 0 && td_post_may_join(td_posts_get(self->posts, at)))
		join_series(self, row->series, at);
}

static void
add_state(const td_index_state *state, void *data)
{
	loading *self = data;
	uint32_t known =
	    GPOINTER_TO_UINT(g_hash_table_lookup(self->series, &state->series));

	if (known != 0)
		td_posts_take_state(
		    self->posts, td_posts_series(self->posts, known - 1), state);
}

static void
add_applied(int64_t series, unsigned number, void *data)
{
	loading *self = data;
	uint32_t known = GPOINTER_TO_UINT(g_hash_table_lookup(self->series, &series));

	if (known != 0)
		td_posts_take_applied(self->posts, known - 1, number);
}

static bool
read_until(td_index *index, int64_t *until, GError **error)
{
	g_auto(td_index_changes) changes = { 0 };

	if (!td_index_read_changes(index, -1, &changes, error))
		return false;
	*until = changes.until;
	return true;
}

static bool
fill(loading *self, td_index *index, GError **error)
{
	td_posts *posts = self->posts;

	if (!read_until(index, &posts->until, error) ||
	    !td_index_each_post(index, posts->list, 0, add_post, self, error))
		return false;
	td_posts_sort(posts, posts->by_message, td_posts_compare_message);
	td_posts_sort(posts, posts->by_date, td_posts_compare_date);
	if (!td_index_each_state(index, NULL, add_state, self, error) ||
	    !td_index_each_applied(index, NULL, add_applied, self, error))
		return false;
	for (uint32_t i = 0; i < posts->posts->len; i++)
		td_posts_set_parent(posts, i, g_array_index(self->parents, int64_t, i));
	td_posts_find_targets(posts);
	for (uint32_t i = 0; i < posts->series->len; i++)
		td_posts_add_turns(posts, i);
	g_array_sort(posts->turns, td_posts_compare_turns);
	return true;
}

td_posts *
td_posts_load(td_index *index, int64_t list, unsigned project, GError **error)
{
	g_autoptr(td_posts) posts = td_posts_new(list, project);
	loading self = { .posts = posts };
	bool ok;

	self.parents = g_array_new(FALSE, FALSE, sizeof(int64_t));
	self.series = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	ok = fill(&self, index, error);
	g_array_unref(self.parents);
	g_hash_table_unref(self.series);
	return ok ? g_steal_pointer(&posts) : NULL;
}
