/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What readers say of patches is kept, once, whoever else writes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "base/limits.h"
#include "ledger/check.h"
#include "ledger/delivery.h"
#include "ledger/event.h"
#include "ledger/ledger.h"
#include "ledger/mark.h"
#include "ledger/user.h"
#include "place.h"

static void
it_is_its_owners_alone(void **state)
{
	const place *self = *state;
	td_ledger *ledger = open_it(state);
	struct stat facts;

	td_ledger_close(ledger);
	assert_int_equal(stat(self->path, &facts), 0);
	assert_int_equal(facts.st_mode & 0777, 0600);
}

static void
a_list_keeps_its_number(void **state)
{
	td_ledger *ledger = open_it(state);
	g_autofree char *name = NULL;
	unsigned first = 0, second = 0, again = 0;

	assert_true(td_ledger_project(ledger, "kvm", &first, NULL));
	assert_true(td_ledger_project(ledger, "ltp", &second, NULL));
	td_ledger_close(ledger);
	ledger = open_it(state);
	assert_true(td_ledger_project(ledger, "kvm", &again, NULL));
	assert_int_equal(first, again);
	assert_int_not_equal(first, second);
	assert_true(td_ledger_find_project(ledger, "ltp", &again, NULL));
	assert_int_equal(again, second);
	assert_true(td_ledger_find_project(ledger, "edac", &again, NULL));
	assert_int_equal(again, 0);
	name = td_ledger_project_name(ledger, second, NULL);
	assert_string_equal(name, "ltp");
	assert_null(td_ledger_project_name(ledger, 99, NULL));
	td_ledger_close(ledger);
}

static void
numbers_of_lists_end(void **state)
{
	g_autoptr(td_ledger) ledger = open_it(state);
	g_autoptr(GError) error = NULL;
	unsigned number = 0;

	assert_true(td_ledger_begin(ledger, NULL));
	for (unsigned i = 1; i < TD_MAX_PROJECTS; i++) {
		g_autofree char *name = g_strdup_printf("list%u", i);

		assert_true(td_ledger_project(ledger, name, &number, NULL));
		assert_int_equal(number, i);
	}
	assert_true(td_ledger_commit(ledger, NULL));
	assert_false(td_ledger_project(ledger, "one more", &number, &error));
	assert_true(g_error_matches(error, TD_ERROR, TD_ERROR_LIMIT));
}

static void
only_the_newest_token_counts(void **state)
{
	g_autoptr(td_ledger) ledger = open_it(state);
	const td_user ann = { .name = (char *)(uintptr_t) "ann",
		.lists = (char *)(uintptr_t) "kvm,ltp" };
	g_autofree char *old = NULL, *token = NULL;
	g_autoptr(td_user) user = NULL, gone = NULL;
	g_autoptr(GError) error = NULL;

	assert_true(td_user_put(ledger, &ann, &old, NULL));
	assert_true(td_user_put(ledger, &ann, &token, NULL));
	assert_int_equal(strlen(token), 40);
	assert_string_not_equal(old, token);
	assert_null(td_user_find_token(ledger, old, &error));
	assert_null(error);
	user = td_user_find_token(ledger, token, NULL);
	assert_string_equal(user->name, "ann");
	assert_true(td_user_may_write(user, "ltp"));
	assert_false(td_user_may_write(user, "kv"));
	assert_true(td_user_revoke(ledger, "ANN", NULL));
	assert_null(td_user_find_token(ledger, token, NULL));
	gone = td_user_find_name(ledger, "Ann", NULL);
	assert_int_equal(gone->id, user->id);
	assert_true(gone->revoked);
	assert_false(td_user_may_write(gone, "ltp"));
	assert_false(td_user_revoke(ledger, "bob", &error));
	assert_true(g_error_matches(error, TD_ERROR, TD_ERROR_NOT_FOUND));
}

