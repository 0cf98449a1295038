/* SPDX-License-Identifier: GPL-2.0-or-later */
/* posts/make.c - a table of posts, piece by piece */
#include "posts/make.h"

#include <string.h>

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

bool
td_posts_add_row(td_posts *posts, const td_index_post *row)
{
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

	posts->last = row->position;
	if (row->mailed_twice || row->position > UINT32_MAX)
		return false;
	g_array_append_val(posts->posts, post);
	return true;
}

void
td_posts_set_parent(td_posts *posts, uint32_t post, int64_t parent)
{
	td_post_elsewhere elsewhere = { parent, post };
	uint32_t at;

	if (parent != 0 && td_posts_find_message(posts, parent, &at)) {
		td_posts_get(posts, post)->parent = at + 1;
		return;
	}
	td_posts_get(posts, post)->parent = 0;
	if (parent != 0)
		g_array_append_val(posts->elsewhere, elsewhere);
}

void
td_posts_join(td_posts *posts, uint32_t at, uint32_t post)
{
	td_post_series *series = td_posts_series(posts, at);

	if (series->last != post)
		td_posts_get(posts, series->last)->next = post + 1;
	series->last = post;
	series->patches += td_posts_get(posts, post)->kind == TD_POST_PATCH;
	td_posts_get(posts, post)->series = at + 1;
}

void
td_posts_take_state(td_posts *posts, td_post_series *series, const td_index_state *state)
{
	uint32_t cover;

	series->version = (uint16_t)state->version;
	series->total = (uint16_t)state->total;
	series->state = (uint8_t)state->state;
	series->evidence = state->evidence;
	if (state->cover != 0 && td_posts_find_message(posts, state->cover, &cover))
		series->cover = cover + 1;
}

void
td_posts_take_applied(td_posts *posts, uint32_t series, unsigned number)
{
	uint32_t at = td_posts_series(posts, series)->first + 1;

	while (at != 0) {
		td_post *post = td_posts_get(posts, at - 1);

		if (post->kind == TD_POST_PATCH && MAX(post->number, 1) == number)
			post->applied = true;
		at = post->next;
	}
}

/*
 * Up through answers to the patch that the first of them is for. Each way is walked once:
 * what was met on it gets the same target. A parent may come after its answer, so this is
 * after all were read; loops of forged references end where a post was met before.
 */
void
td_posts_find_targets(td_posts *posts)
{
	td_post *all = (td_post *)(void *)posts->posts->data;
	uint32_t n = posts->posts->len;
	g_autofree uint32_t *way = g_new(uint32_t, n + 1);
	g_autofree bool *met = g_new0(bool, n + 1);

	for (uint32_t i = 0; i < n; i++) {
		all[i].target = 0;
		if (all[i].kind == TD_POST_ANSWER)
			all[i].kind = TD_POST_OTHER;
	}
	for (uint32_t i = 0; i < n; i++) {
		uint32_t at = i, target, length = 0;

		while (all[at].kind == TD_POST_OTHER && !met[at]) {
			met[at] = true;
			way[length++] = at;
			if (all[at].parent == 0)
				break;
			at = all[at].parent - 1;
		}
		target = td_post_may_join(&all[at]) ? at + 1 : all[at].target;
		for (uint32_t k = 0; target != 0 && k < length; k++) {
			all[way[k]].target = target;
			all[way[k]].kind = TD_POST_ANSWER;
		}
	}
}

/* A patch is complete with the last to come of itself and those before it; the series
 * with the last of all, where none is missing. */
void
td_posts_add_turns(td_posts *posts, uint32_t at)
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

int
td_posts_compare_turns(const void *a, const void *b)
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
