/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * patchwork/stock.h - tables of lists (posts/posts.h) for all workers, made beside them
 *
 * To read a large list into a table takes longer than others of a worker should wait, so
 * a thread of its own does that, with an index of its own: when it starts, of lists that
 * somebody asked for in the past, and of others when the first worker asks. It keeps that
 * table, and when another worker asks it brings it up to date and makes a copy: whoever
 * asks gets one that is theirs. Between two the thread has nothing open.
 */
#pragma once

#include "posts/posts.h"
#include "site/serving.h"

typedef struct td_stock td_stock; /* handle; any thread may ask it */

/* Never NULL. settings are borrowed. So many workers take tables. */
td_stock *td_stock_new(const td_serve_settings *settings, unsigned takers);
/* The thread, with the rights of who calls; before that nobody may ask. */
void td_stock_start(td_stock *stock);
void td_stock_free(td_stock *stock); /* NULL is fine */

typedef struct td_stock_item {
	const char *list; /* its name */
	unsigned project; /* as for td_posts_load */
	bool open_only;   /* of the index of open lists */
	uint64_t seed;    /* of the index that the table has to be of */
} td_stock_item;

/*
 * The table, which is the caller's and some commits behind maybe: td_posts_update knows.
 * NULL where it is not ready yet: *fd is the caller's then, and can be read once it is
 * worth asking again; it is -1 where it could not be made.
 */
td_posts *td_stock_take(td_stock *stock, const td_stock_item *item, int *fd);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_stock, td_stock_free)
