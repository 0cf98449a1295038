/* SPDX-License-Identifier: GPL-2.0-or-later */
/* judge/answers.h - the mails of threads and the patch that each answers; for this folder
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "store/file.h"

/* A mail of a thread. */
typedef struct td_answer {
	int64_t id, parent, series, received, place;
	int kind;
	uint64_t sender, author;           /* td_answer_who of their addresses */
	uint64_t sender_name, author_name; /* 0 for one of less than two words */
	unsigned number, total;            /* of n/m in its subject, where it has one */
	bool has_number, has_trailers;
	bool human;
	int target; /* for answers.c */
} td_answer;

typedef struct td_answers {
	GArray *all;    /* of td_answer; by arrival once they are sorted */
	GHashTable *at; /* for answers.c */
} td_answers;

void td_answers_init(td_answers *answers);
void td_answers_clear(td_answers *answers);
/* The thread that a mail lies in; 0 for none. */
bool
td_answers_find_thread(td_index *index, int64_t message, int64_t *thread, GError **error);
/* Adds the mails of a thread. Who is behind an address is kept with the index until
 * forget_people. */
bool
td_answers_load(td_answers *answers, td_index *index, int64_t thread, GError **error);
void td_answers_forget_people(td_index *index);
/* Once all are there. */
void td_answers_sort(td_answers *answers, const td_index *index);

/* Above a mail that is missing the next one that its answer names, if it is called the
 * same: what was said of a patch that is not here is not said of the cover letter. */
bool td_answers_bridge(td_answers *answers, td_index *index, GError **error);

/* Both borrowed from answers, until the next load. NULL where it is none of them; at is
 * below their number. */
td_answer *td_answers_find(const td_answers *answers, int64_t id);
td_answer *td_answers_at(const td_answers *answers, int at);
/* The patch or cover that one answers, through others; -1 for none. */
int td_answers_find_target(const td_answers *answers, int from);

/* An address as a number, without regard to case. */
uint64_t td_answer_who(const char *address);

/* The answer is of who wrote or sent the patch, from whatever address. */
bool td_answer_is_own(const td_answer *mail, const td_answer *patch);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(td_answers, td_answers_clear)
