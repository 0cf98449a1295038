/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * cli/diff_tree.h - both versions as commits on a tree's own blobs, for git range-diff
 *
 * git does the work, with an index and an object store of their own, which are deleted
 * afterwards: nothing is written to the tree, its index, its objects or its refs.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "cli/diff_side.h"
#include "render/render.h"

typedef struct td_diff_tree {
	const char *tree; /* a directory that git knows how to enter */
	const char *base; /* --base; NULL: what is looked for, see td_diff_tree_run */
	const td_diff_side *older, *newer;
	unsigned creation_factor;
	bool no_patch;
} td_diff_tree;

typedef struct td_diff_output {
	char *text; /* g_free it */
	size_t n;
} td_diff_output;

/*
 * What git range-diff prints, without colours. Without --base each version is tried on
 * its base-commit, on the blobs that its diffs name, on the parent of the commit that it
 * became, on what HEAD was when it was sent, and on HEAD. GIT with what git said;
 * NOT_FOUND where a version applies nowhere.
 */
bool td_diff_tree_run(const td_diff_tree *tree, td_diff_output *output, GError **error);
