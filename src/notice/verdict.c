/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * notice/verdict.c - what an answer wants to become of a patch, where it says so plainly
 *
 * Reviews are full of wishes. These few sentences mean the patch as a whole and nothing
 * else; better none than a wrong one.
 */
#include "notice/verdict.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

#include "notice/decline.h"
#include "notice/hint.h"
#include "notice/intent.h"
#include "notice/lead.h"
#include "notice/match.h"
#include "notice/nak.h"
#include "notice/promise.h"
#include "notice/refusal.h"
#include "notice/sentence.h"
#include "notice/settled.h"
#include "notice/wish.h"
#include "notice/withdraw.h"

enum {
	most_lines = 400,    /* of the writer's own, */
	most_quoted = 20000, /* and of what is quoted before and between them */
	most_near = 60,      /* bytes behind what is asked for */
};

/* What the answer is to. */
typedef struct answered {
	bool one_of_many;
	unsigned version;
	td_span above; /* of the mail, what stands above the line that is read */
} answered;

typedef struct phrase {
	const char *words;
	td_verdict verdict;
} phrase;

/* Sentences that begin so, by their first letter: nearly all begin like none. */
static const phrase on_b[] = {
	{ "big nak", TD_VERDICT_REJECTED },
};
static const phrase on_c[] = {
	{ "closing this as rejected", TD_VERDICT_REJECTED },
};
static const phrase on_d[] = {
	{ "don't make this change", TD_VERDICT_REJECTED },
};
static const phrase on_e[] = {
	{ "expect a v", TD_VERDICT_PROMISED },
};
static const phrase on_i[] = {
	{ "i will abandon this", TD_VERDICT_REJECTED },
	{ "i will just abandon this", TD_VERDICT_REJECTED },
	{ "i will then just abandon this", TD_VERDICT_REJECTED },
	{ "i'll abandon this", TD_VERDICT_REJECTED },
	{ "i'm dropping this", TD_VERDICT_REJECTED },
	{ "i withdraw this", TD_VERDICT_REJECTED },
	{ "it breaks the build", TD_VERDICT_CHANGES },
};
static const phrase on_m[] = {
	{ "marking this as rejected", TD_VERDICT_REJECTED },
};
static const phrase on_n[] = {
	{ "nak", TD_VERDICT_REJECTED },
	{ "nack", TD_VERDICT_REJECTED },
};
static const phrase on_p[] = {
	{ "please ignore this", TD_VERDICT_REJECTED },
	{ "please ignore the", TD_VERDICT_REJECTED },
	{ "please disregard this", TD_VERDICT_REJECTED },
	{ "please discard this", TD_VERDICT_REJECTED },
	{ "please drop this patch", TD_VERDICT_REJECTED },
	{ "please drop this series", TD_VERDICT_REJECTED },
	{ "please do not apply this", TD_VERDICT_REJECTED },
	{ "please don't apply this", TD_VERDICT_REJECTED },
	{ "please do not merge this", TD_VERDICT_REJECTED },
	{ "please don't merge this", TD_VERDICT_REJECTED },
	{ "please reject this", TD_VERDICT_REJECTED },
	{ "please ignore these", TD_VERDICT_REJECTED },
	{ "please drop these", TD_VERDICT_REJECTED },
	{ "please disregard these", TD_VERDICT_REJECTED },
	{ "please disregard the patch", TD_VERDICT_REJECTED },
	{ "please forget this", TD_VERDICT_REJECTED },
	{ "please forget about this", TD_VERDICT_REJECTED },
	/* What a maintainer's script says of its patchwork. */
	{ "patch set to rejected", TD_VERDICT_REJECTED },
	{ "patch set to not applicable", TD_VERDICT_REJECTED },
	{ "patch set to deferred", TD_VERDICT_REJECTED },
	{ "patch set to changes requested", TD_VERDICT_CHANGES },
	{ "patches set to rejected", TD_VERDICT_REJECTED },
	{ "patches set to changes requested", TD_VERDICT_CHANGES },
	{ "please send a new version", TD_VERDICT_CHANGES },
	{ "please send an updated", TD_VERDICT_CHANGES },
	{ "please expect v", TD_VERDICT_PROMISED },
	{ "please fix and", TD_VERDICT_CHANGES },
	{ "please address", TD_VERDICT_CHANGES },
	{ "please split", TD_VERDICT_CHANGES },
};
static const phrase on_s[] = {
	{ "strong nak", TD_VERDICT_REJECTED },
	{ "so nak", TD_VERDICT_REJECTED },
};
static const phrase on_t[] = {
	{ "this breaks the build", TD_VERDICT_CHANGES },
	{ "this patch breaks the build", TD_VERDICT_CHANGES },
	{ "this fails to build", TD_VERDICT_CHANGES },
	{ "this fails to compile", TD_VERDICT_CHANGES },
};
static const phrase on_y[] = {
	/* Greg Kroah-Hartman's form letter. */
	{ "you are receiving this message because of the following common error",
	    TD_VERDICT_CHANGES },
};

