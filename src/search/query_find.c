/* SPDX-License-Identifier: GPL-2.0-or-later */
/* search/query_find.c - rows that a question is about */
#include "search/query_find.h"

#include <string.h>

#include "base/error.h"
#include "index/index.h"
#include "search/search.h"
#include "series/state.h"
#include "store/ready.h"
#include "store/store.h"
#include "words/word.h"

bool
td_find_open(td_find *find, td_index *index, const char *text, GError **error)
{
	find->index = index;
	find->stmt = td_ready_take(index, text, error);
	return find->stmt != NULL;
}

bool
td_find_next(td_find *find, bool *row, GError **error)
{
	return td_store_step(find->index, find->stmt, row, error);
}

void
td_find_clear(td_find *find)
{
	if (find->stmt != NULL)
		td_ready_give(find->index, find->stmt);
	find->stmt = NULL;
}

bool
td_find_ids(td_index *index, const char *text, int64_t first, int64_t last, GArray *ids,
    GError **error)
{
	g_auto(td_find) find = { 0 };

	if (!td_find_open(&find, index, text, error))
		return false;
	sqlite3_bind_int64(find.stmt, 1, first);
	sqlite3_bind_int64(find.stmt, 2, last);
	return td_store_add_ids(find.index, find.stmt, ids, error);
}

/* packed: each reference with a NUL behind it. */
static bool
has_reference(const char *packed, size_t n, const char *message_id)
{
	size_t wanted = strlen(message_id) + 1;

	for (size_t at = 0; at < n;) {
		size_t length = strnlen(packed + at, n - at) + 1;

		if (length == wanted && at + length <= n &&
		    memcmp(packed + at, message_id, length) == 0)
			return true;
		at += length;
	}
	return false;
}

/* All that refer to one Message-ID hang together by it. */
GArray *
td_find_references(td_index *index, const char *message_id, GError **error)
{
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_auto(td_find) find = { 0 };
	bool row;

	if (!td_find_open(&find, index,
		"WITH RECURSIVE up(id) AS (SELECT cluster FROM tie WHERE key = "
		"name_key(?1) UNION"
		" SELECT c.above FROM up CROSS JOIN cluster c ON c.id = up.id),"
		" part(id) AS (SELECT id FROM up UNION SELECT c.id FROM part CROSS JOIN"
		" cluster c ON c.above = part.id)"
		" SELECT m.id, m.refs FROM part CROSS JOIN link k ON k.cluster = part.id"
		" CROSS JOIN message m ON m.id = k.message WHERE m.refs IS NOT NULL",
		error))
		return NULL;
	td_bind_text(find.stmt, 1, message_id);
	do {
		if (!td_find_next(&find, &row, error))
			return NULL;
		if (row && has_reference(sqlite3_column_blob(find.stmt, 1),
			       (size_t)sqlite3_column_bytes(find.stmt, 1), message_id)) {
			int64_t id = sqlite3_column_int64(find.stmt, 0);

			g_array_append_val(ids, id);
		}
	} while (row);
	return g_steal_pointer(&ids);
}

GArray *
td_find_class(td_index *index, const char *name, GError **error)
{
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_auto(td_find) find = { 0 };

	if (!td_find_open(&find, index,
		"SELECT message FROM place WHERE class = (SELECT id FROM word WHERE name"
		" = ?1) AND gone IS NULL",
		error))
		return NULL;
	td_bind_text(find.stmt, 1, name);
	if (!td_store_add_ids(find.index, find.stmt, ids, error))
		return NULL;
	return g_steal_pointer(&ids);
}

