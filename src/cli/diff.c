/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/diff.c - tidings diff: what changed between two versions of a series */
#include "base/error.h"
#include "cli/commands.h"
#include "cli/diff_find.h"
#include "cli/diff_side.h"
#include "cli/diff_tree.h"
#include "cli/open.h"
#include "show/compare.h"
#include "terminal/command.h"
#include "terminal/output.h"

typedef struct diff_options {
	td_opened opened;
	char *tree, *base, *color, *output, *format;
	int creation_factor;
	gboolean no_dual_color, summary, no_patch, quiet, json, no_pager;
} diff_options;

static void
clear(diff_options *options)
{
	td_opened_clear(&options->opened);
	g_free(options->tree);
	g_free(options->base);
	g_free(options->color);
	g_free(options->output);
}

static bool
add_patches(
    td_compare *compare, td_compare_side which, const td_diff_side *side, GError **error)
{
	for (unsigned i = 0; i < side->patches->len; i++) {
		const td_diff_mail *mail = g_ptr_array_index(side->patches, i);

		if (!td_compare_add(
			compare, which, mail->patch, mail->message->message_id)) {
			g_set_error(error, TD_ERROR, TD_ERROR_LIMIT,
			    "%s: more patches than can be compared", side->name);
			return false;
		}
	}
	return true;
}

static bool
write_page(const td_cli *cli, const diff_options *options, const td_compare_page *page,
    GError **error)
{
	const td_output_options output_options = {
		.path = options->output,
		.no_pager = options->no_pager || options->json,
	};
	td_output *output = td_output_open(cli, &output_options, error);
	g_autoptr(GError) failed = NULL;
	bool ok;

	if (!output)
		return false;
	ok = options->json
		 ? td_render_compare_json(page, td_output_sink(output), &failed)
		 : td_render_compare_text(page, td_output_sink(output), &failed);
	if (ok || td_output_gone(output))
		return td_output_close(output, error);
	g_propagate_error(error, g_steal_pointer(&failed));
	td_output_abandon(output);
	return false;
}

static bool
compare_sides(const td_cli *cli, const diff_options *options, td_compare *compare,
    const td_diff_side *older, const td_diff_side *newer, GError **error)
{
	g_autofree char *changelog = td_diff_side_changelog(newer);
	g_autofree char *range_diff = NULL;
	td_diff_output tree_output = { 0 };
	const td_diff_tree tree = { options->tree, options->base, older, newer,
		(unsigned)options->creation_factor, options->no_patch };
	td_compare_page page = {
		.compare = compare,
		.older = td_diff_side_head(older),
		.newer = td_diff_side_head(newer),
		.changelog = changelog,
		.simple_color = options->no_dual_color,
		.no_head = options->quiet,
		.no_lines = options->no_patch,
		.no_patches = options->summary,
	};

	if (!add_patches(compare, TD_COMPARE_OLD, older, error) ||
	    !add_patches(compare, TD_COMPARE_NEW, newer, error) ||
	    !td_output_color(
		cli, options->color, options->output != NULL, &page.color, error))
		return false;
	td_compare_match(compare, (unsigned)options->creation_factor);
	if (options->tree && !options->summary) {
		if (!td_diff_tree_run(&tree, &tree_output, error))
			return false;
		range_diff = tree_output.text;
		page.range_diff = (td_span){ tree_output.text, tree_output.n };
	}
	return write_page(cli, options, &page, error);
}

static bool
check(const diff_options *options, int argc, GError **error)
{
	if (argc < 2 || argc > 4)
		g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
		    "diff: a message, two messages, or a message and two versions; see "
		    "'tidings diff --help'");
	else if (options->creation_factor < 0 || options->creation_factor > 10000)
		g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
		    "--creation-factor: '%d' is not between 0 and 10000",
		    options->creation_factor);
	else if (options->quiet && options->summary)
		g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
		    "--summary and --quiet leave nothing to show");
	else if (options->base && !options->tree)
		g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
		    "--base: a commit of a tree; say which one with -C TREE");
	else if (options->json && options->tree)
		g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
		    "--json: git range-diff, which -C TREE runs, has no JSON");
	else
		return true;
	return false;
}

static bool
run_with(const td_cli *cli, diff_options *options, int argc, char **argv, GError **error)
{
	g_autoptr(td_compare) compare = td_compare_new();
	g_autoptr(td_diff_side) older = NULL;
	g_autoptr(td_diff_side) newer = NULL;

	return check(options, argc, error) &&
	       td_diff_find(
		   &options->opened, argc - 1, argv + 1, &older, &newer, error) &&
	       compare_sides(cli, options, compare, older, newer, error);
}

static bool
run(const td_cli *cli, int argc, char **argv, GError **error)
{
	diff_options options = { .creation_factor = TD_COMPARE_FACTOR };
	const GOptionEntry entries[] = {
		{ "summary", 's', 0, G_OPTION_ARG_NONE, &options.summary,
		    "Only the head: how many patches changed, and the author's changelog",
		    NULL },
		{ "no-patch", 0, 0, G_OPTION_ARG_NONE, &options.no_patch,
		    "A line a patch, without what changed in it", NULL },
		{ "quiet", 'q', 0, G_OPTION_ARG_NONE, &options.quiet,
		    "Without the head: what git range-diff would print", NULL },
		{ "creation-factor", 0, 0, G_OPTION_ARG_INT, &options.creation_factor,
		    "How much of a patch may change before it is a new one (60)",
		    "PERCENT" },
		{ "json", 0, 0, G_OPTION_ARG_NONE, &options.json,
		    "JSON, as docs/diff.md describes it", NULL },
		{ "tree", 'C', 0, G_OPTION_ARG_FILENAME, &options.tree,
		    "Apply both versions in a copy of this tree's objects and compare "
		    "the "
		    "commits",
		    "TREE" },
		{ "base", 0, 0, G_OPTION_ARG_STRING, &options.base,
		    "With -C: the commit that both versions apply to", "COMMIT" },
		{ "color", 0, 0, G_OPTION_ARG_STRING, &options.color,
		    "auto, always or never", "WHEN" },
		{ "no-dual-color", 0, 0, G_OPTION_ARG_NONE, &options.no_dual_color,
		    "Colour the outer difference alone", NULL },
		{ "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output,
		    "Write to FILE", "FILE" },
		{ "no-pager", 0, 0, G_OPTION_ARG_NONE, &options.no_pager,
		    "Never start a pager", NULL },
		TD_OPEN_INDEX(&options.opened),
		{ 0 },
	};
	bool ok;

	ok = td_command_options(&td_command_diff, entries, &argc, &argv, error) &&
	     run_with(cli, &options, argc, argv, error);
	clear(&options);
	return ok;
}

const td_command td_command_diff = {
	.name = "diff",
	.arguments = "MESSAGE [OLD [NEW]] | MESSAGE MESSAGE | MBOX MBOX",
	.summary = "Show what changed between two versions of a series",
	.help =
	    "MESSAGE is a Message-ID or a link to a mail of the series; OLD and NEW are "
	    "versions,\n"
	    "the last ones unless said. An MBOX holds the mails of one version and needs "
	    "no index.\n",
	.run = run,
};
