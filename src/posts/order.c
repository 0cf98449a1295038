/* SPDX-License-Identifier: GPL-2.0-or-later */
/* posts/order.c - the orders in which a table of posts is kept */
#include "posts/order.h"

#include <string.h>

int
td_posts_compare_message(const void *a, const void *b, void *data)
{
	const td_posts *posts = data;
	int64_t left = td_posts_get(posts, *(const uint32_t *)a)->message;
	int64_t right = td_posts_get(posts, *(const uint32_t *)b)->message;

	return (left > right) - (left < right);
}

int
td_posts_compare_date(const void *a, const void *b, void *data)
{
	const td_posts *posts = data;
	uint32_t i = *(const uint32_t *)a, j = *(const uint32_t *)b;
	int64_t left = td_posts_get(posts, i)->date;
	int64_t right = td_posts_get(posts, j)->date;

	if (left != right)
		return left < right ? -1 : 1;
	return (i > j) - (i < j);
}

int
td_posts_compare_blob(const void *a, const void *b, void *data)
{
	const td_posts *posts = data;
	uint32_t i = *(const uint32_t *)a, j = *(const uint32_t *)b;
	int order = memcmp(
	    &td_posts_get(posts, i)->blob, &td_posts_get(posts, j)->blob, sizeof(td_oid));

	return order != 0 ? order : (i > j) - (i < j);
}

void
td_posts_sort(const td_posts *posts, GArray *order, GCompareDataFunc compare)
{
	bool sorted = true;

	g_array_set_size(order, posts->posts->len);
	for (uint32_t i = 0; i < posts->posts->len; i++) {
		g_array_index(order, uint32_t, i) = i;
		sorted = sorted && (i == 0 || compare(&(uint32_t){ i - 1 }, &i,
						  (void *)(uintptr_t)posts) <= 0);
	}
	/* Messages count up as mails come, mostly. */
	if (!sorted)
		g_array_sort_with_data(order, compare, (void *)(uintptr_t)posts);
}
