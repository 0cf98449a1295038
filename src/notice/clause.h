/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/clause.h - a deed in any clause of a sentence; for said.c only */
#pragma once

#include <stdbool.h>

typedef struct td_clause {
	const char
	    *from; /* where the clause begins: what stands before it doubts nothing */
	const char *rest; /* behind the verb */
	const char *tree; /* behind the name of the tree; NULL for none */
} td_clause;

/*
 * "With no comments in the past week, I've gone ahead and merged it into x/next",
 * "looks good to me, added into my queue": who did what, and where to, whatever the
 * sentence began with. False where no clause says it.
 */
bool td_clause_find(const char *sentence, td_clause *found);
