/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/plan.c - "applying", "I'll queue this up": what is being done, or soon */
#include "notice/plan.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

#include "notice/adjunct.h"
#include "notice/deed.h"
#include "notice/match.h"
#include "notice/rest.h"
#include "notice/tree.h"
#include "notice/when.h"

/* What is being done: only where nothing, a tree or thanks follow. */
static const char *const doing[] = { "applying", "queuing", "queueing", "merging",
	"pushing", "pulling", "taking", "committing", "picking", "picking up" };

size_t
td_plan_match_doing(const char *at)
{
	return td_match_word(at, doing, G_N_ELEMENTS(doing));
}

/* "Thanks, applying.", "I'm applying patches 1 and 2.", but not "Applying this broke the
 * build". */
const char *
td_plan_find_doing(const char *at)
{
	static const char *const who[] = { "i'm", "i am", "we're", "we are", "am" };
	const char *verb = at + td_match_word(at, who, G_N_ELEMENTS(who));
	const char *rest, *end;
	bool said_who;
	size_t n;

	said_who = verb > at;
	verb = td_deed_skip_adverbs(td_match_skip_blanks(verb));
	n = td_plan_match_doing(verb);
	end = verb + n;
	rest = td_match_skip_blanks(end);
	if (n == 0)
		return NULL;
	if (*rest == '\0' || strchr(".,!;", *rest) || g_str_has_prefix(rest, "--") ||
	    g_str_has_prefix(rest, "to ") || g_str_has_prefix(rest, "for ") ||
	    g_str_has_prefix(rest, "thanks") || td_tree_find_place(end) ||
	    (said_who && td_rest_is_bare(end) &&
		(td_rest_names_patches(end) || !g_str_has_prefix(verb, "taking"))))
		return end;
	return NULL;
}

const char *
td_plan_find_under_way(const char *first)
{
	static const char *const who[] = { "i'm", "i am", "we're", "we are", "am",
		"i will be", "i'll be" };
	static const char *const adverbs[] = { "now", "just", "also", "therefore", "thus",
		"hence", "currently" };
	const char *verb = td_match_skip_word(first, who, G_N_ELEMENTS(who));
	const char *end, *rest;
	size_t n;

	verb = td_match_skip_word(verb, adverbs, G_N_ELEMENTS(adverbs));
	n = td_plan_match_doing(verb);
	if (n == 0)
		return NULL;
	end = verb + n;
	rest = td_rest_skip_object(end);
	/* "Applying changes" is advice taken. */
	if (g_str_has_prefix(end, " change"))
		return NULL;
	/* "Taking a look", "pushing for it" */
	if (rest == end && !g_str_has_prefix(verb, "appl") &&
	    !g_str_has_prefix(verb, "queu"))
		return NULL;
	rest = td_adjunct_skip(rest);
	return rest > end && td_adjunct_ends(rest) ? end : NULL;
}

bool
td_plan_is_objection(const char *condition)
{
	static const char *const who[] = { "you", "you're", "you'd", "you've", "someone",
		"somebody", "anyone", "anybody", "there", "i hear", "people" };

	static const char *const none[] = { "if no objection", "if no objections",
		"if there are no objections", "if there's no objection",
		"if there are no complaints", "if no one objects", "if nobody objects",
		"if there is no objection", "if there are no further objections",
		"if no one complains", "if nobody complains",
		"if there are no other objections" };

	return (g_str_has_prefix(condition, "unless ") &&
		   td_match_word(condition + strlen("unless "), who, G_N_ELEMENTS(who)) >
		       0) ||
	       td_match_word(condition, none, G_N_ELEMENTS(none)) > 0;
}

/* "Let me know if I got that wrong" waits for nothing. */
static bool
is_request(const char *rest, const char *hit)
{
	static const char *const asks[] = { "know", "shout", "complain", "yell",
		"tell me", "holler", "scream" };

	for (unsigned i = 0; *hit == ' ' && i < G_N_ELEMENTS(asks); i++) {
		size_t n = strlen(asks[i]);

		if ((size_t)(hit - rest) >= n && strncmp(hit - n, asks[i], n) == 0)
			return true;
	}
	return false;
}

bool
td_plan_waits(const char *rest)
{
	static const char *const words[] = { " if ", " unless " };
	const char *end = strstr(rest, ". ");

	for (unsigned i = 0; i < G_N_ELEMENTS(words); i++) {
		const char *hit = strstr(rest, words[i]);

		if (hit && (!end || hit < end) && !td_plan_is_objection(hit + 1) &&
		    !is_request(rest, hit))
			return true;
	}
	return false;
}

