/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/lead.c - "Yes, thanks, but": what says nothing yet, and where clauses begin */
#include "notice/lead.h"

#include <glib.h>
#include <string.h>

#include "notice/match.h"

const char *
td_lead_skip(const char *at)
{
	static const char *const words[] = { "ok", "okay", "yes", "yeah", "yep", "sure",
		"right", "ah", "oh", "oops", "hmm", "well", "so", "and", "but", "also",
		"then", "thanks", "thanks a lot", "many thanks", "thank you", "sorry",
		"no", "nope", "agreed", "good point", "good catch", "nice catch",
		"good idea", "makes sense", "that makes sense", "indeed", "understood",
		"fair enough", "true", "got it", "i see", "noted", "ack", "alright",
		"all right", "anyway", "however", "still", "unfortunately", "fyi",
		"again", "hi", "hello", "hi all", "hi maintainers", "i think", "i guess",
		"i'm afraid", "thus", "therefore", "hence", "for now", "at least",
		"apparently", "actually", "it looks like", "looks like", "it seems",
		"seems", "it seems that", "please note that", "note that",
		"thanks for this", "thanks for the patch", "thanks for your patch",
		"thanks for the review", "thank you for the review",
		"thanks for your review", "thanks for reviewing", "sorry for the noise" };
	size_t n;

	/* They begin with these, and "I" alone is nobody's lead. */
	while (strchr("aoysrhwbitmfgnuplc", *at) &&
	       (n = td_match_word(at, words, G_N_ELEMENTS(words))) > 0) {
		at += n;
		at += strspn(at, " ,-");
	}
	return at;
}

/* Begins with "and" or the like, as a word. */
static size_t
match_joint(const char *at)
{
	static const char *const words[] = { "and", "but", "so", "&", "--", "-" };

	return strchr("abs&-", *at) ? td_match_word(at, words, G_N_ELEMENTS(words)) : 0;
}

const char *
td_lead_next(const char *at)
{
	for (; *at; at++) {
		size_t n;

		if ((*at == ',' || *at == ';') && at[1] == ' ')
			return td_match_skip_blanks(at + 1);
		n = *at == ' ' ? match_joint(at + 1) : 0;
		if (n > 0)
			return td_match_skip_blanks(at + 1 + n);
	}
	return NULL;
}
