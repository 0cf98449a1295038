/* SPDX-License-Identifier: GPL-2.0-or-later */
/* posts/make.h - the pieces that a table of posts is made of, at once or later;
 * for this folder */
#pragma once

#include "index/posts.h"
#include "posts/posts.h"

/* Without posts. */
td_posts *td_posts_new(int64_t list, unsigned project);

/* False for what is no post: a copy of a mail that the list has already. Without parent,
 * series and the orders. */
bool td_posts_add_row(td_posts *posts, const td_index_post *row);

/* Which mails are members of a series. */
static inline bool
td_post_may_join(const td_post *post)
{
	return post->kind == TD_POST_PATCH || post->kind == TD_POST_COVER;
}

/* What the post answers: found where by_message has it, or noted as being elsewhere. */
void td_posts_set_parent(td_posts *posts, uint32_t post, int64_t parent);

/* The post becomes the last one of a series; they are joined in order of arrival. */
void td_posts_join(td_posts *posts, uint32_t series, uint32_t post);

/* What the index says of a series, and that a patch of it was applied alone. */
void
td_posts_take_state(td_posts *posts, td_post_series *series, const td_index_state *state);
void td_posts_take_applied(td_posts *posts, uint32_t series, unsigned number);

/* Which posts are answers, and to what, from kinds and parents. */
void td_posts_find_targets(td_posts *posts);

/* Appends what happened to a series, with td_posts_compare_turns to be sorted. */
void td_posts_add_turns(td_posts *posts, uint32_t series);
int td_posts_compare_turns(const void *a, const void *b);
