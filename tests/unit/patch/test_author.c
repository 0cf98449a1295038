/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/patch/test_author.c - who wrote it, whoever sent it */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "patch/author.h"

static void
names_are_read_as_git_reads_them(void **state)
{
	static const struct {
		const char *line, *name, *address;
	} cases[] = {
		{ "A B <a@example.org>", "A B", "a@example.org" },
		{ "\"B, A\" <a@example.org>", "B, A", "a@example.org" },
		{ "a@example.org (A B)", "A B", "a@example.org" },
		{ "A (zzz) B <a@example.org> (Comment)", "A (zzz) B (Comment)",
		    "a@example.org" },
		{ "\"A B\" <a@example.org> (is \\(it\\) (so))", "A B (is (it) (so))",
		    "a@example.org" },
		{ "a@example.org", "a@example.org", "a@example.org" },
		{ "<a@example.org>", "a@example.org", "a@example.org" },
		{ "A \"B \\\"C\\\"\" <a@example.org>", "A B \"C\"", "a@example.org" },
		{ "A  \t B<a@example.org>", "A B", "a@example.org" },
		{ "A <a@example.org>, B <b@example.org>", "a@example.org",
		    "a@example.org" },
		{ "<A B>a@example.org", "A B", "a@example.org" },
		{ "A <B> a@example.org", "a@example.org", "a@example.org" },
		{ "A B <ab>", "A B", "ab" },
		{ "A B", "", "" },
		{ "A <", "", "" },
		{ "", "", "" },
		{ "A name that is longer than anybody's name in any archive that we know "
		  "<a@example.org>",
		    "a@example.org", "a@example.org" },
		{ "bob \"unterminated smith <bob@example.org>", "bob unterminated smith",
		    "bob@example.org" },
		{ "@", "@", "@" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(td_address) author = td_author_parse(td_span_of(cases[i].line));

		assert_string_equal(author->name, cases[i].name);
		assert_string_equal(author->address, cases[i].address);
	}
}

static void
a_rewritten_from_is_seen_through(void **state)
{
	static const struct {
		const char *header, *inbody, *name, *address;
		td_author_source source;
	} cases[] = {
		{ "From: A B <a@example.org>\n", NULL, "A B", "a@example.org",
		    TD_AUTHOR_FROM },
		{ "From: =?utf-8?q?J=C3=B6rg?= B <a@example.org>\n", NULL,
		    "J\303\266rg B", "a@example.org", TD_AUTHOR_FROM },
		{ "From: A B <a@example.org>\n", "C <c@example.org>", "C",
		    "c@example.org", TD_AUTHOR_INBODY },
		{ "From: 'A B' via list <list@example.org>\nX-Original-From: A B "
		  "<a@example.org>\n",
		    NULL, "A B", "a@example.org", TD_AUTHOR_ORIGINAL_FROM },
		{ "From: A B <list@example.org>\nX-Original-From: A B <a@example.org>\n",
		    NULL, "A B", "a@example.org", TD_AUTHOR_ORIGINAL_FROM },
		{ "From: A B via List <list@example.org>\nReply-To: C <c@d>, A B "
		  "<a@example.org>\n",
		    NULL, "A B", "a@example.org", TD_AUTHOR_REPLY_TO },
		{ "From: \"A B via List\" <list@example.org>\nCc: C <c@d>,\n A B "
		  "<a@example.org>\n",
		    NULL, "A B", "a@example.org", TD_AUTHOR_CC },
		{ "From: A B via List <list@example.org>\nReply-To: a@example.org\n",
		    NULL, "A B", "a@example.org", TD_AUTHOR_REPLY_TO },
		{ "From: A B via List <list@example.org>\nReply-To: list@example.org\n",
		    NULL, "A B via List", "list@example.org", TD_AUTHOR_FROM },
		{ "From: Via Sacra <via@example.org>\nReply-To: c@d\n", NULL, "Via Sacra",
		    "via@example.org", TD_AUTHOR_FROM },
		{ "Subject: nobody\n", NULL, "", "", TD_AUTHOR_FROM },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *mail = g_strconcat(cases[i].header, "\nbody\n", NULL);
		g_autoptr(td_message) message = td_message_parse(td_span_of(mail), 0);
		td_author_source source = TD_AUTHOR_FROM;
		g_autoptr(td_address) author =
		    td_author_find(message, cases[i].inbody, &source);

		assert_string_equal(author->name, cases[i].name);
		assert_string_equal(author->address, cases[i].address);
		assert_int_equal(source, cases[i].source);
	}
}

/* A line that needs nothing is read at a look; with a blank before it none is. */
static void
a_look_finds_what_reading_does(void **state)
{
	static const char *const pieces[] = { "A", "b.c", " ", " ", "<", ">", "@", "\"",
		"(", ")", "\\", "\t", "<a@b>", " <a@b>", "\303\251" };
	GRand *random = g_rand_new_with_seed(7);

	(void)state;
	for (unsigned i = 0; i < 100000; i++) {
		g_autoptr(GString) line = g_string_new(" A");
		g_autoptr(td_address) read = NULL, look = NULL;
		unsigned n = (unsigned)g_rand_int_range(random, 1, 8);

		while (n-- > 0)
			g_string_append(line,
			    pieces[g_rand_int_range(random, 0, G_N_ELEMENTS(pieces))]);
		read = td_author_parse(td_span_of(line->str));
		look = td_author_parse(td_span_of(line->str + 1));
		if (strcmp(read->name, look->name) != 0 ||
		    strcmp(read->address, look->address) != 0)
			fail_msg("\"%s\": %s <%s>, %s <%s>", line->str + 1, look->name,
			    look->address, read->name, read->address);
	}
	g_rand_free(random);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_read_as_git_reads_them),
		cmocka_unit_test(a_rewritten_from_is_seen_through),
		cmocka_unit_test(a_look_finds_what_reading_does),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
