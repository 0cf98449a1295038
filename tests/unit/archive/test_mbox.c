/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/archive/test_mbox.c - where mails begin and end in a file */
#include "fixture.h"

#include <string.h>

#include "archive/mbox.h"
#include "base/error.h"

#define FROM "From a@example.org Sat Nov  1 00:00:01 2025\n"

/* All mails of a file, as they are loaded, each in brackets. */
static char *
mails_of(const char *path)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(td_archive) archive = td_archive_open(path, &error);
	g_autoptr(td_range) range =
	    archive ? td_archive_select(archive, &(td_range_spec){ 0 }, &error) : NULL;
	g_autoptr(td_reader) reader = range ? td_reader_open(archive, &error) : NULL;
	GString *out = g_string_new(NULL);

	if (error)
		g_string_append_printf(out, "error %d", error->code);
	for (unsigned i = 0; reader && i < range->entries->len; i++) {
		td_mail mail;

		assert_true(td_reader_load(
		    reader, &g_array_index(range->entries, td_entry, i), &mail, NULL));
		assert_int_equal(mail.state, TD_MAIL_OK);
		g_string_append_c(out, '[');
		g_string_append_len(out, mail.bytes.p, (gssize)mail.bytes.n);
		g_string_append_c(out, ']');
	}
	if (range && range->broken)
		g_string_append(out, " broken");
	return g_string_free(out, false);
}

static void
mails_are_split_and_unquoted(void **state)
{
	static const struct {
		const char *text, *expected;
	} cases[] = {
		{ FROM "A: 1\n\nx\n\n" FROM "A: 2\n\ny\n\n",
		    "[A: 1\n\nx\n][A: 2\n\ny\n]" },
		/* No blank line at the end, or no line end at all. */
		{ FROM "A: 1\n\nx\n\n" FROM "A: 2\n\ny\n", "[A: 1\n\nx\n][A: 2\n\ny\n]" },
		{ FROM "A: 1\n\nx", "[A: 1\n\nx]" },
		/* A body's own blank lines stay. */
		{ FROM "A: 1\n\nx\n\n\n\n" FROM "A: 2\n\n\n",
		    "[A: 1\n\nx\n\n\n][A: 2\n\n]" },
		/* Lines that only look like it split nothing. */
		{ FROM "A: 1\n\nx\nFrom b@example.org Sat Nov  1 00:00:02 2025\ny\n",
		    "[A: 1\n\nx\nFrom b@example.org Sat Nov  1 00:00:02 2025\ny\n]" },
		{ FROM "A: 1\n\nFrom here on it works\n",
		    "[A: 1\n\nFrom here on it works\n]" },
		{ FROM "A: 1\n\nFrom 10:00 to 11:00 2025\n",
		    "[A: 1\n\nFrom 10:00 to 11:00 2025\n]" },
		/* Quoting, of one depth and more, at a line's begin only. */
		{ FROM "A: 1\n\n>From me\n>>From you\n >From\na >From b\n>From\n",
		    "[A: 1\n\nFrom me\n>From you\n >From\na >From b\n>From\n]" },
		{ FROM ">From x\n\n>From y >From z\n>From >From \n",
		    "[From x\n\nFrom y >From z\nFrom >From \n]" },
		/* CRLF. */
		{ "From a@example.org Sat Nov  1 00:00:01 2025\r\nA: "
		  "1\r\n\r\nx\r\n\r\nFrom b "
		  "Sat Nov  1 00:00:02 2025\r\nA: 2\r\n\r\ny\r\n",
		    "[A: 1\r\n\r\nx\r\n][A: 2\r\n\r\ny\r\n]" },
		/* Content-Length is not believed. */
		{ FROM "Content-Length: 4000\n\nx\n\n" FROM "A: 2\n\ny\n",
		    "[Content-Length: 4000\n\nx\n][A: 2\n\ny\n]" },
		{ FROM, "[]" },
		{ "\n" FROM "A: 1\n\nx\n", "[A: 1\n\nx\n]" },
		{ "", "error 3" },
		{ "A: 1\n\nx\n", "error 1" },
	};
	g_autofree char *path = g_build_filename(*state, "box", NULL);

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *got = NULL;

		assert_true(g_file_set_contents(path, cases[i].text, -1, NULL));
		got = mails_of(path);
		assert_string_equal(got, cases[i].expected);
	}
}

