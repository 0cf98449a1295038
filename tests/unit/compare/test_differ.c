/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/compare/test_differ.c - hunks and sizes are those of git's differ, which
 * libgit2 has */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <string.h>

#include <cmocka.h>

#include "compare/line_numbers.h"
#include "git_lines.h"

/* Lines, and how unlike the texts of a pair are. */
typedef struct recipe {
	const char *const *words; /* a text's lines are of these, NULL ends them */
	unsigned fewest, most;    /* lines */
	unsigned kinds;           /* of lines beside words: numbers below it */
	unsigned cuts;            /* stretches that are replaced in the second text */
	unsigned longest;         /* of these */
	unsigned period;          /* lines come again after so many; 0: by chance */
} recipe;

static unsigned
count_words(const recipe *r)
{
	unsigned words = 0;

	while (r->words[words])
		words++;
	return words;
}

static void
add_line(GString *text, const recipe *r, unsigned which)
{
	unsigned words = count_words(r);

	if (which < words)
		g_string_append(text, r->words[which]);
	else
		g_string_append_printf(text, "line %u;", which);
	g_string_append_c(text, '\n');
}

static unsigned
any_line(GRand *random, const recipe *r)
{
	return (unsigned)g_rand_int_range(random, 0, (gint32)(count_words(r) + r->kinds));
}

static GString *
make_text(GRand *random, const recipe *r)
{
	GString *text = g_string_new(NULL);
	unsigned lines =
	    (unsigned)g_rand_int_range(random, (gint32)r->fewest, (gint32)r->most + 1);

	for (unsigned i = 0; i < lines; i++)
		add_line(text, r, r->period ? i % r->period : any_line(random, r));
	return text;
}

static unsigned
below(GRand *random, size_t end)
{
	return (unsigned)g_rand_int_range(random, 0, (gint32)end + 1);
}

/* Lines go, come and come again elsewhere. */
static GString *
change_text(GRand *random, const recipe *r, const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	unsigned count = g_strv_length(lines);
	g_autoptr(GArray) ends = g_array_new(FALSE, TRUE, sizeof(unsigned));
	GString *changed = g_string_new(NULL);

	/* What strsplit finds past the last LF is no line. */
	count -= count > 0;
	g_array_set_size(ends, count + 1);
	for (unsigned i = 0; i < r->cuts; i++)
		g_array_index(ends, unsigned, below(random, count)) =
		    1 + below(random, r->longest);
	for (unsigned i = 0; i < count; i++) {
		unsigned cut = g_array_index(ends, unsigned, i);

		for (unsigned j = 0; j < cut; j++) {
			if (below(random, 2) == 0)
				g_string_append_printf(
				    changed, "%s\n", lines[below(random, count - 1)]);
			else
				add_line(changed, r, any_line(random, r));
		}
		if (below(random, 1) == 0)
			i += cut;
		if (i < count)
			g_string_append_printf(changed, "%s\n", lines[i]);
	}
	return changed;
}

static unsigned
count_lf(const GString *text)
{
	unsigned count = 0;

	for (gsize i = 0; i < text->len; i++)
		count += text->str[i] == '\n';
	return count;
}

static void
hold_to_git(td_span a, td_span b)
{
	g_autoptr(GString) ours = we_say(a, b);
	g_autoptr(GString) shown = git_says(a, b, true);
	g_autoptr(GString) counted = git_says(a, b, false);
	g_autoptr(td_line_numbers) numbers = td_line_numbers_new();
	g_autoptr(td_differ) differ = td_differ_new();
	g_autoptr(GArray) first = td_line_numbers_read(numbers, a);
	g_autoptr(GArray) second = td_line_numbers_read(numbers, b);

	assert_non_null(shown);
	assert_non_null(counted);
	assert_string_equal(ours->str, shown->str);
	/* What is counted are whole lines. */
	if (!strstr(shown->str, "\\ No"))
		assert_int_equal(
		    td_lines_count(differ, first, second), count_lf(counted));
}