GArray *
td_find_commit(td_index *index, const char *name, GError **error)
{
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_autofree char *low = g_ascii_strdown(name, -1);
	g_auto(td_find) find = { 0 };

	/* A notice that answers a cover letter says which patch of it. */
	if (!td_find_open(&find, index,
		"SELECT ifnull((SELECT b.message FROM link k JOIN member b ON b.id "
		"BETWEEN"
		" k.series << 24 AND (k.series << 24) + 0xffffff AND b.number = n.number"
		" WHERE k.message = m.id), m.id) FROM notice n CROSS JOIN"
		" name x ON x.key = name_key(n.message_id) CROSS JOIN message m ON m.id ="
		" x.message AND m.message_id = n.message_id AND m.place IS NOT NULL"
		" WHERE length(n.commit_id) >= 7 AND substr(n.commit_id, 1, length(?1)) ="
		" substr(?1, 1, length(n.commit_id))",
		error))
		return NULL;
	td_bind_text(find.stmt, 1, low);
	if (!td_store_add_ids(find.index, find.stmt, ids, error))
		return NULL;
	return g_steal_pointer(&ids);
}

/* "redhat" and "redhat.com" both are in "eng.redhat.com". */
static bool
is_in_domain(td_span address, td_span wanted)
{
	ptrdiff_t at = td_span_find_byte(address, '@');
	td_span domain;

	if (at < 0)
		return false;
	for (domain = td_span_skip(address, (size_t)at + 1); domain.n >= wanted.n;) {
		td_span head = td_span_head(domain, wanted.n);
		bool ends = domain.n == wanted.n;
		ptrdiff_t dot;

		if (td_span_equal_nocase(head, wanted) &&
		    (ends || (domain.p[wanted.n] == '.' &&
				 td_span_find_byte(wanted, '.') < 0)))
			return true;
		dot = td_span_find_byte(domain, '.');
		if (dot < 0)
			return false;
		domain = td_span_skip(domain, (size_t)dot + 1);
	}
	return false;
}

GArray *
td_find_domain(td_index *index, const char *domain, GError **error)
{
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_auto(td_find) addresses = { 0 };
	td_span wanted = td_span_of(domain[0] == '@' ? domain + 1 : domain);
	bool row;

	if (!td_find_open(&addresses, index, "SELECT id, address FROM address", error))
		return NULL;
	do {
		if (!td_find_next(&addresses, &row, error))
			return NULL;
		if (row &&
		    is_in_domain(td_span_of(td_column_text(addresses.stmt, 1)), wanted) &&
		    !td_find_ids(index,
			"SELECT id FROM message WHERE author = ?1 AND place IS NOT NULL",
			sqlite3_column_int64(addresses.stmt, 0), 0, ids, error))
			return NULL;
	} while (row);
	return g_steal_pointer(&ids);
}

typedef struct trailers {
	const char *key;
	const td_query *words;
	GArray *ids;
} trailers;

/* Of the last word the beginning may be enough. */
static bool
is_word(const td_words *found, const GPtrArray *words, unsigned n, bool prefix)
{
	const char *wanted = words->pdata[n];
	td_span word = { found->word, found->n };

	return prefix && n + 1 == words->len ? td_span_has_prefix(word, wanted)
					     : td_span_is(word, wanted);
}

/* Whether the words follow each other in text. */
static bool
has_words(const char *text, const GPtrArray *words, bool prefix)
{
	for (td_words at = { .rest = td_span_of(text) };;) {
		td_words walk;
		unsigned n = 0;

		walk = at;
		while (n < words->len && td_words_next(&walk) &&
		       is_word(&walk, words, n, prefix))
			n++;
		if (n == words->len)
			return true;
		if (!td_words_next(&at))
			return false;
	}
}

static void
take_trailer(const td_index_trailer *trailer, void *data)
{
	trailers *t = data;

	if (g_ascii_strcasecmp(trailer->key, t->key) == 0 &&
	    has_words(trailer->value, t->words->words, false))
		g_array_append_val(t->ids, trailer->message);
}

