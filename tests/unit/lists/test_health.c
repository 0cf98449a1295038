/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/statvfs.h>

#include "home.h"
#include "lists/health.h"

/* A line for each finding about that: "good what -> advice". */
static char *
find(const GPtrArray *findings, const char *about)
{
	static const char *const words[] = { "good", "warning", "wrong" };
	GString *text = g_string_new(NULL);

	for (unsigned i = 0; i < findings->len; i++) {
		const td_finding *one = findings->pdata[i];

		if (strcmp(one->about, about) == 0)
			g_string_append_printf(text, "%s %s -> %s\n",
			    words[one->severity], one->what,
			    one->advice ? one->advice : "nothing");
	}
	return g_string_free(text, FALSE);
}

static char *
check(const char *settings, const char *about)
{
	g_autoptr(td_config) config = open_config(settings);
	g_autoptr(td_library) library = open_library(config);
	g_autoptr(GPtrArray) findings = td_health_check(library, false);

	return find(findings, about);
}

#define assert_finding(settings, about, expected)                                        \
	do {                                                                             \
		g_autofree char *found_ = check((settings), (about));                    \
		assert_string_equal(found_, (expected));                                 \
	} while (0)

/* A git that says so of itself is the only one there is. */
static void
put_git(const char *home, const char *script)
{
	g_autofree char *folder = g_build_filename(home, "bin", NULL);
	g_autofree char *file = g_build_filename(folder, "git", NULL);

	g_mkdir_with_parents(folder, 0700);
	assert_true(g_file_set_contents(file, script, -1, NULL));
	g_chmod(file, 0700);
	g_setenv("PATH", folder, TRUE);
}

static void
a_git_that_is_too_old_is_told(void **state)
{
	static const struct {
		const char *version;
		bool good;
	} cases[] = {
		{ "git version 2.25.0", true },
		{ "git version 2.39.5 (Apple Git-154)", true },
		{ "git version 3.0.0", true },
		{ "git version 2.24.9", false },
		{ "git version 1.99.0", false },
		{ "git version 2", false },
		{ "another program 9.9", false },
	};
	g_autofree char *path = g_strdup(g_getenv("PATH"));

	for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *script =
		    g_strdup_printf("#!/bin/sh\necho '%s'\n", cases[i].version);
		g_autofree char *expected =
		    cases[i].good
			? g_strdup_printf("good %s -> nothing\n", cases[i].version)
			: g_strdup_printf(
			      "warning %s is older than what was tried -> install git "
			      "2.25 or newer\n",
			      cases[i].version);

		put_git(*state, script);
		assert_finding("", "git", expected);
	}
	g_setenv("PATH", path, TRUE);
}

static void
no_git_is_wrong(void **state)
{
	g_autofree char *path = g_strdup(g_getenv("PATH"));
	g_autofree char *found = NULL;

	g_setenv("PATH", *state, TRUE);
	found = check("", "git");
	g_setenv("PATH", path, TRUE);
	assert_true(g_str_has_prefix(found, "wrong "));
	assert_true(g_str_has_suffix(found, " -> install git\n"));
}

static void
a_folder_that_is_not_there_yet_is_no_harm(void **state)
{
	g_autofree char *expected = g_strdup_printf(
	    "good '%s/new/er' is not there yet: the first list makes it -> nothing\n",
	    (char *)*state);

	assert_finding("[tidings]\n\tdataDir = ~/new/er\n", "folder", expected);
	assert_finding("[tidings]\n\tdataDir = ~/new/er\n", "room", "");
}

static void
settings_say_how_many_lists_there_are(void **state)
{
	(void)state;
	assert_finding("", "settings", "good 0 lists -> nothing\n");
	assert_finding(
	    "[list \"a\"]\n\tdir = /srv/a\n", "settings", "good 1 list -> nothing\n");
	assert_finding("[list \"a\"]\n\tdir = /srv/a\n[list \"b\"]\n\tdir = /srv/b\n",
	    "settings", "good 2 lists -> nothing\n");
}

static void
a_list_that_says_too_little_is_wrong(void **state)
{
	g_autofree char *found = check("[list \"a\"]\n\tsince = x\n", "settings");

	(void)state;
	assert_true(
	    g_str_has_prefix(found, "wrong list 'a' has neither a url nor a dir"));
	assert_null(strstr(found, "good"));
}

