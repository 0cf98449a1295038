/* SPDX-License-Identifier: GPL-2.0-or-later */
/* link/linking.c - mails out of rows, to src/thread and src/series, and into rows */
#include "link/linking.h"

#include <stdlib.h>
#include <string.h>

#include "judge/judge.h"
#include "link/linked.h"
#include "store/store.h"
#include "thread/thread.h"

/* Seconds between a cover letter that is called nothing and the first patch. */
enum { near_cover = 3600 };

/* A mail that is linked; texts are in the chunk. */
typedef struct linked {
	int64_t id, received, sent, place;
	const char *message_id;
	size_t first_ref; /* in td_linking.refs */
	unsigned refs;
	bool is_patch, is_notice;
	const char *plain; /* who sent it, where it is neither patch nor answer; NULL */
	unsigned version;  /* that its title says; 0 for none */
	td_series_mail patch;
	unsigned thread; /* its mail that came first, in all */
	int parent;      /* in all; -1 for none */
	int64_t series;  /* 0 for none */
	int64_t alike;   /* td_content_alike; 0 for none */
	bool mangled;    /* From is the list's doing */
	size_t subject;  /* its length */
	int original;    /* in all, whose copy it is; -1 for none */
} linked;

struct td_linking {
	td_index *index;
	GStringChunk *texts;
	GPtrArray *refs;   /* of const char * */
	GArray *all;       /* of linked, by arrival once it is sorted */
	GHashTable *by_id; /* int64_t * id to its number in all; NULL before one came
			      again */
	unsigned noted;    /* of all, in by_id */
};

td_linking *
td_linking_new(td_index *index, unsigned n)
{
	td_linking *linking = g_new0(td_linking, 1);

	linking->index = index;
	linking->texts = g_string_chunk_new(1 << 16);
	linking->refs = g_ptr_array_new();
	linking->all = g_array_sized_new(FALSE, FALSE, sizeof(linked), n);
	return linking;
}

void
td_linking_free(td_linking *linking)
{
	if (linking == NULL)
		return;
	g_string_chunk_free(linking->texts);
	g_ptr_array_free(linking->refs, TRUE);
	g_array_free(linking->all, TRUE);
	g_clear_pointer(&linking->by_id, g_hash_table_destroy);
	g_free(linking);
}

static linked *
linked_at(const td_linking *linking, unsigned i)
{
	return &g_array_index(linking->all, linked, i);
}

static const char *
keep(td_linking *linking, const char *text)
{
	return text[0] != '\0' ? g_string_chunk_insert(linking->texts, text) : "";
}

static void
take_patch(td_linking *linking, sqlite3_stmt *stmt, linked *mail)
{
	int64_t flags = sqlite3_column_int64(stmt, 4);
	bool titled = sqlite3_column_type(stmt, 9) != SQLITE_NULL;
	g_autofree char *key = td_subject_key(td_column_text(stmt, titled ? 9 : 10));
	td_oid patch_id;
	char hex[TD_OID_HEX] = "";

	if (sqlite3_column_type(stmt, 12) != SQLITE_NULL) {
		td_column_bytes(stmt, 12, patch_id.id, sizeof patch_id.id);
		td_oid_to_hex(&patch_id, hex);
	}
	mail->is_patch = true;
	mail->patch = (td_series_mail){
		.kind = (td_kind)sqlite3_column_int(stmt, 3),
		.version = (unsigned)sqlite3_column_int(stmt, 5),
		.minor = (unsigned)sqlite3_column_int(stmt, 6),
		.number = (unsigned)sqlite3_column_int(stmt, 7),
		.total = (unsigned)sqlite3_column_int(stmt, 8),
		.has_version = flags & TD_FLAG_VERSION,
		.has_number = flags & TD_FLAG_NUMBER,
		.rfc = flags & TD_FLAG_RFC,
		.resend = flags & TD_FLAG_RESEND,
		.title = keep(linking, key),
		.tags = keep(linking, td_column_text(stmt, 11)),
		.patch_id = keep(linking, hex),
		.sent = sqlite3_column_int64(stmt, 13),
		.sender = keep(linking, td_column_text(stmt, 14)),
		.received = mail->received,
	};
}

