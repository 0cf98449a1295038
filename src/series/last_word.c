/* SPDX-License-Identifier: GPL-2.0-or-later */
/* series/last_word.c - what an answer wants to become of a series: the last one counts */
#include "series/last_word.h"

#include <glib.h>
#include <string.h>

#include "notice/verdict.h"

/* What a state in patchwork makes of a series. */
typedef enum {
	SAYS_NOTHING,
	OPENS,
	WANTS_CHANGES,
	REJECTS,
} meaning;

/* By its name, or as netdev's robot takes it (NIPA: mailbot.py). Who awaits it from
 * another tree says neither yes nor no, and who defers it wants it to be sent again.
 * Short forms are whole words: "nac" is one, and "nack" is none.
 */
static meaning
read_state(const char *state)
{
	static const struct {
		const char *word;
		meaning what;
	} words[] = { { "change", WANTS_CHANGES }, { "cr", WANTS_CHANGES },
		{ "defer", WANTS_CHANGES }, { "reject", REJECTS },
		{ "not-applicable", REJECTS }, { "nap", REJECTS },
		{ "superseded", REJECTS }, { "handled-elsewhere", REJECTS },
		{ "under-review", OPENS }, { "under review", OPENS }, { "ur", OPENS },
		{ "new", OPENS }, { "accept", OPENS }, { "applied", OPENS },
		{ "needs-ack", OPENS }, { "needs ack", OPENS }, { "need-ack", OPENS },
		{ "nac", OPENS } };

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
		size_t n = strlen(words[i].word);

		if (g_ascii_strncasecmp(state, words[i].word, n) == 0 &&
		    (n > 3 || !g_ascii_isalpha(state[n])))
			return words[i].what;
	}
	return SAYS_NOTHING;
}

static void
take_state(td_last_word *word, const td_remark *remark, const char *state)
{
	meaning what = read_state(state);

	if (what == SAYS_NOTHING || remark->received < word->time)
		return;
	*word = (td_last_word){ .time = remark->received };
	if (what == OPENS)
		return;
	word->message = remark->message;
	word->author = remark->author;
	word->rejected = what == REJECTS;
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
