/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/closing.c - "I used the new text and applied, thanks": a deed at the end */
#include "notice/closing.h"

#include <glib.h>
#include <string.h>

#include "notice/adjunct.h"
#include "notice/deed.h"
#include "notice/doubt.h"
#include "notice/match.h"
#include "notice/noun.h"
#include "notice/rest.h"
#include "notice/tree.h"

/* Who did it, or what it was done to. */
typedef enum doer {
	NOBODY, /* "…, and pushed" */
	MYSELF, /* "…, so I applied it" */
	PATCH,  /* "…, series applied" */
} doer;

typedef struct closing {
	const char *joint;   /* where what stands before it ends */
	const char *rest;    /* behind the verb */
	const char *version; /* "v2" of "v2 has been applied"; NULL for none */
	doer who;
	bool done;   /* "I've" */
	bool by_and; /* nothing but "and" or "then" joins it */
} closing;

/* A clause begins behind the next one; *by_and: it may go on with what is before. */
static const char *
next_joint(const char *at, bool *by_and)
{
	static const char *const joints[] = { " and ", " then ", " lot ", " thanks ",
		", ", "; ", ": ", " - ", " -- ", "...", "! ", " but ", " so ", " thus ",
		" therefore ", " hence ", " => " };
	enum { loose = 2 };

	for (at += strcspn(at, " ,;:.!"); *at != '\0';
	     at += strcspn(at + 1, " ,;:.!") + 1)
		for (unsigned i = 0; i < G_N_ELEMENTS(joints); i++) {
			/* The second letter spares most calls. */
			if (joints[i][0] == at[0] && joints[i][1] == at[1] &&
			    g_str_has_prefix(at, joints[i])) {
				*by_and = i < loose;
				return td_match_skip_blanks(at + strlen(joints[i]));
			}
		}
	return NULL;
}

/* Two letters spare most looks at the verbs. */
static bool
may_be_verb(const char *at)
{
	switch (*at) {
	case 'a':
		return at[1] == 'p';
	case 'c':
		return at[1] == 'o';
	case 'g':
		return at[1] == 'r';
	case 'm':
		return at[1] == 'e';
	case 'p':
		return at[1] == 'u' || at[1] == 'i';
	case 'q':
		return true;
	case 't':
		return (at[1] == 'o' && at[2] == 'o') || at[1] == 'a';
	default:
		return false;
	}
}

/* The last word that says what was done to a patch; NULL for none. */
static const char *
find_last_verb(const char *sentence)
{
	static const char *const took[] = { "took", "taken", "grabbed" };
	const char *last = NULL;

	for (const char *at = sentence; *at != '\0'; at++)
		if (may_be_verb(at) && (at == sentence || strchr(" .", at[-1])) &&
		    (td_deed_match_verb(at) > 0 ||
			td_match_word(at, took, G_N_ELEMENTS(took)) > 0))
			last = at;
	return last;
}

/* "the series is", "whole patchset", "v2 has been", "this one": behind it; at for none.
 */
static const char *
skip_patches(const char *at)
{
	static const char *const alone[] = { "this", "these", "all", "both", "it's",
		"it is", "it has", "this one", "set", "series", "patchset", "all of them",
		"all of these", "both of them" };
	const char *end = td_noun_skip(at);
	size_t n = td_rest_match_version(at);

	if (end != at)
		return td_match_skip_blanks(end);
	if (n > 0)
		return td_match_skip_blanks(at + n);
	return td_match_skip_word(at, alone, G_N_ELEMENTS(alone));
}

/* The verb of a clause, with who did it; false for another clause. */
static bool
read_clause(const char *at, closing *found)
{
	static const char *const fill[] = { "so", "and", "but", "then", "thus", "hence",
		"therefore", "anyway", "now", "no", "yes", "yep", "ok", "okay",
		"in the end", "thanks a lot", "many thanks", "thank you", "thanks",
		"finally", "also", "hi", "this time", "meanwhile" };
	static const char *const have[] = { "i've", "i have", "we've", "we have" };
	static const char *const me[] = { "i", "we" };
	static const char *const help[] = { "help", "helped", "helped to", "help to" };
	const char *next = at;
	size_t n;

	while ((at = td_match_skip_word(next, fill, G_N_ELEMENTS(fill))) != next)
		next = at + strspn(at, ", ");
	at = td_match_skip_word(next, have, G_N_ELEMENTS(have));
	found->done = at != next;
	if (at == next)
		at = td_match_skip_word(next, me, G_N_ELEMENTS(me));
	found->who = at != next ? MYSELF : NOBODY;
	if (found->who == NOBODY) {
		at = skip_patches(next);
		found->who = at != next ? PATCH : NOBODY;
		found->version = td_rest_match_version(next) > 0 ? next : NULL;
	}
	at = td_deed_skip_adverbs(at);
	at = td_match_skip_word(at, help, G_N_ELEMENTS(help));
	n = td_deed_match_verb(at);
	found->rest = at + n;
	return n > 0;
}

