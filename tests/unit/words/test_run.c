/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "words/run.h"
#include "words/segment_reader.h"
#include "words/varint.h"

enum { runs_n = 5, mails_n = 60 };

/* "word column mail" to its positions, with blanks between; as they are counted here, and
 * as they are found in the segment. */
typedef struct book {
	GHashTable *lists;
} book;

static void
note(GHashTable *lists, const char *word, size_t n, unsigned column, uint32_t mail,
    uint32_t position)
{
	g_autofree char *key = g_strdup_printf("%.*s %u %u", (int)n, word, column, mail);
	GString *positions = g_hash_table_lookup(lists, key);

	if (positions == NULL) {
		positions = g_string_new(NULL);
		g_hash_table_insert(lists, g_steal_pointer(&key), positions);
	}
	g_string_append_printf(positions, "%u ", position);
}

static void
free_positions(void *data)
{
	g_string_free(data, TRUE);
}

static GHashTable *
new_lists(void)
{
	return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_positions);
}

/* Few words that many mails have, many that few have; some differ late, some are one word
 * in several places. */
static char *
make_text(GRand *random, uint32_t mail, book *counted)
{
	GString *text = g_string_new(NULL);
	unsigned n = mail % 17 == 0 ? 3000 : (unsigned)g_rand_int_range(random, 1, 200);

	/* The words of a line follow each other from 1 on. */
	for (unsigned i = 0; i < n; i++) {
		unsigned pick = (unsigned)g_rand_int_range(random, 0, 4);
		unsigned which =
		    (unsigned)g_rand_int_range(random, 0, pick == 0 ? 3000 : 12);
		g_autofree char *word =
		    g_strdup_printf(pick == 1   ? "prefix_that_is_long_%u"
				    : pick == 2 ? "w%u"
						: "a%ux",
			which);

		g_string_append_printf(text, "%s ", word);
		note(counted->lists, word, strlen(word), TD_COLUMN_OWN, mail, i + 1);
	}
	g_string_append_c(text, '\n');
	return g_string_free(text, FALSE);
}

static void
free_bytes(void *run)
{
	g_free((void *)(uintptr_t)((td_run *)run)->bytes);
}

static GArray *
make_runs(book *counted)
{
	GArray *runs = g_array_new(FALSE, FALSE, sizeof(td_run));
	GRand *random = g_rand_new_with_seed(11);
	td_run_sorter *sorter = td_run_sorter_new();
	td_tally *tally = td_tally_new();

	for (uint32_t mail = 0; mail < runs_n * mails_n; mail++) {
		g_autoptr(td_message) message = td_message_parse(td_span_of("\n"), 0);
		g_autofree char *text = make_text(random, mail, counted);

		td_tally_mail(tally, message, td_span_of(text));
		td_run_sorter_add(sorter, tally);
		if (mail % mails_n == mails_n - 1) {
			td_run run = td_run_sorter_finish(sorter);

			run.bytes = g_memdup2(run.bytes, run.n);
			g_array_append_val(runs, run);
		}
	}
	assert_int_equal(td_run_sorter_finish(sorter).docs, 0);
	g_array_set_clear_func(runs, free_bytes);
	td_tally_free(tally);
	td_run_sorter_free(sorter);
	g_rand_free(random);
	return runs;
}

static void
read_list(GHashTable *lists, const td_segment *segment, const td_block *block,
    const td_postings *list)
{
	td_buffer far = { .n = 0 };
	const uint8_t *positions = list->positions;
	td_postings_walk walk;

	if (list->is_far) {
		td_buffer packed = { segment->bytes.p + list->far.offset, list->far.n,
			list->far.n };

		td_unpack(&packed, &far);
		positions = far.p;
	}
	td_postings_open(&walk, list);
	while (td_postings_next(&walk)) {
		const uint8_t *p = positions + walk.at;
		const uint8_t *end = p + walk.n;
		uint32_t position = 0;

		while (p < end) {
			position += (uint32_t)td_varint_get(&p, end);
			note(lists, (const char *)block->word, block->n, list->column,
			    walk.doc, position);
		}
	}
	td_buffer_clear(&far);
}

static void
read_segment(GHashTable *lists, const td_segment *segment)
{
	g_autoptr(GString) last = g_string_new(NULL);
	td_directory directory;

	assert_true(
	    td_directory_open(&directory, segment->directory.p, segment->directory.n));
	for (uint32_t i = 0; i < directory.n; i++) {
		td_blob_place place = td_directory_place(&directory, i);
		td_buffer packed = { segment->bytes.p + place.offset, place.n, place.n };
		td_buffer plain = { .n = 0 };
		td_block block;

		td_unpack(&packed, &plain);
		td_block_open(&block, plain.p, plain.n);
		while (td_block_next(&block)) {
			td_span word = { (const char *)block.word, block.n };

			assert_true(
			    td_span_compare(word, (td_span){ last->str, last->len }) > 0);
			g_string_truncate(last, 0);
			g_string_append_len(last, word.p, (gssize)word.n);
			for (unsigned j = 0; j < block.lists_n; j++)
				read_list(lists, segment, &block, &block.lists[j]);
		}
		td_buffer_clear(&plain);
	}
}

static void
a_segment_of_several_runs_has_each_word_where_it_stands(void **state)
{
	g_autoptr(GHashTable) lists = new_lists();
	g_autoptr(GHashTable) found = new_lists();
	book counted = { lists };
	g_autoptr(GArray) runs = make_runs(&counted);
	g_autoptr(td_segment_writer) writer = td_segment_writer_new();
	g_autoptr(td_segment) segment = NULL;
	GHashTableIter iter;
	void *key;
	void *value;

	(void)state;
	assert_int_equal(runs->len, runs_n);
	assert_true(td_run_merge(runs, writer, NULL, NULL, NULL));
	segment = td_segment_finish(writer, g_array_new(FALSE, TRUE, sizeof(td_doc)));
	read_segment(found, segment);
	assert_int_equal(g_hash_table_size(found), g_hash_table_size(lists));
	g_hash_table_iter_init(&iter, lists);
	while (g_hash_table_iter_next(&iter, &key, &value)) {
		GString *positions = g_hash_table_lookup(found, key);

		assert_non_null(positions);
		assert_string_equal(positions->str, ((GString *)value)->str);
	}
}

/* As a damaged index has them: where nothing is, nothing may be added to no pointer. */
static void
nothing_unpacks_to_nothing(void **state)
{
	td_buffer packed = { .n = 0 };
	td_buffer plain = { .n = 0 };
	td_block block;

	(void)state;
	td_unpack(&packed, &plain);
	assert_int_equal(plain.n, 0);
	/* Nor where it says that nothing is packed. */
	td_buffer_add_varint(&packed, 0);
	td_unpack(&packed, &plain);
	assert_int_equal(plain.n, 0);
	assert_null(plain.p);
	td_buffer_clear(&packed);
	td_block_open(&block, plain.p, plain.n);
	assert_false(td_block_next(&block));
	td_buffer_clear(&plain);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_segment_of_several_runs_has_each_word_where_it_stands),
		cmocka_unit_test(nothing_unpacks_to_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