static void
a_from_line_ends_in_a_date(void **state)
{
	static const struct {
		const char *line;
		int64_t expected; /* -1: it is none */
	} cases[] = {
		{ "From a@example.org Sat Nov  1 00:00:01 2025", FIXTURE_START + 1 },
		{ "From a@example.org Sat Nov 01 00:00:01 2025\r", FIXTURE_START + 1 },
		{ "From a@example.org  Sat Nov  1 00:00 2025", FIXTURE_START },
		{ "From a@example.org Sat Nov  1 01:00:01 +0100 2025",
		    FIXTURE_START + 1 },
		{ "From a@example.org Sat Nov  1 01:00:01 2025 +0100",
		    FIXTURE_START + 1 },
		{ "From a@example.org Sat Nov  1 00:00:01 UTC 2025", FIXTURE_START + 1 },
		{ "From a@example.org Sat, 1 Nov 2025 00:00:01 +0000",
		    FIXTURE_START + 1 },
		{ "From \"A B\" <a@example.org> Sat Nov  1 00:00:01 2025",
		    FIXTURE_START + 1 },
		{ "From - Sat Nov 01 00:00:01 2025", FIXTURE_START + 1 },
		{ "From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 "
		  "2001",
		    1000684800 },
		{ "From mboxrd@z Thu Jan  1 00:00:00 1970", 0 },
		{ "From here on", -1 },
		{ "From 10:00 on Monday 2025", -1 },
		{ "From Oct 31 2025", -1 },
		{ "From a Sat Nov 32 00:00:01 2025", -1 },
		{ "From a Sat Nov 0 00:00:01 2025", -1 },
		{ "From a Sat Foo 1 00:00:01 2025", -1 },
		{ "From a Sat Nov 1 25:00:01 2025", -1 },
		{ "From a Sat Nov 1 00:00:01:02 2025", -1 },
		{ "From a Sat Nov 1 00:00:01", -1 },
		{ "from a@example.org Sat Nov  1 00:00:01 2025", -1 },
		{ "From ", -1 },
		{ "", -1 },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		int64_t got = -1;

		td_from_line_parse(td_span_of(cases[i].line), &got);
		if (got != cases[i].expected)
			fail_msg("%s: %" G_GINT64_FORMAT, cases[i].line, got);
	}
}

static void
pieces_of_any_size_give_the_same_mails(void **state)
{
	static const char text[] = FROM "A: 1\n\nx\n\n" FROM "A: 2\n\n>From y\n\n" FROM;
	td_span whole = td_span_of(text);

	(void)state;
	for (size_t size = 1; size <= whole.n; size++) {
		g_autoptr(td_splitter) splitter = td_splitter_new();
		g_autoptr(GArray) mails = NULL;

		for (size_t at = 0; at < whole.n; at += size)
			td_splitter_feed(
			    splitter, td_span_head(td_span_skip(whole, at), size));
		mails = td_splitter_finish(splitter);
		assert_int_equal(mails->len, 3);
		assert_int_equal(g_array_index(mails, td_entry, 1).offset, 2 * 44 + 9);
		assert_int_equal(g_array_index(mails, td_entry, 1).size, 14);
		assert_int_equal(
		    g_array_index(mails, td_entry, 1).received, FIXTURE_START + 1);
	}
}

static void
a_line_without_an_end_takes_linear_time(void **state)
{
	g_autoptr(td_splitter) splitter = td_splitter_new();
	g_autoptr(GArray) mails = NULL;
	g_autofree char *piece = g_malloc(1 << 20);
	g_autofree char *quotes = NULL;
	size_t n = 64 << 20;

	(void)state;
	memset(piece, '>', 1 << 20);
	td_splitter_feed(splitter, td_span_of(FROM));
	for (int i = 0; i < 64; i++)
		td_splitter_feed(splitter, (td_span){ piece, 1 << 20 });
	mails = td_splitter_finish(splitter);
	assert_int_equal(mails->len, 1);
	assert_int_equal(g_array_index(mails, td_entry, 0).size, n);
	quotes = g_malloc(n);
	for (size_t i = 0; i < n; i += 8)
		memcpy(quotes + i, "\n>>From ", 8);
	assert_int_equal(td_mbox_unquote(quotes, n), n / 8 * 7);
}

