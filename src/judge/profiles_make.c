/* SPDX-License-Identifier: GPL-2.0-or-later */
/* judge/profiles_make.c - the mails of a stored series, as src/series takes them */

#include <string.h>

#include "index/stored_series.h"
#include "judge/profiles.h"
#include "store/store.h"

#include "base/limits.h"

enum {
	most_members = 256,   /* of one series that are looked at */
	most_mail_paths = 64, /* of one mail */
};

/* The mails of a series while they are read. */
typedef struct reading {
	GStringChunk *texts;
	GArray *mails;    /* of td_chain_mail */
	GArray *mentions; /* of td_chain_mention, of all mails in a row */
	GArray *paths;    /* of const char * */
	GArray *sketches; /* of td_sketch, one a mail: of its diff */
	GArray *prose;    /* the same of what it says */
} reading;

static void
reading_clear(reading *series)
{
	g_string_chunk_free(series->texts);
	g_array_free(series->mails, TRUE);
	g_array_free(series->mentions, TRUE);
	g_array_free(series->paths, TRUE);
	g_array_free(series->sketches, TRUE);
	g_array_free(series->prose, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(reading, reading_clear)

static const char *
keep(reading *series, const char *text)
{
	return text[0] != '\0' ? g_string_chunk_insert(series->texts, text) : "";
}

static void
add_mention(reading *series, td_chain_mail *mail, const char *id, td_chain_tie tie)
{
	td_chain_mention mention = { .message_id = keep(series, id), .tie = tie };

	g_array_append_val(series->mentions, mention);
	mail->n_mentions++;
}

static void
take_mentions(reading *series, td_chain_mail *mail, sqlite3_stmt *stmt, int at)
{
	static const td_chain_tie ties[] = { TD_CHAIN_OTHER, TD_CHAIN_VERSION,
		TD_CHAIN_BASE };
	const char *packed = sqlite3_column_blob(stmt, at);
	size_t n = (size_t)sqlite3_column_bytes(stmt, at);

	if (packed == NULL || n == 0 || packed[n - 1] != '\0')
		return;
	for (size_t i = 0; i < n; i += strlen(packed + i) + 1) {
		unsigned kind = (unsigned)(packed[i] - '0');

		if (kind < G_N_ELEMENTS(ties))
			add_mention(series, mail, packed + i + 1, ties[kind]);
	}
}

/* What it answers is the last one; those before it may be left out. */
static void
take_references(reading *series, td_chain_mail *mail, sqlite3_stmt *stmt, int at)
{
	const char *refs = sqlite3_column_blob(stmt, at);
	size_t n = (size_t)sqlite3_column_bytes(stmt, at);
	const char *id;

	if (refs == NULL || n == 0 || refs[n - 1] != '\0')
		return;
	for (unsigned i = 0; n > 0 && i < TD_MAX_GHOSTS; i++) {
		id = memrchr(refs, '\0', n - 1);
		id = id != NULL ? id + 1 : refs;
		add_mention(
		    series, mail, id, i == 0 ? TD_CHAIN_PARENT : TD_CHAIN_ANCESTOR);
		n = (size_t)(id - refs);
	}
}

static void
take_sketch(GArray *sketches, sqlite3_stmt *stmt, int at)
{
	const void *bytes = sqlite3_column_blob(stmt, at);
	size_t n = (size_t)sqlite3_column_bytes(stmt, at);
	td_sketch sketch = { .n = 0 };

	if (bytes != NULL && n <= sizeof sketch.lines) {
		memcpy(sketch.lines, bytes, n);
		sketch.n = (unsigned)(n / sizeof *sketch.lines);
	}
	g_array_append_val(sketches, sketch);
}

static bool
read_paths(td_index *index, reading *series, td_chain_mail *mail, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_PROFILE_PATHS, error);
	bool row;

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, mail->id << TD_PART_BITS);
	sqlite3_bind_int64(stmt, 2, mail->id << TD_PART_BITS | TD_LOW(TD_PART_BITS));
	do {
		if (!td_store_step(index, stmt, &row, error))
			return false;
		if (row) {
			const char *path = keep(series, td_column_text(stmt, 0));

			g_array_append_val(series->paths, path);
			mail->n_paths++;
		}
	} while (row && mail->n_paths < most_mail_paths);
	sqlite3_reset(stmt);
	return true;
}

