/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * notice/rest.h - what follows the verb of "Applied it to the fixes branch, thanks"; for
 * this folder
 *
 * All texts are one sentence in lower case; what is returned points into it.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* "v3", but not "v5.17": its length; 0 for none. */
size_t td_rest_match_version(const char *at);

/* Behind "it", "up", "the whole series", "patches 1-3"; at itself where there is none. */
const char *td_rest_skip_object(const char *at);

/* "it.", ", thanks", "the series now:": it is said, and no more. */
bool td_rest_is_bare(const char *rest);

/* Words that may come next where something was done to a patch. */
bool td_rest_goes_on(const char *rest);

/* ", you should see it shortly": where what the reader may expect begins; NULL for
 * nothing. */
const char *td_rest_find_aside(const char *rest);

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

/* " this change for v4", as the patch's author says it. */
bool td_rest_is_for_version(const char *rest);

/* "[1]", a footnote where nothing more is said: its length; 0 for none. */
size_t td_rest_match_footnote(const char *at);
