/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/promise.h - "I'll fix that and send a v3"; for verdict.c only */
#pragma once

#include <stdbool.h>

/* lower: a sentence in lower case. will, named: td_hints say that somebody will do
 * something, and that a version is named; asks: it ends with a question mark; version: of
 * what is answered, 0 for not known. */
bool
td_promise_is_made(const char *lower, bool will, bool named, bool asks, unsigned version);
