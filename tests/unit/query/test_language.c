/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <string.h>

#include "query/language.h"

static const struct {
	unsigned columns;
	const char *name;
} sets[] = {
	{ TD_IN_ANY, "" },
	{ TD_IN(TD_COLUMN_SUBJECT), "s:" },
	{ TD_IN(TD_COLUMN_FROM), "f:" },
	{ TD_IN_PEOPLE, "a:" },
	{ TD_IN_OWN, "nq:" },
	{ TD_IN_BLOBS, "dfblob:" },
	{ TD_IN(TD_COLUMN_DIFF_NAME), "dfn:" },
};

static void
write_words(const td_query *query, GString *out)
{
	for (size_t i = 0; i < G_N_ELEMENTS(sets); i++)
		if (sets[i].columns == query->columns)
			g_string_append(out, sets[i].name);
	if (query->stem)
		g_string_append_c(out, '~');
	for (unsigned i = 0; i < query->words->len; i++)
		g_string_append_printf(
		    out, "%s%s", i > 0 ? "_" : "", (const char *)query->words->pdata[i]);
	if (query->prefix)
		g_string_append_c(out, '*');
}

static void
write_query(const td_query *query, GString *out)
{
	static const char *const names[] = {
		[TD_QUERY_ALL] = "all",
		[TD_QUERY_AND] = "and",
		[TD_QUERY_OR] = "or",
		[TD_QUERY_XOR] = "xor",
		[TD_QUERY_NOT] = "not",
		[TD_QUERY_RANGE] = "range",
		[TD_QUERY_ROWS] = "rows",
	};

	if (query->op == TD_QUERY_WORDS) {
		write_words(query, out);
		return;
	}
	g_string_append(out, names[query->op]);
	if (query->op == TD_QUERY_RANGE)
		g_string_append_printf(out, " %d %" G_GINT64_FORMAT " %" G_GINT64_FORMAT,
		    (int)query->field, query->first == INT64_MIN ? -1 : query->first,
		    query->last == INT64_MAX ? -1 : query->last);
	if (query->op == TD_QUERY_ROWS)
		g_string_append_printf(out, " %d %s", (int)query->rows, query->text);
	if (query->parts == NULL)
		return;
	g_string_append_c(out, '(');
	for (unsigned i = 0; i < query->parts->len; i++) {
		if (i > 0)
			g_string_append_c(out, ' ');
		write_query(query->parts->pdata[i], out);
	}
	g_string_append_c(out, ')');
}

static const td_query_language language = { .now = 1000000000 };

static void
a_class_is_one_of_those_there_are(void **state)
{
	static const char *const classes[] = { "human", "bot", NULL };
	const td_query_language some = { .now = 1000000000, .classes = classes };
	const td_span bot = td_span_of("a -class:bot"), slip = td_span_of("a class:bots");
	td_query_place place;
	g_autoptr(GError) error = NULL;
	g_autoptr(td_query) known = td_query_parse(bot, &some, &place, NULL);
	g_autoptr(td_query) wrong = td_query_parse(slip, &some, &place, &error);
	g_autoptr(td_query) any = td_query_parse(slip, &language, &place, NULL);

	(void)state;
	assert_non_null(known);
	assert_null(wrong);
	assert_string_equal(error->message, "class: \"bots\" is none of human, bot");
	assert_non_null(any);
}

