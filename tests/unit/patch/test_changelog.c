/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/patch/test_changelog.c - what authors write of a version, in their ways */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/limits.h"
#include "patch/changelog.h"

static void
check(const char *text, unsigned version, const char *expected)
{
	g_autofree char *found = td_changelog_find(td_span_of(text), version);

	if (g_strcmp0(found, expected) != 0)
		fail_msg("v%u of\n%s\nis\n%s", version, text, found ? found : "nothing");
}

static void
headings_of_all_kinds_are_known(void **state)
{
	static const char *const headings[] = {
		"Changes in v3:",
		"Changes in V3",
		"changes in v3 :",
		"Change in v3:",
		"Chanegs in v3:",
		"v3:",
		"V3:",
		"v3",
		" - v3:",
		"* v3:",
		"[v3]:",
		"v3 changes:",
		"v2 -> v3:",
		"v2->v3:",
		"v2 => v3",
		"v2 --> v3:",
		"v2..v3:",
		"v2-v3:",
		"v2 to v3:",
		"v2 \xe2\x86\x92 v3:",
		"v3 <- v2:",
		"RFC v2 -> v3:",
		"V2[1] -> V3:",
		"Changes since v2:",
		"Changes since v2 (per review by Ann Example):",
		"Changes since v2 [1]:",
		"Since v2:",
		"Changes from v2:",
		"Changes from v2 to v3:",
		"Changes between v2 and v3:",
		"Changes made from v2:",
		"changes made in v2 to v3:",
		"Diff with v2:",
		"Changelog since v2:",
		"Changelog v2 -> v3:",
		"Changes since version 2:",
		"Changes in version 3:",
		"Version 3:",
		"Changes in v3, since v2:",
		"v3 changes since v2:",
		"Changes since the previous version:",
		"Changes since last version:",
		"--- v2 -> v3 ---",
		"=== Changes in v3 ===",
		"Changes in PATCHv3:",
		"Changelog:",
		"Change log:",
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(headings); i++) {
		g_autofree char *text = g_strdup_printf(
		    "Some words.\n\n%s\n  - fix it\n  - and that\n\nThanks,\nAnn\n",
		    headings[i]);

		check(text, 3, "- fix it\n- and that\n");
	}
}

static void
other_lines_are_none(void **state)
{
	static const char *const lines[] = {
		"Please review the v3.",
		"v3.18 kernels:",
		"tested on v3-rc1:",
		"Link to v3:",
		"Changes in v2:",
		"Changes in v4:",
		"Changes since v3:",
		"v3 of this was never sent:",
		"fix v3:",
		"last:",
		"the:",
		"since:",
		"change:",
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
		g_autofree char *text = g_strdup_printf("%s\n  - fix it\n", lines[i]);

		check(text, 3, NULL);
	}
}

static void
a_section_ends_where_the_next_one_begins(void **state)
{
	(void)state;
	check("v3:\n - three\nv2:\n - two\n", 3, "- three\n");
	check("v3:\n - three\nv2:\n - two\n", 2, "- two\n");
	check("v3:\n - a\n\n - b\n\nv2:\n - two\n", 3, "- a\n\n- b\n");
	check("v3: one line\nv2: another\n", 3, "one line\n");
	check("v3: a line\n    and more\nv2: x\n", 3, "a line\nand more\n");
	check("Changes in v3:\n- a\n---\nbase-commit: 1\n", 3, "- a\n");
	check("Changes in v3:\n- a\n\n a.c | 2 +-\n 1 file changed, 1 insertion(+)\n", 3,
	    "- a\n");
	check("Changes in v3:\n- a\n a.c | 2 +-\n", 3, "- a\n");
	check("v3: fix\nSigned-off-by: Ann <ann@example.org>\n", 3, "fix\n");
	check("Changes in v3:\n\n- a\n\nAnn Example (2):\n  one\n  two\n", 3, "- a\n");
	check("Changes in v3\n-------------\n\nPatch 1: a\n\nPatch 2: b\n", 3,
	    "Patch 1: a\n\nPatch 2: b\n");
	check("No changes in v3\n", 3, "No changes in v3\n");
	check("v3: no changes\n", 3, "no changes\n");
	check("Changes in v3:\n", 3, NULL);
}

static void
the_best_heading_counts(void **state)
{
	(void)state;
	check("since v1:\n - one\nsince v2:\n - two\n", 3, "- two\n");
	check("since v1:\n - one\n", 3, "- one\n");
	check("since v2:\n - two\nv3:\n - three\n", 3, "- three\n");
	check("v1: https://example.org/1\nv2: https://example.org/2\n", 2, NULL);
	check("v2: https://example.org/1\n- fixed\n", 2, "- fixed\n");
	check("Changes since RFC:\n - a\n", 1, "- a\n");
	check("RFC -> v1:\n - a\n", 1, "- a\n");
	check("Changelog:\n - a\n", 1, NULL);
	check("Changelog:\nv3:\n - a\nv2:\n - b\n", 2, "- b\n");
}

static void
the_newest_version_is_known(void **state)
{
	static const struct {
		const char *text;
		unsigned version;
	} cases[] = {
		{ "v2: the first one broke the build\n", 2 },
		{ "Changes in v3:\n- a\nChanges in v2:\n- b\n", 3 },
		{ "V1 -> V2:\n- a\n", 2 },
		{ "Changes since v2:\n- a\n", 3 },
		{ "Changes to previous version:\n- a\n", 0 },
		{ "Changes from previous version:\n- a\n", 2 },
		{ "Changes since RFC:\n- a\n", 1 },
		{ "v1: https://example.org/1\nv2: https://example.org/2\n", 3 },
		{ "Changelog:\n- a\n", 0 },
		{ "This is the 4th patch in the\nprevious v7 series\n", 0 },
		{ "This needs v6.12.\n\nAnn\n", 0 },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
		assert_int_equal(
		    td_changelog_newest(td_span_of(cases[i].text)), cases[i].version);
}

static void
it_is_bounded(void **state)
{
	g_autoptr(GString) text = g_string_new("v2:\n");
	g_autofree char *found = NULL;

	(void)state;
	for (unsigned i = 0; i < 100000; i++)
		g_string_append(text, "- v2: (((((((( v\n");
	found = td_changelog_find((td_span){ text->str, text->len }, 2);
	g_clear_pointer(&found, g_free);
	g_string_assign(text, "v2:\n");
	for (unsigned i = 0; i < 100000; i++)
		g_string_append(text, "- a line of the list\n");
	found = td_changelog_find((td_span){ text->str, text->len }, 2);
	assert_non_null(found);
	assert_in_range(strlen(found), 1000, TD_MAX_CHANGELOG + 100);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(headings_of_all_kinds_are_known),
		cmocka_unit_test(other_lines_are_none),
		cmocka_unit_test(a_section_ends_where_the_next_one_begins),
		cmocka_unit_test(the_best_heading_counts),
		cmocka_unit_test(the_newest_version_is_known),
		cmocka_unit_test(it_is_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
