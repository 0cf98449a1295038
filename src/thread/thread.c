/* SPDX-License-Identifier: GPL-2.0-or-later */
/* thread/thread.c - replies into trees: who answers whom, by message-id alone */
#include "thread/thread.h"

#include <stdbool.h>
#include <string.h>

#include "base/limits.h"
#include "thread/table.h"

typedef struct builder {
	const td_thread_mail *mails;
	unsigned n;
	GArray *nodes; /* of td_thread_node */
	GArray
	    *above; /* of int: a node nearer to the top of its tree; itself at the top */
	td_table *table;
} builder;

static td_thread_node *
node_at(const builder *b, int i)
{
	return &g_array_index(b->nodes, td_thread_node, (guint)i);
}

static int *
above_at(const builder *b, int i)
{
	return &g_array_index(b->above, int, (guint)i);
}

/* The top of a node's tree; halves the way for the next one that asks. */
static int
top_of(const builder *b, int i)
{
	while (*above_at(b, i) != i) {
		*above_at(b, i) = *above_at(b, *above_at(b, i));
		i = *above_at(b, i);
	}
	return i;
}

static int
add_node(builder *b, int64_t id, const char *message_id)
{
	int i = (int)b->nodes->len;
	td_thread_node node = {
		.id = id, .message_id = g_strdup(message_id), .parent = -1
	};

	g_array_append_val(b->nodes, node);
	g_array_append_val(b->above, i);
	return i;
}

/* An answer to git send-email's prompt, sent as a message-id: "y" answers nothing. */
static bool
is_no_id(const char *id)
{
	return id[0] == '\0' || (strchr("yYnN", id[0]) && id[1] == '\0');
}

/* The node of an id; a new ghost only where may_add says so, else -1. */
static int
find_node(builder *b, const char *id, bool may_add)
{
	int *at = td_table_at(b->table, id);

	if (*at < 0 && may_add) {
		/* The caller's strings stay until the build is over. */
		*at = add_node(b, 0, id);
	}
	return *at;
}

/*
 * Walks the references from the nearest one back. Each step gives the lowest node without
 * a parent one, until a mail is met, which places itself, or a ghost that has its place.
 */
static void
place(builder *b, int self)
{
	const td_thread_mail *mail = &b->mails[self];
	unsigned ghosts = 0;
	int low = self;

	for (unsigned k = mail->n; k-- > 0;) {
		const char *id = mail->references[k];
		bool may_add = ghosts < TD_MAX_GHOSTS || k == 0;
		int up;

		if (is_no_id(id) || strcmp(id, mail->message_id) == 0)
			continue;
		up = find_node(b, id, may_add);
		if (up < 0 || top_of(b, up) == low)
			continue;
		node_at(b, low)->parent = up;
		*above_at(b, low) = up;
		if (node_at(b, up)->id != 0 || node_at(b, up)->parent >= 0)
			return;
		low = up;
		ghosts++;
	}
}

static int
compare_arrival(const void *a, const void *b, void *data)
{
	const td_thread_mail *mails = data;
	unsigned i = *(const unsigned *)a, j = *(const unsigned *)b;

	if (mails[i].received != mails[j].received)
		return mails[i].received < mails[j].received ? -1 : 1;
	return i < j ? -1 : i > j;
}

static unsigned *
arrival_order(const td_thread_mail *mails, unsigned n)
{
	unsigned *order = g_new(unsigned, n);
	bool sorted = true;

	for (unsigned i = 0; i < n; i++) {
		order[i] = i;
		sorted = sorted && (i == 0 || mails[i - 1].received <= mails[i].received);
	}
	if (!sorted) {
		g_qsort_with_data(order, (int)n, sizeof(*order), compare_arrival,
		    (void *)(uintptr_t)mails);
	}
	return order;
}

/* Trees that hold mails of one id are one thread, under the top of the first to arrive.
 */
static void
join_copies(builder *b, const unsigned *order)
{
	for (unsigned k = 0; k < b->n; k++) {
		const char *id = b->mails[order[k]].message_id;
		int first, top;

		if (is_no_id(id))
			continue;
		first = *td_table_at(b->table, id);
		if (first == (int)order[k])
			continue;
		top = top_of(b, (int)order[k]);
		first = top_of(b, first);
		if (top != first)
			*above_at(b, top) = first;
	}
}

static void
measure(builder *b)
{
	g_autofree int *way = g_new(int, b->nodes->len + 1);
	g_autofree bool *known = g_new0(bool, b->nodes->len + 1);

	for (int i = 0; i < (int)b->nodes->len; i++) {
		size_t n = 0;
		int at = i;

		while (at >= 0 && !known[at]) {
			way[n++] = at;
			at = node_at(b, at)->parent;
		}
		while (n > 0) {
			td_thread_node *node = node_at(b, way[--n]);

			if (node->parent >= 0)
				node->depth = node_at(b, node->parent)->depth + 1;
			node->root = top_of(b, way[n]);
			known[way[n]] = true;
		}
	}
}

static void
clear_node(void *data)
{
	td_thread_node *node = data;

	g_free(node->message_id);
}

GArray *
td_thread_build(const td_thread_mail *mails, unsigned n)
{
	builder b = { .mails = mails, .n = n };
	g_autofree unsigned *order = arrival_order(mails, n);

	b.nodes = g_array_sized_new(FALSE, FALSE, sizeof(td_thread_node), n);
	g_array_set_clear_func(b.nodes, clear_node);
	b.above = g_array_sized_new(FALSE, FALSE, sizeof(int), n);
	b.table = td_table_new(n);
	for (unsigned i = 0; i < n; i++)
		add_node(&b, mails[i].id, NULL);
	for (unsigned k = 0; k < n; k++) {
		const char *id = mails[order[k]].message_id;
		int *at;

		if (is_no_id(id))
			continue;
		at = td_table_at(b.table, id);
		if (*at < 0)
			*at = (int)order[k];
	}
	for (unsigned k = 0; k < n; k++)
		place(&b, (int)order[k]);
	join_copies(&b, order);
	measure(&b);
	td_table_free(b.table);
	g_array_free(b.above, TRUE);
	return b.nodes;
}
