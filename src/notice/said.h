/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * notice/said.h - whether a sentence says that a patch was applied; for thanks.c only
 *
 * Better none than a wrong one: it says that it was done, in the writer's own words, and
 * neither asks, doubts nor tells of a trial.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

typedef struct td_said {
	const char *which; /* numbers of patches before the verb; NULL for none */
	const char *rest;  /* what follows the verb */
	const char *end;   /* of what says it; a remark may follow */
	const char *stop;  /* of what may say where to and which: a remark begins here */
	bool beside;       /* said beside something else: "fixed that while applying" */
	bool promised;     /* "I'll queue this": not done yet */
	bool by_other; /* "Will apply.", "Added.": of a patch of somebody else; its author
			  would speak of what he was told */
	bool plain;    /* and whatever else a long mail says */
	bool part;     /* "DT patches applied": some of a series, if it has more */
	bool alone; /* "I'll fix it while applying": of a set it says nothing of the rest
		     */
	const char *version; /* "v2" of "v2 has been applied"; NULL for none */
} td_said;

/* sentence: in lower case. first: it begins a line or paragraph; one in the middle of
 * a line must say where to, or no more than that. All pointers are into it. */
bool td_said_find(const char *sentence, bool first, td_said *said);

/* Behind "Thanks, Ann," and "OK." */
const char *td_said_skip_leads(const char *at);

/* Whether a text may have such a sentence at all; few have. */
bool td_said_may(const char *text, size_t n);
