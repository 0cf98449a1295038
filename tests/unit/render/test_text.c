/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/render/test_text.c - the page for a terminal and a mail */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../output/harmless.h"
#include "model.h"
#include "render/page.h"
#include "render/stat.h"
#include "render/words.h"

static void
width_is_counted_in_columns(void **state)
{
	static const struct {
		const char *text;
		unsigned width;
	} cases[] = {
		{ "", 0 },
		{ "abc", 3 },
		{ "Jörg Weiß", 9 },
		{ "e\xcc\x81", 1 },
		{ "田中 花子", 9 },
		{ "한국", 4 },
		{ "zero\xe2\x80\x8bwidth", 9 },
		{ "\xf0\x9f\x90\xa7", 2 },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
		assert_int_equal(td_display_width(cases[i].text), cases[i].width);
}

static void
links_escape_the_message_id(void **state)
{
	td_render_options options = { .mail_url = "https://example.org/%41/%s?x=%s" };
	td_render_options none = { 0 };
	g_autofree char *own = td_words_mail_url(&options, "a/b?c#d%e <\"'>é@x");
	g_autofree char *lore = td_words_mail_url(&none, "20251031.1-a@example.org");

	(void)state;
	assert_string_equal(
	    own, "https://example.org/%41/a%2Fb%3Fc%23d%25e%20%3C%22'%3E%C3%A9@x?x=%s");
	assert_string_equal(
	    lore, "https://lore.kernel.org/all/20251031.1-a@example.org/");
}

static void
the_tree_is_what_tags_do_not_tell_else(void **state)
{
	static const struct {
		const char *tags, *tree;
	} cases[] = {
		{ "PATCHSET v5.5 02/10", "" },
		{ "PATCH", "" },
		{ "PATCH net-next v3", "net-next" },
		{ "RFC PATCHv3 kvm-unit-tests 2/11", "kvm-unit-tests" },
		{ "PATCH 6.12 RESEND", "6.12" },
		{ "RFCv2 bpf V2.1", "bpf" },
		{ "GIT PULL", "" },
		{ "PATCH-next v3 1/3", "next" },
		{ "PATCH-v3", "" },
		{ "PATCH vhost github", "vhost github" },
		{ "", "" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *tree = td_words_tree(cases[i].tags);

		assert_string_equal(tree, cases[i].tree);
	}
}

static void
renames_are_named_as_git_names_them(void **state)
{
	static const struct {
		const char *old_path, *path, *name;
	} cases[] = {
		{ NULL, "a/b.c", "a/b.c" },
		{ "a.c", "b.c", "a.c => b.c" },
		{ "dir/a.c", "dir/b.c", "dir/{a.c => b.c}" },
		{ "old/a.c", "new/a.c", "{old => new}/a.c" },
		{ "x/old/a.c", "x/new/a.c", "x/{old => new}/a.c" },
		{ "x/a.c", "x/y/a.c", "x/{ => y}/a.c" },
		{ "x/y/a.c", "x/a.c", "x/{y => }/a.c" },
		{ "a/b/b/c", "a/b/c", "a/b/{b => }/c" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		td_report_file file = { .path = cases[i].path,
			.old_path = cases[i].old_path };
		g_autofree char *name = td_stat_name(&file);

		assert_string_equal(name, cases[i].name);
	}
}

static void
a_busy_list_at_80_columns(void **state)
{
	td_report *report = model_busy();
	g_autofree char *text = model_render("text", report, NULL);

	(void)state;
	model_assert_golden("busy.txt", text);
	model_free(report);
}

static void
a_busy_list_at_120_columns(void **state)
{
	td_report *report = model_busy();
	td_render_options options = { .width = 120 };
	g_autofree char *text = model_render("text", report, &options);

	(void)state;
	model_assert_golden("busy-120.txt", text);
	model_free(report);
}

static void
an_order_of_its_own_is_one_list(void **state)
{
	td_report *report = model_busy();
	g_autofree char *text = NULL;

	(void)state;
	report->order = TD_ORDER_SIZE;
	report->parts = TD_PART_SERIES;
	text = model_render("text", report, NULL);
	model_assert_golden("busy-by-size.txt", text);
	model_free(report);
}

static void
an_empty_range_says_so(void **state)
{
	td_report *report = model_empty();
	g_autofree char *text = model_render("text", report, NULL);

	(void)state;
	model_assert_golden("empty.txt", text);
	model_free(report);
}

static void
colours_add_nothing_but_themselves(void **state)
{
	td_report *report = model_busy();
	td_render_options options = { .color = true };
	g_autofree char *plain = model_render("text", report, NULL);
	g_autofree char *painted = model_render("text", report, &options);
	g_autoptr(GRegex) sgr = g_regex_new("\x1b\\[[0-9]*m", 0, 0, NULL);
	g_autofree char *bare = g_regex_replace(sgr, painted, -1, 0, "", 0, NULL);

	(void)state;
	assert_non_null(strstr(painted, "\x1b[1m"));
	assert_string_equal(bare, plain);
	model_free(report);
}

static void
nothing_hostile_gets_through(void **state)
{
	td_report *report = model_hostile();
	td_render_options wide = { .width = 100000 };
	td_render_options narrow = { .width = 1 };
	g_autofree char *text = model_render("text", report, NULL);
	g_autofree char *at_most = model_render("text", report, &wide);
	g_autofree char *at_least = model_render("text", report, &narrow);

	(void)state;
	assert_harmless(text);
	assert_harmless(at_most);
	assert_harmless(at_least);
	model_free(report);
}

/* By status, by whether it came before the range, by whether a version before is known.
 */
static void
groups_are_what_a_reader_asks_for(void **state)
{
	static const struct {
		td_report_status status;
		bool before, follows;
		td_words_group group;
	} cases[] = {
		{ TD_STATUS_NEW, false, false, TD_GROUP_NEW },
		{ TD_STATUS_NEW, false, true, TD_GROUP_VERSIONS },
		{ TD_STATUS_UPDATED, false, false, TD_GROUP_VERSIONS },
		{ TD_STATUS_RFC, false, true, TD_GROUP_RFC },
		{ TD_STATUS_REVIEWED, false, true, TD_GROUP_REVIEWED },
		{ TD_STATUS_REVIEWED, true, false, TD_GROUP_REVIEWED },
		{ TD_STATUS_NEW, true, false, TD_GROUP_PARTS },
		{ TD_STATUS_UPDATED, true, true, TD_GROUP_PARTS },
		{ TD_STATUS_PARTLY_APPLIED, true, true, TD_GROUP_APPLIED },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		td_report_previous previous = { "id@example.org", 0 };
		td_report_series series = { .status = cases[i].status,
			.before = cases[i].before,
			.previous = cases[i].follows ? &previous : NULL };

		assert_int_equal(td_words_group_of(&series), cases[i].group);
	}
}

static void
what_was_not_compared_only_follows(void **state)
{
	td_report_previous previous = { .message_id = "id@example.org", .version = 2 };
	td_report_series series = { .previous = &previous };
	g_autofree char *nothing = td_words_previous(&series);
	g_autofree char *same = NULL;

	(void)state;
	assert_string_equal(nothing, "follows v2");
	previous.patches = 3;
	same = td_words_previous(&series);
	assert_string_equal(same, "since v2: no diff changed");
}

static void
a_thread_is_called_something(void **state)
{
	static const struct {
		const char *title, *tags, *said;
	} cases[] = {
		{ "pumps", "", "pumps" },
		{ "pumps", "TOPIC", "pumps [TOPIC]" },
		{ "pumps", "RFC PATCH v2 net-next", "pumps [RFC net-next]" },
		{ "", "", "(no subject)" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		const td_report_thread thread = { .title = cases[i].title,
			.tags = cases[i].tags };
		g_autofree char *said = td_words_topic(&thread);

		assert_string_equal(said, cases[i].said);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(width_is_counted_in_columns),
		cmocka_unit_test(groups_are_what_a_reader_asks_for),
		cmocka_unit_test(what_was_not_compared_only_follows),
		cmocka_unit_test(links_escape_the_message_id),
		cmocka_unit_test(the_tree_is_what_tags_do_not_tell_else),
		cmocka_unit_test(renames_are_named_as_git_names_them),
		cmocka_unit_test(a_busy_list_at_80_columns),
		cmocka_unit_test(a_busy_list_at_120_columns),
		cmocka_unit_test(an_order_of_its_own_is_one_list),
		cmocka_unit_test(an_empty_range_says_so),
		cmocka_unit_test(colours_add_nothing_but_themselves),
		cmocka_unit_test(nothing_hostile_gets_through),
		cmocka_unit_test(a_thread_is_called_something),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
