/* SPDX-License-Identifier: GPL-2.0-or-later */
/* write/write.c - one mail into rows */
#include "write/write.h"

#include <string.h>

#include "link/cluster.h"
#include "link/link.h"
#include "message/address.h"
#include "store/intern.h"
#include "store/map.h"
#include "store/names.h"
#include "store/schema.h"
#include "store/store.h"
#include "write/content.h"
#include "write/mail_parts.h"
#include "write/measure.h"
#include "write/places.h"
#include "write/ties.h"

static const td_address nobody = { (char *)(uintptr_t) "", (char *)(uintptr_t) "" };

/* A message as it is found: its first place and when that was. */
typedef struct stored {
	int64_t message; /* 0 for none */
	int64_t place, received;
} stored;

static bool
find_by_rows(td_index *index, const char *message_id, uint64_t content, stored *found,
    GError **error)
{
	sqlite3_stmt *stmt;
	bool row;

	/* A message is tied to its own Message-ID. */
	if (message_id[0] != '\0' &&
	    !td_clusters_may_know(index->clusters, td_names_key(message_id, index->seed)))
		return true;
	stmt = td_store_sql(index, TD_SQL_MESSAGE_FIND, error);
	if (stmt == NULL)
		return false;
	td_bind_text(stmt, 1, message_id);
	sqlite3_bind_int64(stmt, 2, (int64_t)content);
	if (!td_store_step(index, stmt, &row, error))
		return false;
	if (row) {
		found->message = sqlite3_column_int64(stmt, 0);
		found->place = sqlite3_column_int64(stmt, 1);
		found->received = sqlite3_column_int64(stmt, 2);
	}
	sqlite3_reset(stmt);
	return true;
}

static bool
find_by_map(td_index *index, const char *message_id, uint64_t content, stored *found,
    GError **error)
{
	int64_t message = td_map_find(index->contents, content);
	sqlite3_stmt *stmt;
	bool row;

	if (message == 0)
		return true;
	stmt = td_store_sql(index, TD_SQL_MESSAGE_CHECK, error);
	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, message);
	td_bind_text(stmt, 2, message_id);
	sqlite3_bind_int64(stmt, 3, (int64_t)content);
	if (!td_store_step(index, stmt, &row, error))
		return false;
	if (row) {
		found->message = message;
		found->place = sqlite3_column_int64(stmt, 0);
		found->received = sqlite3_column_int64(stmt, 1);
	}
	sqlite3_reset(stmt);
	return true;
}

/* What the index makes of a mail before it writes. */
typedef struct arrival {
	const td_index_mail *mail;
	GString *refs;    /* td_ties_pack */
	uint64_t content; /* td_content_key */
	int64_t id;       /* of the message */
	int64_t place;
} arrival;

static bool
put_address(td_index *index, const td_address *address, int64_t *id, GError **error)
{
	g_autofree char *kept = NULL;
	const char *name = td_address_bare_name(address->name, &kept);

	return td_intern_put(index->addresses, index, name, address->address, id, error);
}

static const td_address *
sender_of(const td_index_mail *mail)
{
	if (mail->patch->sender != NULL)
		return mail->patch->sender;
	return mail->message->from != NULL ? mail->message->from : &nobody;
}

static bool
put_people(td_index *index, const td_index_mail *mail, int64_t *sender, int64_t *author,
    GError **error)
{
	if (!put_address(index, sender_of(mail), sender, error))
		return false;
	*author = *sender;
	return put_address(index, mail->patch->author, author, error);
}