static const struct phrases {
	const phrase *first;
	size_t n;
} phrases['z' + 1] = {
	['b'] = { on_b, G_N_ELEMENTS(on_b) },
	['c'] = { on_c, G_N_ELEMENTS(on_c) },
	['d'] = { on_d, G_N_ELEMENTS(on_d) },
	['e'] = { on_e, G_N_ELEMENTS(on_e) },
	['i'] = { on_i, G_N_ELEMENTS(on_i) },
	['m'] = { on_m, G_N_ELEMENTS(on_m) },
	['n'] = { on_n, G_N_ELEMENTS(on_n) },
	['p'] = { on_p, G_N_ELEMENTS(on_p) },
	['s'] = { on_s, G_N_ELEMENTS(on_s) },
	['t'] = { on_t, G_N_ELEMENTS(on_t) },
	['y'] = { on_y, G_N_ELEMENTS(on_y) },
};

/* "Please resend once the fix is merged" waits for somebody else. */
static const char *const doubts[] = { " if ", " once ", " unless ", " when ", " after ",
	" don't", " do not", " not ", " mail ", " email ", " message " };

/* The same, of what is asked for once more: "please rebase on what is not in it yet". */
static const char *const waits[] = { " if ", " once ", " unless ", " when ", " after ",
	" mail ", " email ", " message " };

/* These come anyway, whoever waits for them. */
static const char *const windows[] = { "net-next", "reopen", "re-open", "merge window",
	"-rc1", " rc1" };

/* Of a phrase; a figure may follow one, as in "expect a v3". */
static bool
ends_phrase(char c)
{
	return !g_ascii_isalpha(c) && c != '\'' && c != '-' && c != '_';
}

/* The phrase that a sentence begins with; NULL for none. */
static const phrase *
find_phrase(const char *lower)
{
	unsigned char c = (unsigned char)*lower;

	for (size_t i = 0; c <= 'z' && i < phrases[c].n; i++) {
		const phrase *one = &phrases[c].first[i];

		if (td_match_begins(lower, one->words) &&
		    ends_phrase(lower[strlen(one->words)]))
			return one;
	}
	return NULL;
}

/* "Please ignore this question", "the noise": no patch. */
static bool
is_of_talk(const char *rest)
{
	static const char *const nouns[] = { "comment", "comments", "question",
		"questions", "remark", "remarks", "note", "suggestion", "noise", "link",
		"warning", "warnings", "report", "error", "errors", "thread", "reply",
		"review", "line", "lines", "hunk", "chunk", "request", "tag", "part",
		"above", "last", "previous", "check", "code", "variable", "rest",
		"whole" };
	static const char *const counts[] = { "two", "three", "few", "other" };

	rest =
	    td_match_skip_word(td_match_skip_blanks(rest), counts, G_N_ELEMENTS(counts));
	/* "Please ignore the "[PATCH]" in the subject" */
	return *rest == '"' || td_match_word(rest, nouns, G_N_ELEMENTS(nouns)) > 0;
}

/* In what follows the phrase. */
static bool
is_doubtful(const char *rest)
{
	static const char *const reasons[] = { ", as ", " because ", " since ", ", it " };
	static const char *const patch[] = { "patch", "series", "in its", "as is" };
	char lower[TD_MAX_SENTENCE + 1];

	g_strlcpy(lower, rest, most_near);
	/* What is a reason is none: "this patch as it is, since it does not say why". */
	for (size_t i = 0;
	     td_match_word(td_match_skip_blanks(lower), patch, G_N_ELEMENTS(patch)) > 0 &&
	     i < G_N_ELEMENTS(reasons);
	     i++) {
		char *hit = strstr(lower, reasons[i]);

		if (hit)
			*hit = '\0';
	}
	return td_match_contains(lower, NULL, doubts, G_N_ELEMENTS(doubts));
}