static void
take_plain(td_linking *linking, sqlite3_stmt *stmt, linked *mail)
{
	mail->plain = keep(linking, td_column_text(stmt, 14));
	if (sqlite3_column_int64(stmt, 4) & TD_FLAG_VERSION)
		mail->version = (unsigned)sqlite3_column_int(stmt, 5);
}

void
td_linking_take(td_linking *linking, sqlite3_stmt *stmt)
{
	const char *refs = sqlite3_column_blob(stmt, 2);
	size_t length = (size_t)sqlite3_column_bytes(stmt, 2);
	int kind = sqlite3_column_int(stmt, 3);
	linked mail = {
		.id = sqlite3_column_int64(stmt, 0),
		.alike = sqlite3_column_int64(stmt, 15),
		.received = sqlite3_column_int64(stmt, 16),
		.place = sqlite3_column_int64(stmt, 17),
		.mangled = (sqlite3_column_int64(stmt, 4) & TD_FLAG_MANGLED) != 0,
		.subject = (size_t)sqlite3_column_bytes(stmt, 10),
		.message_id = keep(linking, td_column_text(stmt, 1)),
		.is_notice = (sqlite3_column_int64(stmt, 4) & TD_FLAG_NOTICE) != 0,
		.first_ref = linking->refs->len,
		.parent = -1,
		.original = -1,
	};

	if (refs != NULL && length > 0 && refs[length - 1] == '\0') {
		const char *kept =
		    g_string_chunk_insert_len(linking->texts, refs, (gssize)length);

		for (size_t at = 0; at < length; at += strlen(kept + at) + 1) {
			g_ptr_array_add(linking->refs, (char *)(uintptr_t)(kept + at));
			mail.refs++;
		}
	}
	if (kind == TD_KIND_PATCH || kind == TD_KIND_COVER)
		take_patch(linking, stmt, &mail);
	else if (kind == TD_KIND_MAIL && !mail.is_notice)
		take_plain(linking, stmt, &mail);
	mail.sent = sqlite3_column_int64(stmt, 13);
	g_array_append_val(linking->all, mail);
}

static void
note_ids(td_linking *linking, unsigned from)
{
	for (unsigned i = from; i < linking->all->len; i++)
		g_hash_table_insert(linking->by_id,
		    g_memdup2(&linked_at(linking, i)->id, sizeof(int64_t)),
		    GUINT_TO_POINTER(i));
	linking->noted = linking->all->len;
}

void
td_linking_again(td_linking *linking, int64_t id, int64_t received, int64_t place)
{
	void *at;

	if (linking->by_id == NULL)
		linking->by_id =
		    g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	note_ids(linking, linking->noted);
	if (g_hash_table_lookup_extended(linking->by_id, &id, NULL, &at)) {
		linked *mail = linked_at(linking, GPOINTER_TO_UINT(at));

		if (td_store_compare_places(linking->index, received, place,
			mail->received, mail->place) < 0) {
			mail->received = mail->patch.received = received;
			mail->place = place;
		}
	}
}

static int
compare_arrival(const void *a, const void *b, void *data)
{
	const linked *x = a, *y = b;

	return td_store_compare_places(
	    data, x->received, x->place, y->received, y->place);
}

static void
sort_by_arrival(td_linking *linking)
{
	for (unsigned i = 1; i < linking->all->len; i++) {
		if (compare_arrival(linked_at(linking, i - 1), linked_at(linking, i),
			linking->index) > 0) {
			g_array_sort_with_data(
			    linking->all, compare_arrival, linking->index);
			return;
		}
	}
}

