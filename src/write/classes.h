/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * write/classes.h - by which rules the mails of a list got their classes
 *
 * Rules are known by a digest (td_rules_digest). When they change the mails that are
 * there are classified again, some thousand a commit; how far that came is kept.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "store/file.h"

typedef struct td_index_rules {
	int64_t digest; /* of the rules that all mails are classified by; 0: not known */
	int64_t next;   /* of those that they are being classified by; 0: none */
	int64_t position; /* up to there it was done */
} td_index_rules;

/* All 0 for a list that has none. DATABASE, here and in the two below. */
bool
td_index_find_rules(td_index *index, int64_t list, td_index_rules *rules, GError **error);
/* Between begin and commit. */
bool td_index_put_rules(
    td_index *index, int64_t list, const td_index_rules *rules, GError **error);

/* Between begin and commit: the class of the mail at that place. What hangs on it is
 * linked again. *changed tells whether it had another one. Of a lasting
 * index only: a temporary one is written once, with the rules that it was made for. */
bool td_index_put_class(td_index *index, int64_t list, uint64_t position,
    const char *class_name, bool *changed, GError **error);