static int64_t
flags_of(const td_patch *patch)
{
	const td_subject *subject = patch->subject;
	int64_t flags = 0;

	flags |= subject->has_version ? TD_FLAG_VERSION : 0;
	flags |= subject->has_number ? TD_FLAG_NUMBER : 0;
	flags |= subject->rfc ? TD_FLAG_RFC : 0;
	flags |= subject->resend ? TD_FLAG_RESEND : 0;
	flags |= subject->reply ? TD_FLAG_REPLY : 0;
	if (patch->author_source != TD_AUTHOR_FROM &&
	    patch->author_source != TD_AUTHOR_INBODY)
		flags |= TD_FLAG_MANGLED;
	flags |= patch->notice != NULL ? TD_FLAG_NOTICE : 0;
	flags |= patch->cited != NULL ? TD_FLAG_CITES : 0;
	flags |= patch->trailers->len > 0 ? TD_FLAG_TRAILER : 0;
	return flags;
}

/* The columns that only a reading as a patch gives. */
static void
bind_patch(sqlite3_stmt *stmt, const td_patch *patch, GString *tags,
    const char *subject_text, td_oid *patch_id)
{
	const td_subject *subject = patch->subject;

	for (unsigned i = 0; i < subject->tags->len; i++) {
		if (i > 0)
			g_string_append_c(tags, ' ');
		g_string_append(tags, subject->tags->pdata[i]);
	}
	td_bind_text(
	    stmt, 12, strcmp(patch->title, subject_text) == 0 ? NULL : patch->title);
	td_bind_text(stmt, 13, tags->len > 0 ? tags->str : NULL);
	sqlite3_bind_int64(stmt, 14, patch->kind);
	sqlite3_bind_int64(stmt, 15, flags_of(patch));
	sqlite3_bind_int64(stmt, 16, subject->version);
	td_bind_some(stmt, 17, subject->minor);
	td_bind_some(stmt, 18, subject->number);
	td_bind_some(stmt, 19, subject->total);
	if (patch->diff != NULL) {
		sqlite3_bind_int64(stmt, 20, patch->diff->files->len);
		td_bind_some(stmt, 21, patch->diff->insertions);
		td_bind_some(stmt, 22, patch->diff->deletions);
	}
	if (td_oid_parse(td_span_of(patch->patch_id), patch_id))
		td_bind_blob(stmt, 23, patch_id->id, sizeof patch_id->id);
	td_bind_text(stmt, 24, patch->base_commit[0] ? patch->base_commit : NULL);
	td_bind_text(stmt, 25, patch->change_id);
}

/* As td_link_mails_take reads it of the row. */
static const char *
name_sender(const td_index_mail *mail, int64_t flags)
{
	const td_address *sender =
	    flags & TD_FLAG_MANGLED ? mail->patch->author : sender_of(mail);

	return sender->address[0] != '\0' ? sender->address : sender->name;
}

/* What linking wants of the row that was just written. */
static bool
keep_links(td_index *index, const arrival *new, const char *tags, GError **error)
{
	const td_message *message = new->mail->message;
	const td_patch *patch = new->mail->patch;
	const int64_t flags = flags_of(patch);
	const td_link_mail mail = {
		.id = new->id,
		.received = new->mail->received,
		.place = new->place,
		.sent = message->sent,
		.message_id = message->message_id,
		.refs = { new->refs->str, new->refs->len },
		.flags = flags,
		.kind = patch->kind,
		.version = patch->subject->version,
		.minor = patch->subject->minor,
		.number = patch->subject->number,
		.total = patch->subject->total,
		.title = patch->title,
		.tags = tags,
		.subject = strlen(message->subject),
		.patch_id = patch->patch_id,
		.sender = name_sender(new->mail, flags),
	};

	return td_link_add(index, &mail, error);
}

