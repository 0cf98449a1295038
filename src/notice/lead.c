/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/lead.c - "Yes, thanks, but": what says nothing yet, and where clauses begin */
#include "notice/lead.h"

#include <glib.h>
#include <string.h>

#include "notice/match.h"

/* By their first letter: hardly any sentence begins with one of them. */
static const char *const on_a[] = { "ah", "and", "also", "agreed", "ack", "alright",
	"all right", "anyway", "again", "at least", "apparently", "actually" };
static const char *const on_b[] = { "but" };
static const char *const on_f[] = { "fair enough", "fyi", "for now" };
static const char *const on_g[] = { "good point", "good catch", "good idea", "got it" };
static const char *const on_h[] = { "hmm", "however", "hi", "hello", "hi all",
	"hi maintainers", "hence" };
static const char *const on_i[] = { "indeed", "i see", "i think", "i guess", "i'm afraid",
	"it looks like", "it seems", "it seems that" };
static const char *const on_l[] = { "looks like" };
static const char *const on_m[] = { "many thanks", "makes sense" };
static const char *const on_n[] = { "no", "nope", "nice catch", "noted", "note that" };
static const char *const on_o[] = { "ok", "okay", "oh", "oops" };
static const char *const on_p[] = { "please note that" };
static const char *const on_r[] = { "right" };
static const char *const on_s[] = { "sure", "so", "sorry", "still", "seems",
	"sorry for the noise" };
static const char *const on_t[] = { "then", "thanks", "thanks a lot", "thank you",
	"that makes sense", "true", "thus", "therefore", "thanks for this",
	"thanks for the patch", "thanks for your patch", "thanks for the review",
	"thank you for the review", "thanks for your review", "thanks for reviewing" };
static const char *const on_u[] = { "understood", "unfortunately" };
static const char *const on_w[] = { "well" };
static const char *const on_y[] = { "yes", "yeah", "yep" };

static const struct leads {
	const char *const *words;
	size_t n;
} leads['z' + 1] = {
	['a'] = { on_a, G_N_ELEMENTS(on_a) },
	['b'] = { on_b, G_N_ELEMENTS(on_b) },
	['f'] = { on_f, G_N_ELEMENTS(on_f) },
	['g'] = { on_g, G_N_ELEMENTS(on_g) },
	['h'] = { on_h, G_N_ELEMENTS(on_h) },
	['i'] = { on_i, G_N_ELEMENTS(on_i) },
	['l'] = { on_l, G_N_ELEMENTS(on_l) },
	['m'] = { on_m, G_N_ELEMENTS(on_m) },
	['n'] = { on_n, G_N_ELEMENTS(on_n) },
	['o'] = { on_o, G_N_ELEMENTS(on_o) },
	['p'] = { on_p, G_N_ELEMENTS(on_p) },
	['r'] = { on_r, G_N_ELEMENTS(on_r) },
	['s'] = { on_s, G_N_ELEMENTS(on_s) },
	['t'] = { on_t, G_N_ELEMENTS(on_t) },
	['u'] = { on_u, G_N_ELEMENTS(on_u) },
	['w'] = { on_w, G_N_ELEMENTS(on_w) },
	['y'] = { on_y, G_N_ELEMENTS(on_y) },
};

const char *
td_lead_skip(const char *at)
{
	for (;;) {
		unsigned char c = (unsigned char)*at;
		size_t n = 0;

		if (c <= 'z' && leads[c].n > 0)
			n = td_match_word(at, leads[c].words, leads[c].n);
		if (n == 0)
			return at;
		at += n;
		at += strspn(at, " ,-");
	}
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
