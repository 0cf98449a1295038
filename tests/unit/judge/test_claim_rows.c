/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What notices speak of is kept for each of them, and what of it changed is told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <glib/gstdio.h>

#include "base/ids.h"
#include "judge/claim_rows.h"
#include "store/store.h"
#include "write/write.h"

#include "corpus.h"

enum { most = 4 };

/* Up to the first whose id is 0. */
static GArray *
rows_of(const td_claim_row *some)
{
	GArray *rows = g_array_new(FALSE, FALSE, sizeof(td_claim_row));

	for (unsigned i = 0; i < most && some[i].id != 0; i++)
		g_array_append_val(rows, some[i]);
	return rows;
}

static GHashTable *
set_of_ids(void)
{
	return g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
}

/* "12" for series 1 and 2; all of them have one digit. */
static char *
say_series(GHashTable *series)
{
	GString *said = g_string_new(NULL);

	for (int64_t i = 0; i < 10; i++)
		if (g_hash_table_contains(series, &i))
			g_string_append_c(said, (char)('0' + i));
	assert_int_equal(said->len, g_hash_table_size(series));
	return g_string_free(said, FALSE);
}

static void
series_of_rows_that_changed_are_told(void **state)
{
	static const struct {
		td_claim_row before[most], now[most];
		const char *series;
	} cases[] = {
		{ { { 0 } }, { { 0 } }, "" },
		{ { { 1, 1, 0, 0 } }, { { 1, 1, 0, 0 } }, "" },
		{ { { 0 } }, { { 1, 1, 0, 0 } }, "1" },
		{ { { 1, 1, 0, 0 } }, { { 0 } }, "1" },
		{ { { 1, 1, 0, 0 } }, { { 1, 2, 0, 0 } }, "12" },
		{ { { 1, 1, 0, 0 } }, { { 1, 1, 2, 0 } }, "1" },
		{ { { 1, 1, 0, 0 } }, { { 1, 1, 0, 4 } }, "1" },
		{ { { 1, 1, 0, 0 } }, { { 2, 1, 0, 0 } }, "1" },
		/* One more in front, between and at the end; one less. */
		{ { { 2, 2, 0, 0 }, { 4, 4, 0, 0 } },
		    { { 1, 1, 0, 0 }, { 2, 2, 0, 0 }, { 4, 4, 0, 0 } }, "1" },
		{ { { 2, 2, 0, 0 }, { 4, 4, 0, 0 } },
		    { { 2, 2, 0, 0 }, { 3, 3, 0, 0 }, { 4, 4, 0, 0 } }, "3" },
		{ { { 2, 2, 0, 0 }, { 4, 4, 0, 0 } },
		    { { 2, 2, 0, 0 }, { 4, 4, 0, 0 }, { 5, 5, 0, 0 } }, "5" },
		{ { { 1, 1, 0, 0 }, { 2, 2, 0, 0 }, { 4, 4, 0, 0 } },
		    { { 1, 1, 0, 0 }, { 4, 4, 0, 0 } }, "2" },
		{ { { 1, 1, 0, 0 }, { 2, 2, 0, 0 }, { 4, 4, 0, 0 } }, { { 4, 4, 0, 0 } },
		    "12" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GArray) before = rows_of(cases[i].before);
		g_autoptr(GArray) now = rows_of(cases[i].now);
		g_autoptr(GHashTable) series = set_of_ids();
		bool changed = td_claim_rows_add_changed(before, now, series);
		g_autofree char *said = say_series(series);

		if (strcmp(said, cases[i].series) != 0)
			fail_msg("case %zu: %s", i, said);
		assert_int_equal(changed, said[0] != '\0');
	}
}

static void
all_series_are_told_where_that_is_asked_for(void **state)
{
	static const td_claim_row some[most] = { { 1, 7, 0, 0 }, { 2, 3, 0, 0 },
		{ 5, 7, 1, 0 } };
	g_autoptr(GArray) rows = rows_of(some);
	g_autoptr(GHashTable) series = set_of_ids();
	g_autofree char *said = NULL;

	(void)state;
	td_claim_rows_add(rows, series);
	said = say_series(series);
	assert_string_equal(said, "37");
}

static void
rows_are_put_in_the_order_of_their_ids(void **state)
{
	static const td_claim_row some[most] = { { INT64_MAX, 1, 0, 0 }, { 2, 2, 0, 0 },
		{ 1, 3, 0, 0 }, { 2, 4, 0, 0 } };
	g_autoptr(GArray) rows = rows_of(some);

	(void)state;
	g_array_sort(rows, td_claim_rows_compare);
	for (unsigned i = 1; i < rows->len; i++)
		assert_true(g_array_index(rows, td_claim_row, i - 1).id <=
			    g_array_index(rows, td_claim_row, i).id);
	assert_int_equal(td_claim_rows_compare(&g_array_index(rows, td_claim_row, 1),
			     &g_array_index(rows, td_claim_row, 2)),
	    0);
}

/* What the index has of a notice is that. */
static void
has(td_index *index, int64_t notice, const td_claim_row *some)
{
	g_autoptr(GArray) wanted = rows_of(some);
	g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(td_claim_row));

	assert_true(td_claim_rows_load(index, notice, rows, NULL));
	assert_int_equal(rows->len, wanted->len);
	for (unsigned i = 0; i < rows->len; i++) {
		const td_claim_row *row = &g_array_index(rows, td_claim_row, i);

		assert_true(row->id == some[i].id);
		assert_true(row->series == some[i].series && row->slot == some[i].slot);
		assert_int_equal(row->partly, some[i].partly);
	}
}

static void
store(td_index *index, int64_t notice, const td_claim_row *some)
{
	g_autoptr(GArray) rows = rows_of(some);

	assert_true(td_claim_rows_store(index, notice, rows, NULL));
}

#define OF(notice, part) ((int64_t)(notice) << TD_PART_BITS | (part))

static void
each_notice_has_rows_of_its_own(void **state)
{
	static const td_claim_row none[most],
	    one[most] = { { OF(7, 0), 1, 2, 3 } },
	    two[most] = { { OF(8, 0), 4, 0, 1 }, { OF(8, 9), 5, 6, 0 },
		    { OF(8, TD_LOW(TD_PART_BITS)), 6, 0, 0 } },
	    three[most] = { { OF(9, 0), 1, 2, 0 } };
	g_autofree char *path =
	    g_strdup_printf("%s/td-claims-%d.sqlite", g_get_tmp_dir(), (int)getpid());
	td_index *index;

	(void)state;
	g_unlink(path);
	index = corpus_open(path);
	assert_true(td_index_begin(index, NULL));
	store(index, 7, one);
	store(index, 8, two);
	store(index, 9, three);
	has(index, 7, one);
	has(index, 8, two);
	has(index, 9, three);
	has(index, 6, none);
	store(index, 8, none);
	has(index, 7, one);
	has(index, 8, none);
	has(index, 9, three);
	assert_true(td_index_commit(index, NULL));
	td_index_close(index);
	g_unlink(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(series_of_rows_that_changed_are_told),
		cmocka_unit_test(all_series_are_told_where_that_is_asked_for),
		cmocka_unit_test(rows_are_put_in_the_order_of_their_ids),
		cmocka_unit_test(each_notice_has_rows_of_its_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