static void
build_threads(td_linking *linking)
{
	unsigned n = linking->all->len;
	g_autofree td_thread_mail *mails = g_new(td_thread_mail, n);
	g_autofree unsigned *firsts = NULL;
	g_autoptr(GArray) nodes = NULL;

	for (unsigned i = 0; i < n; i++) {
		const linked *mail = linked_at(linking, i);

		mails[i] = (td_thread_mail){
			.id = mail->id,
			.message_id = mail->message_id,
			.references =
			    (const char *const *)(linking->refs->pdata + mail->first_ref),
			.n = mail->refs,
			.received = mail->received,
		};
	}
	nodes = td_thread_build(mails, n);
	firsts = g_new0(unsigned, nodes->len); /* plus one */
	for (unsigned i = 0; i < n; i++) {
		const td_thread_node *node = &g_array_index(nodes, td_thread_node, i);
		linked *mail = linked_at(linking, i);

		/* A thread is known by the first of its mails to come. */
		if (firsts[node->root] == 0)
			firsts[node->root] = i + 1;
		mail->thread = firsts[node->root] - 1;
		/* Ghosts come after all mails. */
		if (node->parent >= 0 && (unsigned)node->parent < n)
			mail->parent = node->parent;
	}
}

/* To src/series a mail is its place in the order of arrival, from 1. */
static linked *
linked_by(const td_linking *linking, int64_t ordinal)
{
	return linked_at(linking, (unsigned)(ordinal - 1));
}

/* A series is known by the first of its mails to come. */
static int64_t
series_id(const td_linking *linking, const td_series *series)
{
	int64_t first = series->cover != 0 ? series->cover : INT64_MAX;

	for (unsigned i = 0; i < series->members->len; i++)
		first =
		    MIN(first, g_array_index(series->members, td_series_member, i).id);
	return linked_by(linking, first)->id;
}

static void
name_series(td_linking *linking, const td_series *series, int64_t id)
{
	if (series->cover != 0)
		linked_by(linking, series->cover)->series = id;
	for (unsigned i = 0; i < series->members->len; i++)
		linked_by(linking, g_array_index(series->members, td_series_member, i).id)
		    ->series = id;
}

/* From places in the order of arrival to messages. */
static void
name_messages(const td_linking *linking, td_series *series)
{
	if (series->cover != 0)
		series->cover = linked_by(linking, series->cover)->id;
	series->head = linked_by(linking, series->head)->id;
	for (unsigned i = 0; i < series->members->len; i++) {
		td_series_member *member =
		    &g_array_index(series->members, td_series_member, i);

		member->id = linked_by(linking, member->id)->id;
	}
}

/* A mail that is called nothing, and that several patches of its sender answer at once,
 * is their cover letter. */
static void
take_plain_cover(td_linking *linking, td_series *series)
{
	const linked *first, *up;

	if (series->cover != 0 || series->total < 2 || series->members->len == 0)
		return;
	first =
	    linked_by(linking, g_array_index(series->members, td_series_member, 0).id);
	up = first->parent >= 0 ? linked_at(linking, (unsigned)first->parent) : NULL;
	if (up == NULL || up->plain == NULL || up->series != 0 || up->original >= 0 ||
	    strcmp(up->plain, first->patch.sender) != 0 ||
	    ABS(first->sent - up->sent) > near_cover)
		return;
	series->cover = series->head = first->parent + 1;
	if (up->version > 0 && !first->patch.has_version)
		series->version = up->version;
}