static void
hold_recipe(const recipe *r, unsigned seed, unsigned pairs)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(seed);

	for (unsigned i = 0; i < pairs; i++) {
		g_autoptr(GString) a = make_text(random, r);
		g_autoptr(GString) b = change_text(random, r, a->str);
		g_autoptr(GString) other = make_text(random, r);

		hold_to_git((td_span){ a->str, a->len }, (td_span){ b->str, b->len });
		hold_to_git(
		    (td_span){ b->str, b->len }, (td_span){ other->str, other->len });
	}
}

static const char *const few[] = { "a", "b", NULL };
static const char *const none[] = { NULL };
static const char *const code[] = { "", "", "\t", "}", "\t}", "\t\t}", "int", "{",
	"\treturn 0;", "\tif (x) {", "\t\tgo();", "        go();", "    four;", "\f",
	NULL };

static void
short_texts(void **state)
{
	const recipe two = { few, 0, 8, 0, 2, 3, 0 };
	const recipe some = { few, 0, 30, 12, 4, 5, 0 };

	(void)state;
	hold_recipe(&two, 1, 4000);
	hold_recipe(&some, 2, 4000);
}

static void
groups_that_slide_along_code(void **state)
{
	const recipe dense = { code, 1, 60, 0, 4, 6, 0 };
	const recipe sparse = { code, 30, 300, 40, 12, 30, 0 };

	(void)state;
	hold_recipe(&dense, 3, 4000);
	hold_recipe(&sparse, 4, 800);
}

/* Of which the search is cut short, and common lines are left out. */
static void
long_texts_that_are_little_alike(void **state)
{
	const recipe few_kinds = { few, 1500, 3000, 3, 400, 8, 0 };
	const recipe many_kinds = { none, 2000, 4000, 400, 300, 20, 0 };
	const recipe long_runs = { code, 3000, 6000, 5000, 60, 120, 0 };

	(void)state;
	hold_recipe(&few_kinds, 5, 12);
	hold_recipe(&many_kinds, 6, 12);
	hold_recipe(&long_runs, 7, 12);
}

/* So long that a search is given up for a run that both have. */
static void
very_long_texts(void **state)
{
	const recipe shuffled = { none, 34000, 36000, 9000, 2500, 12, 0 };

	(void)state;
	hold_recipe(&shuffled, 8, 2);
}

/* Groups may stand at many places, blank lines and indentation have no end. */
static void
what_comes_again_and_again(void **state)
{
	static const char far_in[] =
	    "                                                    "
	    "                                                    "
	    "                                                    "
	    "                                                    ";
	g_autofree char *in = g_strconcat(far_in, "x", NULL);
	g_autofree char *farther_in = g_strconcat(far_in, far_in, "x", NULL);
	const char *const words[] = { in, farther_in, "    y", "", "", "", "", "", "", "",
		"", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "",
		"    z", farther_in, in, NULL };

	(void)state;
	for (unsigned period = 2; period <= 40; period++) {
		const recipe again = { words, 100, 400, 12, 3, 3 * period, period };

		hold_recipe(&again, 100 + period, 12);
	}
}

static void
texts_without_an_lf_at_the_end(void **state)
{
	static const char *const texts[] = { "", "a", "a\n", "b", "a\nb", "a\nb\n",
		"b\na", "a\n\n", "\n", "x\na\nb", "a\nb\nc\nd\ne", "a\nb\nc\nd\ne\n" };

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
		for (size_t j = 0; j < G_N_ELEMENTS(texts); j++)
			hold_to_git(td_span_of(texts[i]), td_span_of(texts[j]));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(short_texts),
		cmocka_unit_test(groups_that_slide_along_code),
		cmocka_unit_test(long_texts_that_are_little_alike),
		cmocka_unit_test(very_long_texts),
		cmocka_unit_test(what_comes_again_and_again),
		cmocka_unit_test(texts_without_an_lf_at_the_end),
	};
	int failed;

	git_libgit2_init();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	git_libgit2_shutdown();
	return failed;
}
