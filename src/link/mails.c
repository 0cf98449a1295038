/* SPDX-License-Identifier: GPL-2.0-or-later */
/* link/mails.c - mails out of rows, or as they are written */
#include "link/mails.h"

#include <string.h>

#include "subject/subject.h"

struct td_link_mails {
	td_index *index;
	GStringChunk *texts;
	GPtrArray *refs;   /* of const char * */
	GArray *all;       /* of td_link_node */
	GHashTable *by_id; /* int64_t * id to its number in all; NULL before one came
			      again */
	unsigned noted;    /* of all, in by_id */
	bool any_gone;     /* some of all has no place any more */
};

static void
start(td_link_mails *mails, unsigned n)
{
	mails->texts = g_string_chunk_new(1 << 16);
	mails->refs = g_ptr_array_new();
	mails->all = g_array_sized_new(FALSE, FALSE, sizeof(td_link_node), n);
}

static void
end(td_link_mails *mails)
{
	g_string_chunk_free(mails->texts);
	g_ptr_array_free(mails->refs, TRUE);
	g_array_free(mails->all, TRUE);
	g_clear_pointer(&mails->by_id, g_hash_table_destroy);
}

td_link_mails *
td_link_mails_new(td_index *index, unsigned n)
{
	td_link_mails *mails = g_new0(td_link_mails, 1);

	mails->index = index;
	start(mails, n);
	return mails;
}

void
td_link_mails_free(td_link_mails *mails)
{
	if (mails == NULL)
		return;
	end(mails);
	g_free(mails);
}

void
td_link_mails_clear(td_link_mails *mails)
{
	end(mails);
	mails->any_gone = false;
	mails->noted = 0;
	start(mails, 0);
}

unsigned
td_link_mails_count(const td_link_mails *mails)
{
	return mails->all->len;
}

static td_link_node *
node_at(const td_link_mails *mails, unsigned i)
{
	return &g_array_index(mails->all, td_link_node, i);
}

static const char *
keep(td_link_mails *mails, const char *text)
{
	return text[0] != '\0' ? g_string_chunk_insert(mails->texts, text) : "";
}

static void
take_patch(td_link_mails *mails, const td_link_mail *from, td_link_node *mail)
{
	g_autofree char *key = td_subject_key(from->title);

	mail->is_patch = true;
	mail->patch = (td_series_mail){
		.kind = from->kind,
		.version = from->version,
		.minor = from->minor,
		.number = from->number,
		.total = from->total,
		.has_version = from->flags & TD_FLAG_VERSION,
		.has_number = from->flags & TD_FLAG_NUMBER,
		.rfc = from->flags & TD_FLAG_RFC,
		.resend = from->flags & TD_FLAG_RESEND,
		.title = keep(mails, key),
		.tags = keep(mails, from->tags),
		.patch_id = keep(mails, from->patch_id),
		.sent = from->sent,
		.sender = keep(mails, from->sender),
		.received = from->received,
	};
}

static void
take_plain(td_link_mails *mails, const td_link_mail *from, td_link_node *mail)
{
	mail->plain = keep(mails, from->sender);
	if (from->flags & TD_FLAG_VERSION)
		mail->version = from->version;
}

static unsigned
take_refs(td_link_mails *mails, td_span refs)
{
	const char *kept;
	unsigned n = 0;

	if (refs.n == 0 || refs.p[refs.n - 1] != '\0')
		return 0;
	kept = g_string_chunk_insert_len(mails->texts, refs.p, (gssize)refs.n);
	for (size_t at = 0; at < refs.n; at += strlen(kept + at) + 1, n++)
		g_ptr_array_add(mails->refs, (char *)(uintptr_t)(kept + at));
	return n;
}

void
td_link_mails_add(td_link_mails *mails, const td_link_mail *from)
{
	size_t first_ref = mails->refs->len;
	td_link_node mail = {
		.id = from->id,
		.alike = from->alike,
		.received = from->received,
		.place = from->place,
		.mangled = (from->flags & TD_FLAG_MANGLED) != 0,
		.subject = from->subject,
		.message_id = keep(mails, from->message_id),
		.is_notice = (from->flags & TD_FLAG_NOTICE) != 0,
		.cites = (from->flags & TD_FLAG_CITES) != 0,
		.first_ref = first_ref,
		.refs = take_refs(mails, from->refs),
		.sent = from->sent,
		.parent = -1,
		.original = -1,
	};

	if (from->kind == TD_KIND_PATCH || from->kind == TD_KIND_COVER)
		take_patch(mails, from, &mail);
	else if (from->kind == TD_KIND_MAIL && !mail.is_notice)
		take_plain(mails, from, &mail);
	g_array_append_val(mails->all, mail);
}

