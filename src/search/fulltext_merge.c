/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * search/fulltext_merge.c - many small segments become a larger one
 *
 * Each run of an indexer leaves a segment, and a question asks them all. Eight of about
 * one size are made one, so their number grows with the logarithm of the mails' until the
 * largest have all that a segment may have, and a mail is merged four or five times in
 * its life. Mails that are gone are left out. What is merged goes to its rows as it is
 * made.
 */
#include "search/fulltext.h"
#include "search/fulltext_docs.h"
#include "search/search_part.h"
#include "store/store.h"

enum {
	together = 8,
	smallest = 64 << 10, /* bytes: below it all are of one size */
	most = 256,          /* at once */
	pieces = 32,         /* chunks that are stored together */
};

/* One of the segments that are merged, and the word that it is at. */
typedef struct source {
	td_search_part part;
	td_block block;
	uint32_t next;     /* the block to be read next */
	uint32_t *numbers; /* by doc: the new number; UINT32_MAX where it is gone */
	bool whole;        /* none is gone: the new numbers follow each other */
	bool ended;
} source;

static void
free_source(void *data)
{
	source *one = data;

	td_search_part_clear(&one->part);
	g_free(one->numbers);
	g_free(one);
}

/* To the next word; *part.block is what it borrows from. */
static bool
next_word(source *one, GError **error)
{
	while (!td_block_next(&one->block)) {
		if (one->next == one->part.directory.n) {
			one->ended = true;
			return true;
		}
		if (!td_search_part_read(&one->part,
			td_directory_place(&one->part.directory, one->next++),
			&one->part.block, error))
			return false;
		td_block_open(&one->block, one->part.block.p, one->part.block.n);
	}
	return true;
}

/* The docs that are left, with their new numbers. */
static bool
take_docs(source *one, GArray *docs, GError **error)
{
	const uint32_t *values[TD_DOC_COUNT];

	for (unsigned which = 0; which < TD_DOC_COUNT; which++) {
		values[which] = td_search_part_values(&one->part, which, error);
		if (values[which] == NULL)
			return false;
	}
	one->numbers = g_new(uint32_t, (size_t)one->part.mails + 1);
	one->whole = true;
	for (uint32_t i = 0; i < one->part.mails; i++) {
		td_doc doc = {
			.message = one->part.first + values[TD_DOC_MESSAGE][i] - 1,
			.received = values[TD_DOC_RECEIVED][i],
			.sent = values[TD_DOC_SENT][i],
			.size = values[TD_DOC_SIZE][i],
			.words = values[TD_DOC_WORDS][i],
		};

		one->numbers[i] = UINT32_MAX;
		one->whole = one->whole && values[TD_DOC_MESSAGE][i] != 0;
		if (values[TD_DOC_MESSAGE][i] == 0)
			continue;
		one->numbers[i] = docs->len;
		g_array_append_val(docs, doc);
	}
	td_search_part_drop_values(&one->part);
	return true;
}

static source *
source_open(td_index *index, sqlite3_stmt *row, GError **error)
{
	source *one = g_new0(source, 1);
	td_search_part *part = &one->part;

	td_search_part_open(part, index, row);
	td_block_open(&one->block, NULL, 0);
	if (!next_word(one, error)) {
		free_source(one);
		return NULL;
	}
	return one;
}

static td_span
word_of(const source *one)
{
	return (td_span){ (const char *)one->block.word, one->block.n };
}

/* The first of the words that the sources are at; false when all have ended. */
static bool
find_first(const GPtrArray *sources, td_span *first)
{
	bool found = false;

	for (unsigned i = 0; i < sources->len; i++) {
		const source *one = sources->pdata[i];

		if (one->ended)
			continue;
		if (!found || td_span_compare(word_of(one), *first) < 0)
			*first = word_of(one);
		found = true;
	}
	return found;
}

/* The segment that is made of them. */
typedef struct target {
	td_index *index;
	td_segment_writer *writer;
	td_buffer piece;
	td_buffer far; /* a list's positions, in turn of each source: they may be long */
	int64_t id;
	uint64_t stored; /* bytes of it */
} target;

