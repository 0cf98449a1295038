/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * patch/below_quote.h - a patch below a quoted reply, and whose commit message it has
 *
 * git takes the answer with its quotes for the commit message, up to the first "---".
 * What the author means to commit stands further down; docs/patch-rules.md tells how it
 * is found.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "base/span.h"

typedef struct td_below_quote {
	char *message; /* UTF-8 */
	char *from;    /* the value of a From line above it, decoded; NULL for none */
} td_below_quote;

/* The text begins with an attribution and a quote, as an answer does. */
bool td_begins_with_quote(td_span text);

/*
 * message: as git reads it, UTF-8. patch: from "---" on, in charset. False where the
 * message is no quoted reply, or nothing of its own is left; *found is the caller's to
 * clear.
 */
bool td_below_quote_find(
    td_span message, td_span patch, const char *charset, td_below_quote *found);
void td_below_quote_clear(td_below_quote *found);
