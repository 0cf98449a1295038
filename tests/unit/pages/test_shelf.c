/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What lies on the shelf comes back whole; there is never more of it than is allowed. */
#include "pages/shelf.h"

#include <glib.h>
#include <malloc.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { small = 1 << 20 };

/* Bytes that hardly pack, another row for each number. */
static char *
make(unsigned number, size_t n)
{
	char *bytes = g_malloc(n);
	uint32_t x = number * 2654435761u + 1;

	for (size_t i = 0; i < n; i++) {
		x = x * 1664525u + 1013904223u;
		bytes[i] = (char)(x >> 24);
	}
	return bytes;
}

static void
put(td_shelf *shelf, unsigned number, size_t n)
{
	g_autofree char *key = g_strdup_printf("thing %u", number);
	g_autofree char *bytes = make(number, n);

	td_shelf_put(shelf, "now", key, (td_span){ bytes, n });
}

/* Whether it is there; what is there is right. */
static bool
has(td_shelf *shelf, unsigned number, size_t n)
{
	g_autofree char *key = g_strdup_printf("thing %u", number);
	g_autofree char *wanted = make(number, n);
	size_t found = 0;
	g_autofree char *bytes = td_shelf_find(shelf, "now", key, &found);

	if (!bytes)
		return false;
	assert_int_equal(found, n);
	assert_memory_equal(bytes, wanted, n);
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

/* Text of which a number is in each line, another row of them for each text: packed it
 * takes half as much. */
static char *
make_text(unsigned number)
{
	GString *text = g_string_new(NULL);
	uint32_t x = number;

	for (unsigned i = 0; i < 3000; i++) {
		x = x * 1664525u + 1013904223u;
		g_string_append_printf(
		    text, "<span class=\"add\">+\ti = %u;</span>\n", x);
	}
	return g_string_free(text, FALSE);
}

static void
put_texts(td_shelf *shelf, const char *state, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		g_autofree char *text = make_text(i);
		g_autofree char *key = g_strdup_printf("text %u", i);

		assert_true(strlen(text) > 100000);
		td_shelf_put(shelf, state, key, td_span_of(text));
		assert_true(td_shelf_bytes(shelf) <= small);
	}
}

/* How many of them are there; what is there is right. */
static unsigned
count_texts(td_shelf *shelf, const char *state, unsigned n)
{
	unsigned found = 0;

	for (unsigned i = 0; i < n; i++) {
		g_autofree char *text = make_text(i);
		g_autofree char *key = g_strdup_printf("text %u", i);
		size_t bytes = 0;
		g_autofree char *copy = td_shelf_find(shelf, state, key, &bytes);

		if (!copy)
			continue;
		assert_int_equal(bytes, strlen(text));
		assert_memory_equal(copy, text, bytes);
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

static void
what_is_asked_for_stays(void **state)
{
	g_autoptr(td_shelf) shelf = td_shelf_new(small);

	(void)state;
	put(shelf, 0, 10000);
	for (unsigned i = 1; i < 1000; i++) {
		put(shelf, i, 10000);
		assert_true(has(shelf, 0, 10000));
	}
}

static void
what_is_too_large_or_empty_is_not_taken(void **state)
{
	g_autoptr(td_shelf) shelf = td_shelf_new(small);

	(void)state;
	put(shelf, 1, small / 8 + 1);
	td_shelf_put(shelf, "now", "nothing", (td_span){ "", 0 });
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

/* Other things of malloc's do not lie between, and leave no holes. */
static void
large_things_have_pages_of_their_own(void **state)
{
	enum { many = 64, large = 100 << 10 };
	g_autoptr(td_shelf) shelf = td_shelf_new((size_t)many * large * 2);
	struct mallinfo2 before, after;

	(void)state;
	put(shelf, 0, large);
	before = mallinfo2();
	for (unsigned i = 1; i <= many; i++)
		put(shelf, i, large);
	after = mallinfo2();
	assert_true(td_shelf_bytes(shelf) > (size_t)many * large);
	assert_true(after.uordblks + after.hblkhd <
		    before.uordblks + before.hblkhd + (size_t)4 * large);
	assert_true(has(shelf, many, large));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_put_is_found_by_its_key),
		cmocka_unit_test(there_is_room_for_much_more_text),
		cmocka_unit_test(what_is_of_another_state_makes_room),
		cmocka_unit_test(there_is_never_more_than_allowed),
		cmocka_unit_test(what_is_asked_for_stays),
		cmocka_unit_test(what_is_too_large_or_empty_is_not_taken),
		cmocka_unit_test(large_things_have_pages_of_their_own),
		cmocka_unit_test(many_share_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