/* Of what stands in the folder of a reader's own. */
static char *
put_file(const char *home, const char *name, const char *text)
{
	char *path = g_build_filename(home, "data", "tidings", name, NULL);
	g_autofree char *folder = g_path_get_dirname(path);

	g_mkdir_with_parents(folder, 0700);
	assert_true(g_file_set_contents(path, text, -1, NULL));
	return path;
}

static void
what_a_killed_program_left_is_told(void **state)
{
	g_autofree char *cursors = put_file(*state, "cursors.lock", "");
	g_autofree char *own =
	    g_build_filename(*state, "config", "tidings", "config.lock", NULL);
	g_autofree char *found = NULL;

	assert_true(g_file_set_contents(own, "", 0, NULL));
	found = check("", "lock");
	g_unlink(own);
	g_unlink(cursors);
	assert_non_null(strstr(found, "config.lock' was left by"));
	assert_non_null(strstr(found, "cursors.lock' was left by"));
	assert_finding("", "lock", "");
}

/* Of the disk that there is: whether the border is on the right side of it. */
static void
room_is_told_in_mebibytes(void **state)
{
	g_autofree char *file = put_file(*state, "x", "");
	g_autofree char *folder = g_path_get_dirname(file);
	g_autofree char *found = check("", "room");
	struct statvfs disk;
	unsigned long left;

	assert_int_equal(statvfs(folder, &disk), 0);
	left = disk.f_bavail / ((1ul << 20) / disk.f_frsize);
	if (left > 2048)
		assert_true(g_str_has_prefix(found, "good "));
	else if (left > 200 && left < 900)
		assert_true(g_str_has_prefix(found, "warning "));
	else if (left < 50)
		assert_true(g_str_has_prefix(found, "wrong "));
	assert_non_null(strstr(found, " MiB are free in '"));
	assert_int_equal(g_str_has_suffix(found, " -> nothing\n"), left >= 1024);
}

static void
a_damaged_cursor_is_wrong(void **state)
{
	g_autofree char *cursors =
	    put_file(*state, "cursors", "[cursor \"a\"]\n\tcommit = 12\n");
	g_autofree char *found = check("[list \"a\"]\n\tdir = /srv/a\n", "cursors");
	g_autofree char *others = check("[list \"b\"]\n\tdir = /srv/b\n", "cursors");

	g_unlink(cursors);
	assert_true(g_str_has_prefix(found, "wrong "));
	assert_string_equal(others, "");
}

static void
a_mirror_that_is_no_lists_is_told(void **state)
{
	g_autofree char *lists =
	    g_build_filename(*state, "data", "tidings", "lists", NULL);
	g_autofree char *expected = g_strdup_printf(
	    "warning '%s/left' belongs to no list -> add the list again ('tidings add "
	    "left URL'), or remove '%s/left'\n",
	    lists, lists);

	g_free(put_file(*state, "lists/left/x", ""));
	assert_finding("", "mirror", expected);
	/* One that is read elsewhere has no mirror either. */
	assert_finding("[list \"left\"]\n\tdir = /srv/a\n", "mirror", expected);
	assert_finding(
	    "[list \"left\"]\n\turl = https://l.example.org/left\n", "mirror", "");
}

static void
an_index_that_is_not_there_is_no_harm_without_lists(void **state)
{
	g_autofree char *none = g_strdup_printf(
	    "good '%s/data/tidings/index.sqlite' is not there yet -> nothing\n",
	    (char *)*state);
	g_autofree char *some =
	    g_strdup_printf("warning '%s/data/tidings/index.sqlite' is not there yet -> "
			    "'tidings sync' makes it\n",
		(char *)*state);

	assert_finding("", "index", none);
	assert_finding("[list \"a\"]\n\tdir = /srv/a\n", "index", some);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_git_that_is_too_old_is_told),
		cmocka_unit_test(no_git_is_wrong),
		cmocka_unit_test(a_folder_that_is_not_there_yet_is_no_harm),
		cmocka_unit_test(settings_say_how_many_lists_there_are),
		cmocka_unit_test(a_list_that_says_too_little_is_wrong),
		cmocka_unit_test(what_a_killed_program_left_is_told),
		cmocka_unit_test(room_is_told_in_mebibytes),
		cmocka_unit_test(a_damaged_cursor_is_wrong),
		cmocka_unit_test(a_mirror_that_is_no_lists_is_told),
		cmocka_unit_test(an_index_that_is_not_there_is_no_harm_without_lists),
	};

	return cmocka_run_group_tests(tests, make_home, remove_folder);
}
