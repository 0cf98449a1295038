/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/words/test_tally.c - each word of a mail once, with all its places */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>
#include <glib.h>

#include "words/tally.h"

enum { different = 3000 }; /* more than the table has room for at first */

/* "w17" */
static unsigned
number_of(const td_tally *tally, const td_tally_word *word)
{
	const uint8_t *at = tally->words.p + word->at;
	char text[16] = "";

	assert_in_range(at[0], 2, sizeof text - 1);
	assert_int_equal(at[1], 'w');
	memcpy(text, at + 2, at[0] - 1u);
	return (unsigned)strtoul(text, NULL, 10);
}

static void
a_word_is_there_once_however_many_there_are(void **state)
{
	g_autoptr(td_message) message = td_message_parse(td_span_of("\n"), 0);
	g_autoptr(GString) text = g_string_new(NULL);
	g_autofree bool *seen = g_new0(bool, different);
	td_tally *tally = td_tally_new();

	(void)state;
	for (unsigned i = 0; i < 3 * different; i++)
		g_string_append_printf(
		    text, "w%u%c", i % different, i % 10 == 9 ? '\n' : ' ');
	td_tally_mail(tally, message, td_span_of(text->str));
	assert_int_equal(tally->n, different);
	assert_int_equal(tally->count, 3 * different);
	for (uint32_t i = 0; i < tally->n; i++) {
		const td_tally_word *word = td_tally_at(tally, i);
		unsigned number = number_of(tally, word);

		assert_in_range(number, 0, different - 1);
		assert_false(seen[number]);
		seen[number] = true;
		assert_int_equal(word->last, td_tally_at(tally, 0)->last + number);
	}
	td_tally_free(tally);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_word_is_there_once_however_many_there_are),
	};

	return cmocka_run_group_tests_name("words/tally", tests, NULL, NULL);
}