static bool
add_message(td_index *index, const arrival *new, GError **error)
{
	const td_index_mail *mail = new->mail;
	const td_message *message = mail->message;
	td_oid patch_id;
	g_autoptr(GString) tags = g_string_new(NULL);
	int64_t sender;
	int64_t author;
	sqlite3_stmt *stmt;

	if (!put_people(index, mail, &sender, &author, error))
		return false;
	stmt = td_store_sql(index, TD_SQL_MESSAGE_ADD, error);
	if (stmt == NULL)
		return false;
	sqlite3_clear_bindings(stmt);
	sqlite3_bind_int64(stmt, 1, new->id);
	sqlite3_bind_int64(stmt, 2, (int64_t) new->content);
	td_bind_text(stmt, 3, message->message_id);
	sqlite3_bind_int64(stmt, 4, new->place);
	sqlite3_bind_int64(stmt, 5, mail->received);
	td_bind_blob(stmt, 6, new->refs->str, new->refs->len);
	sqlite3_bind_int64(stmt, 7, message->sent);
	sqlite3_bind_int(stmt, 8, message->sent_zone);
	sqlite3_bind_int64(stmt, 9, sender);
	sqlite3_bind_int64(stmt, 10, author);
	td_bind_text(stmt, 11, message->subject);
	bind_patch(stmt, mail->patch, tags, message->subject, &patch_id);
	if (index->path != NULL)
		td_bind_some(
		    stmt, 26, (int64_t)td_content_alike(mail, new->refs, index->seed));
	if (!td_store_run(index, stmt, error) ||
	    (index->path != NULL &&
		!td_names_add(index, message->message_id, new->content, new->id, error)))
		return false;
	return index->path != NULL
		   ? td_ties_join(index, new->id, mail, new->content, new->refs, error)
		   : keep_links(index, new, tags->str, error);
}

static void
bind_span(sqlite3_stmt *stmt, int at, td_span span)
{
	td_bind_blob(stmt, at, span.p, span.n);
}

static bool
add_classic(td_index *index, const td_classic *classic, int64_t place, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_CLASSIC_ADD, error);
	td_span none = { "", 0 };

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, place);
	sqlite3_bind_int(stmt, 2, classic->shown);
	bind_span(stmt, 3, classic->subject);
	bind_span(stmt, 4, classic->title);
	bind_span(stmt, 5, classic->author);
	bind_span(stmt, 6, classic->contributor);
	bind_span(stmt, 7, classic->domain);
	bind_span(stmt, 8, classic->shown ? classic->body : none);
	sqlite3_bind_int64(stmt, 9,
	    classic->inbody_from.n > 0 ? classic->inbody_from.p - classic->body.p : 0);
	sqlite3_bind_int64(stmt, 10, (int64_t)classic->inbody_from.n);
	return td_store_run(index, stmt, error);
}

/* The newest place that the message has in the list already; 0 for none. */
static bool
find_place(td_index *index, int64_t message, int64_t list, int64_t *place, GError **error)
{
	sqlite3_stmt *stmt;
	bool row;

	if (!td_schema_index_places(index, error))
		return false;
	stmt = td_store_sql(index, TD_SQL_PLACE_LAST, error);
	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, message);
	sqlite3_bind_int64(stmt, 2, list << TD_PLACE_BITS);
	sqlite3_bind_int64(stmt, 3, list << TD_PLACE_BITS | TD_LOW(TD_PLACE_BITS));
	if (!td_store_step(index, stmt, &row, error))
		return false;
	*place = row ? sqlite3_column_int64(stmt, 0) : 0;
	sqlite3_reset(stmt);
	return true;
}

static bool
put_word(td_index *index, const char *word, int64_t *id, GError **error)
{
	*id = 0;
	return word[0] == '\0' ||
	       td_intern_put(index->words, index, word, NULL, id, error);
}

