/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/series/test_common.c - patches are held against those of a long series */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

#include "series/common.h"

enum { looked_at = 48 }; /* patches of the older one, whatever they are called */

static td_sketch
sketch_of(unsigned seed)
{
	g_autofree char *diff =
	    g_strdup_printf("@@ -1 +1 @@\n+line %u of it\n+another one %u\n", seed, seed);
	td_sketch sketch;

	td_sketch_make(td_span_of(diff), &sketch);
	return sketch;
}

/* How like a patch is to an older series that has its lines in one place alone, under the
 * same title or another one. */
static unsigned
likeness_at(unsigned place, bool titled)
{
	td_chain_patch older[looked_at + 2] = { 0 };
	td_chain_patch one = { .title = 1000, .sketch = sketch_of(1000), .number = 1 };
	td_chain_profile old = { .patches = older }, new = { .patches = &one };
	td_common common;

	for (unsigned i = 0; i < G_N_ELEMENTS(older); i++)
		older[i] = (td_chain_patch){
			.title = i + 1, .sketch = sketch_of(i), .number = i + 1
		};
	older[place].sketch = one.sketch;
	if (titled)
		older[place].title = one.title;
	old.facts.n_patches = G_N_ELEMENTS(older);
	new.facts.n_patches = 1;
	td_common_find(&common, &new, &old);
	return common.likeness;
}

static void
past_what_is_looked_at_the_title_must_be_the_same(void **state)
{
	(void)state;
	assert_int_equal(likeness_at(looked_at - 1, false), 100);
	assert_int_equal(likeness_at(looked_at, false), 0);
	assert_int_equal(likeness_at(looked_at, true), 100);
}

static void
nothing_is_more_than_what_it_may_be_at_best(void **state)
{
	td_common common = { .likeness = 7 };

	(void)state;
	assert_int_equal(td_common_at_best(&common).likeness, 100);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(past_what_is_looked_at_the_title_must_be_the_same),
		cmocka_unit_test(nothing_is_more_than_what_it_may_be_at_best),
	};

	return cmocka_run_group_tests_name("series/common", tests, NULL, NULL);
}
