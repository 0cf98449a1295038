/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/spare.h"

#include <malloc.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

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

/* Whether the page is there at all. */
static bool
is_mapped(const char *p)
{
	unsigned char vec;
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);

	return mincore((void *)((uintptr_t)p / page * page), 1, &vec) == 0;
}

static const char *
use(size_t n)
{
	td_spare spare = td_spare_new(n);
	const char *p = spare.p;

	assert_true(spare.n >= n);
	memset(spare.p, 'u', n);
	td_spare_free(&spare);
	assert_null(spare.p);
	return p;
}

static void
what_was_freed_is_used_again(void **state)
{
	enum { n = 100000, more = 250000 };
	const char *p;
	td_spare spare;
	GBytes *bytes;

	(void)state;
	td_spare_give_back();
	spare = td_spare_new(n);
	p = spare.p;
	bytes = td_spare_take(&spare, n);
	g_bytes_unref(bytes);
	assert_true(is_mapped(p));
	assert_ptr_equal(use(n / 2), p);
	spare = td_spare_new(more);
	memset(spare.p, 'm', more);
	td_spare_free(&spare);
	td_spare_give_back();
	assert_false(is_mapped(p));
}

/* The smallest that is large enough, so that the others serve what is larger. */
static void
the_piece_that_fits_is_taken(void **state)
{
	enum { large = 200000, medium = 100000, small = 20000 };
	td_spare of[] = { td_spare_new(large), td_spare_new(medium),
		td_spare_new(small) };
	const char *p[] = { of[0].p, of[1].p, of[2].p };

	(void)state;
	for (unsigned i = 0; i < 3; i++)
		td_spare_free(&of[i]);
	assert_ptr_equal(use(medium - 1), p[1]);
	assert_ptr_equal(use(small), p[2]);
	assert_ptr_equal(use(large), p[0]);
	td_spare_give_back();
}

static void
few_are_kept_and_none_that_is_large(void **state)
{
	enum { many = 32, n = 50000 };
	td_spare of[many];
	const char *p[many];
	unsigned kept = 0;
	const char *large;

	(void)state;
	td_spare_give_back();
	for (unsigned i = 0; i < many; i++) {
		of[i] = td_spare_new(n);
		p[i] = of[i].p;
	}
	for (unsigned i = 0; i < many; i++)
		td_spare_free(&of[i]);
	for (unsigned i = 0; i < many; i++)
		kept += is_mapped(p[i]);
	assert_in_range(kept, 1, many / 4);
	large = use((size_t)8 << 20);
	assert_false(is_mapped(large));
	td_spare_give_back();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(large_copies_have_pages_of_their_own),
		cmocka_unit_test(small_ones_are_copied_too),
		cmocka_unit_test(pages_grow_and_what_is_too_much_goes_back),
		cmocka_unit_test(what_was_freed_is_used_again),
		cmocka_unit_test(the_piece_that_fits_is_taken),
		cmocka_unit_test(few_are_kept_and_none_that_is_large),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