static bool
read_mail(td_index *index, reading *series, const td_index_member *member, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_PROFILE_MAIL, error);
	td_chain_mail mail = { .id = member->message, .number = member->number };
	td_oid patch_id;
	char hex[TD_OID_HEX] = "";
	bool row;

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, member->message);
	if (!td_store_step(index, stmt, &row, error))
		return false;
	if (!row)
		return true;
	mail.message_id = keep(series, td_column_text(stmt, 0));
	mail.sent = sqlite3_column_int64(stmt, 2);
	mail.received = sqlite3_column_int64(stmt, 3);
	mail.title = keep(series, td_column_text(stmt, 4));
	mail.tags = keep(series, td_column_text(stmt, 5));
	mail.change_id = keep(series, td_column_text(stmt, 6));
	if (sqlite3_column_type(stmt, 7) != SQLITE_NULL) {
		td_column_bytes(stmt, 7, patch_id.id, sizeof patch_id.id);
		td_oid_to_hex(&patch_id, hex);
	}
	mail.patch_id = keep(series, hex);
	mail.author_name = keep(series, td_column_text(stmt, 8));
	mail.author_address = keep(series, td_column_text(stmt, 9));
	mail.sender_name = keep(series, td_column_text(stmt, 10));
	mail.sender_address = keep(series, td_column_text(stmt, 11));
	mail.pulled = sqlite3_column_int(stmt, 14) != 0;
	mail.said_version = (unsigned)sqlite3_column_int64(stmt, 16);
	take_sketch(series->sketches, stmt, 12);
	take_sketch(series->prose, stmt, 15);
	take_mentions(series, &mail, stmt, 13);
	take_references(series, &mail, stmt, 1);
	sqlite3_reset(stmt);
	if (!read_paths(index, series, &mail, error))
		return false;
	g_array_append_val(series->mails, mail);
	return true;
}

/* Arrays do not grow any more: mails may point into them. */
static void
point(reading *series)
{
	size_t mention = 0, path = 0;

	for (unsigned i = 0; i < series->mails->len; i++) {
		td_chain_mail *mail = &g_array_index(series->mails, td_chain_mail, i);
		const td_sketch *sketch = &g_array_index(series->sketches, td_sketch, i);
		const td_sketch *prose = &g_array_index(series->prose, td_sketch, i);

		mail->mentions =
		    (const td_chain_mention *)(void *)series->mentions->data + mention;
		mail->paths = (const char *const *)(void *)series->paths->data + path;
		mail->sketch = sketch->n > 0 ? sketch : NULL;
		mail->prose = prose->n > 0 ? prose : NULL;
		mention += mail->n_mentions;
		path += mail->n_paths;
	}
}

td_chain_profile *
td_profiles_make(td_index *index, int64_t id, GError **error)
{
	g_auto(reading) mails = {
		.texts = g_string_chunk_new(4096),
		.mails = g_array_new(FALSE, FALSE, sizeof(td_chain_mail)),
		.mentions = g_array_new(FALSE, FALSE, sizeof(td_chain_mention)),
		.paths = g_array_new(FALSE, FALSE, sizeof(const char *)),
		.sketches = g_array_new(FALSE, FALSE, sizeof(td_sketch)),
		.prose = g_array_new(FALSE, FALSE, sizeof(td_sketch)),
	};
	g_autoptr(GArray) members = NULL;
	td_index_series series;
	td_series facts = { 0 };
	td_chain_profile *profile;
	bool found;

	if (!td_stored_series_find(index, id, &series, &found, error) || !found)
		return NULL;
	members = td_stored_series_members(index, id, error);
	if (members == NULL)
		return NULL;
	for (unsigned i = 0; i < members->len && mails.mails->len < most_members; i++) {
		const td_index_member *member =
		    &g_array_index(members, td_index_member, i);

		if (!member->extra && !read_mail(index, &mails, member, error))
			return NULL;
	}
	point(&mails);
	facts.version = series.version;
	facts.minor = series.minor;
	facts.total = series.total;
	facts.received = series.received;
	facts.rfc = series.rfc;
	facts.resend = series.resend;
	profile = td_chain_profile_make(
	    &facts, (const td_chain_mail *)(void *)mails.mails->data, mails.mails->len);
	profile->series = id;
	return profile;
}
