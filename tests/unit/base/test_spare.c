/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/spare.h"

#include <malloc.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Other things of malloc's do not lie between, and leave no holes. */
static void
large_copies_have_pages_of_their_own(void **state)
{
	enum { many = 64, large = 100 << 10 };
	static char bytes[large];
	GBytes *copies[many];
	struct mallinfo2 before, after;

	(void)state;
	memset(bytes, 'x', sizeof bytes);
	before = mallinfo2();
	for (unsigned i = 0; i < many; i++)
		copies[i] = td_spare_copy((td_span){ bytes, large - i });
	after = mallinfo2();
	assert_true(after.uordblks + after.hblkhd <
		    before.uordblks + before.hblkhd + (size_t)4 * large);
	for (unsigned i = 0; i < many; i++) {
		size_t n;
		const char *copy = g_bytes_get_data(copies[i], &n);

		assert_int_equal(n, large - i);
		assert_memory_equal(copy, bytes, n);
		g_bytes_unref(copies[i]);
	}
}

static void
small_ones_are_copied_too(void **state)
{
	g_autoptr(GBytes) copy = td_spare_copy((td_span){ "abc", 3 });
	g_autoptr(GBytes) none = td_spare_copy((td_span){ "", 0 });

	(void)state;
	assert_memory_equal(g_bytes_get_data(copy, NULL), "abc", 3);
	assert_int_equal(g_bytes_get_size(none), 0);
}

static void
pages_grow_and_what_is_too_much_goes_back(void **state)
{
	enum { small = 5000, large = 300000, written = 200000 };
	td_spare spare = td_spare_new(small);
	g_autoptr(GBytes) bytes = NULL;
	g_autoptr(GBytes) none = NULL;
	const char *p;

	(void)state;
	memset(spare.p, 'a', small);
	td_spare_grow(&spare, large);
	assert_int_equal(spare.n, large);
	memset(spare.p + small, 'b', large - small);
	bytes = td_spare_take(&spare, written);
	assert_null(spare.p);
	p = g_bytes_get_data(bytes, NULL);
	assert_int_equal(g_bytes_get_size(bytes), written);
	assert_int_equal(p[small - 1], 'a');
	assert_int_equal(p[small], 'b');
	assert_int_equal(p[written - 1], 'b');
	spare = td_spare_new(small);
	none = td_spare_take(&spare, 0);
	assert_int_equal(g_bytes_get_size(none), 0);
	td_spare_free(&spare);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(large_copies_have_pages_of_their_own),
		cmocka_unit_test(small_ones_are_copied_too),
		cmocka_unit_test(pages_grow_and_what_is_too_much_goes_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