static void
no_token_is_in_the_file(void **state)
{
	const place *self = *state;
	td_ledger *ledger = open_it(state);
	const td_user ann = { .name = (char *)(uintptr_t) "ann" };
	g_autofree char *token = NULL, *bytes = NULL;
	gsize n = 0;

	assert_true(td_user_put(ledger, &ann, &token, NULL));
	td_ledger_close(ledger);
	assert_true(g_file_get_contents(self->path, &bytes, &n, NULL));
	assert_non_null(memmem(bytes, n, "ann", 3));
	assert_null(memmem(bytes, n, token, strlen(token)));
}

typedef struct seen {
	unsigned n;
	char *state, *ref, *id;
	int64_t delegate;
	bool archived;
} seen;

static void
see_mark(const td_ledger_key *key, const td_mark *mark, void *data)
{
	seen *what = data;

	what->n++;
	g_free(what->state);
	g_free(what->ref);
	g_free(what->id);
	what->id = g_strdup(key->message_id);
	what->state = g_strdup(mark->state);
	what->ref = g_strdup(mark->commit_ref);
	what->delegate = mark->delegate;
	what->archived = mark->archived;
}

static void
what_changed_is_told_apart(void **state)
{
	g_autoptr(td_ledger) ledger = open_it(state);
	td_ledger_key one = key_of(1, "a@x", 1), two = key_of(1, "a@x", 2);
	const td_mark mark = {
		.state = "accepted", .delegate = 3, .archived = true, .commit_ref = "abc"
	};
	int64_t clock = 0, later = 0;
	seen what = { 0 };

	assert_true(td_mark_put(ledger, &one, &mark, NULL));
	assert_true(td_ledger_clock(ledger, &clock, NULL));
	assert_true(td_mark_each_since(ledger, clock, see_mark, &what, NULL));
	assert_int_equal(what.n, 0);
	assert_true(td_mark_put(ledger, &two, &(td_mark){ 0 }, NULL));
	assert_true(td_mark_put(ledger, &one, &mark, NULL));
	assert_true(td_ledger_clock(ledger, &later, NULL));
	assert_true(later > clock);
	assert_true(td_mark_each_since(ledger, later - 1, see_mark, &what, NULL));
	assert_int_equal(what.n, 1);
	assert_string_equal(what.state, "accepted");
	assert_string_equal(what.ref, "abc");
	assert_int_equal(what.delegate, 3);
	assert_true(what.archived);
	what.n = 0;
	assert_true(td_mark_each_since(ledger, 0, see_mark, &what, NULL));
	assert_int_equal(what.n, 2);
	/* And what was said of one: of its bytes in that list. */
	what.n = 0;
	assert_true(td_mark_find(ledger, &one, see_mark, &what, NULL));
	assert_int_equal(what.n, 1);
	assert_string_equal(what.state, "accepted");
	one.project = 2;
	assert_true(td_mark_find(ledger, &one, see_mark, &what, NULL));
	one = key_of(1, "a@x", 3);
	assert_true(td_mark_find(ledger, &one, see_mark, &what, NULL));
	assert_int_equal(what.n, 1);
	g_free(what.state);
	g_free(what.ref);
	g_free(what.id);
}

static void
the_worst_of_the_newest_checks_counts(void **state)
{
	g_autoptr(td_ledger) ledger = open_it(state);
	td_ledger_key key = key_of(1, "a@x", 1);
	td_check check = {
		.user = 1, .context = (char *)(uintptr_t) "ci", .state = TD_CHECK_FAIL
	};
	int64_t id = 0;
	g_autoptr(GPtrArray) none = td_check_load(ledger, &key, NULL);
	g_autoptr(GPtrArray) failed = NULL, fixed = NULL, pending = NULL;

	assert_int_equal(td_check_combine(none), TD_CHECK_PENDING);
	assert_true(td_check_add(ledger, &key, &check, &id, NULL));
	failed = td_check_load(ledger, &key, NULL);
	assert_int_equal(td_check_combine(failed), TD_CHECK_FAIL);
	check.state = TD_CHECK_SUCCESS;
	assert_true(td_check_add(ledger, &key, &check, &id, NULL));
	fixed = td_check_load(ledger, &key, NULL);
	assert_int_equal(td_check_combine(fixed), TD_CHECK_SUCCESS);
	check.state = TD_CHECK_PENDING;
	check.user = 2;
	assert_true(td_check_add(ledger, &key, &check, &id, NULL));
	pending = td_check_load(ledger, &key, NULL);
	assert_int_equal(pending->len, 3);
	assert_int_equal(td_check_combine(pending), TD_CHECK_PENDING);
	td_check_thin(pending);
	assert_int_equal(pending->len, 2);
	assert_int_equal(((const td_check *)pending->pdata[0])->state, TD_CHECK_SUCCESS);
	assert_int_equal(((const td_check *)pending->pdata[1])->user, 2);
}

