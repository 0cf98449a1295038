/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * archive/v1.h - the older public-inbox: one mail a file, at xx/yyyy... (40 hex digits)
 *
 * Each commit's files are compared with its parent's; a commit may add or remove many.
 */
#pragma once

#include "archive/slice.h"

/*
 * Puts the mails that each commit added and removed in the place of the commit. Commits
 * that came before `since` or after `until` stay as they are.
 */
void td_v1_expand(td_slice *slice, td_epoch *epoch, int64_t since, int64_t until);
