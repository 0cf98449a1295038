/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/archive/test_reader.c - what each kind of archive gives, whole or damaged */
#include "fixture.h"

#include <string.h>

#include "base/error.h"

static void
expect(const char *folder, const char *name, const char *revisions, const char *wanted)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);
	g_autofree char *got = fixture_revisions(path, revisions);

	if (strcmp(got, wanted) != 0)
		fail_msg("%s of %s: got \"%s\", not \"%s\"",
		    revisions ? revisions : "all", name, got, wanted);
}

static void
expect_message(
    const char *folder, const char *name, const char *revisions, const char *part)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);
	g_autofree char *got = fixture_message(path, revisions);

	if (!strstr(got, part))
		fail_msg("%s: \"%s\" does not say \"%s\"", name, got, part);
}

static void
a_mail_is_its_bytes_and_its_blob(void **state)
{
	g_autofree char *path = g_build_filename(*state, "plain.git", NULL);
	g_autofree char *hex = NULL;
	g_autofree char *text = fixture_mail(2);
	g_autoptr(td_archive) archive = NULL;
	g_autoptr(td_range) range = NULL;
	g_autoptr(td_reader) reader = NULL;
	const td_entry *entry;
	td_mail mail;
	char blob[TD_OID_HEX];

	fixture_repository(*state, "plain.git", "1 2@7 3");
	hex = fixture_ask(*state, "git -C plain.git rev-parse HEAD~1:m");
	archive = td_archive_open(path, NULL);
	range = td_archive_select(archive, &(td_range_spec){ 0 }, NULL);
	reader = td_reader_open(archive, NULL);
	entry = &g_array_index(range->entries, td_entry, 1);
	assert_true(td_reader_load(reader, entry, &mail, NULL));
	assert_true(td_span_is(mail.bytes, text));
	td_oid_to_hex(&mail.blob, blob);
	assert_string_equal(blob, hex);
	assert_int_equal(entry->received, FIXTURE_START + 7 * 60);
	assert_int_equal(td_archive_get_kind(archive), TD_ARCHIVE_EPOCH);
}

static void
commits_without_a_mail_are_told_apart(void **state)
{
	fixture_repository(*state, "odd.git", "1 = 2 + -1 = 3");
	expect(*state, "odd.git", NULL, "1 . 2 . -1 . 3");
	expect(*state, "odd.git", "HEAD~6..", ". 2 . -1 . 3");
	expect(*state, "odd.git", "HEAD~4..", ". -1 . 3");
}

static void
a_clone_of_any_shape_is_read(void **state)
{
	fixture_repository(*state, "source.git", "1 2 3");
	fixture_run(*state,
	    "git clone -q source.git work; git clone -q --mirror source.git "
	    "mirror/0.git; git clone -q -s --bare source.git shared.git; ln "
	    "-s source.git link.git; mkdir -p links/git; ln -s "
	    "../../source.git links/git/0.git; git clone -q --bare source.git "
	    "lost.git; git -C lost.git symbolic-ref HEAD refs/heads/gone; git "
	    "clone -q --bare source.git other.git; cd other.git; git branch "
	    "-m master letters; git symbolic-ref HEAD refs/heads/gone");
	expect(*state, "work", NULL, "1 2 3");
	expect(*state, "work/.git", "HEAD~1..", "3");
	expect(*state, "mirror", NULL, "1 2 3");
	expect(*state, "mirror/0.git", NULL, "1 2 3");
	expect(*state, "shared.git", NULL, "1 2 3");
	expect(*state, "link.git", NULL, "1 2 3");
	expect(*state, "links", NULL, "1 2 3");
	expect(*state, "lost.git", "HEAD~1..", "3");
	expect(*state, "other.git", NULL, "1 2 3");
}

static void
a_repository_of_all_epochs_leads_to_them(void **state)
{
	fixture_repository(*state, "full/git/0.git", "1 2");
	fixture_repository(*state, "full/git/1.git", "3");
	fixture_run(*state, "git init -q --bare full/all.git; printf "
			    "'../../git/0.git/objects\\n../../git/1.git/objects\\n' "
			    ">full/all.git/objects/info/alternates");
	expect(*state, "full", NULL, "1 2 3");
	expect(*state, "full/all.git", NULL, "1 2 3");
}

static void
epochs_may_share_their_objects(void **state)
{
	g_autofree char *first = NULL;
	g_autofree char *range = NULL;

	fixture_repository(*state, "pool/git/0.git", "1 2 3");
	fixture_repository(*state, "pool/git/1.git", "4 5");
	fixture_run(*state, "echo ../../0.git/objects "
			    ">pool/git/1.git/objects/info/alternates");
	first = fixture_ask(*state, "git -C pool/git/0.git rev-parse HEAD~1");
	range = g_strdup_printf("%s..", first);
	expect(*state, "pool", range, "3 4 5");
}

