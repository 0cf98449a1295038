/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * write/learnt.h - what a run that adds many knows of the index, so as not to ask for it
 *
 * Which ties and traces there are (link/cluster.h, judge/profiles.h), as long as nobody
 * else writes.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "store/file.h"

/* Between begin and commit. DATABASE. */
bool td_learnt_load(td_index *index, GError **error);
/* When a transaction begins: forgets where another one has written since. */
bool td_learnt_check(td_index *index, GError **error);
void td_learnt_forget(td_index *index);
