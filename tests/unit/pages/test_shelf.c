/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What lies on the shelf comes back whole; there is never more of it than is allowed. */
#include "pages/shelf.h"

#include <glib.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { small = 1 << 20 };

/* Bytes that hardly pack, another row for each number. */
static GBytes *
make(unsigned number, size_t n)
{
	char *bytes = g_malloc(n);
	uint32_t x = number * 2654435761u + 1;

	for (size_t i = 0; i < n; i++) {
		x = x * 1664525u + 1013904223u;
		bytes[i] = (char)(x >> 24);
	}
	return g_bytes_new_take(bytes, n);
}

static void
offer(td_shelf *shelf, unsigned number, size_t n)
{
	g_autofree char *key = g_strdup_printf("thing %u", number);
	g_autoptr(GBytes) bytes = make(number, n);

	td_shelf_put(shelf, "now", key, bytes);
}

/* It is taken the second time. */
static void
put(td_shelf *shelf, unsigned number, size_t n)
{
	offer(shelf, number, n);
	offer(shelf, number, n);
}

/* Whether it is there; what is there is right. */
static bool
has(td_shelf *shelf, unsigned number, size_t n)
{
	g_autofree char *key = g_strdup_printf("thing %u", number);
	g_autoptr(GBytes) wanted = make(number, n);
	g_autoptr(GBytes) bytes = td_shelf_find(shelf, "now", key);

	if (!bytes)
		return false;
	assert_true(g_bytes_equal(bytes, wanted));
	return true;
}

static void
what_was_put_is_found_by_its_key(void **state)
{
	g_autoptr(td_shelf) shelf = td_shelf_new(small);

	(void)state;
	put(shelf, 1, 1000);
	put(shelf, 2, 1);
	assert_true(has(shelf, 1, 1000));
	assert_true(has(shelf, 2, 1));
	assert_false(has(shelf, 3, 1));
}

static void
what_is_offered_once_is_not_taken(void **state)
{
	g_autoptr(td_shelf) shelf = td_shelf_new(small);

	(void)state;
	offer(shelf, 1, 1000);
	offer(shelf, 2, 1000);
	assert_int_equal(td_shelf_bytes(shelf), 0);
	assert_false(has(shelf, 1, 1000));
	offer(shelf, 1, 1000);
	assert_true(has(shelf, 1, 1000));
	assert_false(has(shelf, 2, 1000));
}

static void
what_is_found_is_no_copy_and_outlives_the_shelf(void **state)
{
	td_shelf *shelf = td_shelf_new(small);
	g_autoptr(GBytes) bytes = make(1, 1000);
	g_autoptr(GBytes) found = NULL;
	g_autoptr(GBytes) same = make(1, 1000);

	(void)state;
	td_shelf_put(shelf, "now", "one", bytes);
	td_shelf_put(shelf, "now", "one", bytes);
	found = td_shelf_find(shelf, "now", "one");
	assert_ptr_equal(found, bytes);
	td_shelf_free(shelf);
	g_clear_pointer(&bytes, g_bytes_unref);
	assert_true(g_bytes_equal(found, same));
}

/* Text of which a number is in each line, another row of them for each text: packed it
 * takes half as much. */
static GBytes *
make_text(unsigned number)
{
	GString *text = g_string_new(NULL);
	uint32_t x = number;

	for (unsigned i = 0; i < 3000; i++) {
		x = x * 1664525u + 1013904223u;
		g_string_append_printf(
		    text, "<span class=\"add\">+\ti = %u;</span>\n", x);
	}
	return g_string_free_to_bytes(text);
}

static void
put_texts(td_shelf *shelf, const char *state, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		g_autoptr(GBytes) text = make_text(i);
		g_autofree char *key = g_strdup_printf("text %u", i);

		assert_true(g_bytes_get_size(text) > 100000);
		td_shelf_put(shelf, state, key, text);
		td_shelf_put(shelf, state, key, text);
		assert_true(td_shelf_bytes(shelf) <= small);
	}
}

