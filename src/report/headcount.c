/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/headcount.c - addresses and names as nodes, joined where somebody has both */
#include "report/headcount.h"

#include <string.h>

#include "index/recent.h"
#include "report/sender.h"

/* An address row: as it is written, and its nodes. */
typedef struct row {
	char *name, *address;
	unsigned nodes[2];
} row;

/* A text that somebody is known by. */
typedef struct node {
	unsigned round; /* of counting in which it was last seen */
	unsigned up;    /* another one of the same person; itself at the top */
} node;

struct td_headcount {
	td_index *index;
	const td_people *people;
	GHashTable *rows;  /* int64_t * id to row * */
	GHashTable *texts; /* char * to the number of its node */
	GArray *nodes;     /* of node; 0 is none */
	unsigned round, people_n;
};

static void
free_row(void *data)
{
	row *r = data;

	g_free(r->name);
	g_free(r->address);
	g_free(r);
}

td_headcount *
td_headcount_new(td_index *index, const td_people *people)
{
	td_headcount *count = g_new0(td_headcount, 1);
	const node none = { 0 };

	count->index = index;
	count->people = people;
	count->rows =
	    g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, free_row);
	count->texts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	count->nodes = g_array_new(FALSE, FALSE, sizeof(node));
	g_array_append_val(count->nodes, none);
	count->round = 1;
	return count;
}

void
td_headcount_free(td_headcount *count)
{
	if (!count)
		return;
	g_hash_table_unref(count->rows);
	g_hash_table_unref(count->texts);
	g_array_unref(count->nodes);
	g_free(count);
}

static unsigned
find_node(td_headcount *count, char *take_text)
{
	void *found = g_hash_table_lookup(count->texts, take_text);
	const node fresh = { 0 };
	unsigned at = count->nodes->len;

	if (found) {
		g_free(take_text);
		return GPOINTER_TO_UINT(found);
	}
	g_hash_table_insert(count->texts, take_text, GUINT_TO_POINTER(at));
	g_array_append_val(count->nodes, fresh);
	return at;
}

/* The nodes of an address and of a name; 0 for a name that is one word, or none. A name
 * begins with a byte that no address does. */
static void
find_nodes(td_headcount *count, const char *name, const char *address, unsigned nodes[2])
{
	td_people_resolve(count->people, name, address, &name, &address);
	nodes[0] = find_node(count, g_ascii_strdown(*address ? address : name, -1));
	nodes[1] = 0;
	if (strchr(name, ' ')) {
		g_autofree char *low = g_str_is_ascii(name) ? g_ascii_strdown(name, -1)
							    : g_utf8_casefold(name, -1);

		nodes[1] = find_node(count, g_strconcat("\n", low, NULL));
	}
}

static const row *
find_row(td_headcount *count, int64_t id, GError **error)
{
	row *r = g_hash_table_lookup(count->rows, &id);

	if (r)
		return r;
	r = g_new0(row, 1);
	if (!td_index_find_address(count->index, id, &r->name, &r->address, error)) {
		free_row(r);
		return NULL;
	}
	find_nodes(count, r->name, r->address, r->nodes);
	g_hash_table_insert(count->rows, g_memdup2(&id, sizeof id), r);
	return r;
}

void
td_headcount_begin(td_headcount *count)
{
	count->round++;
	count->people_n = 0;
}

/* The top of its person, who is counted where they were not seen before. */
static unsigned
top_of(td_headcount *count, unsigned at)
{
	node *nodes = &g_array_index(count->nodes, node, 0);

	if (nodes[at].round != count->round) {
		nodes[at] = (node){ count->round, at };
		count->people_n++;
	}
	while (nodes[at].up != at) {
		nodes[at].up = nodes[nodes[at].up].up;
		at = nodes[at].up;
	}
	return at;
}

static void
see(td_headcount *count, const unsigned nodes[2])
{
	unsigned address = top_of(count, nodes[0]);
	unsigned name = nodes[1] != 0 ? top_of(count, nodes[1]) : address;

	if (address != name) {
		g_array_index(count->nodes, node, name).up = address;
		count->people_n--;
	}
}

bool
td_headcount_add_mail(
    td_headcount *count, int64_t sender, int64_t author, td_kind kind, GError **error)
{
	const row *by = find_row(count, sender, error);
	const row *other = by && author != sender ? find_row(count, author, error) : by;

	if (!other)
		return false;
	see(count,
	    td_sender_is_named(kind, by->name, other->name) ? other->nodes : by->nodes);
	return true;
}

void
td_headcount_add(td_headcount *count, const char *name, const char *address)
{
	unsigned nodes[2];

	find_nodes(count, name, address, nodes);
	see(count, nodes);
}

unsigned
td_headcount_people(const td_headcount *count)
{
	return count->people_n;
}