/* Full text says which mails to look at: they have the key and the name somewhere. */
static GArray *
find_candidates(td_index *index, const char *key, const td_query *words, GError **error)
{
	static const td_search_options options = { .order = TD_SEARCH_OLDEST };
	g_autoptr(td_query) both = td_query_new(TD_QUERY_AND);
	g_autoptr(GArray) hits = NULL;
	GArray *ids;
	uint64_t total;
	td_query *copy = td_query_new(TD_QUERY_WORDS);

	copy->columns = words->columns;
	copy->words = g_ptr_array_ref(words->words);
	td_query_add(both, copy);
	td_query_add(both, td_query_text(TD_IN_OWN, td_span_of(key), false, false));
	hits = td_index_search(index, both, &options, &total, error);
	if (hits == NULL)
		return NULL;
	ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
	for (unsigned i = 0; i < hits->len; i++)
		g_array_append_val(ids, g_array_index(hits, td_hit, i).message);
	return ids;
}

GArray *
td_find_trailer(td_index *index, const char *key, const char *words, GError **error)
{
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_autoptr(td_query) wanted =
	    td_query_text(TD_IN_OWN, td_span_of(words), false, false);
	g_autoptr(GArray) candidates = find_candidates(index, key, wanted, error);
	trailers found = { key, wanted, ids };
	td_index_range range = { 0 };

	if (candidates == NULL)
		return NULL;
	if (candidates->len == 0)
		return g_steal_pointer(&ids);
	range.messages = (const int64_t *)(const void *)candidates->data;
	range.n = candidates->len;
	if (!td_index_each_trailer(index, &range, take_trailer, &found, error))
		return NULL;
	return g_steal_pointer(&ids);
}

/* Of the word table: List-Ids, and names of classes, which no place has as its List-Id.
 * All of them lie between first and last. */
static GHashTable *
find_names(
    td_index *index, const td_query *words, int64_t *first, int64_t *last, GError **error)
{
	g_autoptr(GHashTable) names =
	    g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	g_auto(td_find) find = { 0 };
	bool row;

	*first = INT64_MAX;
	*last = INT64_MIN;
	if (!td_find_open(&find, index, "SELECT id, name FROM word", error))
		return NULL;
	do {
		if (!td_find_next(&find, &row, error))
			return NULL;
		if (row && has_words(td_column_text(find.stmt, 1), words->words,
			       words->prefix)) {
			int64_t id = sqlite3_column_int64(find.stmt, 0);

			g_hash_table_add(names, g_memdup2(&id, sizeof id));
			*first = MIN(*first, id);
			*last = MAX(*last, id);
		}
	} while (row);
	return g_steal_pointer(&names);
}

GArray *
td_find_list_id(td_index *index, const td_query *words, GError **error)
{
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
	int64_t first, last;
	g_autoptr(GHashTable) names = find_names(index, words, &first, &last, error);
	g_auto(td_find) find = { 0 };
	bool row = true;

	if (names == NULL)
		return NULL;
	if (g_hash_table_size(names) == 0 || words->words->len == 0)
		return g_steal_pointer(&ids);
	if (!td_find_open(&find, index,
		"SELECT list_id, message FROM place WHERE list_id BETWEEN ?1 AND ?2"
		" AND gone IS NULL",
		error))
		return NULL;
	sqlite3_bind_int64(find.stmt, 1, first);
	sqlite3_bind_int64(find.stmt, 2, last);
	while (row) {
		int64_t name, message;

		if (!td_find_next(&find, &row, error))
			return NULL;
		name = row ? sqlite3_column_int64(find.stmt, 0) : 0;
		message = row ? sqlite3_column_int64(find.stmt, 1) : 0;
		if (row && g_hash_table_contains(names, &name))
			g_array_append_val(ids, message);
	}
	return g_steal_pointer(&ids);
}

/* A mail and what hangs below it. */
typedef struct answers {
	int64_t *parents;
	uint32_t *waiting; /* answers not counted yet */
	uint32_t *counts;
	bool *is_there, *is_patch;
	int64_t n;
} answers;

