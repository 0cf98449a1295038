/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

#include "words/word.h"

static char *
words_of(const char *text, size_t n)
{
	td_words walk = { .rest = { text, n } };
	GString *found = g_string_new(NULL);

	while (td_words_next(&walk)) {
		if (found->len > 0)
			g_string_append_c(found, '|');
		g_string_append_len(found, walk.word, (gssize)walk.n);
	}
	return g_string_free(found, FALSE);
}

/* The right column is what Xapian's TermGenerator gives, but for Han and the like. */
static void
words_are_those_of_xapian(void **state)
{
	static const char *const cases[][2] = {
		{ "", "" },
		{ " .,-", "" },
		{ "it's a test_case foo.bar", "it's|a|test_case|foo|bar" },
		{ "1.2.3 v5.10-rc3 10,000 12:30", "1.2.3|v5.10|rc3|10,000|12|30" },
		{ "3.x x.3 1. 1.2.", "3|x|x|3|1|1.2" },
		{ "C++ c# a+++ b++++ x+y a#b F#1", "c++|c#|a+++|b|x|y|a|b|f|1" },
		{ "AT&T I.B.M. U.S. a.b.c X.Y.Zz", "at&t|ibm|us|a|b|c|x|y|zz" },
		{ "P.T. 'x' &x x& 1'2", "pt|x|x|x|1|2" },
		{ "don\xe2\x80\x99t", "don't" },
		{ "Na\xc3\xafve STRA\xc3\x9f"
		  "E e\xcc\x81",
		    "na\xc3\xafve|stra\xc3\x9f"
		    "e|e\xcc\x81" },
		{ "hy\xc2\xadphen a\xe2\x80\x8b"
		  "b x\xc2\xb7y",
		    "hy|phen|ab|x\xc2\xb7y" },
		{ "2\xc2\xb2 \xc2\xbd \xe2\x82\xac"
		  "5",
		    "2\xc2\xb2|\xc2\xbd|5" },
		{ "\xe4\xb8\xad\xe6\x96\x87"
		  "abc\xe5\xad\x97",
		    "\xe4\xb8\xad|\xe6\x96\x87|abc|\xe5\xad\x97" },
		{ "\xff\xfe"
		  "a\xc3 b\xe4\xb8",
		    "a|b" },
		{ "\xef\xbc\xa1", "\xef\xbd\x81" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *found = words_of(cases[i][0], strlen(cases[i][0]));

		assert_string_equal(found, cases[i][1]);
	}
}

static void
a_word_of_65_bytes_is_none(void **state)
{
	char text[TD_WORD_BYTES + 3];
	g_autofree char *found = NULL;
	g_autofree char *kept = NULL;

	(void)state;
	memset(text, 'a', sizeof text);
	text[TD_WORD_BYTES + 1] = ' ';
	text[TD_WORD_BYTES + 2] = 'b';
	found = words_of(text, sizeof text);
	assert_string_equal(found, "b");
	kept = words_of(text, TD_WORD_BYTES);
	assert_int_equal(strlen(kept), TD_WORD_BYTES);
}

static void
the_same_word_has_the_same_hash(void **state)
{
	td_words one = { .rest = { "Leak", 4 }, .seed = 5 };
	td_words two = { .rest = { "a longer one leak", 17 }, .seed = 5 };

	(void)state;
	assert_true(td_words_next(&one));
	while (td_words_next(&two))
		;
	assert_int_equal(one.hash, two.hash);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_those_of_xapian),
		cmocka_unit_test(a_word_of_65_bytes_is_none),
		cmocka_unit_test(the_same_word_has_the_same_hash),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
