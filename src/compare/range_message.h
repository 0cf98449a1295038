/* SPDX-License-Identifier: GPL-2.0-or-later */
/* compare/range_message.h - author and commit message as range-diff shows them. Private
 * to range_text.c. */
#pragma once

#include <glib.h>

#include "patch/patch.h"

/* Appends the sections "Metadata" and "Commit message". */
void td_range_message_add(const td_patch *patch, GString *to);
