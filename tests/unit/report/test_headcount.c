/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How many people there are in a thread. */
#include "letters.h"

#include "index/recent.h"
#include "judge/standings.h"
#include "report/headcount.h"
#include "report/standing_work.h"

static const char mailmap[] = "Ann Author <ann@example.org> <ann@old.example.org>\n"
			      "Bo <bo@example.org> Bo <desk@example.org>\n"
			      "Cy <cy@example.org> Cy <desk@example.org>\n";

/* Of a thread that those wrote, the first of them opened it. */
static unsigned
count_thread(const char *const *from, unsigned n, const char *subject)
{
	letter letters[8] = { { 0 } };
	g_autoptr(td_people) people = td_people_new();
	g_autoptr(td_index) index = NULL;
	g_autoptr(td_headcount) count = NULL;
	g_autoptr(GError) error = NULL;
	g_autoptr(GArray) posters = g_array_new(FALSE, FALSE, sizeof(td_index_poster));
	char ids[8][16];

	for (unsigned i = 0; i < n; i++) {
		g_snprintf(ids[i], sizeof ids[i], "m%u@x", i);
		letters[i] = (letter){ ids[i], i > 0 ? ids[0] : NULL, from[i],
			i > 0 ? "Re: a word" : subject, "text\n" DIFF("a.c"), NULL, 0,
			0 };
	}
	assert_true(td_people_add_buffer(people, mailmap, sizeof mailmap - 1, NULL));
	index = index_of(letters, n);
	count = td_headcount_new(index, people);
	/* What was counted before is forgotten. */
	td_headcount_add(count, "Somebody Else", "else@example.org");
	td_headcount_begin(count);
	assert_true(td_index_load_posters(index, 1, posters, &error));
	assert_int_equal(posters->len, n);
	for (unsigned i = 0; i < n; i++) {
		const td_index_poster *poster =
		    &g_array_index(posters, td_index_poster, i);

		assert_true(td_headcount_add_mail(
		    count, poster->sender, poster->author, poster->kind, &error));
	}
	return td_headcount_people(count);
}

static void
senders_are_told_apart(void **state)
{
	static const struct {
		const char *from[6];
		unsigned people;
	} rows[] = {
		{ { "Ann Author <ann@example.org>" }, 1 },
		/* spellings of one address */
		{ { "Ann Author <ann@example.org>", "ann <Ann@Example.org>",
		      "ann@example.org" },
		    1 },
		/* what the mailmap knows */
		{ { "Ann Author <ann@example.org>", "A. A. <ann@old.example.org>" }, 1 },
		/* an address that two people share is told apart by names */
		{ { "Bo <desk@example.org>", "Cy <desk@example.org>",
		      "Bo <bo@example.org>" },
		    2 },
		/* a name of several words, at two addresses */
		{ { "Di Dee <di@example.org>", "DI DEE <di@work.example.org>" }, 1 },
		/* one word is nobody's alone */
		{ { "Di <di@example.org>", "Di <di@work.example.org>" }, 2 },
		/* and whoever joins two joins them late, too */
		{ { "Di Dee <di@example.org>", "D. Dee <dd@example.org>",
		      "D. Dee <di@example.org>" },
		    1 },
		/* a list that writes its own address */
		{ { "Di Dee via L <l@example.org>\nReply-To: Di Dee <di@example.org>",
		      "Ed Dee via L <l@example.org>\nReply-To: Ed Dee <ed@example.org>" },
		    2 },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		unsigned n = 0;

		while (n < G_N_ELEMENTS(rows[i].from) && rows[i].from[n])
			n++;
		print_message("# row %zu\n", i);
		assert_int_equal(count_thread(rows[i].from, n, "a word"), rows[i].people);
		assert_int_equal(
		    count_thread(rows[i].from, n, "[PATCH] a word"), rows[i].people);
	}
}

static void
who_gave_tags_are_people(void **state)
{
	static const struct {
		const char *lines;
		td_tag_counts counts;
	} rows[] = {
		/* nobody is told: what the index counted */
		{ "", { 3, 2, 1, 5 } },
		{ "R Bo <bo@example.org>", { 1, 0, 0, 1 } },
		{ "A Bo <bo@example.org>\nR Bo <bo@example.org>", { 1, 1, 0, 1 } },
		{ "R Bo <bo@example.org>\nR Bo <desk@example.org>\nT Cy "
		  "<desk@example.org>",
		    { 1, 0, 1, 1 } },
		{ "R Di Dee <di@example.org>\nR Di Dee <di@work.example.org>",
		    { 1, 0, 0, 1 } },
		/* the author, from another address */
		{ "A Ann <ann@old.example.org>\nR Bo <bo@example.org>", { 1, 0, 0, 1 } },
		{ "R the maintainers", { 1, 0, 0, 1 } },
	};
	g_autoptr(td_people) people = td_people_new();

	(void)state;
	assert_true(td_people_add_buffer(people, mailmap, sizeof mailmap - 1, NULL));
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		const td_index_standing row = { .reviewed = 3,
			.acked = 2,
			.tested = 1,
			.reviewers = rows[i].lines,
			.author_name = "Ann Author",
			.author_address = "ann@example.org" };
		const td_tag_counts got = td_standing_count_tags(&row, people);

		print_message("# row %zu\n", i);
		assert_int_equal(got.reviewed, rows[i].counts.reviewed);
		assert_int_equal(got.acked, rows[i].counts.acked);
		assert_int_equal(got.tested, rows[i].counts.tested);
		assert_int_equal(got.either, rows[i].counts.either);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(senders_are_told_apart),
		cmocka_unit_test(who_gave_tags_are_people),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
