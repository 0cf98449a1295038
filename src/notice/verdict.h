/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/verdict.h - a plain no, or "please send a v2", in the words of an answer */
#pragma once

#include "base/span.h"

typedef enum td_verdict {
	TD_VERDICT_NONE,
	TD_VERDICT_REJECTED, /* "NAK.", "please drop this patch", "I'll abandon this" */
	TD_VERDICT_CHANGES,  /* "please resend", "can you send a v3?" */
	TD_VERDICT_PROMISED, /* "I'll fix that in v3": worth something from the author */
	TD_VERDICT_INTENDED, /* "Will fix.": the same, where nobody is content with it */
} td_verdict;

/*
 * text: an answer's body in UTF-8. Only what stands at the start of a sentence, in the
 * writer's own words and without an if, counts; the last such word of the mail. Whoever
 * wrote the patch may take it back or promise another version, but cannot ask for changes
 * of it; nobody else can promise one: that is the caller's to say. one_of_many: the
 * answer is to one patch of a set; the others go on without it. version: of what is
 * answered, so that "fixed in v3" is known to be of one that is to come; 0 for not known.
 */
td_verdict td_verdict_find(td_span text, bool one_of_many, unsigned version);

/* How an index keeps it beside the trailers of a mail: "verdict: rejected". */
#define TD_VERDICT_KEY "verdict"
/* "rejected", "changes requested", "changes promised", "changes intended"; NULL for none.
 */
const char *td_verdict_word(td_verdict verdict);