static bool
add_place(td_index *index, const arrival *new, int64_t before, GError **error)
{
	const td_index_mail *mail = new->mail;
	int64_t class_name;
	int64_t list_id;
	sqlite3_stmt *stmt;

	if (!put_word(index, mail->class_name != NULL ? mail->class_name : "human",
		&class_name, error) ||
	    !put_word(index, mail->message->list_id, &list_id, error))
		return false;
	stmt = td_store_sql(index, TD_SQL_PLACE_ADD, error);
	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, new->place);
	sqlite3_bind_int64(stmt, 2, new->id);
	td_bind_some(stmt, 3, before);
	sqlite3_bind_int64(stmt, 4, mail->epoch);
	td_bind_blob(stmt, 5, mail->commit.id,
	    td_oid_is_zero(&mail->commit) ? 0 : sizeof mail->commit.id);
	td_bind_blob(stmt, 6, mail->blob.id, sizeof mail->blob.id);
	sqlite3_bind_int64(stmt, 7, mail->received);
	td_bind_some(stmt, 8, (int64_t)mail->offset);
	td_bind_some(stmt, 9, mail->size);
	sqlite3_bind_int64(stmt, 10, class_name);
	td_bind_some(stmt, 11, list_id);
	td_bind_some(stmt, 12,
	    mail->message->defects | (mail->patch != NULL ? mail->patch->defects : 0));
	if (mail->patch != NULL && mail->patch->has_tracked)
		td_bind_blob(stmt, 13, mail->patch->tracked, sizeof mail->patch->tracked);
	else
		sqlite3_bind_null(stmt, 13);
	if (!td_store_run(index, stmt, error) ||
	    (before == 0 && !td_measure_add(index, mail->list, mail->received, error)))
		return false;
	return mail->classic == NULL || index->path != NULL || !mail->classic->patch ||
	       add_classic(index, mail->classic, new->place, error);
}

/* One more place; it may be the first one to have come. */
static bool
add_again(td_index *index, arrival *new, const stored *found, GError **error)
{
	int64_t received = new->mail->received;
	int64_t before;

	new->id = found->message;
	if (!find_place(index, new->id, new->mail->list, &before, error) ||
	    !add_place(index, new, before, error) ||
	    (index->path != NULL && !td_ties_join_again(index, new->id, new->mail,
					new->content, found->received, error)))
		return false;
	return td_store_compare_places(
		   index, received, new->place, found->received, found->place) >= 0 ||
	       td_places_put(index, new->id, new->place, received, error);
}

static bool
add_new(td_index *index, arrival *new, GError **error)
{
	new->id = ++index->newest_message;
	if (index->path == NULL && new->id <= UINT32_MAX)
		td_map_put(index->contents, new->content, (uint32_t) new->id);
	return add_message(index, new, error) &&
	       td_mail_parts_add(index, new->mail, new->id, error) &&
	       add_place(index, new, 0, error);
}

/* A place and nothing behind it, but for a number that no other mail has. */
static bool
add_bare(td_index *index, const td_index_mail *mail, int64_t *id, GError **error)
{
	const arrival new = {
		.mail = mail,
		.id = ++index->newest_message,
		.place = mail->list << TD_PLACE_BITS | (int64_t)mail->position,
	};

	*id = new.id;
	return add_place(index, &new, 0, error);
}

static bool
add_whole(td_index *index, const td_index_mail *mail, int64_t *id, GError **error)
{
	g_autoptr(GString) refs = td_ties_pack(mail->message);
	arrival new = {
		.mail = mail,
		.refs = refs,
		.content = td_content_key(mail, refs, index->seed),
		.place = mail->list << TD_PLACE_BITS | (int64_t)mail->position,
	};
	stored found = { 0 };

	if (!(index->path == NULL ? find_by_map : find_by_rows)(
		index, mail->message->message_id, new.content, &found, error))
		return false;
	if (!(found.message != 0 ? add_again(index, &new, &found, error)
				 : add_new(index, &new, error)))
		return false;
	*id = new.id;
	return true;
}

bool
td_index_add(td_index *index, const td_index_mail *mail, int64_t *id, GError **error)
{
	g_assert(mail->patch != NULL || index->path == NULL);
	return (mail->patch != NULL ? add_whole : add_bare)(index, mail, id, error);
}

bool
td_index_chains_versions(const td_index *index)
{
	return index->path != NULL;
}
