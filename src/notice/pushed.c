/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/pushed.c - a deed in the words of whoever has the right to push */
#include "notice/pushed.h"

#include <glib.h>
#include <string.h>

#include "notice/doer.h"
#include "notice/match.h"
#include "notice/rest.h"

/* No tester merges; who applied it may be one. */
static const char *const merged[] = { "merged", "pushed", "committed", "commited",
	"comitted" };
static const char *const merge[] = { "merge", "push", "commit" };
static const char *const applied[] = { "applied" };

typedef struct deed {
	const char *sentence, *verb, *rest;
	const char *from;   /* where what leads to the verb begins */
	const char *clause; /* and the clause that it is in */
	td_doer who;
	bool merges; /* no tester's word */
} deed;

/* "I've", "I have": what the writer did before he pushed it. */
static bool
begins_with_deed(const char *sentence)
{
	static const char *const me[] = { "i've", "i have", "i" };
	static const char *const thinks[] = { "think", "guess", "suppose", "believe",
		"see", "know", "wonder", "hope", "assume", "agree", "thought", "saw" };
	const char *at = td_said_skip_leads(sentence);
	const char *verb = td_match_skip_word(at, me, G_N_ELEMENTS(me));

	return verb > at && td_match_word(verb, thinks, G_N_ELEMENTS(thinks)) == 0;
}

/* "If", "please", "should": of what is to come. */
static bool
is_supposed(const deed *d)
{
	static const char *const always[] = { "if", "once", "unless", "until", "please",
		"can you", "could you", "would you", "hope", "hopefully", "assuming",
		"i'll", "i will", "we'll", "we will", "whether", "should be", "can be",
		"could be", "would be", "will be", "may be", "might be", "to be",
		"must be", "gets", "getting", "who", "they", "he", "she", "you" };
	static const char *const near[] = { "would", "should", "could", "might", "may",
		"never", "not", "when", "after", "before", "which", "that", "what",
		"wait", "get", "as", "since", "while", "why", "how", "where", "because" };
	static const char *const beside[] = { "with", "tried", "try" };
	const char *from = d->clause;

	if (strchr(d->sentence, '?') ||
	    td_match_has_word(d->sentence, d->from, always, G_N_ELEMENTS(always)))
		return true;
	if (d->who == TD_DOER_PATCH) {
		const char *begin =
		    g_strrstr_len(d->sentence, (gssize)(d->from - d->sentence), ")");

		if (td_match_has_word(begin ? begin : d->sentence, d->from, beside,
			G_N_ELEMENTS(beside)))
			return true;
	}
	if (d->who == TD_DOER_CONCEDED ||
	    (d->who == TD_DOER_JOINED && begins_with_deed(d->sentence)))
		return false;
	if (d->who == TD_DOER_JOINED)
		from = d->sentence;
	return td_match_has_word(from, d->from, near, G_N_ELEMENTS(near));
}

/* " it", " your patch", " slightly modified version": behind it; rest for nothing. */
static const char *
skip_what(const char *rest)
{
	static const char *const versions[] = { "fixed version", "original version",
		"original", "rebased version", "slightly modified version",
		"modified version", "your patch", "your commit", "your series" };
	const char *at = td_match_skip_blanks(rest);
	size_t n = td_match_word(at, versions, G_N_ELEMENTS(versions));

	return n > 0 ? at + n : td_rest_skip_object(rest);
}

/* "with Bea's ack" */
static bool
is_with_tag(const char *at)
{
	static const char *const tags[] = { "rbt", "ack", "acks", "review", "reviews",
		"tag", "tags", "reviewed-by", "acked-by", "tested-by" };
	const char *end = at + strcspn(at, ",.;!");
	const char *whose = strstr(at, "'s ");

	if (!g_str_has_prefix(at, "with "))
		return false;
	at += strlen("with ");
	return ((whose && whose - at < 20) || g_str_has_prefix(at, "your ") ||
		   g_str_has_prefix(at, "the ")) &&
	       td_match_has_word(at, end, tags, G_N_ELEMENTS(tags));
}

/* " with the following diff", " also with Bea's tag", " without this comment" */
static bool
says_how(const deed *d)
{
	static const char *const between[] = { "just", "also", "together" };
	static const char *const how[] = { "with the following", "with following",
		"with this", "with these", "with those", "with minor", "with small",
		"with slight", "with a few", "with few", "with some", "with your",
		"with his", "with her", "with their", "with changed", "with changes",
		"with changing", "with adding", "with removing", "with the change",
		"with a small", "with a minor", "with a slight", "with a fix", "with fix",
		"with fixes", "with fixed", "with additional", "with agreed",
		"with corrections", "without this", "without these", "without the",
		"without that", "without any change", "without changes" };
	static const char *const with_a[] = { "with a", "with an" };
	static const char *const no[] = { "conflict", "problem", "error", "warning",
		"branch", "tree", "kernel", "patch", "series", "master" };
	const char *at = td_match_skip_blanks(skip_what(d->rest));

	at = td_match_skip_word(at, between, G_N_ELEMENTS(between));
	if (td_match_word(at, how, G_N_ELEMENTS(how)) > 0 || is_with_tag(at))
		return true;
	return d->merges && td_match_word(at, with_a, G_N_ELEMENTS(with_a)) > 0 &&
	       !td_match_contains(at, NULL, no, G_N_ELEMENTS(no));
}