static void
target_clear(target *to)
{
	td_segment_writer_free(to->writer);
	td_buffer_clear(&to->piece);
	td_buffer_clear(&to->far);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(target, target_clear)

/* Now and then, so that it never is in memory as a whole. */
static bool
store_some(target *to, size_t some, GError **error)
{
	to->piece.n = 0;
	return !td_segment_take(to->writer, some, &to->piece) ||
	       td_fulltext_put(
		   to->index, to->id, to->piece.p, to->piece.n, &to->stored, error);
}

/* Its first and last mail, and how many there are; false where it is damaged. */
static bool
measure(const source *one, const td_postings *list, uint64_t n, td_segment_list *whole)
{
	td_postings_walk walk;

	td_postings_open(&walk, list);
	while (td_postings_next(&walk)) {
		if (whole->count == 0)
			whole->first = walk.doc;
		else if (walk.doc <= whole->last)
			return false;
		whole->last = walk.doc;
		whole->count++;
	}
	return whole->count > 0 && whole->last < one->part.mails && walk.n <= n &&
	       walk.at == n - walk.n;
}

/* As it stands, with other numbers. */
static bool
put_whole(const source *one, target *to, const td_postings *list, td_span positions)
{
	td_segment_list whole = { .docs = list->docs,
		.docs_n = (size_t)(list->docs_end - list->docs),
		.positions = (const uint8_t *)positions.p,
		.positions_n = positions.n };

	if (!one->whole || !measure(one, list, positions.n, &whole))
		return false;
	whole.first += one->numbers[0];
	whole.last += one->numbers[0];
	td_segment_put_list(to->writer, list->column, &whole);
	return true;
}

/* Mail by mail, without those that are gone. */
static void
put_left(const source *one, target *to, const td_postings *list, td_span positions)
{
	td_postings_walk walk;

	td_postings_open(&walk, list);
	while (td_postings_next(&walk)) {
		uint32_t number =
		    walk.doc < one->part.mails ? one->numbers[walk.doc] : UINT32_MAX;

		if (number != UINT32_MAX && walk.at <= positions.n &&
		    walk.n <= positions.n - walk.at)
			td_segment_put(to->writer, list->column, number,
			    (const uint8_t *)positions.p + walk.at, walk.n);
	}
}

static bool
put_list(source *one, target *to, const td_postings *list, GError **error)
{
	td_span positions = { (const char *)list->positions,
		(size_t)(list->positions_end - list->positions) };

	if (list->is_far) {
		if (!td_search_part_read(&one->part, list->far, &to->far, error))
			return false;
		positions = (td_span){ (const char *)to->far.p, to->far.n };
	}
	if (!put_whole(one, to, list, positions))
		put_left(one, to, list, positions);
	return true;
}

static bool
merge_word(GPtrArray *sources, td_span word, target *to, GError **error)
{
	td_segment_start_word(to->writer, word);
	for (unsigned i = 0; i < sources->len; i++) {
		source *one = sources->pdata[i];

		if (one->ended || !td_span_equal(word_of(one), word))
			continue;
		for (unsigned j = 0; j < one->block.lists_n; j++)
			if (!put_list(one, to, &one->block.lists[j], error))
				return false;
		if (!next_word(one, error))
			return false;
	}
	td_segment_end_word(to->writer);
	return store_some(to, (size_t)pieces * TD_CHUNK_BYTES, error);
}

static bool
merge_words(GPtrArray *sources, target *to, GError **error)
{
	char word[2 * UINT8_MAX];
	td_span first;

	while (find_first(sources, &first)) {
		memcpy(word, first.p, first.n);
		first.p = word;
		if (!merge_word(sources, first, to, error))
			return false;
	}
	return store_some(to, TD_CHUNK_BYTES, error);
}

static bool
merge_sources(td_index *index, GPtrArray *sources, GError **error)
{
	g_auto(target) to = { .index = index, .writer = td_segment_writer_new() };
	g_autoptr(td_segment) rest = NULL;
	g_autoptr(GArray) docs = NULL;
	unsigned mails = 0;

	for (unsigned i = 0; i < sources->len; i++)
		mails += ((source *)sources->pdata[i])->part.mails;
	docs = g_array_sized_new(FALSE, FALSE, sizeof(td_doc), mails);
	for (unsigned i = 0; i < sources->len; i++)
		if (!take_docs(sources->pdata[i], docs, error))
			return false;
	if (!td_fulltext_start(index, &to.id, error) || !merge_words(sources, &to, error))
		return false;
	for (unsigned i = 0; i < sources->len; i++) {
		source *one = sources->pdata[i];

		/* An open handle would keep its row. */
		td_search_part_close(&one->part);
		if (!td_fulltext_drop(index, one->part.id, error))
			return false;
	}
	rest = td_segment_finish(to.writer, g_steal_pointer(&docs));
	/* Its last blocks are there only now. */
	return td_fulltext_end(index, to.id, rest, to.stored, error);
}

typedef struct candidate {
	int64_t id, bytes;
} candidate;

/*
 * Ids of what is to be one; none where all is well. all is by size: the first run of
 * eight or more of which none is eight times as large as the first.
 */
static GArray *
choose(const GArray *all, int64_t limit)
{
	GArray *chosen = g_array_new(FALSE, FALSE, sizeof(int64_t));

	for (unsigned i = 0; i + together <= all->len; i++) {
		int64_t largest =
		    MAX(g_array_index(all, candidate, i).bytes, smallest) * together;
		int64_t sum = 0;

		g_array_set_size(chosen, 0);
		for (unsigned j = i; j < all->len && chosen->len < most; j++) {
			const candidate *one = &g_array_index(all, candidate, j);

			if (one->bytes >= largest || sum + one->bytes > limit)
				break;
			sum += one->bytes;
			g_array_append_val(chosen, one->id);
		}
		if (chosen->len >= together)
			return chosen;
	}
	g_array_set_size(chosen, 0);
	return chosen;
}

static GArray *
load_candidates(td_index *index, GError **error)
{
	g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(candidate));
	sqlite3_stmt *stmt = td_store_prepare(
	    index, "SELECT id, bytes FROM word_segment ORDER BY bytes, id", error);
	bool row = true;

	while (stmt != NULL && row) {
		candidate one;

		if (!td_store_step(index, stmt, &row, error))
			break;
		if (!row) {
			sqlite3_finalize(stmt);
			return g_steal_pointer(&all);
		}
		one.id = sqlite3_column_int64(stmt, 0);
		one.bytes = sqlite3_column_int64(stmt, 1);
		g_array_append_val(all, one);
	}
	sqlite3_finalize(stmt);
	return NULL;
}