/* How many of them are there; what is there is right. */
static unsigned
count_texts(td_shelf *shelf, const char *state, unsigned n)
{
	unsigned found = 0;

	for (unsigned i = 0; i < n; i++) {
		g_autoptr(GBytes) text = make_text(i);
		g_autofree char *key = g_strdup_printf("text %u", i);
		g_autoptr(GBytes) copy = td_shelf_find(shelf, state, key);

		if (!copy)
			continue;
		assert_true(g_bytes_equal(copy, text));
		found++;
	}
	return found;
}

static void
there_is_room_for_much_more_text(void **state)
{
	g_autoptr(td_shelf) shelf = td_shelf_new(small);

	(void)state;
	put_texts(shelf, "now", 15);
	assert_int_equal(count_texts(shelf, "now", 15), 15);
}

static void
what_is_of_another_state_makes_room(void **state)
{
	g_autoptr(td_shelf) shelf = td_shelf_new(small);

	(void)state;
	put_texts(shelf, "before", 9);
	assert_int_equal(count_texts(shelf, "now", 9), 0);
	put_texts(shelf, "now", 9);
	assert_true(count_texts(shelf, "before", 9) < 9);
	assert_in_range(count_texts(shelf, "now", 9), 5, 9);
}

static void
there_is_never_more_than_allowed(void **state)
{
	g_autoptr(td_shelf) shelf = td_shelf_new(small);
	unsigned left = 0;

	(void)state;
	for (unsigned i = 0; i < 1000; i++) {
		put(shelf, i, 10000);
		assert_true(td_shelf_bytes(shelf) <= small);
	}
	for (unsigned i = 0; i < 1000; i++)
		left += has(shelf, i, 10000);
	assert_in_range(left, 80, 104);
}

/* Whichever place it lies in: each shelf has other ones. */
static void
what_is_asked_for_stays(void **state)
{
	(void)state;
	for (unsigned n = 0; n < 500; n++) {
		g_autoptr(td_shelf) shelf = td_shelf_new(small / 8);

		put(shelf, 0, 1200);
		for (unsigned i = 1; i < (n == 0 ? 1000 : 130); i++) {
			put(shelf, i, 1200);
			assert_true(has(shelf, 0, 1200));
		}
	}
}

static void
what_is_too_large_or_empty_is_not_taken(void **state)
{
	g_autoptr(td_shelf) shelf = td_shelf_new(small);

	(void)state;
	put(shelf, 1, small / 8 + 1);
	put(shelf, 3, 0);
	assert_int_equal(td_shelf_bytes(shelf), 0);
	put(shelf, 2, small / 8);
	assert_true(has(shelf, 2, small / 8));
}

/* Of its own order of numbers. */
static void *
work(void *data)
{
	td_shelf *shelf = data;
	unsigned number = g_random_int();

	for (unsigned i = 0; i < 4000; i++) {
		number = number * 1103515245u + 12345u;
		if (!has(shelf, number >> 16 & 255, 2000))
			put(shelf, number >> 16 & 255, 2000);
	}
	return NULL;
}

static void
many_share_it(void **state)
{
	g_autoptr(td_shelf) shelf = td_shelf_new(300000);
	GThread *threads[4];

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(threads); i++)
		threads[i] = g_thread_new("work", work, shelf);
	for (size_t i = 0; i < G_N_ELEMENTS(threads); i++)
		g_thread_join(threads[i]);
	assert_true(td_shelf_bytes(shelf) <= 300000);
	put(shelf, 1000, 2000);
	assert_true(has(shelf, 1000, 2000));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_put_is_found_by_its_key),
		cmocka_unit_test(what_is_offered_once_is_not_taken),
		cmocka_unit_test(what_is_found_is_no_copy_and_outlives_the_shelf),
		cmocka_unit_test(there_is_room_for_much_more_text),
		cmocka_unit_test(what_is_of_another_state_makes_room),
		cmocka_unit_test(there_is_never_more_than_allowed),
		cmocka_unit_test(what_is_asked_for_stays),
		cmocka_unit_test(what_is_too_large_or_empty_is_not_taken),
		cmocka_unit_test(many_share_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
