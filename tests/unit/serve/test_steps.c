/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/error.h"
#include "http/stream.h"
#include "serve/steps.h"

/* Writes how many lists are hidden, for ever. */
static bool
write_hidden(void *data, const td_sink *sink, bool *done, GError **error)
{
	const td_serving *serving = data;
	char digit = (char)('0' + serving->hidden->len);

	(void)done;
	return sink->write(&digit, 1, sink->data, error);
}

static void
each_step_is_made_for_who_asked(void **state)
{
	char list[] = "kvm";
	g_autoptr(GPtrArray) hidden = g_ptr_array_new();
	g_autoptr(GPtrArray) none = g_ptr_array_new();
	td_serving serving = { .generation = 1, .hidden = hidden };
	g_autoptr(td_response) response = td_response_new();
	td_stream *stream;
	char room[2];
	size_t n;

	(void)state;
	g_ptr_array_add(hidden, list);
	td_response_stream(response, write_hidden, &serving, NULL);
	td_steps_guard(&serving, response);
	stream = td_stream_new(response, false);
	assert_true(td_stream_read(stream, room, 1, &n, NULL));
	assert_int_equal(room[0], '1');
	serving.hidden = none;
	assert_true(td_stream_read(stream, room, 1, &n, NULL));
	assert_int_equal(room[0], '1');
	assert_ptr_equal(serving.hidden, none);
	td_stream_free(stream);
}

/* Numbers of another index mean other mails. */
static void
it_ends_where_the_index_is_another_one(void **state)
{
	g_autoptr(GPtrArray) hidden = g_ptr_array_new();
	td_serving serving = { .generation = 1, .hidden = hidden };
	g_autoptr(td_response) response = td_response_new();
	g_autoptr(GError) error = NULL;
	td_stream *stream;
	char byte;
	size_t n;

	(void)state;
	td_response_stream(response, write_hidden, &serving, NULL);
	td_steps_guard(&serving, response);
	stream = td_stream_new(response, false);
	assert_true(td_stream_read(stream, &byte, 1, &n, NULL));
	serving.generation++;
	assert_false(td_stream_read(stream, &byte, 1, &n, &error));
	assert_true(g_error_matches(error, TD_ERROR, TD_ERROR_UNREADY));
	td_stream_free(stream);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_step_is_made_for_who_asked),
		cmocka_unit_test(it_ends_where_the_index_is_another_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
