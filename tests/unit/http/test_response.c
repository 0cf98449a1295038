/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <libdeflate.h>
#include <string.h>

#include "base/error.h"
#include "base/limits.h"
#include "http/date.h"
#include "http/encode.h"
#include "http/response.h"
#include "http/stream.h"

typedef struct header_pair {
	const char *name, *value;
} header_pair;

static const char *
find_header(const char *name, void *data)
{
	const header_pair *pair = data;

	return g_ascii_strcasecmp(name, pair->name) == 0 ? pair->value : NULL;
}

static const char *
header_of(const td_response *response, const char *name)
{
	for (unsigned i = 0; i + 1 < response->headers->len; i += 2)
		if (strcmp(g_ptr_array_index(response->headers, i), name) == 0)
			return g_ptr_array_index(response->headers, i + 1);
	return NULL;
}

static void
dates_go_there_and_back(void **state)
{
	static const char *const bad[] = { "", "Sun, 06 Nov 1994 08:49:37 UTC",
		"Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
		"Sun, 06 Nov 1994 08:49:37 GMT ", "Sun, 6 Nov 1994 08:49:37 GMT",
		"Sun, 06 Nop 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:49:37 GMT" };
	char text[TD_HTTP_DATE];
	int64_t seconds;

	(void)state;
	td_http_date_format(784111777, text);
	assert_string_equal(text, "Sun, 06 Nov 1994 08:49:37 GMT");
	assert_true(td_http_date_parse(text, &seconds));
	assert_int_equal(seconds, 784111777);
	td_http_date_format(INT64_MIN, text);
	assert_string_equal(text, "Thu, 01 Jan 1970 00:00:00 GMT");
	td_http_date_format(INT64_MAX, text);
	assert_string_equal(text, "Fri, 31 Dec 9999 23:59:59 GMT");
	for (unsigned i = 0; i < G_N_ELEMENTS(bad); i++)
		assert_false(td_http_date_parse(bad[i], &seconds));
}

static void
a_client_that_has_it_is_told_so(void **state)
{
	static const struct {
		header_pair header;
		bool known;
	} cases[] = {
		{ { "If-None-Match", "W/\"m\"" }, true },
		{ { "If-None-Match", "\"m\"" }, true },
		{ { "If-None-Match", "\"x\", W/\"m\"" }, true },
		{ { "If-None-Match", "*" }, true },
		{ { "If-None-Match", "\"x\"" }, false },
		{ { "If-None-Match", "" }, false },
		{ { "If-Modified-Since", "Sun, 06 Nov 1994 08:49:37 GMT" }, true },
		{ { "If-Modified-Since", "Sun, 06 Nov 1994 08:49:36 GMT" }, false },
		{ { "If-Modified-Since", "yesterday" }, false },
		{ { "Accept", "*" }, false },
	};

	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(td_request) request = td_request_parse("GET", "/", NULL);
		g_autoptr(td_response) response = td_response_new();
		header_pair header = cases[i].header;

		request->find_header = find_header;
		request->header_data = &header;
		assert_int_equal(td_response_is_known(response, request, "m", 784111777),
		    cases[i].known);
		assert_int_equal(response->status, cases[i].known ? 304 : 200);
		assert_string_equal(header_of(response, "ETag"), "W/\"m\"");
	}
}

static void
a_header_stays_in_its_line(void **state)
{
	g_autoptr(td_response) response = td_response_new();

	(void)state;
	td_response_header(response, "X-A", "b\r\nSet-Cookie: c");
	assert_string_equal(header_of(response, "X-A"), "b__Set-Cookie: c");
	td_response_attachment(response, "../a \"b\"\r\n;ä.mbox");
	assert_string_equal(header_of(response, "Content-Disposition"),
	    "attachment; filename=_.-a--b------.mbox");
}

static void
a_file_is_called_what_no_shell_minds(void **state)
{
	static const struct {
		const char *name, *called;
	} cases[] = { { "v2-fix.mbox", "v2-fix.mbox" }, { "-rf", "_rf" },
		{ ".profile", "_profile" }, { "/etc/x;y", "_etc-x-y" } };

	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(td_response) response = td_response_new();
		g_autofree char *whole =
		    g_strconcat("inline; filename=", cases[i].called, NULL);

		td_response_file(response, cases[i].name);
		assert_string_equal(header_of(response, "Content-Disposition"), whole);
	}
}

/* The address may be what somebody typed. */
static void
a_redirect_is_no_page(void **state)
{
	g_autoptr(td_response) response = td_response_new();

	(void)state;
	td_response_redirect(response, 301, "/<b>\r\n");
	assert_int_equal(response->status, 301);
	assert_string_equal(header_of(response, "Location"), "/<b>__");
	assert_string_equal(response->type, "text/plain; charset=UTF-8");
}