/* Opens them all and makes them one. */
static bool
merge_chosen(td_index *index, const GArray *chosen, sqlite3_stmt *row, GError **error)
{
	g_autoptr(GPtrArray) sources = g_ptr_array_new_with_free_func(free_source);

	for (unsigned i = 0; i < chosen->len; i++) {
		source *one;
		bool found;

		sqlite3_bind_int64(row, 1, g_array_index(chosen, int64_t, i));
		if (!td_store_step(index, row, &found, error))
			return false;
		if (!found)
			continue;
		one = source_open(index, row, error);
		sqlite3_reset(row);
		if (one == NULL)
			return false;
		g_ptr_array_add(sources, one);
	}
	return merge_sources(index, sources, error);
}

bool
td_fulltext_merge(td_index *index, int64_t limit, GError **error)
{
	bool more = td_index_has_words(index);
	bool good = true;

	while (good && more) {
		g_autoptr(GArray) all = load_candidates(index, error);
		g_autoptr(GArray) chosen = all != NULL ? choose(all, limit) : NULL;
		sqlite3_stmt *row;

		if (chosen == NULL)
			return false;
		more = chosen->len > 0;
		if (!more)
			break;
		row = td_store_prepare(
		    index, TD_SEARCH_PART_SELECT " WHERE id = ?1", error);
		good = row != NULL && merge_chosen(index, chosen, row, error);
		sqlite3_finalize(row);
	}
	return good;
}
