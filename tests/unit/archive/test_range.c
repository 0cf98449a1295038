/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/archive/test_range.c - which mails a range holds */
#include "fixture.h"

#include "base/error.h"

typedef struct range_case {
	const char *revisions;
	const char *expected;
} range_case;

#define ERROR_UNKNOWN "error 2"
#define ERROR_EMPTY "error 3"
#define ERROR_USAGE "error 11"

G_STATIC_ASSERT(TD_ERROR_UNKNOWN_REVISION == 2);
G_STATIC_ASSERT(TD_ERROR_EMPTY == 3);
G_STATIC_ASSERT(TD_ERROR_USAGE == 11);

static void
check(const char *folder, const char *name, const range_case *cases, size_t n)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);

	for (size_t i = 0; i < n; i++) {
		g_autofree char *got = fixture_revisions(path, cases[i].revisions);

		if (g_strcmp0(got, cases[i].expected) != 0)
			fail_msg("%s of %s: got \"%s\", not \"%s\"", cases[i].revisions,
			    name, got, cases[i].expected);
	}
}

static int
make_archives(void **state)
{
	const char *folder;

	if (fixture_setup(state) != 0)
		return -1;
	folder = *state;
	fixture_repository(folder, "one.git", "1 2 3 4 5 6 7 8 9");
	fixture_run(folder, "git -C one.git tag -a -m x middle HEAD~4 && "
			    "git -C one.git tag light HEAD~5");
	fixture_repository(folder, "list/git/0.git", "1 2 3 4 5");
	fixture_repository(folder, "list/git/1.git", "6 7 8");
	fixture_repository(folder, "list/git/2.git", "9 10 11 12");
	fixture_run(folder, "git -C list/git/0.git tag early HEAD~2 && "
			    "git -C list/git/1.git tag later HEAD~1");
	return 0;
}

static void
a_range_is_written_as_for_git(void **state)
{
	static const range_case cases[] = {
		{ NULL, "1 2 3 4 5 6 7 8 9" },
		{ "  ", "1 2 3 4 5 6 7 8 9" },
		{ "HEAD", "1 2 3 4 5 6 7 8 9" },
		{ "HEAD~3", "1 2 3 4 5 6" },
		{ "HEAD~3..", "7 8 9" },
		{ "HEAD~3..HEAD", "7 8 9" },
		{ "HEAD^^^..@", "7 8 9" },
		{ "HEAD~1^1~1..@", "7 8 9" },
		{ "HEAD~8..HEAD~6", "2 3" },
		{ "HEAD~8", "1" },
		{ "master~3..master~1", "7 8" },
		{ "refs/heads/master~1..", "9" },
		{ "middle..", "6 7 8 9" },
		{ "middle", "1 2 3 4 5" },
		{ "light..middle", "5" },
		{ "^middle HEAD~1", "6 7 8" },
		{ "HEAD~1 ^middle", "6 7 8" },
		{ "^middle", "6 7 8 9" },
		{ "^middle ^HEAD~2", "8 9" },
		{ "HEAD~4 HEAD~6", "1 2 3 4 5" },
		{ "middle...HEAD~1", "6 7 8" },
		{ "HEAD~1...middle", "6 7 8" },
		{ "middle^!", "5" },
		{ "HEAD~8^!", "1" },
		{ "middle^{commit}..HEAD~2", "6 7" },
		{ "HEAD..HEAD", ERROR_EMPTY },
		{ "HEAD..HEAD~3", ERROR_EMPTY },
		{ "HEAD~9", ERROR_UNKNOWN },
		{ "HEAD~1000000..", ERROR_UNKNOWN },
		{ "HEAD~99999999999..", ERROR_UNKNOWN },
		{ "nonsense..HEAD", ERROR_UNKNOWN },
		{ "HEAD:m", ERROR_UNKNOWN },
		{ "0123456789012345678901234567890123456789..", ERROR_UNKNOWN },
		{ "--all", ERROR_USAGE },
		{ "..", ERROR_EMPTY },
	};

	check(*state, "one.git", cases, G_N_ELEMENTS(cases));
}

