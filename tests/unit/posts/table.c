/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "table.h"

#include <string.h>

#include "posts/events.h"
#include "posts/make.h"
#include "posts/order.h"

td_posts *
make_table(unsigned project)
{
	static const struct {
		td_post_kind kind;
		int64_t date;
		uint16_t number;
		uint32_t target, series, next;
	} rows[kinds] = {
		{ TD_POST_COVER, 100, 0, 0, 1, 2 },
		{ TD_POST_PATCH, 101, 2, 0, 1, 4 },
		{ TD_POST_ANSWER, 102, 0, 2, 0, 0 },
		{ TD_POST_PATCH, 103, 1, 0, 1, 0 },
		{ TD_POST_PATCH, 50, 0, 0, 2, 0 },
		{ TD_POST_OTHER, 60, 0, 0, 0, 0 },
	};
	static const uint32_t by_date[kinds] = { 4, 5, 0, 1, 2, 3 };
	const td_post_series series[] = {
		{ .first = 0,
		    .last = 3,
		    .cover = 1,
		    .complete = 4,
		    .patches = 2,
		    .version = 2,
		    .total = 2,
		    .state = TD_STATE_REVIEWED,
		    .evidence = 3 },
		{ .first = 4, .last = 4, .patches = 1, .total = 1 },
	};
	const td_post_turn turns[] = { { .at = 2, .series = 1, .state = true },
		{ .at = 3, .post = 4, .series = 1 }, { .at = 3, .post = 2, .series = 1 },
		{ .at = 3, .series = 1 } };
	td_posts *posts = td_posts_new(1, project);

	for (uint32_t i = 0; i < kinds; i++) {
		td_post post = { .message = i + 1,
			.position = 10 * (i + 1),
			.received = 200 + i,
			.kind = (uint8_t)rows[i].kind,
			.date = rows[i].date,
			.number = rows[i].number,
			.target = rows[i].target,
			.series = rows[i].series,
			.next = rows[i].next };

		memset(post.blob.id, (int)(kinds - i), sizeof post.blob.id);
		g_array_append_val(posts->posts, post);
	}
	g_array_append_vals(posts->series, series, G_N_ELEMENTS(series));
	g_array_append_vals(posts->turns, turns, G_N_ELEMENTS(turns));
	g_array_append_vals(posts->by_date, by_date, kinds);
	td_posts_sort(posts, posts->by_message, td_posts_compare_message);
	return posts;
}

GPtrArray *
tables_of(td_posts *first, td_posts *second)
{
	GPtrArray *tables = g_ptr_array_new();

	g_ptr_array_add(tables, first);
	if (second != NULL)
		g_ptr_array_add(tables, second);
	return tables;
}

GHashTable *
set_of(const int64_t *value)
{
	GHashTable *set = g_hash_table_new(g_int64_hash, g_int64_equal);

	g_hash_table_add(set, (void *)(uintptr_t)value);
	return set;
}

char *
words_of(const GArray *events)
{
	GString *words = g_string_new(NULL);

	for (guint i = 0; i < events->len; i++) {
		const td_event *event = &g_array_index(events, td_event, i);

		g_string_append_printf(words, "%s%s:%u", i > 0 ? " " : "",
		    td_event_word(event->kind), event->post);
	}
	return g_string_free(words, FALSE);
}
