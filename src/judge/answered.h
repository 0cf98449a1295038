/* SPDX-License-Identifier: GPL-2.0-or-later */
/* judge/answered.h - up from a mail to the patch that it answers; for claims.c */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "index/index.h"

/* Handle: the way up that was gone before is kept. */
typedef struct td_answered td_answered;

td_answered *td_answered_new(td_index *index);
void td_answered_free(td_answered *self); /* NULL is fine */

/* The patch or cover that a mail answers, through others; 0 for none. Less than 0: it
 * answers a plain mail that is the cover letter of the series of that patch. */
bool
td_answered_find(td_answered *self, int64_t message, int64_t *answered, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_answered, td_answered_free)
