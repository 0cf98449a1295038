/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib/gstdio.h>

#include "base/error.h"
#include "home.h"
#include "lists/lock.h"

/* Who has the lock, and when it was given up; asked: how often it was told to wait. */
typedef struct holder {
	td_lock *lock;
	GThread *thread;
	int gone; /* atomic */
	unsigned asked;
} holder;

static void *
give_up(void *data)
{
	holder *self = data;

	g_usleep(50000);
	g_atomic_int_set(&self->gone, 1);
	td_lock_free(self->lock);
	return NULL;
}

static void
begin_to_give_up(void *data)
{
	holder *self = data;

	self->asked++;
	self->thread = g_thread_new("holder", give_up, self);
}

static void
who_waits_has_it_when_the_other_one_is_done(void **state)
{
	g_autoptr(td_config) config = open_config("");
	g_autoptr(td_library) library = open_library(config);
	g_autoptr(GError) error = NULL;
	holder self = { .lock = td_lock_take(library, NULL, NULL, &error) };
	g_autoptr(td_lock) mine = NULL;

	(void)state;
	assert_non_null(self.lock);
	mine = td_lock_take(library, begin_to_give_up, &self, &error);
	assert_null(error);
	assert_non_null(mine);
	assert_int_equal(self.asked, 1);
	assert_int_equal(g_atomic_int_get(&self.gone), 1);
	g_thread_join(self.thread);
	assert_null(td_lock_take(library, NULL, NULL, &error));
}

static void
nobody_is_told_to_wait_for_nothing(void **state)
{
	g_autoptr(td_config) config = open_config("");
	g_autoptr(td_library) library = open_library(config);
	g_autoptr(GError) error = NULL;
	holder self = { .lock = NULL };
	g_autoptr(td_lock) lock = td_lock_take(library, begin_to_give_up, &self, &error);

	(void)state;
	assert_non_null(lock);
	assert_int_equal(self.asked, 0);
}

static void
who_does_not_wait_is_told(void **state)
{
	g_autoptr(td_config) config = open_config("");
	g_autoptr(td_library) library = open_library(config);
	g_autoptr(GError) error = NULL;
	td_lock *lock = td_lock_take(library, NULL, NULL, &error);

	(void)state;
	assert_non_null(lock);
	assert_null(td_lock_take(library, NULL, NULL, &error));
	assert_true(g_error_matches(error, TD_ERROR, TD_ERROR_EXISTS));
	td_lock_free(lock);
	g_clear_error(&error);
	lock = td_lock_take(library, NULL, NULL, &error);
	assert_non_null(lock);
	td_lock_free(lock);
}

static void
where_no_file_can_be_it_is_said(void **state)
{
	g_autofree char *file = g_build_filename(*state, "file", NULL);
	g_autofree char *path = g_build_filename(file, "index", NULL);
	const td_library_options options = { .index = path };
	g_autoptr(td_config) config = open_config("");
	g_autoptr(td_library) library = td_library_open(config, &options, NULL);
	g_autoptr(GError) error = NULL;

	assert_true(g_file_set_contents(file, "", 0, NULL));
	assert_null(td_lock_take(library, NULL, NULL, &error));
	assert_true(g_error_matches(error, TD_ERROR, TD_ERROR_IO));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_waits_has_it_when_the_other_one_is_done),
		cmocka_unit_test(nobody_is_told_to_wait_for_nothing),
		cmocka_unit_test(who_does_not_wait_is_told),
		cmocka_unit_test(where_no_file_can_be_it_is_said),
	};

	return cmocka_run_group_tests(tests, make_home, remove_folder);
}
