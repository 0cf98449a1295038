/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/lists/test_history.c - ranges found by what an index has of a history */
#include "../archive/fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "ingest/sync.h"
#include "lists/history.h"

/* A home with one list, whose archive is indexed as it is now. */
typedef struct fixture {
	const char *folder;
	char *dir;
	td_config *config;
} fixture;

static td_library *
open_library(const fixture *self, bool write)
{
	const td_library_options options = { .write = write };
	g_autoptr(GError) error = NULL;
	td_library *library = td_library_open(self->config, &options, &error);

	assert_non_null(library);
	return library;
}

static void
sync_list(const fixture *self)
{
	g_autoptr(td_library) library = open_library(self, true);
	const td_list *list = td_library_find(library, "one");
	g_autoptr(td_rules) rules = td_config_rules(self->config, NULL);
	const td_sync_options options = { .name = "one", .rules = rules };
	g_autoptr(GError) error = NULL;
	td_sync_counts counts;

	assert_non_null(list);
	if (!td_sync_run(td_library_archive(library, list, &error),
		td_library_index(library, &error), &options, &counts, &error))
		fail_msg("%s", error->message);
}

static fixture
make_list(void **state, const char *name)
{
	fixture self = { .folder = *state, .dir = g_build_filename(*state, name, NULL) };
	g_autofree char *file =
	    g_build_filename(*state, "config", "tidings", "config", NULL);
	g_autofree char *settings =
	    g_strdup_printf("[list \"one\"]\n\tdir = %s\n", self.dir);

	fixture_run(self.folder, "rm -rf data config && mkdir -p config/tidings");
	assert_true(g_file_set_contents(file, settings, -1, NULL));
	self.config = td_config_open(NULL);
	assert_non_null(self.config);
	sync_list(&self);
	return self;
}

static void
fixture_clear(fixture *self)
{
	td_config_close(self->config);
	g_free(self->dir);
}

/* What a range gives: each entry's commit and time, its mail, and how it ends. */
static char *
describe(td_archive *archive, const td_range_spec *spec)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(td_range) range = td_archive_select(archive, spec, &error);
	g_autoptr(td_reader) reader = NULL;
	GString *out = g_string_new(NULL);

	if (!range) {
		g_string_append_printf(out, "error %d", error->code);
		return g_string_free(out, false);
	}
	reader = td_reader_open(archive, NULL);
	for (unsigned i = 0; i < range->entries->len; i++) {
		const td_entry *entry = &g_array_index(range->entries, td_entry, i);
		char commit[TD_OID_HEX], blob[TD_OID_HEX] = "";
		td_mail mail;

		assert_true(td_reader_load(reader, entry, &mail, NULL));
		td_oid_to_hex(&entry->commit, commit);
		if (mail.state == TD_MAIL_OK)
			td_oid_to_hex(&mail.blob, blob);
		g_string_append_printf(out, "%u %.8s %" G_GINT64_FORMAT " %d %.8s\n",
		    entry->epoch, commit, entry->received, mail.state, blob);
	}
	g_string_append_printf(out, "%s %s %d %d %u", range->from, range->to,
	    range->shallow, range->broken, range->missing_epochs);
	return g_string_free(out, false);
}

static void
check_range(const fixture *self, td_archive *known, td_range_spec spec)
{
	g_autoptr(td_archive) plain = td_archive_open(self->dir, NULL);
	g_autofree char *expected = NULL;
	g_autofree char *got = NULL;

	spec.now = FIXTURE_START + 86400;
	expected = describe(plain, &spec);
	got = describe(known, &spec);
	if (strcmp(expected, got) != 0)
		fail_msg(
		    "range %s of %s, since %s, until %s, the last %u: got\n%s\nnot\n%s",
		    spec.revisions, self->dir, spec.since, spec.until, spec.last, got,
		    expected);
}

