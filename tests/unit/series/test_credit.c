/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/series - which trailer counts for which patch */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <string.h>

#include "series/credit.h"

static void
people_are_known_again(void **state)
{
	static const struct {
		const char *value, *name, *address;
		td_credit_match match;
	} rows[] = {
		{ "Bea <bea@example.org>", "Bea", "bea@example.org", TD_CREDIT_ADDRESS },
		{ "Bea <BEA@example.org>", "B", "bea@Example.org", TD_CREDIT_ADDRESS },
		{ "B <bea+kernel@example.org>", "C", "bea@example.org", TD_CREDIT_TAG },
		{ "B <bea@example.org>", "C", "bea+list@example.org", TD_CREDIT_TAG },
		{ "B <bea@linux.example.org>", "C", "bea@example.org",
		    TD_CREDIT_SUBDOMAIN },
		{ "B <bea@example.org>", "C", "bea@linux.example.org",
		    TD_CREDIT_SUBDOMAIN },
		{ "B <bea@a.b.example.org>", "C", "bea@example.org", TD_CREDIT_MISMATCH },
		{ "B <bea@example.org>", "C", "bea@org", TD_CREDIT_MISMATCH },
		{ "B <bea@badexample.org>", "C", "bea@example.org", TD_CREDIT_MISMATCH },
		{ "Bea Builder <bea@example.org>", "Bea Builder", "b@example.com",
		    TD_CREDIT_NAME },
		{ "Bea Builder <bea@example.org>", "bea builder", "b@example.com",
		    TD_CREDIT_NAME },
		{ "Bea Builder <bea@example.org>", "Builder, Bea", "b@example.com",
		    TD_CREDIT_NAME },
		{ "\"Builder, Bea\" <bea@example.org>", "Bea Builder", "b@example.com",
		    TD_CREDIT_NAME },
		{ "Bea Builder (Acme) <bea@example.org>", "Bea Builder", "b@example.com",
		    TD_CREDIT_NAME },
		{ "Bea Builder <bea@example.org>", "Bea Builder [Acme]", "b@example.com",
		    TD_CREDIT_NAME },
		{ "B\xC3\x89"
		  "A <bea@example.org>",
		    "b\xC3\xA9"
		    "a",
		    "b@example.com", TD_CREDIT_NAME },
		/* Whoever has a comma in the name is not everybody. */
		{ "Cai <cai@example.org>", "Builder, Bea", "b@example.com",
		    TD_CREDIT_MISMATCH },
		{ "Cai <cai@example.org>", "Bea Builder", "bea@example.org",
		    TD_CREDIT_MISMATCH },
		{ "cai@example.org", "", "bea@example.org", TD_CREDIT_MISMATCH },
		{ "cai@example.org # note", "Cai", "cai@example.org", TD_CREDIT_ADDRESS },
		/* Not closed, in a hurry. */
		{ "Cai <cai@example.org", "Cai", "cai@example.org", TD_CREDIT_ADDRESS },
		{ "Cai < cai@example.org >", "C", "cai@example.org", TD_CREDIT_ADDRESS },
		{ "Cai <cai@example.org <mailto:cai@example.org>>", "C",
		    "cai@example.org", TD_CREDIT_ADDRESS },
		{ "Cai <cai@example.org # note", "C", "cai@example.org",
		    TD_CREDIT_ADDRESS },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *name = NULL, *address = NULL;

		assert_true(td_credit_split(rows[i].value, &name, &address));
		if (td_credit_compare(name, address, rows[i].name, rows[i].address) !=
		    rows[i].match)
			fail_msg("%s from %s <%s>", rows[i].value, rows[i].name,
			    rows[i].address);
	}
}

static void
keys_are_told_apart(void **state)
{
	(void)state;
	assert_true(td_credit_is_review("Reviewed-by"));
	assert_true(td_credit_is_review("reviwed-BY"));
	assert_false(td_credit_is_review("Signed-off-by"));
	assert_false(td_credit_is_review("Cc"));
	assert_false(td_credit_is_review("-by"));
	assert_true(td_credit_is_given("Signed-off-by"));
	assert_true(td_credit_is_given("Fixes"));
	assert_false(td_credit_is_given("Cc"));
	assert_false(td_credit_is_given("Link"));
	assert_false(td_credit_is_given("Obsoleted-by"));
	assert_false(td_credit_is_given("Not-yet-signed-off-by"));
}

/* A line a mail: its id, what it answers, c(over), p(atch), r(eply) or b(ot), trailers.
 */
typedef struct row {
	int id, parent;
	char kind;
	const char *trailer;
} row;

/* "R" is a review by Bea, "X" by somebody else, "L" a link. */
static GPtrArray *
make_trailers(const char *letters)
{
	GPtrArray *list = g_ptr_array_new();
	static char by[] = "Reviewed-by", acked[] = "Acked-by", link_key[] = "Link";
	static char bea[] = "Bea <bea@example.org>", cai[] = "Cai <cai@example.org>";
	static char url[] = "https://example.org/";
	static td_trailer review = { .key = by, .value = bea };
	static td_trailer other = { .key = acked, .value = cai };
	static td_trailer link = { .key = link_key, .value = url };

	for (; *letters; letters++)
		g_ptr_array_add(list, *letters == 'R'   ? &review
				      : *letters == 'X' ? &other
							: &link);
	return list;
}