/* "as a fix", "as an EFI fix", "via the x tree" */
static bool
says_how(const char *at)
{
	static const char *const leads[] = { "as a ", "as an " };
	static const char *const ways[] = { "via ", "through " };
	static const char *const with[] = { "along with ", "together with " };
	size_t n = strcspn(at, ".,!?;:(");
	g_autofree char *clause = g_strndup(at, n);

	for (unsigned i = 0; i < G_N_ELEMENTS(leads); i++)
		if (g_str_has_prefix(at, leads[i]))
			return g_str_has_suffix(clause, " fix") ||
			       g_str_has_suffix(clause, " fixes");
	for (unsigned i = 0; i < G_N_ELEMENTS(ways); i++)
		if (g_str_has_prefix(at, ways[i]))
			return g_str_has_suffix(clause, " tree") ||
			       g_str_has_suffix(clause, " trees");
	for (unsigned i = 0; i < G_N_ELEMENTS(with); i++)
		if (g_str_has_prefix(at, with[i]))
			return true;
	return false;
}

/* "I'll queue these up", "I'll take it, thanks": nobody but a maintainer says so. Others
 * apply, merge or add what they are told to. */
static bool
is_promised(const char *verb, const char *end)
{
	static const char *const queue[] = { "queue", "queuing", "queueing", "queued" };
	static const char *const take[] = { "take", "pick", "taking", "picking" };
	static const char *const thanks[] = { "thank", "thanks", "thx", "cheers" };
	static const char *const why[] = { "as it", "as it's", "as they", "as this",
		"since", "because", "as they're", "as these" };
	const char *rest = td_rest_skip_object(end);
	bool queues = td_match_word(verb, queue, G_N_ELEMENTS(queue)) > 0;
	g_autofree char *object = g_strndup(end, (size_t)(rest - end));

	/* "I'll queue that up for out of tree 9.1" */
	if (queues && rest > end && g_str_has_prefix(rest, " for ") &&
	    !td_rest_is_for_version(end) && !strpbrk(rest, ",;?") &&
	    !g_str_has_prefix(rest, " for review") &&
	    !g_str_has_prefix(rest, " for my") && !strstr(rest, "test"))
		return true;
	if (!queues) {
		/* "I'll take that as a yes", "I will take it and fix it" */
		if (rest == end || g_str_has_prefix(end, " that") ||
		    strstr(object, " and fix"))
			return false;
		if (td_match_word(verb, take, G_N_ELEMENTS(take)) == 0 &&
		    !(td_match_word(verb, (const char *const[]){ "apply" }, 1) > 0 &&
			td_rest_names_patches(end)))
			return false;
	}
	rest = td_match_skip_blanks(rest);
	/* "queue this up as it's trivial" */
	if (queues && td_match_word(rest, why, G_N_ELEMENTS(why)) > 0)
		return true;
	/* What follows a comma may want something first. */
	if (*rest == ',')
		return td_match_word(td_match_skip_blanks(rest + 1), thanks,
			   G_N_ELEMENTS(thanks)) > 0;
	return td_rest_is_bare(end) || says_how(rest);
}

/* " this merged" of "get this merged into x-next": behind what is done to it. */
static const char *
skip_got(const char *end)
{
	const char *verb = td_match_skip_blanks(td_rest_skip_object(end));
	size_t n = td_deed_match_verb(verb);

	return n > 0 ? verb + n : end;
}

/* "Please rebase. Then I will pick it up." */
static bool
goes_on(const char *sentence)
{
	return g_str_has_prefix(sentence, "then ") || g_str_has_prefix(sentence, "and ");
}

/* "I'll happily queue" of a sentence: at the verb; NULL where nobody will do anything. */
static const char *
skip_will(const char *first)
{
	static const char *const who[] = { "i'll", "i will", "we'll", "we will", "will",
		"i'm going to", "i am going to", "we're going to", "we are going to",
		"i'm gonna", "i am gonna", "gonna", "going to", "this will be",
		"it will be", "it'll be", "they will be", "let me", "planning on",
		"i'm planning on", "i'm planning to", "i am planning to", "i plan to",
		"planning to", "i am planning on", "i decided to", "i've decided to",
		"i have decided to", "this will" };
	static const char *const between[] = { "now", "just", "go", "go ahead and",
		"then", "also", "be", "therefore", "provisionally", "happily", "gladly",
		"simply", "go and", "definitely", "quickly" };
	static const char *const arrives[] = { "hit", "show up", "appear", "land" };
	size_t n =
	    strchr("iwtlpg", *first) ? td_match_word(first, who, G_N_ELEMENTS(who)) : 0;
	const char *at = td_match_skip_blanks(first + n);

	/* They begin with these. */
	if (n == 0)
		return NULL;
	/* What the patch will do by itself is to be somewhere. */
	if (g_str_has_prefix(first, "this will") && n == strlen("this will") &&
	    td_match_word(at, arrives, G_N_ELEMENTS(arrives)) == 0)
		return NULL;
	for (unsigned i = 0; i < 2; i++)
		at = td_match_skip_blanks(
		    at + td_match_word(at, between, G_N_ELEMENTS(between)));
	return at;
}

