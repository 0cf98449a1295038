/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/people - our mailmap beside `git check-mailmap` */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../folder.h"
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"
#include "people/people.h"

static const char *const asked[][2] = {
	{ "Jane", "jane@example.org" },
	{ "jane", "JANE@Example.ORG" },
	{ "Jane D", "jane@old.example.org" },
	{ "JANE D", "jane@OLD.example.org" },
	{ "Nick", "shared@example.org" },
	{ "nick", "shared@example.org" },
	{ "Jill", "shared@example.org" },
	{ "Nobody", "nobody@example.org" },
	{ "", "empty@example.org" },
};

/* Each is a whole mailmap; the answers must be git's. */
static const struct {
	const char *what;
	const char *map;
} maps[] = {
	{ "an empty file", "" },
	{ "a name for an address", "Jane Doe <jane@example.org>\n" },
	{ "an address for an address", "<jane@example.org> <jane@old.example.org>\n" },
	{ "both for an address", "Jane Doe <jane@example.org> <jane@old.example.org>\n" },
	{ "both for both", "Jane Doe <jane@example.org> Jane D <jane@old.example.org>\n"
			   "Nick Roe <nick@example.org> nick <shared@example.org>\n"
			   "Jill Doe <jill@example.org> Jill <shared@example.org>\n" },
	{ "an address for both", "<nick@example.org> Nick <shared@example.org>\n" },
	{ "a fallback beside names",
	    "Nick Roe <nick@example.org> Nick <shared@example.org>\n"
	    "Everyone <all@example.org> <shared@example.org>\n" },
	{ "letters of other case in the file",
	    "Jane Doe <Jane@Example.Org> JaNe d <JANE@OLD.example.org>\n"
	    "J. Doe <JANE@EXAMPLE.ORG>\n" },
	{ "comments",
	    "# <x> <jane@example.org>\n#Jane Doe <jane@example.org>\n"
	    " # Jane Doe <jane@example.org>\nJill <shared@example.org> # note\n" },
	{ "a comment after the row with an address",
	    "Jane Doe <jane@example.org> # was <jane@old.example.org>\n" },
	{ "CRLF ends", "Jane Doe <jane@example.org>\r\nNick R <shared@example.org>\r\n" },
	{ "no newline at the end", "Jane Doe <jane@example.org>" },
	{ "blanks around", "  \t Jane Doe\t  <jane@example.org>   \n" },
	{ "blanks within brackets", "Jane Doe < jane@example.org >\n" },
	{ "blank name", "   <jane@example.org>\n" },
	{ "two blank names", " <new@example.org>   <jane@example.org>  \n" },
	{ "an empty proper address", "Jane Doe <>\nJane Roe <> <jane@example.org>\n" },
	{ "an empty commit address", "Jane Doe <jane@example.org> <>\n" },
	{ "brackets that do not close", "Jane Doe <jane@example.org\nJill > <x\n" },
	{ "brackets within brackets", "Jane <<jane@example.org>>\n" },
	{ "junk rows", "junk\n\n<\n>\n<>\n><\nJane Doe <jane@example.org>\n" },
	{ "three addresses",
	    "Jane Doe <jane@example.org> <jane@old.example.org> <shared@example.org>\n" },
	{ "later rows add to earlier ones",
	    "Jane Doe <jane@example.org>\n<new@example.org> <jane@example.org>\n" },
	{ "later rows win", "Jane A <jane@example.org>\nJane B <JANE@example.org>\n"
			    "N 1 <n1@x> Nick <shared@example.org>\n"
			    "<n2@x> NICK <shared@example.org>\n" },
	{ "a name for no name", "Some Body <empty@example.org>\n" },
	{ "a map is asked once only",
	    "<jane@old.example.org> <jane@example.org>\n"
	    "Third <third@example.org> <jane@old.example.org>\n" },
	{ "UTF-8 names", "J\xc3\xa4ne D\xc3\xb6"
			 "e <jane@example.org>\n"
			 "X <x@x> \xc3\x84"
			 "b <shared@example.org>\n" },
	{ "a byte order mark", "\xef\xbb\xbfJane Doe <jane@example.org>\n" },
	{ "vertical tab and form feed", "\v\fJane\f<jane@example.org>\n" },
};

/* What git makes of all that is asked, a line each. */
static char *
ask_git(const char *dir, const char *map)
{
	g_autofree char *file = g_build_filename(dir, "map", NULL);
	g_autofree char *setting = g_strconcat("mailmap.file=", file, NULL);
	g_autoptr(GPtrArray) argv = g_ptr_array_new_with_free_func(g_free);
	char *out = NULL;
	int status;

	assert_true(g_file_set_contents(file, map, -1, NULL));
	g_ptr_array_add(argv, g_strdup("git"));
	g_ptr_array_add(argv, g_strdup("-c"));
	g_ptr_array_add(argv, g_strdup(setting));
	g_ptr_array_add(argv, g_strdup("check-mailmap"));
	for (unsigned k = 0; k < G_N_ELEMENTS(asked); k++)
		g_ptr_array_add(
		    argv, g_strdup_printf("%s <%s>", asked[k][0], asked[k][1]));
	g_ptr_array_add(argv, NULL);
	assert_true(g_spawn_sync(dir, (char **)argv->pdata, NULL, G_SPAWN_SEARCH_PATH,
	    NULL, NULL, &out, NULL, &status, NULL));
	assert_int_equal(status, 0);
	return out;
}

