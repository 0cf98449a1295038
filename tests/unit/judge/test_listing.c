/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Series of a list come newest first, whichever way they are found. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include <cmocka.h>
#include <glib/gstdio.h>

#include "judge/standings.h"
#include "link/link.h"
#include "write/write.h"

#include "corpus.h"

enum { busy_mails = 120, quiet_mails = 3 };

typedef struct lists {
	td_index *index;
	char *path;
	int64_t busy, quiet;
} lists;

/* A series of its own. */
static void
add_patch(td_index *index, int64_t list, uint64_t position, unsigned number, int64_t sent)
{
	g_autofree char *id = g_strdup_printf("%u@x", number);
	g_autofree char *subject = g_strdup_printf("change %u", number);
	const corpus_mail mail = { .blob = id,
		.message_id = id,
		.subject = subject,
		.kind = TD_KIND_PATCH,
		.sent = sent,
		.file = "a.c" };

	corpus_add(index, list, position, &mail);
}

static int
open_lists(void **state)
{
	lists *self = g_new0(lists, 1);
	g_autoptr(GError) error = NULL;

	self->path =
	    g_strdup_printf("%s/td-listing-%d.sqlite", g_get_tmp_dir(), (int)getpid());
	g_unlink(self->path);
	self->index = corpus_open(self->path);
	assert_true(td_index_begin(self->index, &error));
	self->busy = corpus_list(self->index, "busy");
	self->quiet = corpus_list(self->index, "quiet");
	/* Sent in another order than they came; two in one second. */
	for (unsigned i = 0; i < busy_mails; i++)
		add_patch(self->index, self->busy, i + 1, i, 1000 + i * 7 % 119);
	add_patch(self->index, self->quiet, 1, 1000, 1050);
	add_patch(self->index, self->quiet, 2, 1001, 900);
	/* One that the busy list has, too. */
	add_patch(self->index, self->quiet, 3, 5, 1000 + 35);
	assert_true(td_index_link(self->index, &error));
	assert_true(td_index_commit(self->index, &error));
	*state = self;
	return 0;
}

static int
close_lists(void **state)
{
	lists *self = *state;

	td_index_close(self->index);
	g_unlink(self->path);
	g_free(self->path);
	g_free(self);
	return 0;
}

static bool
take(const td_index_standing *standing, void *data)
{
	GPtrArray *found = data;

	g_ptr_array_add(
	    found, g_strdup_printf("%d %s", (int)standing->sent, standing->message_id));
	return true;
}

static GPtrArray *
list_series(const lists *self, int64_t list, int64_t since)
{
	GPtrArray *found = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GError) error = NULL;

	assert_true(td_index_each_standing(self->index,
	    &(td_index_standings){ .list = list, .since = since }, take, found, &error));
	return found;
}

static void
a_quiet_list_has_its_own(void **state)
{
	g_autoptr(GPtrArray) found = list_series(*state, ((lists *)*state)->quiet, 0);

	assert_int_equal(found->len, quiet_mails);
	assert_string_equal(found->pdata[0], "1050 1000@x");
	assert_string_equal(found->pdata[1], "1035 5@x");
	assert_string_equal(found->pdata[2], "900 1001@x");
}

/* From a moment on all series are gone through, without one a quiet list's mails. */
static void
both_ways_find_the_same(void **state)
{
	const lists *self = *state;

	for (unsigned i = 0; i < 2; i++) {
		int64_t list = i == 0 ? self->busy : self->quiet;
		g_autoptr(GPtrArray) one = list_series(self, list, 0);
		g_autoptr(GPtrArray) other = list_series(self, list, 1);

		assert_int_equal(one->len, i == 0 ? busy_mails : quiet_mails);
		assert_int_equal(other->len, one->len);
		for (unsigned k = 0; k < one->len; k++)
			assert_string_equal(one->pdata[k], other->pdata[k]);
	}
}

static void
the_oldest_may_come_first(void **state)
{
	const lists *self = *state;
	g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GError) error = NULL;

	assert_true(td_index_each_standing(self->index,
	    &(td_index_standings){
		.list = self->quiet, .until = 1049, .oldest_first = true },
	    take, found, &error));
	assert_int_equal(found->len, 2);
	assert_string_equal(found->pdata[0], "900 1001@x");
	assert_string_equal(found->pdata[1], "1035 5@x");
}

/* And no more are wanted. */
static bool
take_id(const td_index_standing *standing, void *data)
{
	int64_t *id = data;

	assert_int_equal(*id, 0);
	*id = standing->series.id;
	return false;
}

static void
a_series_is_found_alone(void **state)
{
	const lists *self = *state;
	g_autoptr(GPtrArray) one = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GError) error = NULL;
	int64_t id = 0;
	bool found;

	assert_true(td_index_each_standing(self->index,
	    &(td_index_standings){ .list = self->quiet }, take_id, &id, &error));
	assert_true(td_index_find_standing(self->index, id, take, one, &found, &error));
	assert_true(found);
	assert_int_equal(one->len, 1);
	assert_string_equal(one->pdata[0], "1050 1000@x");
	assert_true(td_index_find_standing(self->index, -1, take, one, &found, &error));
	assert_false(found);
	assert_int_equal(one->len, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    a_quiet_list_has_its_own, open_lists, close_lists),
		cmocka_unit_test_setup_teardown(
		    both_ways_find_the_same, open_lists, close_lists),
		cmocka_unit_test_setup_teardown(
		    the_oldest_may_come_first, open_lists, close_lists),
		cmocka_unit_test_setup_teardown(
		    a_series_is_found_alone, open_lists, close_lists),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
