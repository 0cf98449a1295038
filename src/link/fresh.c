/* SPDX-License-Identifier: GPL-2.0-or-later */
/* link/fresh.c - new messages and their clusters, until they are linked */
#include "link/fresh.h"

typedef struct pair {
	int64_t message, cluster;
} pair;

struct td_fresh {
	GArray *by_message; /* of pair */
	GArray *by_cluster; /* the same as it was when it was sorted last */
};

td_fresh *
td_fresh_new(void)
{
	td_fresh *fresh = g_new0(td_fresh, 1);

	fresh->by_message = g_array_new(FALSE, FALSE, sizeof(pair));
	fresh->by_cluster = g_array_new(FALSE, FALSE, sizeof(pair));
	return fresh;
}

void
td_fresh_free(td_fresh *fresh)
{
	if (fresh == NULL)
		return;
	g_array_unref(fresh->by_message);
	g_array_unref(fresh->by_cluster);
	g_free(fresh);
}

static int
compare_messages(const void *a, const void *b)
{
	const pair *x = a, *y = b;

	return (x->message > y->message) - (x->message < y->message);
}

static int
compare_clusters(const void *a, const void *b)
{
	const pair *x = a, *y = b;

	return x->cluster != y->cluster ? (x->cluster > y->cluster ? 1 : -1)
					: compare_messages(a, b);
}

bool
td_fresh_add(td_fresh *fresh, int64_t message, int64_t cluster, int64_t newest)
{
	const GArray *all = fresh->by_message;
	const pair one = { message, cluster };

	if (all->len > 0)
		newest = MAX(newest, g_array_index(all, pair, all->len - 1).message);
	if (message <= newest)
		return false;
	g_array_append_val(fresh->by_message, one);
	return true;
}

void
td_fresh_clear(td_fresh *fresh)
{
	g_array_set_size(fresh->by_message, 0);
	g_array_set_size(fresh->by_cluster, 0);
}

int64_t
td_fresh_find(const td_fresh *fresh, int64_t message)
{
	const pair key = { .message = message };
	unsigned at;

	return g_array_binary_search(fresh->by_message, &key, compare_messages, &at)
		   ? g_array_index(fresh->by_message, pair, at).cluster
		   : 0;
}

void
td_fresh_sort(td_fresh *fresh)
{
	g_array_set_size(fresh->by_cluster, 0);
	g_array_append_vals(
	    fresh->by_cluster, fresh->by_message->data, fresh->by_message->len);
	g_array_sort(fresh->by_cluster, compare_clusters);
}

void
td_fresh_list(const td_fresh *fresh, int64_t cluster, GArray *messages)
{
	const GArray *all = fresh->by_cluster;
	unsigned low = 0, high = all->len;

	while (low < high) {
		unsigned middle = low + (high - low) / 2;

		if (g_array_index(all, pair, middle).cluster < cluster)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < all->len; low++) {
		const pair *one = &g_array_index(all, pair, low);

		if (one->cluster != cluster)
			break;
		g_array_append_val(messages, one->message);
	}
}