void
td_link_mails_take(td_link_mails *mails, sqlite3_stmt *stmt)
{
	bool titled = sqlite3_column_type(stmt, 9) != SQLITE_NULL;
	char patch_id[TD_OID_HEX] = "";
	const td_link_mail mail = {
		.id = sqlite3_column_int64(stmt, 0),
		.message_id = td_column_text(stmt, 1),
		.refs = { sqlite3_column_blob(stmt, 2),
		    (size_t)sqlite3_column_bytes(stmt, 2) },
		.kind = (td_kind)sqlite3_column_int(stmt, 3),
		.flags = sqlite3_column_int64(stmt, 4),
		.version = (unsigned)sqlite3_column_int(stmt, 5),
		.minor = (unsigned)sqlite3_column_int(stmt, 6),
		.number = (unsigned)sqlite3_column_int(stmt, 7),
		.total = (unsigned)sqlite3_column_int(stmt, 8),
		.title = td_column_text(stmt, titled ? 9 : 10),
		.subject = (size_t)sqlite3_column_bytes(stmt, 10),
		.tags = td_column_text(stmt, 11),
		.sent = sqlite3_column_int64(stmt, 13),
		.sender = td_column_text(stmt, 14),
		.alike = sqlite3_column_int64(stmt, 15),
		.received = sqlite3_column_int64(stmt, 16),
		.place = sqlite3_column_int64(stmt, 17),
		.patch_id = patch_id,
	};

	if (sqlite3_column_type(stmt, 12) != SQLITE_NULL) {
		td_oid id;

		td_column_bytes(stmt, 12, id.id, sizeof id.id);
		td_oid_to_hex(&id, patch_id);
	}
	td_link_mails_add(mails, &mail);
}

static void
note_ids(td_link_mails *mails, unsigned from)
{
	for (unsigned i = from; i < mails->all->len; i++)
		g_hash_table_insert(mails->by_id,
		    g_memdup2(&node_at(mails, i)->id, sizeof(int64_t)),
		    GUINT_TO_POINTER(i));
	mails->noted = mails->all->len;
}

/* NULL for none. */
static td_link_node *
find(td_link_mails *mails, int64_t id)
{
	void *at;

	if (mails->by_id == NULL)
		mails->by_id =
		    g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	note_ids(mails, mails->noted);
	return g_hash_table_lookup_extended(mails->by_id, &id, NULL, &at)
		   ? node_at(mails, GPOINTER_TO_UINT(at))
		   : NULL;
}

static void
move(td_link_node *mail, int64_t received, int64_t place)
{
	mail->received = mail->patch.received = received;
	mail->place = place;
}

void
td_link_mails_again(td_link_mails *mails, int64_t id, int64_t received, int64_t place)
{
	td_link_node *mail = find(mails, id);

	if (mail != NULL && td_store_compare_places(mails->index, received, place,
				mail->received, mail->place) < 0)
		move(mail, received, place);
}

void
td_link_mails_move(td_link_mails *mails, int64_t id, int64_t received, int64_t place)
{
	td_link_node *mail = find(mails, id);

	if (mail != NULL)
		move(mail, received, place);
	mails->any_gone |= place == 0;
}

static void
drop_gone(td_link_mails *mails)
{
	unsigned n = 0;

	for (unsigned i = 0; i < mails->all->len; i++)
		if (node_at(mails, i)->place != 0)
			*node_at(mails, n++) = *node_at(mails, i);
	g_array_set_size(mails->all, n);
	g_clear_pointer(&mails->by_id, g_hash_table_destroy);
}

static int
compare_arrival(const void *a, const void *b, void *data)
{
	const td_link_node *x = a, *y = b;

	return td_store_compare_places(
	    data, x->received, x->place, y->received, y->place);
}

static void
sort_by_arrival(td_link_mails *mails)
{
	for (unsigned i = 1; i < mails->all->len; i++) {
		if (compare_arrival(
			node_at(mails, i - 1), node_at(mails, i), mails->index) > 0) {
			g_array_sort_with_data(mails->all, compare_arrival, mails->index);
			return;
		}
	}
}

GArray *
td_link_mails_arrange(td_link_mails *mails)
{
	if (mails->any_gone)
		drop_gone(mails);
	sort_by_arrival(mails);
	return mails->all;
}

const GPtrArray *
td_link_mails_refs(const td_link_mails *mails)
{
	return mails->refs;
}