/* All stretches of a quarter of an hour and of the newest commits. */
static void
check_all_ranges(const fixture *self)
{
	enum { minutes = 15, commits = 12 };
	g_autoptr(td_library) library = open_library(self, false);
	const td_list *list = td_library_find(library, "one");
	td_archive *known;

	assert_true(td_library_remember(library, list, NULL));
	known = td_library_archive(library, list, NULL);
	for (int i = 0; i < minutes; i++) {
		for (int k = i; k < minutes; k++) {
			g_autofree char *since =
			    g_strdup_printf("2025-11-01T00:%02d:00Z", i);
			g_autofree char *until =
			    g_strdup_printf("2025-11-01T00:%02d:00Z", k);

			check_range(self, known,
			    (td_range_spec){ .since = since, .until = until });
			check_range(self, known,
			    (td_range_spec){ .until = until, .last = (unsigned)i + 1 });
			check_range(self, known,
			    (td_range_spec){ .revisions = "HEAD~2", .until = until });
			check_range(self, known,
			    (td_range_spec){ .revisions = "HEAD~3..",
				.since = since,
				.until = until });
		}
	}
	for (int i = 0; i < commits; i++) {
		for (int k = 0; k < commits; k++) {
			g_autofree char *revisions =
			    g_strdup_printf("HEAD~%d..HEAD~%d", i, k);

			check_range(
			    self, known, (td_range_spec){ .revisions = revisions });
		}
	}
}

/* Each range is the same with the index as without. */
static void
check_ranges(const fixture *self)
{
	static const td_range_spec specs[] = {
		{ .revisions = NULL },
		{ .revisions = "HEAD~1" },
		{ .revisions = "HEAD~7..HEAD~2" },
		{ .revisions = "HEAD~4.." },
		{ .revisions = "HEAD~200..HEAD~150" },
		{ .revisions = "..HEAD~9" },
		{ .revisions = "HEAD~3^!" },
		{ .revisions = "HEAD~300" },
		{ .last = 1 },
		{ .last = 5 },
		{ .last = 100 },
		{ .last = 2000 },
		{ .revisions = "HEAD~3", .last = 4 },
		{ .since = "2025-11-01T00:00:00Z" },
		{ .since = "2025-11-01T00:04:00Z" },
		{ .since = "2025-11-01T00:05:30Z" },
		{ .since = "2025-11-01T00:09:00Z", .last = 3 },
		{ .since = "2025-11-01T00:12:00Z", .until = "2025-11-01T00:14:00Z" },
		{ .since = "2025-11-01T01:00:00Z" },
		{ .since = "2025-12-01T00:00:00Z" },
		{ .until = "2025-11-01T00:06:00Z" },
		{ .revisions = "HEAD~6..HEAD~1", .since = "2025-11-01T00:03:00Z" },
	};
	g_autoptr(td_library) library = open_library(self, false);
	const td_list *list = td_library_find(library, "one");
	td_archive *known;

	assert_true(td_library_remember(library, list, NULL));
	known = td_library_archive(library, list, NULL);
	for (size_t i = 0; i < G_N_ELEMENTS(specs); i++)
		check_range(self, known, specs[i]);
}

static void
ranges_are_the_same(void **state)
{
	/* Mails taken back, commits that did nothing, clocks that went back. */
	static const char *const histories[] = {
		"1 2 3 4 5 6 7 8 9 10 11 12",
		"1 2 -1 3 4 = 5 6 -4 -5 7 = = 8 9 10 -10 11",
		"1 2 3 4 9 5 6 20@3 7 8 -7 10",
		"= 1 2 = 3 4 5 6 7 8 =",
		"-1 1 -1 2 -2 3",
		"1 2 3 4 -3@2 5 6 7 =@4 8 9 -8@20 10 11@4 12",
		"1 2 3@9 4 -4 5 6 7 8 -7@1",
		"1",
	};

	for (size_t i = 0; i < G_N_ELEMENTS(histories); i++) {
		g_autofree char *name = g_strdup_printf("straight%zu", i);
		g_autofree char *epoch = g_strdup_printf("%s/git/0.git", name);
		fixture self;

		fixture_repository(*state, epoch, histories[i]);
		self = make_list(state, name);
		check_ranges(&self);
		check_all_ranges(&self);
		fixture_clear(&self);
	}
}

static void
many_commits_come_in_several_steps(void **state)
{
	g_autoptr(GString) steps = g_string_new("1");
	fixture self;

	for (int i = 2; i <= 420; i++)
		g_string_append_printf(steps, i % 90 == 0 ? " %d = -%d" : " %d", i, i);
	fixture_repository(*state, "many/git/0.git", steps->str);
	self = make_list(state, "many");
	check_ranges(&self);
	fixture_clear(&self);
}

