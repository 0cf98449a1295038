/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/output/test_shares.c - shares of a page come in their order, errors too */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/error.h"
#include "output/shares.h"

enum { many = 100 };

typedef struct asked {
	unsigned fails; /* the share that does; many for none */
	int *drawn;     /* of each share, how often; atomic */
} asked;

/* Of neighbours the first takes longer, so that shares are ready out of their order. */
static bool
draw(td_out *out, unsigned share, const void *data, GError **error)
{
	const asked *self = data;

	g_atomic_int_inc(&self->drawn[share]);
	if (share % 2 == 0)
		g_usleep(300);
	td_out_printf(out, "%u,", share);
	if (share != self->fails)
		return true;
	g_set_error(error, TD_ERROR, TD_ERROR_IO, "share %u", share);
	return false;
}

static bool
take(const char *bytes, size_t n, void *data, GError **error)
{
	(void)error;
	g_string_append_len(data, bytes, (gssize)n);
	return true;
}

static bool
refuse(const char *bytes, size_t n, void *data, GError **error)
{
	(void)bytes;
	(void)n;
	(void)data;
	g_set_error(error, TD_ERROR, TD_ERROR_IO, "no room");
	return false;
}

static void
shares_come_in_their_order(void **state)
{
	(void)state;
	for (unsigned n = 0; n <= many; n += n < 3 ? 1 : 97) {
		int drawn[many] = { 0 };
		const asked self = { many, drawn };
		g_autoptr(GString) got = g_string_new(NULL),
				   expected = g_string_new(NULL);
		const td_sink sink = { take, got };

		for (unsigned i = 0; i < n; i++)
			g_string_append_printf(expected, "%u,", i);
		for (int two = 0; two < 2; two++) {
			td_out *out = td_out_new(&sink);

			g_string_truncate(got, 0);
			assert_true(td_shares_write(out, n, two, draw, &self, NULL));
			assert_true(td_out_close(out, NULL));
			assert_string_equal(got->str, expected->str);
		}
		for (unsigned i = 0; i < n; i++)
			assert_int_equal(drawn[i], 2);
	}
}

static void
the_first_error_ends_it(void **state)
{
	(void)state;
	for (int two = 0; two < 2; two++) {
		int drawn[many] = { 0 };
		const asked self = { 5, drawn };
		g_autoptr(GString) got = g_string_new(NULL);
		const td_sink sink = { take, got };
		g_autoptr(GError) error = NULL;
		td_out *out = td_out_new(&sink);

		assert_false(td_shares_write(out, many, two, draw, &self, &error));
		assert_string_equal(error->message, "share 5");
		assert_true(td_out_close(out, NULL));
		assert_string_equal(got->str, "0,1,2,3,4,5,");
		assert_int_equal(drawn[many - 1], 0);
	}
}

static void
what_nobody_takes_is_not_drawn(void **state)
{
	(void)state;
	for (int two = 0; two < 2; two++) {
		int drawn[many] = { 0 };
		const asked self = { many, drawn };
		const td_sink sink = { refuse, NULL };
		g_autoptr(GError) error = NULL;
		td_out *out = td_out_new(&sink);

		td_out_fill(out, 'x', 65000); /* so that its buffer is all but full */
		td_out_fill(out, 'x', 65000);
		assert_true(td_out_failed(out));
		assert_true(td_shares_write(out, many, two, draw, &self, NULL));
		assert_int_equal(drawn[many - 1], 0);
		assert_false(td_out_close(out, &error));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shares_come_in_their_order),
		cmocka_unit_test(the_first_error_ends_it),
		cmocka_unit_test(what_nobody_takes_is_not_drawn),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