static void
a_shallow_clone_ends_where_it_ends(void **state)
{
	g_autofree char *beyond = NULL;

	fixture_repository(*state, "deep.git", "1 2 3 4 5 6");
	fixture_run(
	    *state, "git clone -q --bare --depth 3 file://$PWD/deep.git shallow.git");
	beyond = fixture_ask(*state, "git -C deep.git rev-parse HEAD~4");
	expect(*state, "shallow.git", NULL, "4 5 6 shallow");
	expect(*state, "shallow.git", "HEAD~1..", "6");
	expect(*state, "shallow.git", "HEAD~2..", "5 6");
	expect(*state, "shallow.git", "HEAD~3..", "error 2");
	expect_message(*state, "shallow.git", "HEAD~3..", "shallow");
	expect_message(*state, "shallow.git", beyond, "--unshallow");
}

static void
a_missing_object_is_one_corrupt_mail(void **state)
{
	fixture_repository(*state, "bad.git", "1 2 3 4 5 6");
	fixture_run(*state,
	    "cd bad.git; "
	    "lose() { rm -f objects/$(git rev-parse $1 | sed 's,..,&/,'); }; "
	    "spoil() { f=objects/$(git rev-parse $1 | sed 's,..,&/,'); chmod u+w $f; "
	    "printf xxxxxxxxxx | dd of=$f bs=1 seek=3 conv=notrunc 2>/dev/null; }; "
	    "lose HEAD~1:m; spoil HEAD~2:m; spoil HEAD~4^{tree}");
	expect(*state, "bad.git", NULL, "1 x 3 x x 6");
	expect(*state, "bad.git", "HEAD~2..", "x 6");
}

static void
a_missing_commit_ends_the_range_and_is_told(void **state)
{
	g_autofree char *first = NULL;
	g_autofree char *range = NULL;

	fixture_repository(*state, "torn.git", "1 2 3 4 5");
	fixture_run(*state,
	    "cd torn.git; git rev-parse HEAD~4 >../torn-first; rm -f objects/$(git "
	    "rev-parse HEAD~2 | sed 's,..,&/,')");
	first = fixture_ask(*state, "cat torn-first");
	range = g_strdup_printf("%s..", first);
	expect(*state, "torn.git", NULL, "x 4 5 broken");
	expect(*state, "torn.git", range, "x 4 5 broken");
	expect(*state, "torn.git", "HEAD~1..", "5");
	expect(*state, "torn.git", "HEAD~4..", "error 2");
}

static void
what_is_no_archive_is_said_to_be_none(void **state)
{
	fixture_run(*state,
	    "mkdir empty; git init -q --bare new.git; printf 'Hello\\n' >text; "
	    "git init -q code; cd code; echo x >file; git add file; git "
	    "commit -q -m x; cd ..; git init -q --object-format=sha256 "
	    "new256; git init -q --bare --object-format=sha256 bare256");
	expect(*state, "nowhere", NULL, "error 0");
	expect(*state, "empty", NULL, "error 1");
	expect(*state, "code", NULL, "error 1");
	expect(*state, "text", NULL, "error 1");
	expect(*state, "text/more", NULL, "error 0");
	expect(*state, "new.git", NULL, "error 3");
	expect_message(*state, "new256", NULL, "SHA-256");
	expect_message(*state, "bare256", NULL, "SHA-256");
	assert_int_equal(TD_ERROR_NOT_ARCHIVE, 1);
}

static void
a_v1_commit_may_hold_many_mails(void **state)
{
	fixture_repository(*state, "v1.git", "/1&/2&/3 /4 + !2 /5&!1 =");
	/* The order within a commit is that of the file names. */
	expect(*state, "v1.git", "HEAD~3..HEAD~2", "-2");
	expect(*state, "v1.git", "HEAD~5..HEAD~3", "4 .");
	expect(*state, "v1.git", "HEAD~1..", ".");
	expect(*state, "v1.git", "HEAD~2..HEAD~1", "-1 5");
	{
		g_autofree char *path = g_build_filename(*state, "v1.git", NULL);
		g_autofree char *all = fixture_revisions(path, NULL);
		g_autofree char *last =
		    fixture_select(path, &(td_range_spec){ .last = 2 });
		g_autofree char *dated = fixture_select(
		    path, &(td_range_spec){ .since = "2025-11-01T00:04:00Z",
			      .until = "2025-11-01T00:04:30Z" });

		assert_int_equal(strlen(all), strlen("1 2 3 4 . -2 -1 5 ."));
		assert_true(strchr(all, '1') && strchr(all, '2') && strchr(all, '3'));
		assert_string_equal(last, "4 . -2 -1 5 .");
		assert_string_equal(dated, "4");
	}
}

