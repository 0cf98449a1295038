/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index/answers.h - the mails of threads and the patch that each answers; for this folder
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "index/index.h"

/* A mail of a thread. */
typedef struct td_answer {
	int64_t id, parent, series, received, place;
	int kind;
	uint64_t sender, author; /* td_answer_who of their addresses */
	bool human;
	int target; /* for answers.c */
} td_answer;

typedef struct td_answers {
	GArray *all;    /* of td_answer; by arrival once they are sorted */
	GHashTable *at; /* for answers.c */
} td_answers;

void td_answers_init(td_answers *answers);
void td_answers_clear(td_answers *answers);
/* Adds the mails of a thread. */
bool
td_answers_load(td_answers *answers, td_index *index, int64_t thread, GError **error);
/* Once all are there. */
void td_answers_sort(td_answers *answers, const td_index *index);

td_answer *td_answers_at(const td_answers *answers, int at);
/* The patch or cover that one answers, through others; -1 for none. */
int td_answers_find_target(const td_answers *answers, int from);

/* An address as a number, without regard to case. */
uint64_t td_answer_who(const char *address);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(td_answers, td_answers_clear)
