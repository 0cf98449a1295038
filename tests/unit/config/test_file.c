/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/config - our reader of configuration files beside `git config --list` */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../folder.h"
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "config/config.h"
#include "config/file.h"
#include "config/prune.h"
#include "config/setting.h"

/* Each is a whole file; git must say the same of it, be it that it is broken. */
static const char *const files[] = {
	"",
	"[core]\n\tpager = less\n",
	"\xef\xbb\xbf[core]\npager=less",
	"\xef\xbb[core]\npager=less",
	"[core]\r\n\tpager = less -R\r\n\tx = a\\\r\nb\r\n",
	"[Core] Pager=a\n[COLOR]ui=always\n",
	"[list \"Kvm\"]\n\turl = https://example.org/kvm\n\tURL = second\n",
	"[list \"a \\\"b\\\" \\\\ c\\d\"]\nurl = x\n",
	"[list.Kvm]\nurl = x\n",
	"[list    \"a.b\"]\nurl = x\n",
	"[list \"\"]\nurl = x\n",
	"[a]b=  c  d   # e\nf = g;h\ni = \"#j\" ;k\n",
	"[a]b=\"  c \" d\"\"e\n",
	"[a]b=\"c\\\n  d\"\n",
	"[a]b = one \\\n  two\n",
	"[a]b = \\t\\n\\b\\\\\\\"\n",
	"[a]b =\nc\nd = \n e-f = 1\n",
	"[a]b\n[c]\n",
	"[a]b # no value\n",
	"; a comment\n# another\n[a]\n;b=c\nd=e\n",
	"[a]b=c",
	"[a]b=c\\",
	"[a]b=c\\\n",
	"[a]b=\\x\n",
	"[a]b=\"c\nd\"\n",
	"[a]b=\"c",
	"[a\n]b=c\n",
	"[a \"b\n\"]c=d\n",
	"[a \"b\" ]c=d\n",
	"[a b]c=d\n",
	"[a",
	"[]b=c\n",
	"[a]1b=c\n",
	"[a]b_c=d\n",
	"b=c\n",
	"[a]b c\n",
	"[a]b:c\n",
	"[a]\nb=c\n[d]=e\n",
	"[a]b=c\n\n\n[d\n",
	"[a]=\n",
	"[a.b \"c\"]d=e\n",
	"[-]b=c\n",
	"[include]\npath = other\n[a]b=last\n",
	"[include]\npath = missing\n[a]b=c\n",
	"[includeIf \"gitdir:/nowhere/\"]\npath = other\n[a]b=c\n",
};

/* What git says: "name\nvalue" for each, with a NUL after it; NULL for an error. */
static char *
ask_git(const char *path)
{
	const char *argv[] = { "git", "config", "--file", path, "--includes", "--list",
		"-z", NULL };
	char buffer[4096];
	g_autoptr(GString) all = g_string_new(NULL);
	int out, status;
	GPid pid;

	assert_true(g_spawn_async_with_pipes(NULL, (char **)(uintptr_t)argv, NULL,
	    G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDERR_TO_DEV_NULL,
	    NULL, NULL, &pid, NULL, &out, NULL, NULL));
	for (;;) {
		ssize_t n = read(out, buffer, sizeof buffer);

		if (n <= 0)
			break;
		for (ssize_t i = 0; i < n; i++)
			g_string_append_c(all, buffer[i] ? buffer[i] : '|');
	}
	close(out);
	waitpid(pid, &status, 0);
	g_spawn_close_pid(pid);
	return status == 0 ? g_string_free(g_steal_pointer(&all), FALSE) : NULL;
}

/* The same of ours. git leaves out the LF where there is no "=". */
static char *
ask_ours(const char *path)
{
	g_autoptr(GPtrArray) settings = td_settings_array();
	g_autoptr(GString) all = g_string_new(NULL);
	g_autoptr(GError) error = NULL;

	if (!td_file_read(path, settings, &error)) {
		assert_non_null(strstr(error->message, path));
		return NULL;
	}
	for (unsigned i = 0; i < settings->len; i++) {
		const td_setting *setting = settings->pdata[i];

		g_string_append_printf(all, "%s\n%s|", setting->name, setting->value);
	}
	return g_string_free(g_steal_pointer(&all), FALSE);
}

