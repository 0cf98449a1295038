/* SPDX-License-Identifier: GPL-2.0-or-later */
/* search/fulltext.c - segments into rows */
#include "search/fulltext.h"

#include <stdio.h>

#include "search/fulltext_docs.h"
#include "store/store.h"

bool
td_index_has_words(const td_index *index)
{
	return index->path != NULL;
}

char *
td_index_folder(const td_index *index)
{
	return index->path != NULL ? g_path_get_dirname(index->path) : NULL;
}

static bool
put_blob(td_index *index, sqlite3_stmt *stmt, int64_t id, const void *bytes, size_t n,
    GError **error)
{
	sqlite3_bind_int64(stmt, 1, id);
	/* Not td_bind_blob: nothing at all is no NULL here. */
	sqlite3_bind_blob64(stmt, 2, n > 0 ? bytes : "", n, SQLITE_STATIC);
	return td_store_run(index, stmt, error);
}

bool
td_fulltext_put(td_index *index, int64_t segment, const uint8_t *piece, size_t n,
    uint64_t *bytes, GError **error)
{
	sqlite3_stmt *stmt =
	    td_store_prepare(index, "INSERT INTO word_blob VALUES(?1, ?2)", error);
	int64_t first = (int64_t)(*bytes / TD_CHUNK_BYTES);
	bool good = stmt != NULL;

	for (size_t at = 0; good && at < n; at += TD_CHUNK_BYTES)
		good = put_blob(index, stmt,
		    segment << TD_BLOB_BITS | (first + (int64_t)(at / TD_CHUNK_BYTES)),
		    piece + at, MIN(n - at, (size_t)TD_CHUNK_BYTES), error);
	sqlite3_finalize(stmt);
	*bytes += n;
	return good;
}

static uint32_t
clamp(int64_t number)
{
	return (uint32_t)CLAMP(number, 0, (int64_t)UINT32_MAX);
}

static uint32_t
value_of(const td_doc *doc, unsigned which, int64_t first)
{
	switch (which) {
	case TD_DOC_MESSAGE:
		return doc->message != 0 ? clamp(doc->message - first + 1) : 0;
	case TD_DOC_RECEIVED:
		return clamp(doc->received);
	case TD_DOC_SENT:
		return clamp(doc->sent);
	case TD_DOC_SIZE:
		return doc->size;
	default:
		return doc->words;
	}
}

static bool
put_docs(td_index *index, const GArray *docs, int64_t id, int64_t first, GError **error)
{
	g_autofree uint32_t *values = g_new(uint32_t, docs->len);
	sqlite3_stmt *stmt =
	    td_store_prepare(index, "INSERT INTO word_doc VALUES(?1, ?2)", error);
	bool good = stmt != NULL;

	for (unsigned which = 0; good && which < TD_DOC_COUNT; which++) {
		for (unsigned i = 0; i < docs->len; i++)
			values[i] =
			    value_of(&g_array_index(docs, td_doc, i), which, first);
		good = put_blob(index, stmt, id << TD_DOC_BITS | which, values,
		    docs->len * sizeof *values, error);
	}
	sqlite3_finalize(stmt);
	return good;
}

/* False where there is no message in it, and so nothing to search. */
static bool
find_bounds(const GArray *docs, int64_t *first, int64_t *last)
{
	*first = INT64_MAX;
	*last = 0;
	for (unsigned i = 0; i < docs->len; i++) {
		int64_t message = g_array_index(docs, td_doc, i).message;

		if (message == 0)
			continue;
		*first = MIN(*first, message);
		*last = MAX(*last, message);
	}
	return *last != 0;
}

bool
td_fulltext_start(td_index *index, int64_t *segment, GError **error)
{
	if (!td_store_exec(
		index, "INSERT INTO word_segment VALUES(NULL, 0, 0, 0, 0, '');", error))
		return false;
	*segment = sqlite3_last_insert_rowid(index->db);
	return true;
}

bool
td_fulltext_drop(td_index *index, int64_t segment, GError **error)
{
	char text[256];

	snprintf(text, sizeof text,
	    "DELETE FROM word_segment WHERE id = %" G_GINT64_FORMAT ";"
	    "DELETE FROM word_doc WHERE id BETWEEN %" G_GINT64_FORMAT
	    " AND %" G_GINT64_FORMAT ";"
	    "DELETE FROM word_blob WHERE id BETWEEN %" G_GINT64_FORMAT
	    " AND %" G_GINT64_FORMAT ";",
	    segment, segment << TD_DOC_BITS, segment << TD_DOC_BITS | TD_LOW(TD_DOC_BITS),
	    segment << TD_BLOB_BITS, segment << TD_BLOB_BITS | TD_LOW(TD_BLOB_BITS));
	return td_store_exec(index, text, error);
}