/* "Please resend once the fix is merged" waits for somebody else; "repost, and when you
 * do, drop that" does not. */
static bool
asks_again(const char *lower)
{
	const char *rest = td_wish_find_again(lower), *end;
	char what[TD_MAX_SENTENCE + 1];

	if (!rest)
		return false;
	end = strstr(rest, ", and ");
	g_strlcpy(what, rest - (rest > lower), sizeof what);
	if (end)
		what[end - rest + (rest > lower)] = '\0';
	/* What is far behind tells how it is to be. */
	what[MIN(strlen(what), most_near)] = '\0';
	return (!td_match_contains(what, NULL, waits, G_N_ELEMENTS(waits)) ||
		   td_match_contains(what, NULL, windows, G_N_ELEMENTS(windows))) &&
	       !is_of_talk(what);
}

/* Behind "3 " of "3 patches set to Rejected". */
static const char *
skip_count(const char *lower)
{
	size_t n = strspn(lower, "0123456789");

	return n > 0 && lower[n] == ' ' ? lower + n + 1 : lower;
}

/* Behind "Herbert, ", "Sorry, " or "Hi Mark, " where it asks for something. */
static const char *
skip_address(const char *lower)
{
	static const char *const asks[] = { "please", "can you", "could you",
		"would you" };
	const char *at = lower;
	unsigned words = 1;

	while (words <= 2 && (g_ascii_isalpha(*at) || *at == ' '))
		words += *at++ == ' ';
	if (at == lower || words > 2 || !g_str_has_prefix(at, ", ") ||
	    td_match_word(at + 2, asks, G_N_ELEMENTS(asks)) == 0)
		return lower;
	return at + 2;
}

/* "This is the same fix, please ignore this patch": from "please" on. */
static const char *
skip_to_wish(const char *lower)
{
	static const char *const joints[] = { ", please ", " so please ", " and please ",
		", so please ", ", and please ", " - please " };
	static const char *const verbs[] = { "ignore", "disregard", "drop", "reject",
		"discard", "forget" };
	static const char *const what[] = { "this", "these", "the patch", "the series" };
	static const char *const no[] = { "if ", "unless " };

	if (td_match_contains(lower, NULL, no, G_N_ELEMENTS(no)))
		return lower;
	for (size_t i = 0; i < G_N_ELEMENTS(joints); i++) {
		const char *hit = strstr(lower, joints[i]);
		const char *wish = hit ? strstr(hit, "please ") : NULL;
		const char *verb = wish ? wish + strlen("please ") : "";
		size_t n = td_match_word(verb, verbs, G_N_ELEMENTS(verbs));

		if (n > 0 && td_match_word(td_match_skip_blanks(verb + n), what,
				 G_N_ELEMENTS(what)) > 0)
			return wish;
	}
	return lower;
}

/* Nearly all sentences begin like none of them, so that is looked at first. */
static td_verdict
read_words(const td_sentence *s, bool asks, const answered *of)
{
	const bool one_of_many = of->one_of_many;
	const char *lower = skip_address(skip_count(s->lower));
	const td_hints may = td_hint_look(lower);
	td_refusal refusal;
	const phrase *said;
	bool one = false, drops = may.drop && !asks && td_withdraw_is_said(lower, &one);

	if (may.asks && may.again && (td_wish_is_for_version(lower) || asks_again(lower)))
		return TD_VERDICT_CHANGES;
	/* Another's patch does the same and is taken. */
	if (may.beat && strstr(lower, " beat you to ") != NULL)
		return TD_VERDICT_REJECTED;
	if (may.nak && td_nak_is_said(s->text, s->lower))
		return TD_VERDICT_REJECTED;
	refusal = may.apply || may.take ? td_refusal_read(lower) : TD_REFUSAL_NONE;
	if (refusal != TD_REFUSAL_NONE)
		return refusal == TD_REFUSAL_PLAIN ? TD_VERDICT_REJECTED
						   : TD_VERDICT_CHANGES;
	/* The others of its set go on, and come again without it. */
	if (drops)
		return one_of_many && one ? TD_VERDICT_INTENDED : TD_VERDICT_REJECTED;
	if (may.already && td_refusal_is_taken(lower))
		return TD_VERDICT_REJECTED;
	if ((!asks && (may.already || may.fix) && td_settled_is_said(lower)) ||
	    (may.already && td_refusal_is_fixed(lower)) ||
	    (may.patch && td_refusal_has_no_use(lower)))
		return one_of_many ? TD_VERDICT_NONE : TD_VERDICT_REJECTED;
	if (may.drop && td_refusal_is_dropped(lower))
		return one_of_many ? TD_VERDICT_NONE : TD_VERDICT_CHANGES;
	if (may.apply && td_refusal_does_not_apply(lower))
		return TD_VERDICT_CHANGES;
	if (!asks && may.again && td_wish_needs_version(lower))
		return TD_VERDICT_CHANGES;
	if (!one_of_many && ((may.another && td_decline_has_another(lower)) ||
				(may.reject && td_decline_refuses(lower))))
		return TD_VERDICT_REJECTED;
	drops = may.please && td_decline_drops(lower, &one);
	if (drops && !(one && one_of_many))
		return TD_VERDICT_REJECTED;
	if (may.please)
		lower = skip_to_wish(lower);
	if (!drops && (said = find_phrase(lower)))
		return is_doubtful(lower + strlen(said->words)) ||
			       is_of_talk(lower + strlen(said->words))
			   ? TD_VERDICT_NONE
			   : said->verdict;
	if ((may.version || (may.will && may.patch)) &&
	    td_promise_is_made(lower, may.will, may.named, asks, of->version))
		return TD_VERDICT_PROMISED;
	return may.will && !asks && td_intent_is_told(lower, of->above)
		   ? TD_VERDICT_INTENDED
		   : TD_VERDICT_NONE;
}

