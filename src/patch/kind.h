/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/kind.h - which kind of mail it is, of what was found in it; for patch.c */
#pragma once

#include <stdbool.h>

#include "patch/patch.h"

/* A mail that answers another and whose subject claims nothing of its own. */
bool td_kind_is_answer(const td_message *message, const td_subject *subject);
/* All else of the patch is read already, but for its trailers. */
td_kind
td_kind_decide(const td_message *message, const td_patch *patch, const td_body *body);