/* Empty values and missing ones are the same to us. */
static char *
without_empty(const char *said)
{
	g_auto(GStrv) some = said ? g_strsplit(said, "\n|", -1) : NULL;

	return some ? g_strjoinv("|", some) : NULL;
}

static void
a_file_says_what_git_says_of_it(void **state)
{
	g_autofree char *path = g_build_filename(*state, "config", NULL);
	g_autofree char *other = g_build_filename(*state, "other", NULL);

	assert_true(g_file_set_contents(other, "[a]b=other\n[x]y=z\n", -1, NULL));
	for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
		g_autofree char *git = NULL, *ours = NULL;
		g_autofree char *left = NULL, *right = NULL;

		assert_true(g_file_set_contents(path, files[i], -1, NULL));
		git = ask_git(path);
		ours = ask_ours(path);
		left = without_empty(git);
		right = without_empty(ours);
		if (g_strcmp0(left, right) != 0)
			fail_msg(
			    "\"%s\": git says \"%s\", we \"%s\"", files[i], left, right);
	}
}

static void
a_line_that_is_wrong_is_named(void **state)
{
	static const struct {
		const char *text;
		unsigned line;
	} cases[] = {
		{ "[a", 1 },
		{ "[a]\nb = c\nd_e = f\n", 3 },
		{ "[a]\nb = \"c\nd = e\n", 2 },
		{ "\n\n[a b]\n", 3 },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GPtrArray) settings = td_settings_array();
		g_autoptr(GError) error = NULL;
		g_autofree char *words = g_strdup_printf("line %u ", cases[i].line);

		assert_false(
		    td_file_parse(td_span_of(cases[i].text), "file", settings, &error));
		assert_true(g_error_matches(error, TD_ERROR, TD_ERROR_MALFORMED));
		if (!strstr(error->message, words))
			fail_msg("\"%s\" has no \"%s\"", error->message, words);
	}
}

/* Nor is it read from nowhere. */
static void
nothing_is_a_configuration(void **state)
{
	static const char mark[] = "\xef\xbb\xbf";
	const td_span none[] = { { NULL, 0 }, { "", 0 }, { mark, 3 } };

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(none); i++) {
		g_autoptr(GPtrArray) settings = td_settings_array();

		assert_true(td_file_parse(none[i], "file", settings, NULL));
		assert_int_equal(settings->len, 0);
	}
}

static void
files_that_include_each_other_are_an_error(void **state)
{
	g_autofree char *path = g_build_filename(*state, "round", NULL);
	g_autoptr(GPtrArray) settings = td_settings_array();
	g_autoptr(GError) error = NULL;

	assert_true(g_file_set_contents(
	    path, "[include]\npath = round\npath = round\n", -1, NULL));
	assert_false(td_file_read(path, settings, &error));
	assert_true(g_error_matches(error, TD_ERROR, TD_ERROR_MALFORMED));
}

static void
each_place_beats_the_one_before(void **state)
{
	static const struct {
		const char *variable, *name;
	} places[] = {
		{ "GIT_CONFIG_SYSTEM", "system" },
		{ "GIT_CONFIG_GLOBAL", "global" },
	};
	g_autoptr(td_config) config = NULL;
	g_autofree char *own = g_build_filename(*state, "tidings", NULL);
	g_autofree char *file = g_build_filename(own, "config", NULL);
	g_autofree char *value = NULL;

	for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
		g_autofree char *path = g_build_filename(*state, places[i].name, NULL);
		g_autofree char *text = g_strdup_printf(
		    "[a]%s=yes\nlast=%s\n", places[i].name, places[i].name);

		assert_true(g_file_set_contents(path, text, -1, NULL));
		g_setenv(places[i].variable, path, TRUE);
	}
	g_unsetenv("GIT_CONFIG_NOSYSTEM");
	g_mkdir(own, 0700);
	assert_true(g_file_set_contents(file, "[a]own=yes\nlast=own\n", -1, NULL));
	for (int i = 0; i < 4; i++) {
		static const char *const names[] = { "a.system", "a.global", "a.own",
			"a.LAST" };

		if (!config)
			config = td_config_open(NULL);
		assert_non_null(config);
		g_free(value);
		value = td_config_find(config, names[i]);
		assert_string_equal(value, i < 3 ? "yes" : "own");
	}
	g_setenv("GIT_CONFIG_NOSYSTEM", "1", TRUE);
	g_clear_pointer(&config, td_config_close);
	config = td_config_open(NULL);
	assert_null(td_config_find(config, "a.system"));
}

