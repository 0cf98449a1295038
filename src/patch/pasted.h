/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * patch/pasted.h - a diff that shows something and proposes nothing
 *
 * Who reports a fault, or asks, pastes what was tried or what broke it; a stable kernel's
 * queue says what did not apply, and robots name what they bisected to. git am would take
 * all of these, and so does patchwork; a list's reader waits for no answer to them as
 * patches. docs/patch-rules.md, Kinds, has what was measured.
 */
#pragma once

#include <stdbool.h>

#include "patch/patch.h"

/* Of a mail with a diff, and of which all else is read but its trailers. */
bool td_pasted_is(const td_patch *patch, const td_body *body);
