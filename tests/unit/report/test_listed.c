/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/report/test_listed.c - series as a page lists them */
#include <glib/gstdio.h>

#include "judge/standings.h"
#include "letters.h"
#include "report/standing.h"

#define POSTED(at, title, day, path)                                                     \
	{                                                                                \
		.id = (at), .from = ANN, .subject = "[PATCH] pump: " title,              \
		.body = "Fix.\n" DIFF(path), .days = (day)                               \
	}

typedef struct listed {
	char *folder, *path;
	td_index *index;
} listed;

static int
open_letters(void **state, const letter *letters, unsigned n)
{
	listed *self = g_new0(listed, 1);

	self->folder = g_dir_make_tmp("tidings-listed-XXXXXX", NULL);
	self->path = g_build_filename(self->folder, "index.sqlite", NULL);
	self->index = index_at(self->path, letters, n);
	*state = self;
	return 0;
}

static int
open_index(void **state)
{
	static const letter letters[] = {
		POSTED("1@x", "fix the leak", 0, "a.c"),
		POSTED("2@x", "name the valve", 1, "doc/b.c"),
		POSTED("3@x", "sort the pipes", 2, "a.c"),
		POSTED("4@x", "paint the hull", 3, "a.c"),
	};

	return open_letters(state, letters, G_N_ELEMENTS(letters));
}

static int
open_advice(void **state)
{
	static const letter letters[] = {
		POSTED("1@x", "fix the leak", 0, "a.c"),
		{ .id = "2@x",
		    .reply_to = "1@x",
		    .from = ANN,
		    .subject = "Re: [PATCH] pump: fix the leak",
		    .body = "> Name it.\n\nThanks, will apply.\n",
		    .days = 1 },
		POSTED("3@x", "sort the pipes", 2, "b.c"),
		{ .id = "4@x",
		    .reply_to = "3@x",
		    .from = REX,
		    .subject = "Re: [PATCH] pump: sort the pipes",
		    .body = "Thanks, will apply.\n",
		    .days = 3 },
	};

	return open_letters(state, letters, G_N_ELEMENTS(letters));
}

static int
close_index(void **state)
{
	listed *self = *state;

	td_index_close(self->index);
	g_unlink(self->path);
	g_rmdir(self->folder);
	g_free(self->path);
	g_free(self->folder);
	g_free(self);
	return 0;
}

/* "4@x 3@x", and what else the list says. */
static char *
ids_of(const listed *self, const td_standing_options *options, int64_t *reached)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(td_standing_list) list =
	    td_standing_list_build(self->index, options, &error);
	GString *ids = g_string_new(NULL);

	assert_non_null(list);
	for (unsigned i = 0; i < list->series->len; i++)
		g_string_append_printf(ids, i > 0 ? " %s" : "%s",
		    ((const td_standing *)list->series->pdata[i])->message_id);
	*reached = list->reached;
	return g_string_free(ids, FALSE);
}

/* Of a million series a page looks at some thousands, and says where it ended. */
static void
a_page_looks_at_so_many(void **state)
{
	static const char *const hull[] = { "*the hull*", NULL };
	static const char *const leak[] = { "*the leak*", NULL };
	td_standing_options options = { .looks = 2, .subjects = leak };
	int64_t reached, all;
	g_autofree char *none = ids_of(*state, &options, &reached);
	g_autofree char *older = NULL, *oldest = NULL, *up = NULL, *whole = NULL;

	assert_string_equal(none, "");
	assert_int_not_equal(reached, 0);
	/* The next page begins there. */
	options.until = reached;
	options.looks = 3;
	older = ids_of(*state, &options, &all);
	assert_string_equal(older, "1@x");
	assert_int_equal(all, 0);

	options = (td_standing_options){
		.looks = 3, .subjects = hull, .order = TD_STANDING_OLDEST
	};
	oldest = ids_of(*state, &options, &all);
	assert_string_equal(oldest, "");
	assert_int_equal(all, reached);
	options.since = all;
	up = ids_of(*state, &options, &all);
	assert_string_equal(up, "4@x");
	whole = ids_of(*state,
	    &(td_standing_options){ .looks = 4, .limit = 3, .order = TD_STANDING_OLDEST },
	    &all);
	assert_string_equal(whole, "1@x 2@x 3@x");
	assert_int_equal(all, 0);
}

/* Where a path is one of more files than a page looks at, each series is asked for its
 * own. */
static void
a_path_that_most_have_costs_no_more(void **state)
{
	static const char *const below[] = { "doc", NULL };
	const listed *self = *state;
	td_standing_options options = { .looks = 2, .paths = below };
	int64_t reached;
	bool all;
	g_autoptr(GError) error = NULL;
	g_autoptr(GHashTable) some =
	    td_index_find_path_series(self->index, "*.c", 2, &all, &error);
	g_autofree char *narrow = NULL, *newest = NULL, *older = NULL, *both = NULL;

	assert_non_null(some);
	assert_int_equal(g_hash_table_size(some), 2);
	assert_false(all);
	narrow = ids_of(self, &options, &reached);
	assert_string_equal(narrow, "");
	options.until = reached;
	newest = ids_of(self, &options, &reached);
	assert_string_equal(newest, "2@x");

	options = (td_standing_options){ .looks = 2,
		.paths = (const char *const[]){ "a.*", NULL } };
	older = ids_of(self, &options, &reached);
	assert_string_equal(older, "4@x 3@x");
	assert_int_not_equal(reached, 0);
	options.until = reached - 1;
	both = ids_of(self, &options, &reached);
	assert_string_equal(both, "1@x");
}

/* Who is not the author will apply a patch; the author what he was told. */
static void
an_author_takes_advice(void **state)
{
	const listed *self = *state;
	td_standing_options options = { .states = 1u << TD_STATE_APPLIED };
	int64_t reached;
	g_autofree char *applied = ids_of(self, &options, &reached);
	g_autofree char *new = NULL;

	assert_string_equal(applied, "3@x");
	options.states = 1u << TD_STATE_NEW;
	new = ids_of(self, &options, &reached);
	assert_string_equal(new, "1@x");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    a_page_looks_at_so_many, open_index, close_index),
		cmocka_unit_test_setup_teardown(
		    a_path_that_most_have_costs_no_more, open_index, close_index),
		cmocka_unit_test_setup_teardown(
		    an_author_takes_advice, open_advice, close_index),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
