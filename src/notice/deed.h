/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/deed.h - the verbs of "Applied, thanks", and clauses that have one */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* Behind "has now been" and the like. */
const char *td_deed_skip_adverbs(const char *at);

/* The length of "applied" and the like; 0 for none. */
size_t td_deed_match_verb(const char *at);

/* The length of "added", "put" and the like, said of anything; 0 for none. */
size_t td_deed_match_placed(const char *at);

/* What follows a verb: " this in for 7.1", " for the 7.0 PR", " for next" */
bool td_deed_is_for_release(const char *rest);

/*
 * Behind the verb of a clause that does not begin the sentence, which is in lower case;
 * NULL for none. *from: what must not doubt it. "The series looks good, I've now queued
 * it, thanks!" is said as a whole; "nobody took it, so I applied it" gives a reason
 * before that, and who is sorry to have been late, or silent, tells why.
 */
const char *td_deed_find_clause(const char *sentence, const char **from);

/* "I've removed them while applying the patch to x-next": behind the verb; NULL where
 * the sentence says nothing of the kind. */
const char *td_deed_find_while(const char *sentence);

/* "DT patches applied, thanks", said of a part of a series if that has more: behind the
 * verb; NULL for none, as in those that follow. */
const char *td_deed_find_part(const char *first);

/* "I took them now, thanks"; at is behind "I". */
const char *td_deed_find_took(const char *first, const char *at);

/* "I add it into my testing queue", which names where to. */
const char *td_deed_find_present(const char *first, const char *at);

/* "I've updated mm-unstable to this version": behind that. */
const char *td_deed_find_updated(const char *at);

/* Whether a clause before end says what was done to the patch: "I fixed the typo". */
bool td_deed_says_change(const char *sentence, const char *end);