/* "I applied it and tweaked the wording": no tester does. */
static bool
changes_then(const char *rest)
{
	static const char *const joints[] = { "and then just", "and then", "and just",
		"and", "then" };
	static const char *const changes[] = { "tweaked", "changed", "did some", "made a",
		"made some", "done some", "edited", "fixed", "adjusted", "reworded",
		"added a", "will release" };
	const char *at = td_rest_skip_object(rest);

	at += strspn(at, ", ");
	at = td_match_skip_word(at, joints, G_N_ELEMENTS(joints));
	return at > rest && td_match_word(at, changes, G_N_ELEMENTS(changes)) > 0;
}

/* "Into the original", "as a separate commit", "which fails": another, or a trial. */
static bool
is_of_another(const deed *d)
{
	static const char *const words[] = { "fail", " error", "crash", "revert", "broke",
		" break", "locally", "by mistake", "accident", "as a separate",
		" into the ", " into one", " in my ", "on my ", "machine", "first commit",
		"first patch", "another", " other ", "different", "one by one",
		"my branch", "my repo", "my tree", "my fork", "github", "gitlab",
		" my own", " and test", " tested it", "reproduc", "the kernel",
		"mainline", "upstream", "similar", "'s fix", "'s patch" };
	static const char *const tries[] = { "fail", " error", "crash", "broke",
		"locally", "by mistake", "accident", "reproduc" };
	static const char *const leaves[] = { " without ", " drop", "instead of" };

	if (says_how(d) || (!d->merges && changes_then(d->rest)))
		return td_match_contains(d->clause, NULL, tries, G_N_ELEMENTS(tries));
	return td_match_contains(d->clause, NULL, words, G_N_ELEMENTS(words)) ||
	       td_match_contains(d->rest, NULL, leaves, G_N_ELEMENTS(leaves));
}

/* " it", " these two": what it was done to is said. */
static bool
has_object(const char *rest)
{
	static const char *const what[] = { "it", "this", "these", "them", "both", "all",
		"patch", "patches", "series", "set", "patchset", "version", "original" };
	const char *end = skip_what(rest);

	/* "These:", "it here:" may be anything. */
	if (strchr(end, ':'))
		return false;
	for (const char *at = rest; at < end; at++)
		if (*at == ' ' && td_match_word(at + 1, what, G_N_ELEMENTS(what)) > 0)
			return true;
	return false;
}

static bool
is_thanked(const char *rest)
{
	return td_match_contains(rest, NULL, (const char *const[]){ "thank", "thx" }, 2);
}

/* "Merged a few days ago.", "merged to get it fixed", "pushed it so that we have it" */
static bool
says_when_or_why(const char *rest)
{
	static const char *const when[] = { "a few days ago", "yesterday", "last week",
		"earlier today", "some days ago", "two days ago" };
	static const char *const why[] = { "to get", "to fix", "to avoid", "to speed",
		"so that", "so we", "as it", "anyway" };
	const char *at = td_match_skip_blanks(skip_what(rest));
	size_t n = td_match_word(at, when, G_N_ELEMENTS(when));

	return (n > 0 && strchr(".,!", at[n])) ||
	       td_match_word(at, why, G_N_ELEMENTS(why)) > 0;
}

static bool
counts(const deed *d)
{
	bool link = g_str_has_prefix(td_match_skip_blanks(d->rest), "http");
	bool bare = !link && td_rest_is_bare(d->rest), how = says_how(d);

	switch (d->who) {
	case TD_DOER_MYSELF:
		return d->merges ? has_object(d->rest) || how
				 : changes_then(d->rest) || (how && has_object(d->rest));
	case TD_DOER_FIRST:
		return how ||
		       (d->merges && (has_object(d->rest) || says_when_or_why(d->rest)));
	case TD_DOER_CONCEDED:
		return d->merges ? bare || how || has_object(d->rest) ||
				       says_when_or_why(d->rest)
				 : bare && is_thanked(d->rest);
	case TD_DOER_JOINED:
		if (d->merges && how)
			return true;
		return (bare || (d->merges && says_when_or_why(d->rest))) &&
		       (is_thanked(d->rest) ||
			   (d->merges && begins_with_deed(d->sentence)));
	case TD_DOER_PATCH:
		return bare || (d->merges && (how || says_when_or_why(d->rest)));
	case TD_DOER_UNKNOWN:
		break;
	}
	return false;
}