/* The sentence alone, whatever a short one before it said: "OK. I'll send a v2". */
static td_verdict
read_sentence(td_span text, const answered *of)
{
	td_sentence s;
	size_t end = 0;
	bool asks;

	td_sentence_take(text, &s);
	while (end < s.n && !(td_match_ends_sentence(s.text[end]) &&
				!g_ascii_isdigit(s.text[end + 1])))
		end++;
	asks = s.text[end] == '?';
	s.text[end] = s.lower[end] = '\0';
	s.n = end;
	return read_words(&s, asks, of);
}

/* A line goes on the one before, unless that was empty, a quote or ended a sentence. */
static bool
begins(td_span before)
{
	before = td_span_trim(before);
	return before.n == 0 || before.p[0] == '>' ||
	       strchr(".!?:,;", before.p[before.n - 1]) != NULL;
}

/* Before what ends the sentence; 0 for none. */
static char
last_letter(td_span line)
{
	size_t n = line.n;

	while (n > 0 && td_match_ends_sentence(line.p[n - 1]))
		n--;
	return n > 0 ? line.p[n - 1] : '\0';
}

td_verdict
td_verdict_find(td_span text, bool one_of_many, unsigned version)
{
	answered of = { one_of_many, version, { text.p, 0 } };
	td_span line, before = { "", 0 };
	td_verdict found = TD_VERDICT_NONE;
	const char *end = td_span_end(text);
	unsigned own = 0, quoted = 0;

	while (
	    own < most_lines && quoted < most_quoted && td_span_next_line(&text, &line)) {
		td_span rest = td_span_trim(line);
		char last = last_letter(rest);

		if (td_span_has_prefix(line, ">"))
			quoted++;
		else
			own++;
		if (td_span_is(line, "-- ") || td_span_has_prefix(line, "diff --git ") ||
		    td_span_has_prefix_nocase(line, "-----Original Message"))
			break;
		of.above.n = (size_t)(line.p - of.above.p);
		if (rest.n > 0 && g_ascii_isalnum(rest.p[0]) &&
		    (begins(before) || td_match_skip_sentence(&rest))) {
			do {
				td_verdict said =
				    read_sentence(td_span_between(rest.p, end), &of);

				/* "Will fix." says less than the rest of the mail. */
				if (said != TD_VERDICT_NONE &&
				    (said != TD_VERDICT_INTENDED ||
					found == TD_VERDICT_NONE))
					found = said;
			} while (td_match_skip_sentence(&rest));
		}
		/* Few lines end so. */
		if (last == 'K' && td_refusal_ends(line))
			found = TD_VERDICT_REJECTED;
		before = line;
	}
	return found;
}

const char *
td_verdict_word(td_verdict verdict)
{
	switch (verdict) {
	case TD_VERDICT_NONE:
		break;
	case TD_VERDICT_REJECTED:
		return "rejected";
	case TD_VERDICT_CHANGES:
		return "changes requested";
	case TD_VERDICT_PROMISED:
		return "changes promised";
	case TD_VERDICT_INTENDED:
		return "changes intended";
	}
	return NULL;
}
