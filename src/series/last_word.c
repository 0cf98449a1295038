/* SPDX-License-Identifier: GPL-2.0-or-later */
/* series/last_word.c - what an answer wants to become of a series: the last one counts */
#include "series/last_word.h"

#include <glib.h>
#include <string.h>

#include "notice/verdict.h"

static bool
begins_with_any(const char *value, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (g_ascii_strncasecmp(value, words[i], strlen(words[i])) == 0)
			return true;
	return false;
}

/* A state by its name in patchwork: rejected, changes-requested, new, ... */
static void
take_state(td_last_word *word, const td_remark *remark, const char *state)
{
	static const char *const no[] = { "reject", "not-applicable", "deferred",
		"superseded", "awaiting" };
	static const char *const open[] = { "under-review", "new", "accept",
		"needs-ack" };

	if (remark->received < word->time)
		return;
	*word = (td_last_word){ .time = remark->received };
	if (begins_with_any(state, open, G_N_ELEMENTS(open)))
		return;
	word->message = remark->message;
	word->author = remark->author;
	word->rejected = begins_with_any(state, no, G_N_ELEMENTS(no));
}

/* A plain no, or the wish for another version; who wrote it says that one will come. */
static void
take_sentence(td_last_word *word, const td_remark *remark)
{
	td_verdict not_his = remark->author ? TD_VERDICT_CHANGES : TD_VERDICT_PROMISED;
	bool mild = strcmp(remark->value, td_verdict_word(TD_VERDICT_INTENDED)) == 0;

	if (strcmp(remark->value, td_verdict_word(not_his)) == 0 ||
	    (mild && (!remark->author || (word->message != 0 && !word->mild))))
		return;
	take_state(word, remark, remark->value);
	word->by = remark->by;
	word->mild = mild;
}

bool
td_last_word_hear(td_last_word *word, const td_remark *remark)
{
	if (strcmp(remark->key, TD_VERDICT_KEY) == 0)
		take_sentence(word, remark);
	else if (g_ascii_strcasecmp(remark->key, "pw-bot") == 0)
		take_state(word, remark, remark->value);
	else if (g_ascii_strcasecmp(remark->key, "Nacked-by") == 0 && !remark->author)
		take_state(word, remark, "rejected");
	else
		return false;
	return true;
}

void
td_last_word_review(td_last_word *word, uint64_t by)
{
	if (word->by != 0 && word->by == by)
		word->message = 0;
}
