/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "index/recent.h"
#include "link/link.h"
#include "store/names.h"
#include "write/write.h"

#include "corpus.h"

static bool
is_in_range(const char *text, const char *message_id)
{
	td_names_range ranges[2];
	unsigned n = td_names_begin_with(text, ranges);
	uint64_t key = td_names_key(message_id, 7);

	for (unsigned i = 0; i < n; i++)
		if (key >= ranges[i].first && key <= ranges[i].last)
			return true;
	return false;
}

static void
what_begins_alike_lies_together(void **state)
{
	static const char *const pairs[][2] = {
		{ "20251031", "20251031101112.1-1-a@example.org" },
		{ "20251031101112.1-1", "20251031101112.1-1-a@example.org" },
		{ "2025", "20251031101112.1-1-a@example.org" },
		{ "2025", "2025.10@example.org" },
		{ "2025103", "20251031101112.1-1-a@example.org" },
		{ "aQNJ", "aQNJb3Kx0j1c@example.org" },
		{ "1@xy", "1@xyz" },
		{ "99999999", "999999999@example.org" },
		{ "0000", "00000000-0000-0000@example.org" },
		{ "\xff\xfe\xfd\xfc", "\xff\xfe\xfd\xfc@example.org" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++)
		if (!is_in_range(pairs[i][0], pairs[i][1]))
			fail_msg("%s is not where %s is", pairs[i][1], pairs[i][0]);
	assert_false(is_in_range("20251031", "20251101101112.1-1-a@example.org"));
	assert_false(is_in_range("2025", "20261101101112.1-1-a@example.org"));
	assert_false(is_in_range("aQNJ", "bQNJb3Kx0j1c@example.org"));
}

static void
keys_follow_the_days(void **state)
{
	uint64_t one = td_names_key("20251031235959.9-9-z@example.org", 7);
	uint64_t two = td_names_key("20251101000000.1-1-a@example.org", 7);

	(void)state;
	assert_true(one < two);
	assert_true(one != td_names_key("20251031235959.9-9-y@example.org", 7));
	assert_true(one != td_names_key("20251031235959.9-9-z@example.org", 8));
	assert_true(td_names_key("", 7) == td_names_key("", 7));
}

static void
ids_are_guessed_by_how_they_begin(void **state)
{
	g_autofree char *path = g_strdup_printf("%s/names", *(char **)*state);
	g_autoptr(GError) error = NULL;
	g_autoptr(td_index) index = corpus_open(path);
	static const char *const ids[] = { "20251031.1@x", "20251031.2@x", "20251101.1@x",
		"2025-10-31@x", "abcd@x", "abce@x" };

	assert_true(td_index_begin(index, &error));
	for (unsigned i = 0; i < G_N_ELEMENTS(ids); i++) {
		corpus_mail mail = { .blob = ids[i], .message_id = ids[i] };

		corpus_add(index, corpus_list(index, ""), i + 1, &mail);
	}
	assert_true(td_index_link(index, &error));
	assert_true(td_index_commit(index, &error));

	static const struct {
		const char *text;
		unsigned n;
	} asked[] = { { "20251031", 2 }, { "2025103", 2 }, { "2025", 4 },
		{ "20251031.2", 1 }, { "abcd", 1 }, { "abc%", 0 }, { "20251031.1@x", 1 },
		{ "99999999", 0 } };

	for (unsigned i = 0; i < G_N_ELEMENTS(asked); i++) {
		g_autoptr(GPtrArray) found =
		    td_index_guess_ids(index, asked[i].text, 20, &error);

		assert_non_null(found);
		if (found->len != asked[i].n)
			fail_msg("%s: %u found", asked[i].text, found->len);
	}
	g_autoptr(GPtrArray) few = td_index_guess_ids(index, "2025", 2, &error);

	assert_int_equal(few->len, 2);
}

static int
make_folder(void **state)
{
	char **folder = g_new0(char *, 1);

	*folder = g_dir_make_tmp("names-XXXXXX", NULL);
	*state = folder;
	return *folder == NULL;
}

static int
remove_folder(void **state)
{
	char **folder = *state;
	g_autofree char *command = g_strdup_printf("rm -rf '%s'", *folder);
	int got = system(command);

	g_free(*folder);
	g_free(folder);
	return got;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_begins_alike_lies_together),
		cmocka_unit_test(keys_follow_the_days),
		cmocka_unit_test_setup_teardown(
		    ids_are_guessed_by_how_they_begin, make_folder, remove_folder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
