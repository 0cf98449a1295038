/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * patch/notice_rest.h - what follows the verb of "Applied it to the fixes branch,
 * thanks"; for notice_said.c only
 *
 * All texts are one sentence in lower case; what is returned points into it.
 */
#pragma once

#include <stdbool.h>

/* Behind "it", "up", "the whole series", "patches 1-3"; at itself where there is none. */
const char *td_rest_skip_object(const char *at);

/*
 * " to the togreg branch of iio.git", " into cifs-2.6.git for-next": behind it; NULL
 * where no tree is named. What a tester applied something to has no such name.
 */
const char *td_rest_find_tree(const char *rest);

/* An object, and behind it a tree at once: " it to my review branch"; else NULL. */
const char *td_rest_find_place(const char *rest);

/* "it.", ", thanks", "the series now:": it is said, and no more. */
bool td_rest_is_bare(const char *rest);

/* Words that may come next where something was done to a patch. */
bool td_rest_goes_on(const char *rest);

/*
 * Where what was done ends: at the sentence's end, at thanks, at a reason ("since it
 * fails"), and where sure is true at a remark, too (", but please ..."): who says that he
 * merged it says so whatever he wishes. NULL where the remark takes it back. *stop: of
 * what may say where to and which patches; the remark, if it is not in brackets.
 */
const char *td_rest_find_end(const char *rest, bool sure, const char **stop);

/* " except 3", " apart from patch 2": where what was left out begins; NULL for none. */
const char *td_rest_find_exception(const char *rest);

/* " patches 1 and 2", " the series", " 3": not " it" alone. */
bool td_rest_names_patches(const char *rest);

/* " this one into 1/5", " into patch 3", " a patch that", " a new revision": what is in a
 * tree now, if anything, is another patch. */
bool td_rest_is_another(const char *rest);

/* What takes back even what names a tree. */
bool td_rest_is_taken_back(const char *rest);

/*
 * "I tidied the subject and applied to pci/hotplug for v5.19": whoever names both a tree
 * and a release has done it, whatever he says before. Behind the tree, and *rest behind
 * the verb; NULL where the sentence has no such clause.
 */
const char *td_rest_find_release(const char *sentence, const char **rest);