static void
answers_clear(answers *a)
{
	g_free(a->parents);
	g_free(a->waiting);
	g_free(a->counts);
	g_free(a->is_there);
	g_free(a->is_patch);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(answers, answers_clear)

static bool
load_answers(answers *a, td_index *index, GError **error)
{
	g_auto(td_find) find = { 0 };
	bool row;

	if (!td_find_open(
		&find, index, "SELECT message, parent, series FROM link", error))
		return false;
	do {
		int64_t id, parent;

		if (!td_find_next(&find, &row, error))
			return false;
		id = row ? sqlite3_column_int64(find.stmt, 0) : 0;
		parent = row ? sqlite3_column_int64(find.stmt, 1) : 0;
		if (id < 1 || id >= a->n)
			continue;
		a->is_there[id] = true;
		a->is_patch[id] = sqlite3_column_int64(find.stmt, 2) != 0;
		if (parent < 1 || parent >= a->n || parent == id)
			continue;
		a->parents[id] = parent;
		a->waiting[parent]++;
	} while (row);
	return true;
}

/* From the leaves up: a mail is counted for its parent once all below it are. Patches are
 * no answers. */
static void
count_answers(answers *a)
{
	for (int64_t i = 1; i < a->n; i++) {
		int64_t id = i;

		while (id != 0 && a->is_there[id] && a->waiting[id] == 0) {
			int64_t parent = a->parents[id];

			a->waiting[id] = UINT32_MAX;
			if (parent != 0) {
				a->counts[parent] +=
				    a->counts[id] + (a->is_patch[id] ? 0 : 1);
				a->waiting[parent]--;
			}
			/* Those that come later are met on the way anyway. */
			id = parent;
		}
	}
}

GArray *
td_find_replies(td_index *index, int64_t first, int64_t last, GError **error)
{
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
	size_t n = (size_t)td_index_newest(index) + 1;
	g_auto(answers) a = {
		.parents = g_new0(int64_t, n),
		.waiting = g_new0(uint32_t, n),
		.counts = g_new0(uint32_t, n),
		.is_there = g_new0(bool, n),
		.is_patch = g_new0(bool, n),
		.n = (int64_t)n,
	};

	if (!load_answers(&a, index, error))
		return NULL;
	count_answers(&a);
	for (int64_t i = 1; i < a.n; i++)
		if (a.is_there[i] && a.counts[i] >= first && a.counts[i] <= last)
			g_array_append_val(ids, i);
	return g_steal_pointer(&ids);
}

static bool
add_state(td_index *index, td_state state, int64_t since, GArray *ids, GError **error)
{
	return td_find_ids(index,
		   "SELECT m.message FROM standing s CROSS JOIN member m ON m.id BETWEEN"
		   " s.series << 24 AND (s.series << 24) + 0xffffff WHERE s.state = ?1"
		   " AND s.last <= ?2",
		   (int64_t)state, since, ids, error) &&
	       td_find_ids(index,
		   "SELECT r.cover FROM standing s CROSS JOIN series r ON r.id = s.series"
		   " WHERE s.state = ?1 AND s.last <= ?2 AND r.cover IS NOT NULL",
		   (int64_t)state, since, ids, error);
}

/* Being stale is not stored: it comes with time, to all that waits. */
GArray *
td_find_state(td_index *index, const char *word, int64_t since, GError **error)
{
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
	unsigned wanted;

	if (!td_states_find(word, &wanted))
		return g_steal_pointer(&ids);
	for (int i = 0; i < TD_STATE_COUNT; i++) {
		td_state state = (td_state)i;
		bool stale = wanted == 1u << TD_STATE_STALE;
		bool is_wanted =
		    stale ? td_state_waits(state) : (wanted & 1u << state) != 0;

		if (is_wanted &&
		    !add_state(index, state, stale ? since : INT64_MAX, ids, error))
			return NULL;
	}
	return g_steal_pointer(&ids);
}