bool
td_fulltext_end(td_index *index, int64_t segment, const td_segment *rest, uint64_t bytes,
    GError **error)
{
	int64_t first;
	int64_t last;
	sqlite3_stmt *stmt;
	bool good;

	if (!find_bounds(rest->docs, &first, &last))
		return td_fulltext_drop(index, segment, error);
	if (!td_fulltext_put(
		index, segment, rest->bytes.p, rest->bytes.n, &bytes, error) ||
	    !put_docs(index, rest->docs, segment, first, error))
		return false;
	stmt = td_store_prepare(index,
	    "UPDATE word_segment SET mails = ?2, first = ?3, last = ?4, bytes = ?5,"
	    " directory = ?6 WHERE id = ?1",
	    error);
	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, segment);
	sqlite3_bind_int64(stmt, 2, rest->docs->len);
	sqlite3_bind_int64(stmt, 3, first);
	sqlite3_bind_int64(stmt, 4, last);
	sqlite3_bind_int64(stmt, 5, (int64_t)(rest->directory.n + bytes));
	sqlite3_bind_blob64(stmt, 6,
	    rest->directory.n > 0 ? rest->directory.p : (const void *)"",
	    rest->directory.n, SQLITE_STATIC);
	good = td_store_run(index, stmt, error);
	sqlite3_finalize(stmt);
	return good;
}

static bool
put_first(td_index *index, int64_t id, td_spool *first, uint64_t *bytes, GError **error)
{
	const uint8_t *all = td_spool_read(first, error);

	return all != NULL &&
	       td_fulltext_put(index, id, all, td_spool_size(first), bytes, error);
}

static void
leave_out_dead(const td_index *index, GArray *docs)
{
	if (g_hash_table_size(index->early) == 0)
		return;
	for (unsigned i = 0; i < docs->len; i++) {
		td_doc *doc = &g_array_index(docs, td_doc, i);

		if (g_hash_table_contains(index->early, &doc->message))
			doc->message = 0;
	}
}

bool
td_index_put_words(td_index *index, td_segment *segment, GError **error)
{
	int64_t id, first, last;
	uint64_t bytes = 0;

	leave_out_dead(index, segment->docs);
	if (!find_bounds(segment->docs, &first, &last))
		return true;
	return td_fulltext_start(index, &id, error) &&
	       (segment->first == NULL ||
		   put_first(index, id, segment->first, &bytes, error)) &&
	       td_fulltext_end(index, id, segment, bytes, error);
}

/* The number of a message's doc is set to 0 in the segment that has it. */
static bool
forget(td_index *index, int64_t segment, uint32_t value, bool *found, GError **error)
{
	sqlite3_blob *blob = NULL;
	g_autofree uint32_t *values = NULL;
	int64_t row = segment << TD_DOC_BITS | TD_DOC_MESSAGE;
	int size;

	if (sqlite3_blob_open(index->db, "main", "word_doc", "bytes", row, 1, &blob) !=
	    SQLITE_OK) {
		sqlite3_blob_close(blob);
		return td_store_fail(index, "opening", error);
	}
	size = sqlite3_blob_bytes(blob);
	values = g_malloc((size_t)size + 1);
	if (sqlite3_blob_read(blob, values, size, 0) != SQLITE_OK) {
		sqlite3_blob_close(blob);
		return td_store_fail(index, "reading", error);
	}
	for (int i = 0; i < size / (int)sizeof *values && !*found; i++) {
		static const uint32_t none = 0;

		if (values[i] != value)
			continue;
		*found = true;
		if (sqlite3_blob_write(blob, &none, sizeof none, i * (int)sizeof none) !=
		    SQLITE_OK) {
			sqlite3_blob_close(blob);
			return td_store_fail(index, "writing", error);
		}
	}
	sqlite3_blob_close(blob);
	return true;
}

bool
td_fulltext_remove(td_index *index, int64_t message, GError **error)
{
	sqlite3_stmt *stmt;
	bool found = false;
	bool row = true;
	bool good = true;

	if (!td_index_has_words(index))
		return true;
	stmt = td_store_prepare(index,
	    "SELECT id, first FROM word_segment WHERE ?1 BETWEEN first AND last", error);
	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, message);
	while (good && !found && row) {
		good = td_store_step(index, stmt, &row, error);
		if (good && row)
			good = forget(index, sqlite3_column_int64(stmt, 0),
			    clamp(message - sqlite3_column_int64(stmt, 1) + 1), &found,
			    error);
	}
	sqlite3_finalize(stmt);
	if (good && !found)
		g_hash_table_add(index->early, g_memdup2(&message, sizeof message));
	return good;
}