static void
every_form_of_row_is_read_as_git_reads_it(void **state)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(maps); i++) {
		g_autoptr(td_people) people = td_people_new();
		g_autofree char *expected = ask_git(*state, maps[i].map);
		g_autoptr(GString) got = g_string_new(NULL);

		assert_true(
		    td_people_add_buffer(people, maps[i].map, strlen(maps[i].map), NULL));
		for (unsigned k = 0; k < G_N_ELEMENTS(asked); k++) {
			const char *name, *address;

			td_people_resolve(
			    people, asked[k][0], asked[k][1], &name, &address);
			g_string_append_printf(
			    got, "%s%s<%s>\n", name, name[0] ? " " : "", address);
		}
		if (strcmp(got->str, expected) != 0)
			fail_msg("%s: git has \"%s\", we have \"%s\"", maps[i].what,
			    expected, got->str);
	}
}

static void
without_a_map_nothing_changes(void **state)
{
	const char *name, *address;

	(void)state;
	td_people_resolve(NULL, "Jane", "jane@example.org", &name, &address);
	assert_string_equal(name, "Jane");
	assert_string_equal(address, "jane@example.org");
}

static void
a_file_adds_its_rows(void **state)
{
	g_autoptr(td_people) people = td_people_new();
	g_autofree char *file = g_build_filename(*state, "map", NULL);
	const char *name, *address;

	assert_true(g_file_set_contents(file, "Jane Doe <jane@example.org>\n", -1, NULL));
	assert_true(td_people_add_file(people, file, NULL));
	td_people_resolve(people, "x", "jane@example.org", &name, &address);
	assert_string_equal(name, "Jane Doe");
}

static void
a_file_that_is_not_there_is_an_error(void **state)
{
	g_autoptr(td_people) people = td_people_new();
	g_autoptr(GError) error = NULL;
	g_autofree char *file = g_build_filename(*state, "none", NULL);

	assert_false(td_people_add_file(people, file, &error));
	assert_true(g_error_matches(error, TD_ERROR, TD_ERROR_NOT_FOUND));
	g_clear_error(&error);
	assert_false(td_people_add_file(people, *state, &error));
	assert_true(g_error_matches(error, TD_ERROR, TD_ERROR_IO));
}

static int
make_dir(void **state)
{
	*state = g_dir_make_tmp("tidings-people-XXXXXX", NULL);
	/* No repository above and no configuration of this machine has a say. */
	g_setenv("GIT_CEILING_DIRECTORIES", g_get_tmp_dir(), TRUE);
	g_setenv("GIT_CONFIG_NOSYSTEM", "1", TRUE);
	g_setenv("HOME", *state, TRUE);
	g_setenv("GIT_DIR", *state, TRUE);
	const char *argv[] = { "git", "init", "-q", "--bare", *state, NULL };

	return g_spawn_sync(NULL, (char **)(uintptr_t)argv, NULL, G_SPAWN_SEARCH_PATH,
		   NULL, NULL, NULL, NULL, NULL, NULL)
		   ? 0
		   : -1;
}

static void
take_alias(const char *address, void *data)
{
	g_ptr_array_add(data, g_strdup(address));
}

static int
compare_texts(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void
addresses_of_one_person_are_found(void **state)
{
	static const char map[] =
	    "Jane Doe <Jane@example.org> <jane@Old.example.org>\n"
	    "Jane Doe <jane@example.org>\n"
	    "Jane Doe <jane@example.org> Jane <shared@example.org>\n"
	    "Nick <nick@example.org> Nick <shared@example.org>\n"
	    "Nick <nick@example.org> <n@example.org>\n";
	static const struct {
		const char *asked, *aliases;
	} rows[] = {
		{ "jane@EXAMPLE.org", "jane@old.example.org shared@example.org" },
		{ "nick@example.org", "n@example.org shared@example.org" },
		{ "shared@example.org", "" },
		{ "n@example.org", "" },
	};
	g_autoptr(td_people) people = td_people_new();

	(void)state;
	assert_true(td_people_add_buffer(people, map, sizeof map - 1, NULL));
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(g_free);
		g_autofree char *all = NULL;

		td_people_each_alias(people, rows[i].asked, take_alias, found);
		g_ptr_array_sort(found, compare_texts);
		g_ptr_array_add(found, NULL);
		all = g_strjoinv(" ", (char **)found->pdata);
		assert_string_equal(all, rows[i].aliases);
	}
	td_people_each_alias(NULL, "jane@example.org", take_alias, NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_of_one_person_are_found),
		cmocka_unit_test(every_form_of_row_is_read_as_git_reads_it),
		cmocka_unit_test(without_a_map_nothing_changes),
		cmocka_unit_test(a_file_adds_its_rows),
		cmocka_unit_test(a_file_that_is_not_there_is_an_error),
	};

	return cmocka_run_group_tests(tests, make_dir, remove_folder);
}