/* What may follow "I'll apply it,", and wants nothing first. */
static bool
adds_nothing(const char *at)
{
	static const char *const words[] = { "thank", "thanks", "thx", "cheers", "with",
		"as", "since", "so", "no need", "for some reason", "should", "but no",
		"let's see", "although", "though" };

	return td_match_word(td_match_skip_blanks(at), words, G_N_ELEMENTS(words)) > 0;
}

/*
 * "Will apply.", "I'll take it then", "I'll merge this, no need to resend", "will pick
 * this up shortly": from the author of the patch it would be advice taken.
 */
static bool
is_promised_by_other(const char *verb, const char *end)
{
	static const char *const whole[] = { "apply", "queue", "merge", "applying",
		"queuing", "queueing", "merging", "applied", "queued", "merged" };
	static const char *const part[] = { "take", "pick", "push", "commit", "pull",
		"grab", "stage", "fold", "taking", "picking", "pulling", "picked",
		"pushed", "committed", "pulled", "taken" };
	const char *rest = td_rest_skip_object(end), *more, *out;
	bool alone = td_match_word(verb, whole, G_N_ELEMENTS(whole)) > 0, how;

	if (!alone && (td_match_word(verb, part, G_N_ELEMENTS(part)) == 0 || rest == end))
		return false;
	/* "I'll take that as a yes", "will take it and fix it" */
	more = strstr(end, " and ");
	out = strstr(end, " out");
	if ((more && more < rest) ||
	    (out && out < rest && g_str_has_prefix(verb, "pull")) ||
	    g_str_has_prefix(end, " that ") || td_rest_is_for_version(end))
		return false;
	/* "I'll apply once rc1 is out", but "will do later" says nothing. */
	more = td_adjunct_skip(rest);
	how = more > rest;
	rest = td_match_skip_blanks(more);
	if (*rest == ',')
		return adds_nothing(rest + 1);
	return *rest == '\0' || strchr(".!(", *rest) || g_str_has_prefix(rest, "thank") ||
	       g_str_has_prefix(rest, "- ") || g_str_has_prefix(rest, "--") ||
	       (how && g_str_has_prefix(rest, "and ")) ||
	       g_str_has_prefix(rest, "with ") || says_how(rest);
}

/* Whether where or when it will be done is said, too. */
static bool
says_where(const char *first, const char *at, const char *end)
{
	static const char *const when[] = { "now", "right now", "right away", "shortly",
		"today", "for the next", "for next", "later today", "later this week",
		"tonight", "tomorrow", "this week", "next week", "after -rc1",
		"after rc1", "after the merge window", "after merge window" };
	const char *next;

	if (g_str_has_prefix(at, "add") || g_str_has_prefix(at, "put") ||
	    g_str_has_prefix(at, "get") || g_str_has_prefix(first, "let") || end < at)
		return false;
	if (td_deed_is_for_release(end))
		return true;
	/* "I'll take a look" */
	if (g_str_has_prefix(at, "tak") && td_rest_skip_object(end) == end)
		return false;
	/* "for v6.21", whatever the tree is called */
	next = strstr(end, " for ");
	if (next && next - end < 60 && g_ascii_isdigit(next[5 + (next[5] == 'v')]) &&
	    td_rest_match_version(next + strlen(" for ")) == 0)
		return true;
	next = td_match_skip_blanks(td_rest_skip_object(end));
	/* "I'll push it to x-misc in a moment" */
	if (g_str_has_prefix(next, "to ") && next > end + 1) {
		const char *name = next + strlen("to ");
		const char *stop = name + strcspn(name, " ,.!;");

		if (*stop == ' ' && memchr(name, '-', (size_t)(stop - name)) &&
		    td_when_skip(stop + 1))
			return true;
	}
	for (unsigned i = 0; i < G_N_ELEMENTS(when); i++)
		if (g_str_has_prefix(next, when[i]))
			return true;
	return false;
}

/* " this in my next fixes pull request": said of a patch by whoever takes it. */
static bool
is_for_pull(const char *end)
{
	const char *at = td_match_skip_blanks(td_rest_skip_object(end));
	const char *when = td_when_skip(at), *pull = strstr(at, " pull");
	const char *pr = strstr(at, " pr");

	return at > end && when &&
	       (g_str_has_prefix(at, "in ") || g_str_has_prefix(at, "with ")) &&
	       ((pull && pull < when) || (pr && pr < when));
}

