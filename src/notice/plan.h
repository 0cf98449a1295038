/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/plan.h - what is being done to a patch, or soon will; for this folder */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* Length of "applying" and its like; 0 where at begins with none. */
size_t td_plan_match_doing(const char *at);

/* "Applying to my tree", "I'm applying patches 1 and 2": behind the verb; NULL where the
 * sentence does not begin so. */
const char *td_plan_find_doing(const char *at);

/* "Applying as 5.5 material, thanks!", "I'm queuing this up for now.": likewise, with
 * how, where and when. From the author of the patch it would be advice taken. */
const char *td_plan_find_under_way(const char *first);

/* "Unless you're in a hurry", "unless somebody objects": it is done where nothing is
 * said.
 */
bool td_plan_is_objection(const char *condition);

/* What follows its verb: "in x-next for v6.9 if Bea is happy". */
bool td_plan_waits(const char *rest);

/* "Will queue in x-next for v6.21", "I'll queue this up": likewise, of the sentence that
 * begins with first behind thanks and the like. *by_other: as td_said has it. */
const char *td_plan_find(const char *sentence, const char *first, bool *by_other);

/* "Nobody took it, so I'll queue it up", "I trust you, and will queue it in
 * x-next": the same, of a clause that does not begin the sentence. */
const char *td_plan_find_behind(const char *sentence, bool *by_other);