static void
a_page_has_an_end(void **state)
{
	g_autoptr(td_response) response = td_response_new();
	const td_sink *sink = td_response_sink(response);
	g_autofree char *much = g_malloc0(TD_MAX_PAGE);
	g_autoptr(GError) error = NULL;

	(void)state;
	assert_true(sink->write(much, TD_MAX_PAGE, sink->data, &error));
	assert_false(sink->write("x", 1, sink->data, &error));
	assert_true(g_error_matches(error, TD_ERROR, TD_ERROR_LIMIT));
}

static void
gzip_is_taken_where_it_is_said(void **state)
{
	static const struct {
		const char *header;
		bool takes;
	} cases[] = {
		{ NULL, false },
		{ "", false },
		{ "gzip", true },
		{ "deflate, GZIP ;q=0.1", true },
		{ "gzip;q=0", false },
		{ "gzip;q=0.000, br", false },
		{ "identity", false },
		{ "xgzip", false },
	};

	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++)
		assert_int_equal(td_accepts_gzip(cases[i].header), cases[i].takes);
}

static void
unpack(const char *packed, size_t n, GString *out)
{
	struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
	size_t in, got;

	g_string_set_size(out, 4 << 20);
	assert_int_equal(
	    libdeflate_gzip_decompress_ex(d, packed, n, out->str, out->len, &in, &got),
	    LIBDEFLATE_SUCCESS);
	assert_int_equal(in, n);
	g_string_set_size(out, got);
	libdeflate_free_decompressor(d);
}

/* Numbers from 0 on, 1,000 a step, up to a limit. */
typedef struct counter {
	unsigned next, end;
	bool fails;
} counter;

static bool
count(void *data, const td_sink *sink, bool *done, GError **error)
{
	counter *c = data;
	char line[16];

	if (c->fails && c->next >= c->end / 2) {
		g_set_error_literal(error, TD_ERROR, TD_ERROR_IO, "no more");
		return false;
	}
	for (unsigned i = 0; i < 1000 && c->next < c->end; i++, c->next++) {
		int n = g_snprintf(line, sizeof line, "%u\n", c->next);

		if (!sink->write(line, (size_t)n, sink->data, error))
			return false;
	}
	*done = c->next == c->end;
	return true;
}

static bool
read_all(td_stream *stream, size_t piece, GString *out)
{
	g_autofree char *room = g_malloc(piece);
	size_t n = 1;

	while (n > 0) {
		if (!td_stream_read(stream, room, piece, &n, NULL))
			return false;
		g_string_append_len(out, room, (gssize)n);
	}
	return true;
}

static void
what_was_expected_takes_no_more_room(void **state)
{
	enum { page = 260000, piece = 1000 };
	g_autoptr(td_response) response = td_response_new();
	const td_sink *sink = td_response_sink(response);
	static const char some[piece];
	const char *begin;

	(void)state;
	td_response_expect(response, page);
	begin = response->body->str;
	for (unsigned i = 0; i < page; i += piece)
		assert_true(sink->write(some, piece, sink->data, NULL));
	assert_ptr_equal(response->body->str, begin);
	assert_int_equal(response->body->len, page);
	assert_in_range(response->body->allocated_len, page + 1, page + page / 16);
	/* More than that may come. */
	assert_true(sink->write(some, piece, sink->data, NULL));
	assert_int_equal(response->body->len, page + piece);
}

static void
count_down(void *data)
{
	(*(unsigned *)data)--;
}

/* Be it that the client has all, or went. */
static void
what_a_stream_is_made_of_is_given_back_once(void **state)
{
	(void)state;
	for (unsigned way = 0; way < 4; way++) {
		td_response *response = td_response_new();
		td_stream *stream = NULL;
		unsigned held = 1;

		td_response_stream(response, count, &held, count_down);
		if (way == 0) {
			td_response_reset(response);
			assert_int_equal(held, 0);
			assert_null(response->step);
		} else if (way == 1)
			td_response_stream(response, count, NULL, NULL);
		else if (way == 2)
			stream = td_stream_new(response, false);
		td_response_free(response);
		assert_int_equal(held, way == 2 ? 1 : 0);
		td_stream_free(stream);
		assert_int_equal(held, 0);
	}
}

static void
a_stream_is_made_in_steps(void **state)
{
	(void)state;
	for (unsigned pack = 0; pack < 2; pack++) {
		g_autoptr(td_response) response = td_response_new();
		g_autoptr(GString) sent = g_string_new(NULL);
		g_autoptr(GString) text = g_string_new(NULL);
		counter c = { .end = 100500 };
		td_stream *stream;

		td_response_text(response, "begin\n");
		td_response_stream(response, count, &c, NULL);
		stream = td_stream_new(response, pack == 1);
		assert_true(read_all(stream, 777, sent));
		if (pack == 1)
			unpack(sent->str, sent->len, text);
		else
			g_string_assign(text, sent->str);
		assert_true(g_str_has_prefix(text->str, "begin\n0\n1\n"));
		assert_true(g_str_has_suffix(text->str, "\n100498\n100499\n"));
		td_stream_free(stream);
	}
}