static void
a_transaction_is_whole_or_not_at_all(void **state)
{
	td_ledger *ledger = open_it(state);
	td_ledger_key key = key_of(1, "a@x", 1);
	bool addressed = true, found = true;
	td_hook_cursor cursor = { .position = 5, .event = 6 };

	assert_true(td_ledger_begin(ledger, NULL));
	assert_true(td_answer_put(ledger, &key, true, NULL));
	assert_true(td_hook_put_cursor(ledger, "h", 1, &cursor, NULL));
	td_ledger_close(ledger);
	ledger = open_it(state);
	assert_true(td_answer_is_addressed(ledger, &key, &addressed, NULL));
	assert_false(addressed);
	assert_true(td_hook_find_cursor(ledger, "h", 1, &cursor, &found, NULL));
	assert_false(found);
	td_ledger_close(ledger);
}

static void
an_event_is_queued_once(void **state)
{
	g_autoptr(td_ledger) ledger = open_it(state);
	g_autoptr(GPtrArray) due = NULL, later = NULL;
	td_delivery_count count = { 0 };
	const td_delivery *first;
	bool any = true;

	assert_true(td_delivery_add(
	    ledger, &(td_delivery_order){ "h", "k1", "new", "{}" }, 100, NULL));
	assert_true(td_delivery_add(
	    ledger, &(td_delivery_order){ "h", "k1", "new", "{}" }, 100, NULL));
	assert_true(td_delivery_add(
	    ledger, &(td_delivery_order){ "h", "k2", "new", "{2}" }, 100, NULL));
	due = td_delivery_load_waiting(ledger, "h", 10, NULL);
	assert_int_equal(due->len, 2);
	first = g_ptr_array_index(due, 0);
	assert_true(td_delivery_begin(ledger, first->id, NULL));
	assert_true(td_delivery_failed(ledger, first->id, false, "refused", NULL));
	assert_true(td_delivery_done(
	    ledger, ((td_delivery *)g_ptr_array_index(due, 1))->id, 101, NULL));
	assert_true(td_delivery_add(
	    ledger, &(td_delivery_order){ "h", "k2", "new", "{2}" }, 102, NULL));
	assert_true(td_delivery_summary(ledger, "h", &count, NULL));
	assert_int_equal(count.waiting, 1);
	assert_int_equal(count.done, 1);
	assert_string_equal(count.problem, "refused");
	g_free(count.problem);
	later = td_delivery_load_waiting(ledger, "h", 10, NULL);
	assert_int_equal(later->len, 1);
	first = g_ptr_array_index(later, 0);
	assert_int_equal(first->tries, 1);
	assert_string_equal(first->body, "{}");
	assert_true(td_delivery_failed(ledger, first->id, true, "gone", NULL));
	assert_true(td_delivery_any_waiting(ledger, "h", &any, NULL));
	assert_false(any);
}

