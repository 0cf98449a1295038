/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/series/test_last_word.c - no, "not yet", and what takes either back */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <glib.h>

#include "series/last_word.h"

enum { ANN = 1, BOB = 2 }; /* Ann wrote the patch */

/* What one says: "review" is a Reviewed-by. */
typedef struct one_said {
	unsigned by;
	const char *key, *value;
	int time; /* 0: that of its place */
} one_said;

static const struct {
	const char *name;
	one_said said[3];
	int64_t message; /* which of these counts, from 1; 0 for none */
	bool rejected, author;
} cases[] = {
	{ "nobody says anything", { { 0 } }, 0, false, false },
	{ "a plain no", { { BOB, "verdict", "rejected", 0 } }, 1, true, false },
	{ "a wish", { { BOB, "verdict", "changes requested", 0 } }, 1, false, false },
	{ "the author wishes nothing of himself",
	    { { ANN, "verdict", "changes requested", 0 } }, 0, false, false },
	{ "but may promise", { { ANN, "verdict", "changes promised", 0 } }, 1, false,
	    true },
	{ "what nobody else can", { { BOB, "verdict", "changes promised", 0 } }, 0, false,
	    false },
	{ "or say in passing", { { ANN, "verdict", "changes intended", 0 } }, 1, false,
	    true },
	{ "what is less than a plain word",
	    { { BOB, "verdict", "rejected", 0 },
		{ ANN, "verdict", "changes intended", 0 } },
	    1, true, false },
	{ "and of others nothing", { { BOB, "verdict", "changes intended", 0 } }, 0,
	    false, false },
	{ "and take his patch back", { { ANN, "verdict", "rejected", 0 } }, 1, true,
	    true },
	{ "a Nacked-by", { { BOB, "Nacked-by", "Bob <bob@x>", 0 } }, 1, true, false },
	{ "of his own is none", { { ANN, "nacked-by", "Ann <ann@x>", 0 } }, 0, false,
	    false },
	{ "patchwork is told", { { BOB, "pw-bot", "cr", 0 } }, 1, false, false },
	{ "to reject it", { { BOB, "pw-bot", "not-applicable", 0 } }, 1, true, false },
	{ "in short", { { BOB, "pw-bot", "nap", 0 } }, 1, true, false },
	{ "that it comes too early", { { BOB, "pw-bot", "defer", 0 } }, 1, false, false },
	{ "that another tree has it", { { BOB, "pw-bot", "au", 0 } }, 0, false, false },
	{ "or awaits it", { { BOB, "pw-bot", "awaiting-upstream", 0 } }, 0, false,
	    false },
	{ "which takes nothing back",
	    { { BOB, "pw-bot", "cr", 0 }, { BOB, "pw-bot", "au", 0 } }, 1, false, false },
	{ "and what it does not know is nothing", { { BOB, "pw-bot", "nack", 0 } }, 0,
	    false, false },
	{ "to open it in short",
	    { { BOB, "pw-bot", "cr", 0 }, { BOB, "pw-bot", "ur", 0 } }, 0, false, false },
	{ "to open it again",
	    { { BOB, "pw-bot", "cr", 0 }, { BOB, "pw-bot", "under-review", 0 } }, 0,
	    false, false },
	{ "the last word counts",
	    { { BOB, "verdict", "rejected", 0 },
		{ BOB, "verdict", "changes requested", 0 } },
	    2, false, false },
	{ "by the time of arrival",
	    { { BOB, "verdict", "rejected", 9 },
		{ BOB, "verdict", "changes requested", 5 } },
	    1, true, false },
	{ "a review by the same takes it back",
	    { { BOB, "verdict", "changes requested", 0 }, { BOB, "review", "", 0 } }, 0,
	    false, false },
	{ "one by another does not",
	    { { BOB, "verdict", "changes requested", 0 }, { 3, "review", "", 0 } }, 1,
	    false, false },
	{ "nor is a command taken back",
	    { { BOB, "pw-bot", "cr", 0 }, { BOB, "review", "", 0 } }, 1, false, false },
};

static void
the_last_word_counts(void **state)
{
	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
		td_last_word word = { .message = 0 };

		for (unsigned j = 0; j < G_N_ELEMENTS(cases[i].said); j++) {
			const one_said *one = &cases[i].said[j];
			const td_remark remark = { .key = one->key,
				.value = one->value,
				.message = j + 1,
				.received = one->time ? one->time : (int)j + 1,
				.by = one->by,
				.author = one->by == ANN };

			if (!one->key)
				break;
			if (strcmp(one->key, "review") == 0)
				td_last_word_review(&word, one->by);
			else
				td_last_word_hear(&word, &remark);
		}
		if (word.message != cases[i].message)
			fail_msg("%s: %d", cases[i].name, (int)word.message);
		if (word.message != 0 && (word.rejected != cases[i].rejected ||
					     word.author != cases[i].author))
			fail_msg("%s: rejected %d, author %d", cases[i].name,
			    word.rejected, word.author);
	}
}

static void
another_trailer_is_no_word(void **state)
{
	td_last_word word = { .message = 0 };
	const td_remark remark = { .key = "Reviewed-by",
		.value = "Bob <bob@x>",
		.message = 1,
		.received = 1,
		.by = BOB };

	(void)state;
	assert_false(td_last_word_hear(&word, &remark));
	assert_int_equal(word.message, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_last_word_counts),
		cmocka_unit_test(another_trailer_is_no_word),
	};

	return cmocka_run_group_tests_name("series last word", tests, NULL, NULL);
}