static void
a_maildir_is_in_order_of_delivery(void **state)
{
	g_autofree char *path = g_build_filename(*state, "maildir", NULL);
	g_autofree char *last = NULL;
	g_autofree char *dated = NULL;

	fixture_run(*state,
	    "mkdir -p maildir/cur maildir/new maildir/tmp maildir/.Sent/cur "
	    "maildir/cur/sub; "
	    "mail() { printf 'Message-ID: <%%s@example.org>\\n\\nbody\\n' $1 "
	    ">maildir/$2; }; "
	    "mail 1 cur/1761955260.M1.host:2,S; mail 2 new/1761955320.M1.host; "
	    "mail 3 cur/1761955320.M2.host:2,; mail 4 cur/named; touch -d @1761955300 "
	    "maildir/cur/named; mail 5 tmp/1761955260.M9.host; mail 6 "
	    "cur/.hidden; "
	    "mail 7 .Sent/cur/1761955260.M1.host; mail 8 cur/9.M1.host");
	expect(*state, "maildir", NULL, "8 1 4 2 3");
	expect(*state, "maildir", "HEAD~3..", "error 11");
	last = fixture_select(path, &(td_range_spec){ .last = 2 });
	dated = fixture_select(path, &(td_range_spec){ .since = "2025-11-01T00:01:30Z" });
	assert_string_equal(last, "2 3");
	assert_string_equal(dated, "4 2 3");
}

static void
a_maildir_may_change_while_it_is_read(void **state)
{
	g_autofree char *path = g_build_filename(*state, "moving", NULL);
	g_autoptr(td_archive) archive = NULL;
	g_autoptr(td_range) range = NULL;
	g_autoptr(td_reader) reader = NULL;
	td_mail mail;

	fixture_run(*state,
	    "mkdir -p moving/cur moving/new; printf 'A: b\\n\\nx\\n' | tee "
	    "moving/new/1.a >moving/new/2.b");
	archive = td_archive_open(path, NULL);
	range = td_archive_select(archive, &(td_range_spec){ 0 }, NULL);
	reader = td_reader_open(archive, NULL);
	fixture_run(*state, "mv moving/new/1.a moving/cur/1.a:2,S; rm moving/new/2.b");
	assert_true(td_reader_load(
	    reader, &g_array_index(range->entries, td_entry, 0), &mail, NULL));
	assert_int_equal(mail.state, TD_MAIL_OK);
	assert_true(td_span_is(mail.bytes, "A: b\n\nx\n"));
	assert_true(td_reader_load(
	    reader, &g_array_index(range->entries, td_entry, 1), &mail, NULL));
	assert_int_equal(mail.state, TD_MAIL_CORRUPT);
}

static void
readers_share_nothing(void **state)
{
	g_autofree char *path = g_build_filename(*state, "two.git", NULL);
	g_autoptr(td_archive) archive = NULL;
	g_autoptr(td_range) range = NULL;
	g_autoptr(td_reader) one = NULL;
	g_autoptr(td_reader) two = NULL;
	td_mail a, b;

	fixture_repository(*state, "two.git", "1 2");
	archive = td_archive_open(path, NULL);
	range = td_archive_select(archive, &(td_range_spec){ 0 }, NULL);
	one = td_reader_open(archive, NULL);
	two = td_reader_open(archive, NULL);
	assert_true(
	    td_reader_load(one, &g_array_index(range->entries, td_entry, 0), &a, NULL));
	assert_true(
	    td_reader_load(two, &g_array_index(range->entries, td_entry, 1), &b, NULL));
	assert_true(td_span_find(a.bytes, "<1@") > 0);
	assert_true(td_span_find(b.bytes, "<2@") > 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_mail_is_its_bytes_and_its_blob),
		cmocka_unit_test(commits_without_a_mail_are_told_apart),
		cmocka_unit_test(a_clone_of_any_shape_is_read),
		cmocka_unit_test(a_repository_of_all_epochs_leads_to_them),
		cmocka_unit_test(epochs_may_share_their_objects),
		cmocka_unit_test(a_shallow_clone_ends_where_it_ends),
		cmocka_unit_test(a_missing_object_is_one_corrupt_mail),
		cmocka_unit_test(a_missing_commit_ends_the_range_and_is_told),
		cmocka_unit_test(what_is_no_archive_is_said_to_be_none),
		cmocka_unit_test(a_v1_commit_may_hold_many_mails),
		cmocka_unit_test(a_maildir_is_in_order_of_delivery),
		cmocka_unit_test(a_maildir_may_change_while_it_is_read),
		cmocka_unit_test(readers_share_nothing),
	};

	return cmocka_run_group_tests(tests, fixture_setup, fixture_teardown);
}