static void
a_range_goes_on_over_epochs(void **state)
{
	static const range_case cases[] = {
		{ NULL, "1 2 3 4 5 6 7 8 9 10 11 12" },
		{ "HEAD~3..", "10 11 12" },
		{ "HEAD~4..", "9 10 11 12" },
		{ "HEAD~5..HEAD~2", "8 9 10" },
		{ "HEAD~11..", "2 3 4 5 6 7 8 9 10 11 12" },
		{ "HEAD~12", ERROR_UNKNOWN },
		{ "early..", "4 5 6 7 8 9 10 11 12" },
		{ "early..later", "4 5 6 7" },
		{ "early~1..early", "3" },
		{ "later~4..later", "4 5 6 7" },
		{ "later", "1 2 3 4 5 6 7" },
		{ "later..early", ERROR_EMPTY },
		{ "later...early", "4 5 6 7" },
		{ "master~1..", "12" },
	};

	check(*state, "list", cases, G_N_ELEMENTS(cases));
	check(*state, "list/git", cases, G_N_ELEMENTS(cases));
}

static void
an_abbreviated_commit_is_found_in_any_epoch(void **state)
{
	for (int digits = 7; digits <= 40; digits += 11) {
		g_autofree char *a = fixture_ask(
		    *state, "git -C list/git/0.git rev-parse early | cut -c1-%d", digits);
		g_autofree char *b = fixture_ask(*state,
		    "git -C list/git/2.git rev-parse HEAD~2 | cut -c1-%d", digits);
		g_autofree char *range = g_strdup_printf("%s..%s", a, b);
		range_case one = { range, "4 5 6 7 8 9 10" };

		check(*state, "list", &one, 1);
	}
}

static void
the_ends_of_a_range_are_named(void **state)
{
	g_autofree char *path = g_build_filename(*state, "list", NULL);
	g_autofree char *before =
	    fixture_ask(*state, "git -C list/git/0.git rev-parse HEAD");
	g_autofree char *last =
	    fixture_ask(*state, "git -C list/git/2.git rev-parse HEAD~1");
	g_autoptr(td_archive) archive = td_archive_open(path, NULL);
	g_autoptr(td_range) range = td_archive_select(
	    archive, &(td_range_spec){ .revisions = "HEAD~7..HEAD~1" }, NULL);
	g_autoptr(td_range) all = td_archive_select(archive, &(td_range_spec){ 0 }, NULL);
	g_autoptr(td_range) dated = td_archive_select(archive,
	    &(td_range_spec){ .since = "2025-11-01T00:06:00Z", .last = 6 }, NULL);

	assert_int_equal(td_archive_epochs(archive), 3);
	assert_int_equal(td_archive_get_kind(archive), TD_ARCHIVE_V2);
	assert_string_equal(range->from, before);
	assert_string_equal(range->to, last);
	assert_null(all->from);
	assert_int_equal(dated->entries->len, 6);
	assert_int_equal(dated->since, FIXTURE_START + 360);
	assert_true(dated->until == INT64_MAX);
}

static void
the_last_mails_are_counted_back_over_removals(void **state)
{
	static const struct {
		unsigned last;
		const char *revisions, *expected;
	} cases[] = {
		{ 1, NULL, "5 -2 ." },
		{ 2, NULL, "4 . 5 -2 ." },
		{ 3, NULL, "3 4 . 5 -2 ." },
		{ 4, NULL, "2 3 4 . 5 -2 ." },
		{ 5, NULL, "1 2 3 4 . 5 -2 ." },
		{ 500, NULL, "1 2 3 4 . 5 -2 ." },
		{ 1, "HEAD~3", "4 ." },
		{ 2, "HEAD~7..HEAD~5", "2 3" },
		{ 2, "HEAD~6..HEAD~5", "3" },
	};
	g_autofree char *path = g_build_filename(*state, "few.git", NULL);

	fixture_repository(*state, "few.git", "1 2 3 4 = 5 -2 =");
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		td_range_spec spec = { .last = cases[i].last,
			.revisions = cases[i].revisions };
		g_autofree char *got = fixture_select(path, &spec);

		assert_string_equal(got, cases[i].expected);
	}
}

