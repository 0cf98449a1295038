/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/fact.h - "I dared to merge it", "this is now commit 0123abcd"; for said.c only
 */
#pragma once

#include <stdbool.h>

/*
 * first is a sentence in lower case, at is behind who did it ("I", "this patch") and
 * adverbs. Behind the verb; NULL where nothing is said.
 */
const char *td_fact_find(const char *first, const char *at);

/* "I'll fix that up while applying", "I can tweak it when I apply this": likewise. From
 * the author of the patch it would be nothing. */
const char *td_fact_find_promise(const char *first);
