/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * notice/tree.h - the tree that what follows the verb of "Applied it to the fixes branch"
 * names; for said.c only
 *
 * All texts are one sentence in lower case; what is returned points into it.
 */
#pragma once

/*
 * " to the togreg branch of iio.git", " into cifs-2.6.git for-next": behind it; NULL
 * where no tree is named. What a tester applied something to has no such name.
 */
const char *td_tree_find(const char *rest);

/* An object, and behind it a tree at once: " it to my review branch"; else NULL. */
const char *td_tree_find_place(const char *rest);

/* A tree at once: " in the review branch". */
const char *td_tree_find_here(const char *rest);

/* "in efi/urgent", "for perf/core", where at begins so: its end; NULL for none. */
const char *td_tree_find_path(const char *at);

/*
 * "I tidied the subject and applied to pci/hotplug for v5.19": whoever names both a tree
 * and a release has done it, whatever he says before. Behind the tree, and *rest behind
 * the verb; NULL where the sentence has no such clause.
 */
const char *td_tree_find_release(const char *sentence, const char **rest);

/* " cgroup/for-6.2", without a way to it: its end; NULL for none. */
const char *td_tree_find_bare(const char *rest);

/* The same, whatever follows it: " for-curr after rc1". */
const char *td_tree_find_bare_start(const char *rest);

/*
 * "It's on fixes", "this series is in the review branch now", "patches 1 and 2 are now in
 * it", where at begins with the way to the tree: its end. Without "now" what is "in" a
 * tree may always have been there. NULL for none.
 */
const char *td_tree_find_there(const char *sentence, const char *at);

/* "In my tree for the next release.", of a sentence that begins so, or behind "it's": the
 * end of the tree's name, which is the writer's; NULL for none. */
const char *td_tree_find_mine(const char *at);