static void
the_last_mails_may_be_in_several_epochs(void **state)
{
	g_autofree char *path = g_build_filename(*state, "list", NULL);
	g_autofree char *got = fixture_select(path, &(td_range_spec){ .last = 6 });
	g_autofree char *dated = fixture_select(
	    path, &(td_range_spec){ .last = 6, .until = "2025-11-01T00:10:00Z" });

	assert_string_equal(got, "7 8 9 10 11 12");
	assert_string_equal(dated, "5 6 7 8 9 10");
}

static void
dates_choose_each_mail_by_itself(void **state)
{
	static const struct {
		const char *since, *until, *expected;
	} cases[] = {
		{ "2025-11-01T00:04:00Z", NULL, "4 9 5 6" },
		{ "2025-11-01T00:05:00Z", NULL, "9 5 6" },
		{ NULL, "2025-11-01T00:05:00Z", "1 2 3 4 5" },
		{ "2025-11-01T00:02:00Z", "2025-11-01T00:05:00Z", "2 3 4 5" },
		{ "2025-11-01T00:09:00Z", NULL, "9" },
		{ "2025-11-01T00:10:00Z", NULL, ERROR_EMPTY },
		{ "2 days ago", NULL, "1 2 3 4 9 5 6" },
		{ "1 day ago", NULL, ERROR_EMPTY },
		{ "gibberish", NULL, ERROR_USAGE },
		{ NULL, "", ERROR_USAGE },
	};
	g_autofree char *path = g_build_filename(*state, "jumbled.git", NULL);

	fixture_repository(*state, "jumbled.git", "1 2 3 4 9 5 6");
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		td_range_spec spec = { .since = cases[i].since,
			.until = cases[i].until,
			.now = FIXTURE_START + 2 * 86400 };
		g_autofree char *got = fixture_select(path, &spec);

		assert_string_equal(got, cases[i].expected);
	}
}

/* What came after its first mail, in an epoch alone and in all from it on. */
static void
an_epoch_is_selected_alone_or_with_the_later_ones(void **state)
{
	static const unsigned alone[] = { 3, 1, 2 }, after[] = { 6, 3, 2 };
	g_autofree char *path = g_build_filename(*state, "three", NULL);
	g_autoptr(td_archive) archive = NULL;
	g_autoptr(GArray) tips = NULL;

	fixture_repository(*state, "three/git/0.git", "1 2 3");
	fixture_repository(*state, "three/git/1.git", "4");
	fixture_repository(*state, "three/git/2.git", "5 6");
	archive = td_archive_open(path, NULL);
	tips = td_archive_load_tips(archive);
	assert_int_equal(tips->len, 3);
	for (unsigned i = 0; i < tips->len; i++) {
		td_tip tip = g_array_index(tips, td_tip, i);
		g_autoptr(td_range) nothing =
		    td_archive_select_epoch(archive, &tip, NULL);
		td_tip start = { .epoch = tip.epoch };
		g_autoptr(td_range) one = td_archive_select_epoch(archive, &start, NULL);
		g_autoptr(td_range) all = td_archive_select_after(archive, &start, NULL);

		assert_int_equal(nothing->entries->len, 0);
		assert_int_equal(one->entries->len, alone[i]);
		assert_int_equal(all->entries->len, after[i]);
	}
}

static void
an_epoch_that_is_not_there_is_told(void **state)
{
	g_autofree char *path = g_build_filename(*state, "gap", NULL);
	g_autofree char *got = NULL;

	fixture_repository(*state, "gap/git/0.git", "1 2");
	fixture_repository(*state, "gap/git/3.git", "3 4");
	got = fixture_revisions(path, NULL);
	assert_string_equal(got, "1 2 3 4 missing 2");
}

