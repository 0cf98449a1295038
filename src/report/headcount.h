/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * report/headcount.h - how many people there are behind many ways of writing a sender
 *
 * One person is who has one address after the mailmap, or one name of several words: in
 * one thread that is nobody else who happens to be called so, and many people answer from
 * another address than they send patches from.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "patch/patch.h"
#include "people/people.h"
#include "store/file.h"

typedef struct td_headcount td_headcount; /* handle; rows are looked up once each */

/* Both are borrowed; people may be NULL. */
td_headcount *td_headcount_new(td_index *index, const td_people *people);
void td_headcount_free(td_headcount *count); /* NULL is fine */

/* Nobody is counted any more. */
void td_headcount_begin(td_headcount *count);
/* Who sent a mail of that kind, by its address rows; see report/sender.h. DATABASE. */
bool td_headcount_add_mail(
    td_headcount *count, int64_t sender, int64_t author, td_kind kind, GError **error);
/* Whom a text names, as it is before the mailmap. */
void td_headcount_add(td_headcount *count, const char *name, const char *address);
unsigned td_headcount_people(const td_headcount *count);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_headcount, td_headcount_free)
