/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * patch/changeset.h - patches as Mercurial exports them
 *
 * "# HG changeset patch" begins a text of its own kind: lines of "# User", "# Date" and
 * the like, the commit's message with its title, the diff. git am reads files of it
 * (--patch-format=hg), but leaves those lines in the message of a mail.
 */
#pragma once

#include "patch/split.h"

/* Where the message begins so, author, date, title and message become the changeset's. */
void td_changeset_read(td_split *split);
