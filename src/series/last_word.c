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
take_state(td_last_word *word, const td_said *said, const char *state)
{
	static const char *const no[] = { "reject", "not-applicable", "deferred",
		"superseded", "awaiting" };
	static const char *const open[] = { "under-review", "new", "accept",
		"needs-ack" };

	if (said->received < word->time)
		return;
	*word = (td_last_word){ .time = said->received };
	if (begins_with_any(state, open, G_N_ELEMENTS(open)))
		return;
	word->message = said->message;
	word->author = said->author;
	word->rejected = begins_with_any(state, no, G_N_ELEMENTS(no));
}

/* A plain no, or the wish for another version; who wrote it says that one will come. */
static void
take_sentence(td_last_word *word, const td_said *said)
{
	td_verdict not_his = said->author ? TD_VERDICT_CHANGES : TD_VERDICT_PROMISED;

	if (strcmp(said->value, td_verdict_word(not_his)) == 0)
		return;
	take_state(word, said, said->value);
	word->by = said->by;
}

bool
td_last_word_hear(td_last_word *word, const td_said *said)
{
	if (strcmp(said->key, TD_VERDICT_KEY) == 0)
		take_sentence(word, said);
	else if (g_ascii_strcasecmp(said->key, "pw-bot") == 0)
		take_state(word, said, said->value);
	else if (g_ascii_strcasecmp(said->key, "Nacked-by") == 0 && !said->author)
		take_state(word, said, "rejected");
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