static void
epochs_follow_one_another(void **state)
{
	fixture self;

	fixture_repository(*state, "epochs/git/0.git", "1 2 3 -2 4 5");
	fixture_repository(*state, "epochs/git/1.git", "6 7 8");
	fixture_repository(*state, "epochs/git/2.git", "9 10 = 11 12");
	self = make_list(state, "epochs");
	check_ranges(&self);
	check_all_ranges(&self);
	fixture_clear(&self);
}

/* What came after the index was made is read, what lies before it is not. */
static void
an_archive_may_be_ahead_of_its_index(void **state)
{
	fixture self;

	fixture_repository(*state, "ahead/git/0.git", "1 2 3 4 5 6 7");
	self = make_list(state, "ahead");
	fixture_run(self.folder,
	    "cd ahead/git/0.git && for i in 1 2 3; do "
	    "GIT_COMMITTER_DATE='@176195560'$i' +0000' git commit-tree -p HEAD -m $i "
	    "$(git mktree <<EOF\n$(git ls-tree HEAD~$i)\nEOF\n) "
	    "| xargs git update-ref HEAD; done");
	check_ranges(&self);
	check_all_ranges(&self);
	fixture_clear(&self);
}

static void
a_merge_is_read_as_it_is(void **state)
{
	fixture self;

	fixture_repository(*state, "merged/git/0.git", "1 2 3 4 5");
	fixture_run(*state,
	    "cd merged/git/0.git && tree=$(git rev-parse HEAD^{tree}) && "
	    "side=$(git commit-tree -p HEAD~2 -m side HEAD~4^{tree}) && "
	    "git update-ref HEAD $(git commit-tree -p HEAD -p $side -m merge $tree)");
	self = make_list(state, "merged");
	check_ranges(&self);
	fixture_clear(&self);
}

/* Nobody reads the commits of what an index has whole, before a range or in it. */
static void
commits_are_not_read_again(void **state)
{
	const td_range_spec spec = { .revisions = "HEAD~6..HEAD~3" };
	g_autofree char *expected = NULL;
	g_autofree char *got = NULL;
	g_autofree char *plain = NULL;
	g_autoptr(td_library) library = NULL;
	const td_list *list;
	fixture self;

	fixture_repository(*state, "hidden/git/0.git", "1 2 3 4 5 6 7 8 9");
	self = make_list(state, "hidden");
	library = open_library(&self, false);
	list = td_library_find(library, "one");
	assert_true(td_library_remember(library, list, NULL));
	{
		g_autoptr(td_archive) archive = td_archive_open(self.dir, NULL);

		expected = describe(archive, &spec);
	}
	fixture_run(self.folder,
	    "cd hidden/git/0.git && git repack -qad && mv objects/pack . && "
	    "for p in pack/*.pack; do git unpack-objects -q <$p; done && "
	    "for c in $(git rev-parse HEAD~2 HEAD~4); do rm -f "
	    "objects/${c%%??????????????????????????????????????}/${c#??}; done");
	{
		g_autoptr(td_archive) archive = td_archive_open(self.dir, NULL);

		plain = describe(archive, &spec);
		assert_string_not_equal(plain, expected);
	}
	td_library_forget_archive(library, list);
	assert_true(td_library_remember(library, list, NULL));
	got = describe(td_library_archive(library, list, NULL), &spec);
	assert_string_equal(got, expected);
	fixture_clear(&self);
}

static int
make_home(void **state)
{
	g_autofree char *settings = NULL;
	g_autofree char *data = NULL;

	if (fixture_setup(state) != 0)
		return -1;
	settings = g_build_filename(*state, "config", NULL);
	data = g_build_filename(*state, "data", NULL);
	g_setenv("HOME", *state, TRUE);
	g_setenv("XDG_CONFIG_HOME", settings, TRUE);
	g_setenv("XDG_DATA_HOME", data, TRUE);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ranges_are_the_same),
		cmocka_unit_test(many_commits_come_in_several_steps),
		cmocka_unit_test(epochs_follow_one_another),
		cmocka_unit_test(an_archive_may_be_ahead_of_its_index),
		cmocka_unit_test(a_merge_is_read_as_it_is),
		cmocka_unit_test(commits_are_not_read_again),
	};

	return cmocka_run_group_tests(tests, make_home, fixture_teardown);
}