static void
a_pause_is_kept_until_it_ends(void **state)
{
	g_autoptr(td_ledger) ledger = open_it(state);
	td_hook_pause pause = { 10, 2, 70 };

	assert_true(td_hook_put_pause(ledger, "h", &pause, NULL));
	assert_true(td_hook_find_pause(ledger, "other", &pause, NULL));
	assert_int_equal(pause.tries, 0);
	assert_true(td_hook_find_pause(ledger, "h", &pause, NULL));
	assert_int_equal(pause.since, 10);
	assert_int_equal(pause.tries, 2);
	assert_int_equal(pause.due, 70);
	pause = (td_hook_pause){ 0 };
	assert_true(td_hook_put_pause(ledger, "h", &pause, NULL));
	pause.tries = 1;
	assert_true(td_hook_find_pause(ledger, "h", &pause, NULL));
	assert_int_equal(pause.tries, 0);
}

static void
count_event(const td_ledger_event *event, void *data)
{
	int64_t *last = data;

	assert_true(event->id > *last);
	*last = event->id;
}

enum { writers = 4, writes = 25 };

static void
write_some(const char *path, unsigned char who)
{
	g_autoptr(td_ledger) ledger = td_ledger_open(path, NULL);

	for (unsigned char i = 0; ledger != NULL && i < writes; i++) {
		td_ledger_event event = { .kind = TD_LEDGER_STATE,
			.about = key_of(who, "a@x", i) };

		if (!td_ledger_event_add(ledger, &event, NULL) ||
		    !td_mark_put(ledger, &event.about, &(td_mark){ 0 }, NULL))
			_exit(1);
	}
	_exit(ledger == NULL);
}

static void
several_write_at_once(void **state)
{
	const place *self = *state;
	g_autoptr(td_ledger) ledger = NULL;
	int64_t last = 0;
	seen what = { 0 };

	for (unsigned char i = 0; i < writers; i++) {
		if (fork() == 0)
			write_some(self->path, i);
	}
	for (unsigned i = 0; i < writers; i++) {
		int status = 1;

		assert_true(wait(&status) > 0);
		assert_int_equal(status, 0);
	}
	ledger = open_it(state);
	assert_true(td_ledger_event_each(ledger, 0, count_event, &last, NULL));
	assert_int_equal(last, writers * writes);
	assert_true(td_mark_each_since(ledger, 0, see_mark, &what, NULL));
	assert_int_equal(what.n, writers * writes);
	g_free(what.id);
}

static void
what_is_not_ours_is_left_alone(void **state)
{
	const place *self = *state;
	g_autofree char *folder = g_path_get_dirname(self->path);
	g_autoptr(GError) error = NULL;

	assert_int_equal(g_mkdir_with_parents(folder, 0700), 0);
	assert_true(
	    g_file_set_contents(self->path, "no database, just words\n", -1, NULL));
	assert_null(td_ledger_open(self->path, &error));
	assert_true(g_error_matches(error, TD_ERROR, TD_ERROR_DATABASE));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    it_is_its_owners_alone, make_place, drop_place),
		cmocka_unit_test_setup_teardown(
		    a_list_keeps_its_number, make_place, drop_place),
		cmocka_unit_test_setup_teardown(
		    numbers_of_lists_end, make_place, drop_place),
		cmocka_unit_test_setup_teardown(
		    only_the_newest_token_counts, make_place, drop_place),
		cmocka_unit_test_setup_teardown(
		    no_token_is_in_the_file, make_place, drop_place),
		cmocka_unit_test_setup_teardown(
		    what_changed_is_told_apart, make_place, drop_place),
		cmocka_unit_test_setup_teardown(
		    the_worst_of_the_newest_checks_counts, make_place, drop_place),
		cmocka_unit_test_setup_teardown(
		    a_transaction_is_whole_or_not_at_all, make_place, drop_place),
		cmocka_unit_test_setup_teardown(
		    an_event_is_queued_once, make_place, drop_place),
		cmocka_unit_test_setup_teardown(
		    a_pause_is_kept_until_it_ends, make_place, drop_place),
		cmocka_unit_test_setup_teardown(
		    several_write_at_once, make_place, drop_place),
		cmocka_unit_test_setup_teardown(
		    what_is_not_ours_is_left_alone, make_place, drop_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
