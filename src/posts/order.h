/* SPDX-License-Identifier: GPL-2.0-or-later */
/* posts/order.h - the orders in which a table of posts is kept; for this folder */
#pragma once

#include "posts/posts.h"

/* Orders: of uint32_t *, data is the table. */
int td_posts_compare_message(const void *a, const void *b, void *data);
int td_posts_compare_date(const void *a, const void *b, void *data);
int td_posts_compare_blob(const void *a, const void *b, void *data);
/* Fills an order with all posts. */
void td_posts_sort(const td_posts *posts, GArray *order, GCompareDataFunc compare);