/* "I dared to merge this", "I dare to fix the typo and push": behind the verb. */
static const char *
find_dared(const char *sentence)
{
	static const char *const dares[] = { "i dared to ", "i dare to ",
		"i've dared to " };
	static const char *const verbs[] = { "merge", "push", "apply", "commit", "merged",
		"pushed", "committed" };
	static const char *const joints[] = { "to", "and" };
	static const char *const no[] = { "before", "until", "if", "when", "that",
		"unless", "once" };

	for (unsigned i = 0; i < G_N_ELEMENTS(dares); i++) {
		const char *dare = strstr(sentence, dares[i]);

		if (dare && td_doer_is_behind(sentence, dare, no, G_N_ELEMENTS(no)))
			continue;
		for (const char *at = dare ? dare + strlen(dares[i]) - 1 : ""; *at;
		     at++) {
			size_t n = *at == ' '
				       ? td_match_word(at + 1, verbs, G_N_ELEMENTS(verbs))
				       : 0;

			if (n > 0 &&
			    td_doer_is_behind(sentence, at, joints, G_N_ELEMENTS(joints)))
				return at + 1 + n;
		}
	}
	return NULL;
}

/* "I'll fix it up and merge it.": behind the verb; of a patch of somebody else. */
static const char *
find_mending(const char *sentence)
{
	static const char *const who[] = { "i'll", "i will", "will" };
	static const char *const mends[] = { "fix", "do the fixup", "change", "adjust",
		"amend", "tweak", "correct", "reword" };
	static const char *const verbs[] = { "merge", "push", "apply", "commit",
		"queue" };
	static const char *const waits[] = { " if ", "if ", "let me know", "once ",
		"unless ", "after ", "when " };
	static const char joint[] = " and ";
	const char *clause, *hit = sentence, *at;
	size_t n;

	if (td_match_contains(sentence, NULL, waits, G_N_ELEMENTS(waits)))
		return NULL;
	for (; (hit = strstr(hit, joint)); hit += strlen(joint)) {
		const char *verb = hit + strlen(joint);

		n = td_match_word(verb, verbs, G_N_ELEMENTS(verbs));
		if (n == 0 || !td_rest_is_bare(verb + n) ||
		    td_rest_is_for_version(verb + n))
			continue;
		clause = td_doer_find_clause(sentence, hit);
		at = td_match_skip_word(clause, who, G_N_ELEMENTS(who));
		if (at > clause && td_match_word(at, mends, G_N_ELEMENTS(mends)) > 0)
			return verb + n;
	}
	return NULL;
}

static void
take(td_said *said, const char *rest)
{
	*said = (td_said){ .rest = rest,
		.end = rest + strcspn(rest, ".;("),
		.stop = rest + strlen(rest) };
}

/* "In the meanwhile I merge the patch." */
static bool
find_present(deed *d)
{
	static const char *const no[] = { "can", "should", "may", "could", "before",
		"when", "if", "once", "until", "after", "that", "shall", "do", "did" };
	size_t n = td_match_word(d->verb, merge, G_N_ELEMENTS(merge));

	if (n == 0)
		return false;
	d->rest = d->verb + n;
	d->merges = true;
	d->who = td_doer_find(d->sentence, d->verb, &d->from);
	if (d->who != TD_DOER_MYSELF || !td_rest_names_patches(d->rest) ||
	    !td_rest_is_bare(d->rest))
		return false;
	return !td_doer_is_behind(d->sentence, d->from, no, G_N_ELEMENTS(no));
}

static bool
find_past(deed *d)
{
	size_t n = td_match_word(d->verb, merged, G_N_ELEMENTS(merged));

	d->merges = n > 0;
	if (n == 0)
		n = td_match_word(d->verb, applied, G_N_ELEMENTS(applied));
	if (n == 0)
		return false;
	d->rest = d->verb + n;
	d->who = td_doer_find(d->sentence, d->verb, &d->from);
	return counts(d);
}

bool
td_pushed_find(const char *sentence, td_said *said)
{
	const char *rest = find_dared(sentence);

	if (rest && !strchr(sentence, '?') && !td_rest_is_taken_back(rest)) {
		take(said, rest);
		return true;
	}
	for (const char *at = sentence; *at; at++) {
		deed d = { .sentence = sentence, .verb = at };

		if ((at > sentence && !strchr(" (*", at[-1])) ||
		    !(find_past(&d) || find_present(&d)))
			continue;
		d.clause = td_doer_find_clause(sentence, d.from);
		if (is_supposed(&d) || is_of_another(&d) || td_rest_is_another(d.rest) ||
		    td_rest_is_for_version(d.rest) || td_rest_is_taken_back(d.rest))
			continue;
		take(said, d.rest);
		/* The author merges what he was told into his patch, and no tag. */
		said->by_other = said->plain =
		    d.who != TD_DOER_PATCH &&
		    !is_with_tag(td_match_skip_blanks(skip_what(d.rest)));
		return true;
	}
	rest = strchr(sentence, '?') ? NULL : find_mending(sentence);
	if (!rest)
		return false;
	take(said, rest);
	said->promised = said->by_other = true;
	return true;
}