static void
a_merge_loses_no_mail(void **state)
{
	g_autofree char *path = g_build_filename(*state, "merged.git", NULL);
	g_autofree char *all = NULL;
	g_autofree char *some = NULL;
	g_autofree char *count = NULL;

	fixture_repository(*state, "merged.git", "1 2 3 4");
	fixture_run(*state,
	    "cd merged.git; export "
	    "GIT_COMMITTER_DATE='1761955500 +0000'; "
	    "b=$(printf '<7@example.org>\\n' | git hash-object -w --stdin); "
	    "t=$(printf '100644 blob %%s\\tm\\n' $b | git mktree); "
	    "side=$(git commit-tree -m side -p HEAD~2 $t); "
	    "git update-ref refs/heads/master "
	    "$(git commit-tree -m merge -p HEAD -p $side HEAD^{tree})");
	all = fixture_revisions(path, NULL);
	some = fixture_revisions(path, "HEAD~1..");
	count = fixture_select(path, &(td_range_spec){ .last = 1 });
	assert_string_equal(all, "1 2 3 4 7 .");
	assert_string_equal(some, "7 .");
	assert_string_equal(count, "7 .");
}

static void
a_start_outside_the_history_gives_what_it_does_not_reach(void **state)
{
	g_autofree char *path = g_build_filename(*state, "rewritten.git", NULL);
	g_autofree char *got = NULL;

	fixture_repository(*state, "rewritten.git", "1 2 3 4");
	fixture_run(*state, "cd rewritten.git; git update-ref refs/heads/old HEAD; "
			    "git update-ref refs/heads/master "
			    "$(git commit-tree -m x -p HEAD~2 HEAD^{tree})");
	got = fixture_revisions(path, "old..");
	assert_string_equal(got, "4");
}

/* The words of text from the one on that leaves `mails` plain numbers. */
static const char *
newest_words(const char *text, unsigned mails)
{
	const char *p = text + strlen(text);
	unsigned found = 0;

	while (p > text && found < mails) {
		do
			p--;
		while (p > text && p[-1] != ' ');
		found += g_ascii_isdigit(*p) ? 1 : 0;
		if (found < mails && p > text)
			p--;
	}
	return p;
}

/* So many are looked into by a second thread. */
static void
the_newest_of_very_many_are_the_end_of_all(void **state)
{
	const char *folder = *state;
	g_autofree char *path = g_build_filename(folder, "many.git", NULL);
	g_autoptr(GString) steps = g_string_new("1");
	g_autofree char *all = NULL;

	for (int i = 2; i <= 1400; i++) {
		g_string_append_printf(steps, " %d", i);
		if (i % 50 == 0)
			g_string_append_printf(steps, " -%d =", i);
	}
	fixture_repository(folder, "many.git", steps->str);
	all = fixture_revisions(path, NULL);
	for (unsigned last = 1000; last < 1400; last += 37) {
		g_autofree char *got =
		    fixture_select(path, &(td_range_spec){ .last = last });

		assert_string_equal(got, newest_words(all, last));
	}
}

static void
assert_newest_are_the_end(const char *path, const char *all)
{
	static const unsigned lasts[] = { 4200, 5000, 5555, 6000, 6099, 6100, 9000 };
	g_autofree char *whole = fixture_revisions(path, NULL);

	assert_string_equal(whole, all);
	for (unsigned i = 0; i < G_N_ELEMENTS(lasts); i++) {
		g_autofree char *got =
		    fixture_select(path, &(td_range_spec){ .last = lasts[i] });

		assert_string_equal(got, newest_words(all, lasts[i]));
	}
}