static void
queries_are_read_as_xapian_reads_them(void **state)
{
	static const char *const cases[][2] = {
		{ "fixes", "~fixes" },
		{ "Fixes", "fixes" },
		{ "fixes(", "fixes" },
		{ "\"fixes\"", "fixes" },
		{ "a b", "and(~a ~b)" },
		{ "a b OR c", "or(and(~a ~b) ~c)" },
		{ "a OR b c", "or(~a and(~b ~c))" },
		{ "a OR b XOR c AND d", "or(~a xor(~b and(~c ~d)))" },
		{ "a NOT b c", "and(~a not(and(~b ~c)))" },
		{ "a AND NOT b OR c", "or(and(~a not(~b)) ~c)" },
		{ "NOT a", "not(~a)" },
		{ "-a", "not(~a)" },
		{ "a -b +c", "and(~a not(~b) ~c)" },
		{ "a -(b OR c)", "and(~a not(or(~b ~c)))" },
		{ "a - b + c", "and(~a ~b ~c)" },
		{ "a-b", "a_b" },
		{ "a and b", "and(~a ~and ~b)" },
		{ "ANDroid OR's", "and(android or's)" },
		{ "s:a f:b", "and(s:~a f:~b)" },
		{ "s:(a OR f:b)", "or(s:~a f:~b)" },
		{ "s:\"a b\" c", "and(s:a_b ~c)" },
		{ "f:ann@example.org", "f:ann_example_org" },
		{ "f:ann+list@example.org", "f:ann_list_example_org" },
		{ "dfn:/drivers/net/a.c", "dfn:drivers_net_a_c" },
		{ "f:<ann@example.org>", "f:ann_example_org" },
		{ "s:a*", "s:a*" },
		{ "a.b*", "a_b" },
		{ "net:core s:x", "and(net_core s:~x)" },
		{ "a,b", "and(~a ~b)" },
		{ "kfree(ptr)", "and(kfree ~ptr)" },
		{ "abcdef1", "or(~abcdef1 dfblob:abcdef1*)" },
		{ "gabcdef1", "~gabcdef1" },
		{ "*", "all" },
		{ "\xe2\x80\x9c"
		  "a b"
		  "\xe2\x80\x9d",
		    "a_b" },
		{ "\xe6\xbc\xa2\xe5\xad\x97", "\xe6\xbc\xa2_\xe5\xad\x97" },
		{ "1a2b3c4", "or(1a2b3c4 dfblob:1a2b3c4*)" },
		{ "1a2b3c", "1a2b3c" },
		{ "g1a2b3c", "~g1a2b3c" },
		{ "1a2b3cg", "1a2b3cg" },
		{ "s:1a2b3c4", "s:1a2b3c4" },
		{ "dfblob:1a2b3c4", "or(dfblob:1a2b3c4*)" },
		{ "d:20010909", "or(range 1 999993600 1000079999)" },
		{ "d:2001-09-09..2001-09-10", "or(range 1 999993600 1000166399)" },
		{ "d:..20010909", "or(range 1 -1 1000079999)" },
		{ "(d:20010909..)", "or(range 1 999993600 -1)" },
		{ "dt:20010909014640..20010909014641",
		    "or(range 1 1000000000 1000000001)" },
		{ "rt:1000000000..", "or(range 0 1000000000 -1)" },
		{ "z:1k..2k z:5", "or(range 2 1024 2048 range 2 5 5)" },
		{ "age:1d", "or(range 0 999913600 -1)" },
		{ "age:1d..2d", "or(range 0 999827200 999913600)" },
		{ "mid:a@b mid:c@d s:x", "and(or(rows 0 a@b rows 0 c@d) s:~x)" },
		{ "mid:a@b AND mid:c@d", "and(or(rows 0 a@b) or(rows 0 c@d))" },
		{ "rb:ann rb:\"bo b\"", "and(rows 13 ann rows 13 bo b)" },
		{ "thread:{s:a OR b} c", "and(or(rows 5 (or(s:~a ~b))) ~c)" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(GString) out = g_string_new(NULL);
		td_query_place place;
		g_autoptr(td_query) query =
		    td_query_parse(td_span_of(cases[i][0]), &language, &place, &error);

		if (query != NULL)
			write_query(query, out);
		else
			g_string_append(out, error->message);
		if (strcmp(out->str, cases[i][1]) != 0)
			print_message("%s: %s\n", cases[i][0], out->str);
		assert_string_equal(out->str, cases[i][1]);
	}
}

static void
a_wrong_query_says_where(void **state)
{
	static const struct {
		const char *text;
		size_t at, n;
	} cases[] = {
		{ "", 0, 0 },
		{ "   ", 3, 0 },
		{ "a OR", 2, 2 },
		{ "OR a", 0, 2 },
		{ "a AND OR b", 2, 3 },
		{ "a NOT NOT b", 2, 3 },
		{ "a (b", 2, 1 },
		{ "()", 0, 2 },
		{ "a s:( )", 4, 3 },
		{ "d:2026..2025", 2, 10 },
		{ "x z:10k..1k", 4, 7 },
		{ "age:1w..2d", 4, 6 },
		{ "s:(b", 2, 1 },
		{ "a b)", 3, 1 },
		{ "a \"b", 2, 1 },
		{ "s: a", 0, 2 },
		{ "(f:)", 1, 2 },
		{ "s:* a", 0, 2 },
		{ "a (", 3, 0 },
		{ "x d:..", 4, 2 },
		{ "d:20251301", 2, 8 },
		{ "d:20250101..x", 12, 1 },
		{ "z:9..8q", 5, 2 },
		{ "dfpre:xyz", 6, 3 },
		{ "thread:{a", 7, 1 },
		{ "thread:{a OR} b", 10, 2 },
		{ "state:foo", 6, 3 },
		{ "a NEAR b", 2, 4 },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;
		td_query_place place = { 99, 99 };
		g_autoptr(td_query) query =
		    td_query_parse(td_span_of(cases[i].text), &language, &place, &error);
		bool right =
		    query == NULL && place.at == cases[i].at && place.n == cases[i].n;

		if (!right)
			print_message("%s: %zu %zu %s\n", cases[i].text, place.at,
			    place.n, error ? error->message : "no error");
		assert_true(right);
	}
}

static void
what_looks_like_a_prefix_is_named(void **state)
{
	g_autoptr(GError) error = NULL;
	td_query_place place;
	g_autoptr(td_query) query =
	    td_query_parse(td_span_of("s:a form:ann x:y"), &language, &place, &error);

	(void)state;
	assert_non_null(query);
	assert_int_equal(place.at, 4);
	assert_int_equal(place.n, 5);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_class_is_one_of_those_there_are),
		cmocka_unit_test(queries_are_read_as_xapian_reads_them),
		cmocka_unit_test(a_wrong_query_says_where),
		cmocka_unit_test(what_looks_like_a_prefix_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