/* " with minor changes", " without the tag": how it was done. */
static bool
says_how(const char *rest)
{
	static const char *const how[] = { "with", "without", "using", "w/" };
	static const char *const no[] = { "error", "conflict", "problem", "issue",
		" patch", "series" };
	const char *at = td_match_skip_blanks(rest);

	return td_match_word(at, how, G_N_ELEMENTS(how)) > 0 &&
	       !td_match_contains(at, NULL, no, G_N_ELEMENTS(no));
}

/* "it", "all three patches"; "the fix" may be another one, and "these:" comes. */
static bool
has_object(const char *rest, const char *end)
{
	static const char *const what[] = { "it", "this", "these", "them", "both", "all",
		"patch", "patches", "series", "set", "patchset", "rest" };
	const char *at = rest;

	if (*end == ':')
		return false;
	for (; at < end; at++)
		if (*at == ' ' && td_match_word(at + 1, what, G_N_ELEMENTS(what)) > 0)
			return true;
	return false;
}

/* "Your branch", "a clean 6.9 tree": no tree of the writer's. */
static bool
is_anywhere(const char *rest, const char *tree)
{
	static const char *const words[] = { " a ", " an ", " your ", " this ",
		" latest ", " clean ", " local ", " linus", " mainline" };

	return td_match_contains(
	    td_rest_skip_object(rest), tree, words, G_N_ELEMENTS(words));
}

/* What was done to, and nothing but where to, when or how behind. */
static bool
ends(const closing *c, const char **tree)
{
	const char *object = td_rest_skip_object(c->rest);
	const char *end = td_adjunct_skip(object);

	*tree = td_tree_find_place(c->rest);
	if (*tree && is_anywhere(c->rest, *tree))
		return false;
	if (c->who == MYSELF && !has_object(c->rest, object))
		return false;
	if (*tree || td_adjunct_ends(end))
		return true;
	return td_rest_is_bare(c->rest) || (c->who != PATCH && says_how(end));
}

/* "If", "once", "would": none of it was done; "which was reviewed and merged". */
static bool
is_supposed(const char *sentence, const closing *c)
{
	static const char *const words[] = { "if", "once", "unless", "when", "until",
		"would", "could", "should", "will", "might", "may", "cannot", "whether",
		"before", "get", "gets", "getting", "can be", "must be", "shall be",
		"has to be", "have to be", "i'll", "we'll", "i'd", "please", "as soon as",
		"assuming", "hopefully", "needs", "need", "is it" };
	static const char *const passive[] = { "which", "who", "they", "he", "she", "you",
		"you've", "was", "were", "had", "while", "that is", "that was",
		"that are", "that i", "that we", "that has", "has been", "have been",
		"been" };
	static const char *const beside[] = { "with" };

	return (c->who == PATCH &&
		   td_match_has_word(sentence, c->joint, beside, G_N_ELEMENTS(beside))) ||
	       td_match_has_word(sentence, c->joint, words, G_N_ELEMENTS(words)) ||
	       (c->by_and && c->joint - sentence > (ptrdiff_t)strlen(", and ") &&
		   c->joint[-(ptrdiff_t)strlen(", and ")] != ',' &&
		   td_match_has_word(
		       sentence, c->joint, passive, G_N_ELEMENTS(passive))) ||
	       memchr(sentence, '?', (size_t)(c->joint - sentence)) != NULL;
}

/* "Bob sent a fix, and the patch is merged", "the same was applied": another's. */
static bool
is_of_another(const char *sentence)
{
	static const char *const words[] = { " sent ", " posted ", "submitted", "'s ",
		"similar", "another", " other ", "same ", "previous", "original",
		"upstream", "alternative", "different", "identical", "duplicate",
		"superseded", "earlier", "instead of", "local", " fork", " my machine",
		" boot", "reproduc", " revert", "n't ", " not ", " again", "that patch",
		"besides", "thanks, but", "thanks but", "thank you but", "sorry but",
		"above patch", "above series" };

	return td_match_contains(sentence, NULL, words, G_N_ELEMENTS(words));
}

/* What was done to the patch, or that it is good: who says so goes on. */
static bool
leads_to(const char *sentence, const closing *c)
{
	static const char *const whys[] = { "thus ", "therefore ", "hence ", "=> ",
		"so " };
	static const char *const praise[] = { "thank", "good", "great", "fine", "nice",
		"obvious", "correct", "trivial", "lgtm", "works", "working well", "thx",
		"sorry", "my fault", "apolog", "delay" };
	static const char *const changes[] = { "used", "extended", "marked", "fixed",
		"corrected", "adjusted", "tweaked", "modified", "removed", "dropped",
		"applied" };

	if (td_deed_says_change(sentence, c->joint) ||
	    td_match_contains(sentence, c->joint, praise, G_N_ELEMENTS(praise)) ||
	    td_match_has_word(sentence, c->joint, changes, G_N_ELEMENTS(changes)))
		return true;
	for (unsigned i = 0; i < G_N_ELEMENTS(whys); i++) {
		size_t n = strlen(whys[i]);

		if ((size_t)(c->joint - sentence) >= n &&
		    strncmp(c->joint - n, whys[i], n) == 0)
			return true;
	}
	return false;
}

