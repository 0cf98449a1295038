/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/discussion.c - the mails of a thread, put in reading order */
#include "report/discussion.h"

#include <string.h>

#include "base/error.h"
#include "index/copies.h"
#include "index/lookup.h"
#include "notice/verdict.h"
#include "report/sender.h"
#include "series/series.h"
#include "thread/thread.h"

/* The thread while it is put in order. */
typedef struct gathering {
	td_discussion *discussion;
	td_index *index;
	const td_people *people;
	GArray *found;      /* of td_discussion_mail, order of indexing */
	GPtrArray *ids;     /* of GPtrArray * of char *: the references of each */
	GHashTable *places; /* int64_t * message to its place in found */
} gathering;

static void
gathering_clear(gathering *g)
{
	if (g->found)
		g_array_unref(g->found);
	if (g->ids)
		g_ptr_array_unref(g->ids);
	if (g->places)
		g_hash_table_unref(g->places);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(gathering, gathering_clear)

static void
clear_mail(void *data)
{
	td_discussion_mail *mail = data;

	g_clear_pointer(&mail->trailers, g_ptr_array_unref);
}

void
td_discussion_free(td_discussion *discussion)
{
	if (!discussion)
		return;
	g_array_unref(discussion->mails);
	g_string_chunk_free(discussion->strings);
	g_free(discussion);
}

static const char *
keep(const gathering *g, const char *text)
{
	return g_string_chunk_insert(g->discussion->strings, text ? text : "");
}

/* Titles that are one text have one address; to look for each other text, too, would be
 * more than the few copies of it are. */
static const char *
keep_title(const gathering *g, const char *text)
{
	return g_string_chunk_insert_const(g->discussion->strings, text ? text : "");
}

static void
add_row(gathering *g, const td_index_row *row)
{
	td_discussion_mail mail = {
		.message = row->id,
		.message_id = keep(g, row->message_id),
		.subject = keep(g, row->subject),
		.title = keep_title(g, row->title),
		.class_name = keep(g, row->class_name),
		.kind = row->kind,
		.sent = row->sent,
		.received = row->received,
		/* The patches of a series arrive in any order; their Dates, a second
		 * apart, have that of their numbers. */
		.said = td_series_time(row->sent, row->received),
		.sent_zone = row->sent_zone,
		.parent = -1,
		.files = row->files,
		.insertions = row->insertions,
		.deletions = row->deletions,
	};
	int64_t *place;
	const char *name, *address;

	td_sender_find(row, &name, &address);
	td_people_resolve(g->people, name, address, &mail.from_name, &mail.from_address);
	mail.from_name = keep(g, mail.from_name);
	mail.from_address = keep(g, mail.from_address);
	place = g_new(int64_t, 2);
	place[0] = row->id;
	place[1] = g->found->len;
	g_hash_table_insert(g->places, place, place + 1);
	g_ptr_array_add(g->ids, td_index_split_references(row->references));
	g_array_append_val(g->found, mail);
}

static bool
load_rows(gathering *g, const GArray *messages, GError **error)
{
	const td_index_range range = {
		.messages = (const int64_t *)(const void *)messages->data,
		.n = messages->len,
	};
	td_rows *rows = td_index_messages(g->index, &range, error);
	GError *failed = NULL;
	td_index_row row;

	if (!rows)
		return false;
	while (td_rows_next(rows, &row, &failed))
		add_row(g, &row);
	td_rows_close(rows);
	if (failed)
		g_propagate_error(error, failed);
	return !failed;
}

/* Trailers of a patch's own message are its author's affair; a reply's are news. */
static bool
may_give(const td_discussion_mail *mail)
{
	return mail->kind == TD_KIND_REPLY || mail->kind == TD_KIND_MAIL;
}

static void
take_trailer(const td_index_trailer *trailer, void *data)
{
	gathering *g = data;
	const int64_t *place = g_hash_table_lookup(g->places, &trailer->message);
	td_discussion_mail *mail;
	g_autofree char *text = NULL;

	/* What was understood of its words is no line of the mail. */
	if (!place || strcmp(trailer->key, TD_VERDICT_KEY) == 0)
		return;
	mail = &g_array_index(g->found, td_discussion_mail, *place);
	if (!mail->trailers)
		mail->trailers = g_ptr_array_new();
	text = g_strdup_printf("%s: %s", trailer->key, trailer->value);
	g_ptr_array_add(mail->trailers, (char *)(uintptr_t)keep(g, text));
}

static bool
load_trailers(gathering *g, GError **error)
{
	g_autoptr(GArray) giving = g_array_new(FALSE, FALSE, sizeof(int64_t));
	td_index_range range = { .messages = NULL };

	for (unsigned i = 0; i < g->found->len; i++) {
		const td_discussion_mail *mail =
		    &g_array_index(g->found, td_discussion_mail, i);

		if (may_give(mail))
			g_array_append_val(giving, mail->message);
	}
	range.messages = (const int64_t *)(const void *)giving->data;
	range.n = giving->len;
	/* A range of none would be one of all. */
	return giving->len == 0 ||
	       td_index_each_trailer(g->index, &range, take_trailer, g, error);
}

static GArray *
build_tree(const gathering *g)
{
	unsigned n = g->found->len;
	g_autofree td_thread_mail *mails = g_new0(td_thread_mail, n);

	for (unsigned i = 0; i < n; i++) {
		const td_discussion_mail *mail =
		    &g_array_index(g->found, td_discussion_mail, i);
		const GPtrArray *ids = g_ptr_array_index(g->ids, i);

		mails[i].id = mail->message;
		mails[i].message_id = mail->message_id;
		mails[i].references = (const char *const *)ids->pdata;
		mails[i].n = ids->len;
		mails[i].received = mail->received;
	}
	return td_thread_build(mails, n);
}

/* The nodes of a tree in the order in which they are read. */
typedef struct walk {
	const gathering *g;
	const GArray *nodes; /* of td_thread_node */
	int *first, *next;   /* of each node: its first answer, the next of its kin */
	int *placed;         /* where in the discussion it went */
	int64_t *said;       /* a ghost's is that of its first answer */
} walk;

static const td_thread_node *
node_at(const walk *w, int node)
{
	return &g_array_index(w->nodes, td_thread_node, node);
}

static int
compare_said(const void *a, const void *b, void *data)
{
	const walk *w = data;
	int x = *(const int *)a, y = *(const int *)b;

	if (w->said[x] != w->said[y])
		return w->said[x] < w->said[y] ? -1 : 1;
	return x < y ? -1 : x > y;
}

/* A ghost's time is that of its first answer. Taken in the order of their times each
 * ghost gets its own at its first visit, and no later mail climbs past it. */
static void
find_said(walk *w)
{
	unsigned n = w->g->found->len;
	g_autofree int *order = g_new(int, n);

	for (unsigned i = 0; i < w->nodes->len; i++)
		w->said[i] = INT64_MAX;
	for (unsigned i = 0; i < n; i++) {
		order[i] = (int)i;
		w->said[i] = g_array_index(w->g->found, td_discussion_mail, i).said;
	}
	g_qsort_with_data(order, (int)n, sizeof(int), compare_said, w);
	for (unsigned i = 0; i < n; i++)
		for (int up = node_at(w, order[i])->parent;
		     up >= (int)n && w->said[up] == INT64_MAX;
		     up = node_at(w, up)->parent)
			w->said[up] = w->said[order[i]];
}

/* Lists of kin, in the order of their times; index n stands for "no parent". */
static void
link_kin(walk *w)
{
	unsigned n = w->nodes->len;
	g_autofree int *order = g_new(int, n);

	for (unsigned i = 0; i < n; i++)
		order[i] = (int)i;
	g_qsort_with_data(order, (int)n, sizeof(int), compare_said, w);
	for (unsigned i = 0; i <= n; i++)
		w->first[i] = -1;
	/* From the last to the first, each before what is there. */
	for (unsigned i = n; i-- > 0;) {
		int parent = node_at(w, order[i])->parent;
		unsigned slot = parent < 0 ? n : (unsigned)parent;

		w->next[order[i]] = w->first[slot];
		w->first[slot] = order[i];
	}
}

static bool
is_same_title(const char *title, const char *other)
{
	g_autofree char *ours = NULL, *theirs = NULL;

	/* Most answers have it to the byte, and a text is kept once. */
	if (title == other)
		return true;
	ours = td_subject_key(title);
	theirs = td_subject_key(other);
	return strcmp(ours, theirs) == 0;
}

td_discussion_mail
td_discussion_ghost(const char *message_id)
{
	return (td_discussion_mail){ .message_id = message_id,
		.subject = "",
		.title = "",
		.class_name = "",
		.from_name = "",
		.from_address = "",
		.parent = -1 };
}

static void
place_node(walk *w, int node, unsigned depth)
{
	const td_thread_node *at = node_at(w, node);
	GArray *mails = w->g->discussion->mails;
	td_discussion_mail mail;

	if (at->id != 0) {
		td_discussion_mail *found =
		    &g_array_index(w->g->found, td_discussion_mail, node);

		mail = *found;
		found->trailers = NULL;
	} else {
		mail = td_discussion_ghost(keep(w->g, at->message_id));
	}
	mail.depth = depth;
	mail.last = w->next[node] < 0;
	mail.parent = at->parent < 0 ? -1 : w->placed[at->parent];
	if (mail.parent >= 0 && at->id != 0) {
		const td_discussion_mail *parent =
		    &g_array_index(mails, td_discussion_mail, mail.parent);

		mail.same_title = is_same_title(mail.title, parent->title);
	}
	w->placed[node] = (int)mails->len;
	g_array_append_val(mails, mail);
}

/* Depth first, up again by the parents: nothing recurses. */
static void
walk_tree(walk *w)
{
	int n = (int)w->nodes->len;
	int node = w->first[n];
	unsigned depth = 0;

	while (node >= 0) {
		place_node(w, node, depth);
		if (w->first[node] >= 0) {
			node = w->first[node];
			depth++;
			continue;
		}
		while (node >= 0 && w->next[node] < 0) {
			node = node_at(w, node)->parent;
			depth -= node >= 0;
		}
		if (node >= 0)
			node = w->next[node];
	}
}

static void
put_in_order(const gathering *g)
{
	g_autoptr(GArray) nodes = build_tree(g);
	size_t n = nodes->len;
	g_autofree int *first = g_new(int, n + 1);
	g_autofree int *next = g_new(int, n);
	g_autofree int *placed = g_new(int, n);
	g_autofree int64_t *said = g_new(int64_t, n);
	walk w = { g, nodes, first, next, placed, said };

	find_said(&w);
	link_kin(&w);
	walk_tree(&w);
}

/* The thread of a message; 0 when there is no such message. */
static bool
find_thread(td_index *index, int64_t message, int64_t *thread, GError **error)
{
	const td_index_range range = { .messages = &message, .n = 1 };
	td_rows *rows = td_index_messages(index, &range, error);
	GError *failed = NULL;
	td_index_row row;

	*thread = 0;
	if (!rows)
		return false;
	if (td_rows_next(rows, &row, &failed))
		*thread = row.thread;
	td_rows_close(rows);
	if (failed) {
		g_propagate_error(error, failed);
		return false;
	}
	if (*thread == 0) {
		g_set_error_literal(error, TD_ERROR, TD_ERROR_NOT_FOUND,
		    "the message is not in the index any more");
		return false;
	}
	return true;
}

static bool
gather(gathering *g, int64_t message, GError **error)
{
	g_autoptr(GArray) messages =
	    td_index_find_thread_forms(g->index, g->discussion->thread, error);
	unsigned forms = messages ? messages->len : 0;

	if (!messages || !td_index_drop_copies(g->index, messages, message, error))
		return false;
	g->discussion->has_forms = messages->len < forms;
	return load_rows(g, messages, error) && load_trailers(g, error);
}

td_discussion *
td_discussion_load(
    td_index *index, int64_t message, const td_people *people, GError **error)
{
	g_autoptr(td_discussion) discussion = g_new0(td_discussion, 1);
	g_auto(gathering) g = {
		.discussion = discussion,
		.index = index,
		.people = people,
		.found = g_array_new(FALSE, FALSE, sizeof(td_discussion_mail)),
		.ids = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref),
		.places =
		    g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL),
	};

	g_array_set_clear_func(g.found, clear_mail);
	discussion->mails = g_array_new(FALSE, FALSE, sizeof(td_discussion_mail));
	g_array_set_clear_func(discussion->mails, clear_mail);
	discussion->strings = g_string_chunk_new(4096);
	if (!find_thread(index, message, &discussion->thread, error) ||
	    !gather(&g, message, error))
		return NULL;
	discussion->count = g.found->len;
	discussion->first = INT64_MAX;
	for (unsigned i = 0; i < g.found->len; i++) {
		const td_discussion_mail *mail =
		    &g_array_index(g.found, td_discussion_mail, i);

		discussion->first = MIN(discussion->first, mail->received);
		discussion->last = MAX(discussion->last, mail->received);
	}
	put_in_order(&g);
	return g_steal_pointer(&discussion);
}
