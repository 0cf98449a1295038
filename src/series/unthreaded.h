/* SPDX-License-Identifier: GPL-2.0-or-later */
/* series/unthreaded.h - series that were sent at once in several threads; for series.c
 * only
 */
#pragma once

#include "series/group.h"

/*
 * Rule 8 of docs/series.md. What is joined hangs on mails near to each other and on
 * nothing else, so that it does not matter which other mails are there: the index gives
 * some thousand mails at a time, and at another time others.
 */
void td_groups_join_unthreaded(td_groups *g);