/* So many are walked by two threads, where commits lie as git packs them. */
static void
the_newest_of_thousands_in_a_pack_are_the_end_of_all(void **state)
{
	const char *folder = *state;
	g_autofree char *path = g_build_filename(folder, "packed.git", NULL);
	g_autofree char *later = g_build_filename(folder, "later.git", NULL);
	g_autofree char *bent = g_build_filename(folder, "bent.git", NULL);
	g_autofree char *missing = g_build_filename(folder, "missing.git", NULL);
	g_autofree char *all = NULL, *whole = NULL, *cut = NULL;
	g_autoptr(GString) steps = g_string_new("1");

	for (int i = 2; i <= 6100; i++) {
		g_string_append_printf(steps, " %d", i);
		if (i % 700 == 0)
			g_string_append_printf(steps, " -%d =", i);
	}
	fixture_repository(folder, "packed.git", steps->str);
	all = g_strdelimit(g_strdup(steps->str), "=", '.');
	fixture_run(folder, "git -C packed.git repack -adfq");
	assert_newest_are_the_end(path, all);
	/* Then the walk begins in another pack than the thread. */
	fixture_run(folder,
	    "git init -q --bare later.git && cd later.git &&"
	    " git fetch -q ../packed.git $(git -C ../packed.git rev-parse HEAD~1000) &&"
	    " git update-ref HEAD FETCH_HEAD && git repack -adfq &&"
	    " git -c fetch.unpackLimit=1 fetch -q ../packed.git HEAD &&"
	    " git update-ref HEAD FETCH_HEAD && test $(ls objects/pack/*.pack | wc -l) = "
	    "2");
	assert_newest_are_the_end(later, all);
	/* A merge among the older ones, which are then no straight line. */
	fixture_run(folder,
	    "git init -q --bare bent.git && git -C packed.git fast-export HEAD |"
	    " awk '{ print } /^from :/ && ++n == 2500 { print \"merge :2\" }' |"
	    " git -C bent.git fast-import --quiet && git -C bent.git repack -adfq &&"
	    " git -C bent.git symbolic-ref HEAD $(git -C packed.git symbolic-ref HEAD) &&"
	    " test -n \"$(git -C bent.git rev-list --merges HEAD)\"");
	assert_newest_are_the_end(bent, all);
	/* A commit that cannot be read, in the part of the thread. */
	fixture_run(folder,
	    "git init -q --bare missing.git && cd missing.git &&"
	    " c=$(git -C ../packed.git rev-parse HEAD~5300) &&"
	    " git -C ../packed.git rev-list --objects HEAD | cut -c1-40 | grep -v $c |"
	    " git -C ../packed.git pack-objects -q --stdout |"
	    " git index-pack --stdin >index.out 2>&1;"
	    " test -f objects/pack/*.pack && "
	    "git -C ../packed.git rev-parse HEAD >$(git symbolic-ref HEAD)");
	whole = fixture_select(missing, &(td_range_spec){ .last = 5290 });
	cut = fixture_select(missing, &(td_range_spec){ .last = 5600 });
	assert_non_null(strstr(cut, "x"));
	assert_string_equal(whole, newest_words(whole, 5290));
	assert_non_null(strstr(cut, whole));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_newest_of_thousands_in_a_pack_are_the_end_of_all),
		cmocka_unit_test(the_newest_of_very_many_are_the_end_of_all),
		cmocka_unit_test(a_range_is_written_as_for_git),
		cmocka_unit_test(a_range_goes_on_over_epochs),
		cmocka_unit_test(an_abbreviated_commit_is_found_in_any_epoch),
		cmocka_unit_test(the_ends_of_a_range_are_named),
		cmocka_unit_test(the_last_mails_are_counted_back_over_removals),
		cmocka_unit_test(the_last_mails_may_be_in_several_epochs),
		cmocka_unit_test(dates_choose_each_mail_by_itself),
		cmocka_unit_test(an_epoch_is_selected_alone_or_with_the_later_ones),
		cmocka_unit_test(an_epoch_that_is_not_there_is_told),
		cmocka_unit_test(a_merge_loses_no_mail),
		cmocka_unit_test(
		    a_start_outside_the_history_gives_what_it_does_not_reach),
	};

	return cmocka_run_group_tests(tests, make_archives, fixture_teardown);
}
