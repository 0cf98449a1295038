/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/series/test_posted.c - which earlier postings are of the same patch */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

#include "series/posted.h"

#define DAY 86400
#define ANN .author_name = "Ann Able", .author_address = "ann@example.org"
#define BOB .author_name = "Bob Baker", .author_address = "bob@example.org"
#define PATCH(id, line)                                                                  \
	.patch = { .title = 1, .patch_id = (id), .sketch = { { (line) }, 1 } }

static const struct {
	const char *says;
	td_posted before;
	bool same;
} cases[] = {
	{ "the same diff", { 1, .received = 0, ANN, PATCH(7, 3) }, true },
	{ "changed, with a line in common", { 1, .received = 0, ANN, PATCH(8, 2) },
	    true },
	{ "without one", { 1, .received = 0, ANN, PATCH(8, 3) }, false },
	{ "of which nothing is known", { 1, .received = 0, ANN, .patch = { .title = 1 } },
	    true },
	{ "another title",
	    { 1, .received = 0, ANN, .patch = { .title = 2, .patch_id = 7 } }, false },
	{ "another's", { 1, .received = 0, BOB, PATCH(7, 2) }, false },
	{ "in the same series", { 9, .received = 0, ANN, PATCH(7, 2) }, false },
	{ "a cover letter", { 1, .cover = true, .received = 0, ANN, PATCH(7, 2) },
	    false },
	{ "long before", { 1, .received = -181 * DAY, ANN, PATCH(7, 2) }, false },
};

static void
a_patch_is_known_again(void **state)
{
	const td_posted applied = { 9, .received = 0, ANN, PATCH(7, 2) };

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
		if (td_posted_is_same(&applied, &cases[i].before) != cases[i].same)
			fail_msg("%s", cases[i].says);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_patch_is_known_again),
	};

	return cmocka_run_group_tests_name("series posted", tests, NULL, NULL);
}