/* Without the sections list.a that have nothing; NULL: as it is. */
static const struct {
	const char *bytes, *pruned;
} emptied[] = {
	{ "[list \"a\"]\n", "" },
	{ "[list \"a\"]", "" },
	{ "[list \"a\"]\n\n[list \"b\"]\n\turl = x\n", "[list \"b\"]\n\turl = x\n" },
	{ "[x]\n\ty = z\n[LIST \"a\"]\r\n[list \"a\"]\n\turl = x\n",
	    "[x]\n\ty = z\n[list \"a\"]\n\turl = x\n" },
	{ "[list \"a\"]\n# kept for later\n", NULL },
	{ "[list \"A\"]\n", NULL },
	{ "[list \"b\"]\n", NULL },
	{ "[list \"a\"] url = x\n", NULL },
	{ "[x]\n\ty = \\\n[list \"a\"]\n", NULL },
	{ "", NULL },
	{ "[", NULL },
};

static void
a_section_with_nothing_in_it_goes(void **state)
{
	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(emptied); i++) {
		g_autofree char *pruned =
		    td_prune_text(td_span_of(emptied[i].bytes), "list.a.");

		if (g_strcmp0(pruned, emptied[i].pruned) != 0)
			fail_msg("%s", emptied[i].bytes);
	}
}

static void
removing_leaves_the_file_a_link(void **state)
{
	g_autofree char *file = g_strdup_printf("%s/own", (char *)*state);
	g_autofree char *link = g_strdup_printf("%s/link", (char *)*state);
	const td_setting some[] = { { "list.a.url", "x" }, { "list.b.url", "y" } };
	g_autoptr(GError) error = NULL;
	g_autoptr(td_settings) settings = NULL;
	g_autofree char *bytes = NULL;

	g_file_set_contents(file, "", 0, NULL);
	assert_int_equal(symlink(file, link), 0);
	settings = td_settings_open(link, &error);
	assert_true(td_settings_put(settings, some, 2, &error));
	assert_true(td_settings_remove(settings, "list.a.", &error));
	assert_true(g_file_test(link, G_FILE_TEST_IS_SYMLINK));
	assert_true(g_file_get_contents(file, &bytes, NULL, NULL));
	assert_null(strstr(bytes, "\"a\""));
	assert_non_null(strstr(bytes, "\"b\""));
}

static void
the_name_is_between_the_first_dot_and_the_last(void **state)
{
	static const struct {
		const char *setting, *name, *key;
	} cases[] = {
		{ "list.kvm.url", "kvm", "url" },
		{ "list.a.b.url", "a.b", "url" },
		{ "list...url", ".", "url" },
		{ "list..url", NULL, NULL },
		{ "serve.listen", NULL, NULL },
		{ "serve", NULL, NULL },
	};

	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
		const char *key = NULL;
		g_autofree char *name = td_setting_part(cases[i].setting, &key);

		if (cases[i].name == NULL) {
			assert_null(name);
			continue;
		}
		assert_string_equal(name, cases[i].name);
		assert_string_equal(key, cases[i].key);
	}
}

static int
make_dir(void **state)
{
	*state = g_dir_make_tmp("tidings-config-XXXXXX", NULL);
	g_setenv("GIT_CEILING_DIRECTORIES", g_get_tmp_dir(), TRUE);
	g_setenv("HOME", *state, TRUE);
	g_setenv("XDG_CONFIG_HOME", *state, TRUE);
	return *state ? 0 : -1;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_says_what_git_says_of_it),
		cmocka_unit_test(a_line_that_is_wrong_is_named),
		cmocka_unit_test(nothing_is_a_configuration),
		cmocka_unit_test(files_that_include_each_other_are_an_error),
		cmocka_unit_test(each_place_beats_the_one_before),
		cmocka_unit_test(a_section_with_nothing_in_it_goes),
		cmocka_unit_test(removing_leaves_the_file_a_link),
		cmocka_unit_test(the_name_is_between_the_first_dot_and_the_last),
	};

	return cmocka_run_group_tests(tests, make_dir, remove_folder);
}