static bool
counts(const char *sentence, const closing *c, const char *tree)
{
	bool first = c->joint == sentence;

	switch (c->who) {
	case NOBODY:
		return !first && leads_to(sentence, c);
	case MYSELF:
		/* A tester applies it, too, and tells how it went. */
		return !first || c->done || tree;
	case PATCH:
		/* "with mine and your patches applied" */
		return !c->by_and || leads_to(sentence, c);
	}
	return false;
}

/* "Thanks for your patch, which is now commit 0123abcd": who found a fault of it. */
static const char *
find_commit(const char *sentence)
{
	static const char *const leads[] = { "thanks for your patch",
		"thanks for the patch", "thank you for your patch",
		"thanks for your series", "thanks for this patch",
		"thanks a lot for your patch" };
	static const char commit[] = ", which is now commit ";
	size_t n = td_match_word(sentence, leads, G_N_ELEMENTS(leads));
	const char *hash;

	if (n == 0 || !g_str_has_prefix(sentence + n, commit))
		return NULL;
	hash = sentence + n + strlen(commit);
	return strspn(hash, "0123456789abcdef") >= 7 ? hash - strlen("commit ") - 1
						     : NULL;
}

/* "DaveM has already applied this", "Linus merged it.": behind the verb. */
static const char *
find_named(const char *sentence)
{
	static const char *const leads[] = { "looks like", "it looks like", "it seems",
		"fyi", "oh", "hmm", "ah", "ok", "actually", "i see", "seems",
		"note that" };
	static const char *const nobody[] = { "i", "we", "you", "he", "she", "they", "it",
		"this", "that", "these", "who", "which", "nobody", "somebody", "someone",
		"anyone", "never", "not", "just", "also", "already", "now", "then", "and",
		"but", "so", "if", "once", "when", "after", "before", "please", "the",
		"a", "all", "both", "patch", "patches", "series", "where", "what", "have",
		"has", "since", "because", "unless", "finally", "thanks", "as",
		"everyone", "people" };
	static const char *const has[] = { "has", "already", "just", "has already",
		"has just", "also", "has now", "actually" };
	static const char *const took[] = { "took", "taken", "grabbed" };
	const char *name = sentence, *at;
	size_t n;

	while ((at = td_match_skip_word(name, leads, G_N_ELEMENTS(leads))) != name)
		name = at + strspn(at, ", ");
	n = strspn(name, "abcdefghijklmnopqrstuvwxyz");
	if (n < 2 || name[n] != ' ' ||
	    td_match_word(name, nobody, G_N_ELEMENTS(nobody)) > 0)
		return NULL;
	at = td_match_skip_word(name + n + 1, has, G_N_ELEMENTS(has));
	n = td_deed_match_verb(at);
	if (n == 0)
		n = td_match_word(at, took, G_N_ELEMENTS(took));
	at += n;
	return n > 0 && has_object(at, td_rest_skip_object(at)) &&
		       (td_rest_is_bare(at) || td_tree_find_place(at))
		   ? at
		   : NULL;
}

/* Whoever did it: the writer tells of it. */
static void
take_told(td_said *said, const char *rest)
{
	const char *end = rest + strcspn(rest, ".,;(");

	*said = (td_said){ .rest = rest, .end = end, .stop = end };
}

bool
td_closing_find(const char *sentence, td_said *said)
{
	const char *at = sentence, *told = find_commit(sentence);
	const char *last = told ? NULL : find_last_verb(sentence);
	bool by_and = false;

	/* Hardly any sentence has one, and all else takes longer. */
	if (last)
		told = find_named(sentence);
	if (told) {
		take_told(said, told);
		return true;
	}
	for (; last && at && at <= last; at = next_joint(at, &by_and)) {
		closing c = { .joint = at, .by_and = by_and };
		const char *tree, *stop = NULL, *end;

		if (!read_clause(at, &c) || !ends(&c, &tree) ||
		    td_rest_is_another(c.rest) || td_rest_is_for_version(c.rest) ||
		    td_rest_is_taken_back(c.rest) || !counts(sentence, &c, tree) ||
		    is_supposed(sentence, &c) || is_of_another(sentence))
			continue;
		end = tree ? tree : td_rest_find_end(c.rest, true, &stop);
		if (!end || td_doubt_find(c.rest, end))
			continue;
		*said = (td_said){ .rest = c.rest,
			.end = end,
			.stop = c.rest + strlen(c.rest),
			.version = c.version };
		return true;
	}
	return false;
}