static void
a_time_that_stands_for_none_is_read_from_the_header(void **state)
{
	g_autofree char *path = g_build_filename(*state, "dateless", NULL);
	g_autofree char *since = NULL;
	static const char text[] =
	    "From mboxrd@z Thu Jan  1 00:00:00 1970\nMessage-ID: <1@example.org>\nDate: "
	    "Sat, 1 "
	    "Nov 2025 00:01:00 +0000\n\nDate: Sat, 1 Nov 2025 00:09:00 +0000\n\n"
	    "From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001\n"
	    "Message-ID: <2@example.org>\ndate:\tSat, 1 Nov 2025 02:02:00 +0200 "
	    "(EET)\n\nx\n\n"
	    "From mboxrd@z Thu Jan  1 00:00:00 1970\nMessage-ID: <3@example.org>\n\nx\n";

	assert_true(g_file_set_contents(path, text, -1, NULL));
	since = fixture_select(path, &(td_range_spec){ .since = "2025-11-01T00:01:00Z",
					 .until = "2025-11-01T00:02:00Z" });
	assert_string_equal(since, "1 2");
}

static void
a_packed_file_is_unpacked(void **state)
{
	g_autofree char *path = g_build_filename(*state, "packed", NULL);
	g_autofree char *cut = g_build_filename(*state, "cut", NULL);
	g_autofree char *none = g_build_filename(*state, "none", NULL);
	g_autofree char *got = NULL;
	g_autofree char *short_got = NULL;
	g_autofree char *none_got = NULL;

	fixture_run(*state,
	    "box() { printf '%sA: 1\\n\\nx\\n\\n'; }; (box | gzip; box | gzip) >packed; "
	    "(box; seq 100000) | gzip >long; head -c 20000 long >cut; echo x | gzip "
	    ">none",
	    "From a Sat Nov  1 00:00:01 2025\\n");
	got = mails_of(path);
	assert_string_equal(got, "[A: 1\n\nx\n][A: 1\n\nx\n]");
	short_got = mails_of(cut);
	assert_true(g_str_has_prefix(short_got, "[A: 1\n\nx\n\n1\n2\n"));
	assert_true(g_str_has_suffix(short_got, " broken"));
	none_got = mails_of(none);
	assert_string_equal(none_got, "error 1");
}

static void
git_splits_it_the_same_way(void **state)
{
	g_autofree char *path = g_build_filename(*state, "judged", NULL);
	g_autofree char *ours = NULL;
	g_autofree char *theirs = NULL;

	fixture_run(*state,
	    "f='From a@example.org Sat Nov  1 00:00:01 2025'; printf '%%s\\nA: "
	    "1\\n\\n>From x\\n>>From y\\n\\n%%s\\nA: 2\\n\\nFrom here\\n\\n' \"$f\" "
	    "\"$f\" "
	    ">judged; mkdir split; git mailsplit --mboxrd -osplit judged");
	ours = mails_of(path);
	/* Git keeps the "From " line and the blank one after the mail. */
	theirs =
	    fixture_ask(*state, "for f in split/*; do printf '['; sed '1d;$d' $f; printf "
				"']'; done");
	assert_string_equal(ours, theirs);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mails_are_split_and_unquoted),
		cmocka_unit_test(a_from_line_ends_in_a_date),
		cmocka_unit_test(pieces_of_any_size_give_the_same_mails),
		cmocka_unit_test(a_line_without_an_end_takes_linear_time),
		cmocka_unit_test(a_time_that_stands_for_none_is_read_from_the_header),
		cmocka_unit_test(a_packed_file_is_unpacked),
		cmocka_unit_test(git_splits_it_the_same_way),
	};

	return cmocka_run_group_tests(tests, fixture_setup, fixture_teardown);
}