/* "Will queue in renesas-clk for v6.21", "I'll apply it to the fixes branch": who says
 * where or when means it; who does not may speak of advice that he takes. */
const char *
td_plan_find(const char *sentence, const char *first, bool *by_other)
{
	static const char *const plan[] = { "apply", "queue", "merge", "pick", "push",
		"take", "commit", "add", "stage", "pull", "grab", "applying", "queuing",
		"queueing", "merging", "picking", "taking", "pulling", "applied",
		"queued", "merged", "picked", "pulled", "taken", "pushed", "committed",
		"in", "put", "get", "include", "fold", "place", "toss", "throw", "hit",
		"show up", "appear", "land" };
	const char *at = skip_will(first), *end;
	size_t n = at ? td_match_word(at, plan, G_N_ELEMENTS(plan)) : 0;

	*by_other = false;
	if (n == 0)
		return NULL;
	/* "It will be in linux-next tomorrow" */
	end = g_str_has_prefix(at, "in ") ? at - 1 : at + n;
	if (g_str_has_prefix(at, "get ")) {
		/* "I'll get to it next week" */
		if (td_rest_skip_object(end) == end)
			return NULL;
		end = skip_got(end);
	}
	/* "Will hit x-next after rc1" */
	if (g_str_has_prefix(at, "hit")) {
		*by_other = td_tree_find_bare_start(end) != NULL;
		return *by_other ? end : NULL;
	}
	if (g_str_has_prefix(at, "include")) {
		*by_other = is_for_pull(end);
		return *by_other ? end : NULL;
	}
	if (td_tree_find_place(end))
		return end;
	/* "Will take it" is said of advice. */
	if (end > at && !g_str_has_prefix(first, "let") &&
	    !(g_str_has_prefix(first, "will take it") && td_rest_is_bare(end)) &&
	    !goes_on(sentence) && is_promised(at, end)) {
		/* "I will pick the patch" of its author is of another's. */
		*by_other = !g_str_has_prefix(at, "queu") && td_rest_is_bare(end);
		return end;
	}
	if (says_where(first, at, end))
		return end;
	*by_other = end > at && !goes_on(sentence) && is_promised_by_other(at, end);
	return *by_other ? end : NULL;
}

/* "I have opened a request for the tests and will merge it": the writer goes on
 * himself. */
static bool
is_own(const char *sentence)
{
	static const char *const who[] = { "i", "i've", "i have", "i'm", "i am" };

	return td_match_word(sentence, who, G_N_ELEMENTS(who)) > 0;
}

/* "Fine, gonna merge it", "looks good to me, will apply": nothing is waited for. */
static bool
is_going(const char *sentence, const char *at)
{
	static const char *const praise[] = { "look good", "looks good", "lgtm",
		"looks fine", "looks ok", "good to me", "looks great" };
	static const char *const words[] = { "gonna", "going to", "i'm gonna",
		"i'm going to", "i am going to" };

	return td_match_word(at, words, G_N_ELEMENTS(words)) > 0 ||
	       (g_str_has_prefix(at, "will ") &&
		   td_match_contains(sentence, at, praise, G_N_ELEMENTS(praise)));
}

const char *
td_plan_find_behind(const char *sentence, bool *by_other)
{
	static const char *const joints[] = { ", so ", " so ", ", and ", " and ", ", ",
		"; ", " - " };
	static const char *const conditions[] = { "if ", "once ", "when ", "after ",
		"unless ", "until ", "before ", "please", "can you", "could you", "hope",
		"otherwise", "let me know", "a fix", "a patch", "expect", "that patch" };

	bool own;

	*by_other = false;
	if (!strstr(sentence, "ll ") && !strstr(sentence, "going to ") &&
	    !strstr(sentence, "gonna ") && !strstr(sentence, "decided to "))
		return NULL;
	own = is_own(sentence);
	for (unsigned i = 0; i < G_N_ELEMENTS(joints); i++)
		for (const char *at = sentence; (at = strstr(at, joints[i]));) {
			const char *from = at, *rest;

			at += strlen(joints[i]);
			rest = td_plan_find(sentence, at, by_other);
			/* "Send the others again and I'll take them" waits for that. */
			if (!rest ||
			    (*by_other && !own && i > 1 && !is_going(sentence, at)) ||
			    (i > 1 && i < 4 && *at != 'w') ||
			    !(i < 2 || *by_other || td_tree_find_place(rest) ||
				td_deed_is_for_release(rest)))
				continue;
			for (unsigned k = 0; k < G_N_ELEMENTS(conditions); k++) {
				const char *hit = strstr(sentence, conditions[k]);

				if (hit && hit < from && !td_plan_is_objection(hit)) {
					*by_other = false;
					return NULL;
				}
			}
			return rest;
		}
	*by_other = false;
	return NULL;
}