/* GArray of td_linked_series. */
static GArray *
group_series(td_linking *linking)
{
	g_autoptr(GArray) patches = g_array_new(FALSE, FALSE, sizeof(td_series_mail));
	g_autoptr(GPtrArray) groups = NULL;
	GArray *all = td_linked_series_new();

	for (unsigned i = 0; i < linking->all->len; i++) {
		linked *mail = linked_at(linking, i);

		if (!mail->is_patch || mail->original >= 0)
			continue;
		mail->patch.id = i + 1;
		mail->patch.thread = mail->thread + 1;
		mail->patch.parent = mail->parent + 1;
		g_array_append_val(patches, mail->patch);
	}
	groups = td_series_group((td_series_mail *)(void *)patches->data, patches->len);
	g_ptr_array_set_free_func(groups, NULL);
	for (unsigned i = 0; i < groups->len; i++) {
		td_linked_series one = { .series = groups->pdata[i] };

		take_plain_cover(linking, one.series);
		one.id = series_id(linking, one.series);
		name_series(linking, one.series, one.id);
		name_messages(linking, one.series);
		g_array_append_val(all, one);
	}
	return all;
}

static td_linked
row_of(const td_linking *linking, const linked *mail)
{
	td_linked row = { .message = mail->id,
		.thread = linked_at(linking, mail->thread)->id,
		.series = mail->series };

	if (mail->parent >= 0)
		row.parent = linked_at(linking, (unsigned)mail->parent)->id;
	if (mail->original >= 0) {
		const linked *original = linked_at(linking, (unsigned)mail->original);

		row.original = original->id;
		row.series = original->series;
	}
	return row;
}

/* By message. */
static GArray *
list_rows(const td_linking *linking)
{
	GArray *rows =
	    g_array_sized_new(FALSE, FALSE, sizeof(td_linked), linking->all->len);

	for (unsigned i = 0; i < linking->all->len; i++) {
		td_linked row = row_of(linking, linked_at(linking, i));

		g_array_append_val(rows, row);
	}
	td_linked_sort(rows);
	return rows;
}

static void
tell_notices(const td_linking *linking)
{
	for (unsigned i = 0; i < linking->all->len; i++)
		if (linked_at(linking, i)->is_notice)
			td_judge_notice(linking->index, linked_at(linking, i)->id);
}

/* a came no later than b. */
static bool
is_nearer_to_its_sender(const linked *a, const linked *b)
{
	if (a->mangled != b->mangled)
		return b->mangled;
	return a->subject <= b->subject;
}

/* Which mails are another one in a list's own form (index/copies.h). */
static void
find_copies(td_linking *linking)
{
	g_autoptr(GHashTable) originals = g_hash_table_new(g_int64_hash, g_int64_equal);

	for (unsigned i = 0; i < linking->all->len; i++) {
		linked *mail = linked_at(linking, i);
		const linked *best = g_hash_table_lookup(originals, &mail->alike);

		if (mail->alike != 0 &&
		    (best == NULL || !is_nearer_to_its_sender(best, mail)))
			g_hash_table_insert(originals, &mail->alike, mail);
	}
	for (unsigned i = 0; i < linking->all->len; i++) {
		linked *mail = linked_at(linking, i);
		const linked *best = g_hash_table_lookup(originals, &mail->alike);

		if (best != NULL && best != mail)
			mail->original =
			    (int)(best - &g_array_index(linking->all, linked, 0));
	}
}

/* Whoever answers a copy answers the mail. */
static void
answer_originals(td_linking *linking)
{
	for (unsigned i = 0; i < linking->all->len; i++) {
		linked *mail = linked_at(linking, i);
		int up = mail->parent >= 0
			     ? linked_at(linking, (unsigned)mail->parent)->original
			     : -1;

		if (up >= 0 && up != (int)i)
			mail->parent = up;
	}
}

bool
td_linking_store(td_linking *linking, const GArray *was, GError **error)
{
	g_autoptr(GArray) series = NULL;
	g_autoptr(GArray) rows = NULL;

	if (linking->all->len == 0)
		return true;
	sort_by_arrival(linking);
	build_threads(linking);
	/* A page of a range has what its list has, in its form. */
	if (linking->index->path != NULL && !linking->index->viewing) {
		find_copies(linking);
		answer_originals(linking);
	}
	series = group_series(linking);
	rows = list_rows(linking);
	tell_notices(linking);
	return td_linked_store(linking->index, series, rows, was, error);
}
