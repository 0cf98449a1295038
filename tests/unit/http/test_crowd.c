/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/http/test_crowd.c - who may come, and to which worker */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <arpa/inet.h>
#include <cmocka.h>
#include <netinet/in.h>

#include "http/crowd.h"

static struct sockaddr_in
address_of(const char *text)
{
	struct sockaddr_in in = { .sin_family = AF_INET };

	assert_int_equal(inet_pton(AF_INET, text, &in.sin_addr), 1);
	return in;
}

static void
a_client_has_a_ceiling_and_this_host_has_none(void **state)
{
	td_crowd *crowd = td_crowd_new(4, 2);
	struct sockaddr_in far = address_of("192.0.2.1");
	struct sockaddr_in near = address_of("127.0.0.1");
	unsigned worker = td_crowd_join(crowd);

	(void)state;
	for (int i = 0; i < 2; i++) {
		assert_true(td_crowd_has_room(crowd, (struct sockaddr *)&far));
		td_crowd_enter(crowd, worker, (struct sockaddr *)&far);
	}
	assert_false(td_crowd_has_room(crowd, (struct sockaddr *)&far));
	for (int i = 0; i < 2; i++) {
		assert_true(td_crowd_has_room(crowd, (struct sockaddr *)&near));
		td_crowd_enter(crowd, worker, (struct sockaddr *)&near);
	}
	assert_false(td_crowd_has_room(crowd, (struct sockaddr *)&near));
	td_crowd_leave(crowd, worker, (struct sockaddr *)&far);
	assert_true(td_crowd_has_room(crowd, (struct sockaddr *)&far));
	td_crowd_free(crowd);
}

static void
it_is_tight_from_three_quarters_on(void **state)
{
	td_crowd *crowd = td_crowd_new(8, 8);
	struct sockaddr_in near = address_of("127.0.0.1");
	unsigned worker = td_crowd_join(crowd);

	(void)state;
	for (int i = 0; i < 6; i++) {
		assert_false(td_crowd_is_tight(crowd));
		td_crowd_enter(crowd, worker, (struct sockaddr *)&near);
	}
	assert_true(td_crowd_is_tight(crowd));
	td_crowd_leave(crowd, worker, (struct sockaddr *)&near);
	assert_false(td_crowd_is_tight(crowd));
	td_crowd_free(crowd);
}

static void
workers_take_turns(void **state)
{
	td_crowd *crowd = td_crowd_new(100, 100);
	struct sockaddr_in near = address_of("127.0.0.1");
	const struct sockaddr *address = (struct sockaddr *)&near;
	unsigned one = td_crowd_join(crowd), other = td_crowd_join(crowd);

	(void)state;
	assert_int_not_equal(one, other);
	assert_true(td_crowd_is_turn(crowd, one));
	td_crowd_enter(crowd, one, address);
	assert_false(td_crowd_is_turn(crowd, one));
	assert_true(td_crowd_is_turn(crowd, other));
	td_crowd_enter(crowd, other, address);
	assert_true(td_crowd_is_turn(crowd, one));
	assert_true(td_crowd_is_turn(crowd, other));
	td_crowd_leave(crowd, other, address);
	assert_false(td_crowd_is_turn(crowd, one));
	td_crowd_leave(crowd, one, address);
	assert_true(td_crowd_is_turn(crowd, one));
	td_crowd_free(crowd);
}

/* Where there are many, none must wait for who has one fewer. */
static void
of_many_an_eighth_more_is_no_matter(void **state)
{
	td_crowd *crowd = td_crowd_new(100, 100);
	struct sockaddr_in near = address_of("127.0.0.1");
	const struct sockaddr *address = (struct sockaddr *)&near;
	unsigned one = td_crowd_join(crowd), other = td_crowd_join(crowd);

	(void)state;
	for (unsigned i = 0; i < 16; i++) {
		td_crowd_enter(crowd, one, address);
		td_crowd_enter(crowd, other, address);
	}
	td_crowd_enter(crowd, one, address);
	td_crowd_enter(crowd, one, address);
	assert_true(td_crowd_is_turn(crowd, one));
	td_crowd_enter(crowd, one, address);
	assert_false(td_crowd_is_turn(crowd, one));
	assert_true(td_crowd_is_turn(crowd, other));
	td_crowd_free(crowd);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_client_has_a_ceiling_and_this_host_has_none),
		cmocka_unit_test(it_is_tight_from_three_quarters_on),
		cmocka_unit_test(workers_take_turns),
		cmocka_unit_test(of_many_an_eighth_more_is_no_matter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