/* "giver>target" of each credit, with ' where another answer is between, ! for a mismatch
 * and * for a bot. */
static char *
collect(const row *rows, unsigned n)
{
	g_autofree td_credit_mail *mails = g_new0(td_credit_mail, n);
	g_autoptr(GPtrArray) lists =
	    g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
	g_autoptr(GArray) credits = NULL;
	GString *out = g_string_new(NULL);

	for (unsigned i = 0; i < n; i++) {
		GPtrArray *list = make_trailers(rows[i].trailer);

		g_ptr_array_add(lists, list);
		mails[i] = (td_credit_mail){
			.id = rows[i].id,
			.parent = rows[i].parent,
			.name = "Bea",
			.address = "bea@example.org",
			.trailers = list,
			.is_target = rows[i].kind == 'c' || rows[i].kind == 'p',
			.bot = rows[i].kind == 'b',
		};
	}
	credits = td_credit_collect(mails, n);
	for (guint i = 0; i < credits->len; i++) {
		const td_credit *credit = &g_array_index(credits, td_credit, i);

		g_string_append_printf(out, "%s%d>%d%s%s%s", i > 0 ? " " : "",
		    rows[credit->giver].id, rows[credit->target].id,
		    credit->below ? "'" : "",
		    credit->match == TD_CREDIT_MISMATCH ? "!" : "",
		    credit->bot ? "*" : "");
	}
	return g_string_free(out, FALSE);
}

static void
the_way_up_ends_at_the_patch(void **state)
{
	static const row rows[] = {
		{ 1, 0, 'c', "" },
		{ 2, 1, 'p', "R" },
		{ 3, 2, 'r', "R" },
		{ 4, 3, 'r', "" },
		{ 5, 4, 'r', "R" },
		{ 6, 1, 'r', "R" },
		{ 7, 6, 'r', "X" },
		{ 8, 2, 'b', "R" },
		{ 9, 0, 'r', "R" },
		{ 10, 99, 'r', "R" },
		{ 11, 12, 'r', "R" },
		{ 12, 11, 'r', "R" },
		{ 13, 13, 'r', "R" },
		{ 14, 2, 'r', "L" },
	};
	g_autofree char *credits = collect(rows, G_N_ELEMENTS(rows));

	(void)state;
	assert_string_equal(credits, "3>2 5>2' 6>1 7>1'! 8>2*");
}

static void
a_long_way_is_walked_once(void **state)
{
	unsigned n = 200000;
	g_autofree row *rows = g_new0(row, n);
	g_autofree char *credits = NULL;
	gint64 begin = g_get_monotonic_time();

	(void)state;
	for (unsigned i = 0; i < n; i++)
		rows[i] =
		    (row){ (int)i + 1, (int)i, i == 0 ? 'p' : 'r', i % 2 ? "R" : "" };
	credits = collect(rows, n);
	assert_true(g_str_has_suffix(credits, ">1'"));
	assert_true(g_get_monotonic_time() - begin < 20 * G_USEC_PER_SEC);
}

static void
what_it_says_goes_before_where_it_stands(void **state)
{
	static const struct {
		const char *about;
		unsigned target, number;
		bool counts;
	} rows[] = {
		{ NULL, 0, 3, true },
		{ NULL, 3, 3, true },
		{ NULL, 2, 3, false },
		{ "all", 2, 3, true },
		{ "1-3", 0, 3, true },
		{ "1-3", 0, 4, false },
		{ "1,3-4", 5, 4, true },
		{ "1,3-4", 5, 5, false },
		{ "2", 0, 20, false },
		{ "both", 1, 2, true },
		{ "both", 0, 1, true },
		{ "both", 0, 3, false },
		{ "both", 3, 2, false },
		{ "both", 3, 3, true },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		td_trailer trailer = { .about = (char *)(uintptr_t)rows[i].about };

		if (td_credit_counts_for(&trailer, rows[i].target, rows[i].number) !=
		    rows[i].counts)
			fail_msg("row %zu", i);
	}
}

static void
an_answer_may_say_its_number(void **state)
{
	(void)state;
	assert_int_equal(td_credit_slot(0, 3, 7, 7), 3);
	/* One to the cover letter of another series, or that says none. */
	assert_int_equal(td_credit_slot(0, 3, 5, 7), 0);
	assert_int_equal(td_credit_slot(0, 0, 7, 7), 0);
	/* Where it hangs below a patch that one is meant. */
	assert_int_equal(td_credit_slot(2, 3, 7, 7), 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(people_are_known_again),
		cmocka_unit_test(keys_are_told_apart),
		cmocka_unit_test(the_way_up_ends_at_the_patch),
		cmocka_unit_test(a_long_way_is_walked_once),
		cmocka_unit_test(an_answer_may_say_its_number),
		cmocka_unit_test(what_it_says_goes_before_where_it_stands),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