static void
a_stream_ends_where_it_cannot_go_on(void **state)
{
	counter c = { .end = 100000, .fails = true };
	g_autoptr(td_response) response = td_response_new();
	g_autoptr(GString) sent = g_string_new(NULL);
	td_stream *stream;

	(void)state;
	td_response_stream(response, count, &c, NULL);
	stream = td_stream_new(response, false);
	assert_false(read_all(stream, 4096, sent));
	td_stream_free(stream);
}

static char *
body_of(const td_response *response)
{
	return g_strndup(response->body->str, response->body->len);
}

/* What was lent is not copied as long as nobody needs it in one piece. */
static void
large_pieces_of_what_was_lent_stay_where_they_are(void **state)
{
	g_autoptr(td_response) response = td_response_new();
	g_autoptr(GString) lent = g_string_new(NULL);
	g_autoptr(GString) expected = g_string_new("head");
	g_autoptr(GBytes) bytes = NULL;
	const td_sink *sink = td_response_sink(response);
	const char *p;

	(void)state;
	for (unsigned i = 0; lent->len < 9000; i++)
		g_string_append_printf(lent, "%u ", i);
	bytes = g_bytes_new(lent->str, lent->len);
	p = g_bytes_get_data(bytes, NULL);
	td_response_lend(response, bytes);
	assert_true(sink->write("head", 4, sink->data, NULL));
	assert_true(sink->write(p, 5000, sink->data, NULL));
	g_string_append_len(expected, p, 5000);
	/* Too little, of somebody else, and another one. */
	assert_true(sink->write(p + 10, 20, sink->data, NULL));
	g_string_append_len(expected, p + 10, 20);
	assert_true(sink->write(lent->str, lent->len, sink->data, NULL));
	g_string_append(expected, lent->str);
	assert_true(sink->write(p + 5000, lent->len - 5000, sink->data, NULL));
	g_string_append_len(expected, p + 5000, (gssize)lent->len - 5000);
	assert_true(sink->write("end", 3, sink->data, NULL));
	g_string_append(expected, "end");
	assert_int_equal(response->lent->len, 2);
	assert_int_equal(response->body->len + response->lent_bytes, expected->len);
	td_response_join(response);
	{
		g_autofree char *body = body_of(response);

		assert_string_equal(body, expected->str);
	}
	assert_int_equal(response->lent_bytes, 0);
	td_response_join(response);
	assert_int_equal(response->body->len, expected->len);
	/* Of one piece, too. */
	td_response_lend(response, bytes);
	assert_true(sink->write(p, 5000, sink->data, NULL));
	td_response_join(response);
	assert_int_equal(response->body->len, expected->len + 5000);
	td_response_lend(response, bytes);
	assert_true(sink->write(p, 5000, sink->data, NULL));
	td_response_reset(response);
	assert_int_equal(response->body->len + response->lent_bytes, 0);
	assert_null(response->lender);
}

/* A connection has little room for pieces, and a page has an end. */
static void
what_is_lent_is_bounded(void **state)
{
	g_autoptr(td_response) response = td_response_new();
	g_autofree char *room = g_malloc0(1 << 20);
	g_autoptr(GBytes) bytes = g_bytes_new_static(room, 1 << 20);
	const td_sink *sink = td_response_sink(response);
	g_autoptr(GError) error = NULL;
	unsigned written = 0;

	(void)state;
	td_response_lend(response, bytes);
	while (sink->write(room, 1 << 20, sink->data, &error))
		written++;
	assert_true(g_error_matches(error, TD_ERROR, TD_ERROR_LIMIT));
	assert_int_equal(written, TD_MAX_PAGE >> 20);
	td_response_reset(response);
	td_response_lend(response, bytes);
	for (unsigned i = 0; i < 1000; i++)
		assert_true(sink->write(room + i, 2000, sink->data, NULL));
	assert_true(response->lent->len <= 128);
	assert_int_equal(response->body->len + response->lent_bytes, 2000 * 1000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dates_go_there_and_back),
		cmocka_unit_test(a_client_that_has_it_is_told_so),
		cmocka_unit_test(a_header_stays_in_its_line),
		cmocka_unit_test(a_file_is_called_what_no_shell_minds),
		cmocka_unit_test(a_redirect_is_no_page),
		cmocka_unit_test(a_page_has_an_end),
		cmocka_unit_test(gzip_is_taken_where_it_is_said),
		cmocka_unit_test(what_was_expected_takes_no_more_room),
		cmocka_unit_test(large_pieces_of_what_was_lent_stay_where_they_are),
		cmocka_unit_test(what_is_lent_is_bounded),
		cmocka_unit_test(what_a_stream_is_made_of_is_given_back_once),
		cmocka_unit_test(a_stream_is_made_in_steps),
		cmocka_unit_test(a_stream_ends_where_it_cannot_go_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
