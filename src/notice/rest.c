/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/rest.c - what follows the verb of "Applied it to the fixes branch, thanks"
 */
#include "notice/rest.h"

#include <glib.h>
#include <string.h>

#include "notice/match.h"

enum { most_words = 8 }; /* of an object */

/* "patch-1/2", "patch#4", "patch1": its length without the number; 0 for none. */
static size_t
match_glued(const char *at)
{
	size_t n = strlen("patch");

	if (!g_str_has_prefix(at, "patch"))
		return 0;
	n += at[n] == '-' || at[n] == '#';
	return g_ascii_isdigit(at[n]) ? n : 0;
}

/* "3/16", as no footnote, commit or kernel is written: its length; 0 for none. */
static size_t
match_of(const char *at)
{
	size_t n = strspn(at, "0123456789"), total;

	if (n == 0 || n > 4 || at[n] != '/')
		return 0;
	total = strspn(at + n + 1, "0123456789");
	return total > 0 && total <= 4 ? n + 1 + total : 0;
}

/* "[03/16]", "(1/4)": its length; 0 for none. */
static size_t
match_bracketed(const char *at)
{
	size_t n = *at == '[' || *at == '(' ? match_of(at + 1) : 0;

	return n > 0 && at[n + 1] == (*at == '[' ? ']' : ')') ? n + 2 : 0;
}

size_t
td_rest_match_footnote(const char *at)
{
	size_t n = *at == '[' ? strspn(at + 1, "0123456789") : 0;

	if (n == 0 || n > 2 || at[n + 1] != ']')
		return 0;
	return at[n + 2] == '\0' || strchr(".,!:;", at[n + 2]) ? n + 2 : 0;
}

size_t
td_rest_match_version(const char *at)
{
	size_t n = *at == 'v' ? strspn(at + 1, "0123456789") : 0;

	return n > 0 && n <= 2 && td_match_ends_word(at[1 + n]) &&
		       !(at[1 + n] == '.' && g_ascii_isdigit(at[2 + n]))
		   ? 1 + n
		   : 0;
}

const char *
td_rest_skip_object(const char *at)
{
	static const char *const words[] = { "it", "this", "that", "them", "these",
		"those", "both", "all", "everything", "up", "the", "your", "of", "whole",
		"entire", "full", "complete", "remaining", "patch", "patches", "series",
		"set", "patchset", "patch-set", "patchsets", "patch set", "fix", "fixes",
		"change", "changes", "commit", "commits", "one", "ones", "two", "three",
		"four", "five", "six", "seven", "eight", "nine", "ten", "lot", "pair",
		"batch", "pile", "stack", "bunch", "in", "out", "and", "first", "last",
		"rest", "a variant", "a version", "a modified", "a slightly", "a fixed",
		"a rebased", "a tweaked", "modified", "version", "only", "already",
		"just" };
	const char *end = at, *next;

	at = td_match_skip_blanks(at);
	for (unsigned i = 0; i < most_words; i++) {
		size_t n = td_match_word(at, words, G_N_ELEMENTS(words));

		if (n == 0)
			n = td_rest_match_version(at);
		if (n == 0)
			n = match_glued(at);
		if (n == 0)
			n = match_bracketed(at);
		if (n == 0)
			n = strspn(at, "0123456789#/+-~>");
		/* "in" and "and" may begin what comes next: "this in the x tree". */
		next = td_match_skip_blanks(at + n);
		next = td_match_skip_word(next, (const char *const[]){ "the" }, 1);
		if (n == 0 ||
		    ((g_str_has_prefix(at, "in ") || g_str_has_prefix(at, "and ")) &&
			td_match_word(next, words, G_N_ELEMENTS(words)) == 0 &&
			!g_ascii_isdigit(*next)))
			break;
		end = at + n;
		at = td_match_skip_blanks(end);
	}
	return end;
}

bool
td_rest_is_for_version(const char *rest)
{
	const char *at = td_match_skip_blanks(td_rest_skip_object(rest));
	size_t n;

	if (g_str_has_prefix(at, "for the next version") ||
	    g_str_has_prefix(at, "for the next revision"))
		return true;
	/* "All fixes are applied in v4" */
	if (g_str_has_prefix(at, "in v") && td_rest_match_version(at + strlen("in ")) > 0)
		return true;
	if (!g_str_has_prefix(at, "for v"))
		return false;
	n = td_rest_match_version(at + strlen("for "));
	/* "for v80" of some program */
	return n > 0 && (n == strlen("v3") || at[strlen("for v")] < '4');
}

/* "as fe8c0dac5a", "as: https://", "in commit 0123abcd" */
static bool
names_commit(const char *at)
{
	static const char *const leads[] = { "as commit", "in commit", "as", "in",
		"commit" };

	at += td_match_word(at, leads, G_N_ELEMENTS(leads));
	at += strspn(at, " :<\"'");
	return g_str_has_prefix(at, "http") || strspn(at, "0123456789abcdef") >= 7;
}

bool
td_rest_is_bare(const char *rest)
{
	static const char *const adverbs[] = { "now", "too", "as well", "as is",
		"already", "here", "again", "up", "manually", "upstream", "there",
		"locally", "directly", "as-is", "right away", "then", "anyway", "instead",
		"on top", "by hand" };
	static const char *const also[] = { "and pushed", "and pushed out", "and queued",
		"and merged", "and applied", "and pushed upstream", "and committed" };
	static const char *const why[] = { "since", "because", "as it", "as they",
		"as it's", "as these", "as this" };
	const char *at = td_match_skip_blanks(td_rest_skip_object(rest));

	at = td_match_skip_blanks(at + td_match_word(at, adverbs, G_N_ELEMENTS(adverbs)));
	/* "Applied and pushed out." */
	at = td_match_skip_word(at, also, G_N_ELEMENTS(also));
	at = td_match_skip_blanks(at + td_rest_match_footnote(at));
	return *at == '\0' || strchr(".!,:;(~", *at) || g_str_has_prefix(at, "thank") ||
	       g_str_has_prefix(at, "thx") || g_str_has_prefix(at, "tnx") ||
	       g_str_has_prefix(at, "with thanks") || names_commit(at) ||
	       g_str_has_prefix(at, "--") || g_str_has_prefix(at, "- ") ||
	       (td_match_word(at, why, G_N_ELEMENTS(why)) > 0 &&
		   td_rest_names_patches(rest));
}

/* "Patch is applied here: https://", "Pushed out, thanks", but not "applied here and it
 * fails", "pushed out a branch". */
static bool
is_here(const char *word)
{
	size_t n =
	    td_match_word(word, (const char *const[]){ "here", "there", "out" }, 3);

	if (n > 0 && g_str_has_prefix(word + n, " now"))
		n += strlen(" now");
	return n > 0 && (word[n] == '\0' || strchr(".,:!", word[n]) ||
			    g_str_has_prefix(word + n, " and will "));
}

bool
td_rest_goes_on(const char *rest)
{
	static const char *const next[] = { "to", "for", "up", "in", "into", "onto", "it",
		"this", "these", "them", "both", "all", "the", "patch", "patches", "as",
		"with", "thanks", "thank", "and", "now", "series", "for-next", "your",
		"that", "everything", "after", "whole", "entire", "by", "upstream",
		"manually", "http", "https", "a variant", "a version", "a modified",
		"a slightly", "a fixed", "a rebased", "a tweaked", "but", "though",
		"although", "only", "already", "except", "apart from", "minus", "those",
		"patchset", "rest", "from github", "from gitlab", "along with",
		"together with", "thx", "tnx", "then", "w", "directly", "right away",
		"without", "on top", "instead", "anyway", "using", "manually",
		"by hand" };
	const char *word = td_match_skip_blanks(rest);
	size_t n;

	if (*rest == '\0' || strchr(".,!;:(-", *rest))
		return true;
	/* "Applied - thanks" */
	if (g_str_has_prefix(word, "- ") || g_str_has_prefix(word, "--"))
		return true;
	if (g_ascii_isdigit(*word) || *word == '\0' || strchr("(#!.:;&", *word) ||
	    match_glued(word) > 0 || match_bracketed(word) > 0 ||
	    td_rest_match_footnote(word) > 0)
		return true;
	n = td_match_word(word, next, G_N_ELEMENTS(next));
	/* "Merged v3", but "all were merged v5.17-rc1 onwards". */
	return n > 0 || *word == '+' || is_here(word) || td_rest_match_version(word) > 0;
}

/* "But dropped it again": the patch, and not a tag or a line of it. */
static bool
drops_patch(const char *rest)
{
	static const char *const forms[] = { " dropped", " drop " };
	static const char *const what[] = { "it", "this", "that", "them", "these",
		"those", "both", "all", "again", "now", "for now", "from", "because",
		"since", "due", "as", "the patch", "the patches", "the series",
		"the commit", "the change", "the whole", "patch", "patches", "your" };

	for (unsigned i = 0; i < G_N_ELEMENTS(forms); i++)
		for (const char *at = rest; (at = strstr(at, forms[i]));) {
			const char *next;

			at += strlen(forms[i]);
			next = td_match_skip_blanks(at);
			if (*next == '\0' || strchr(".,!;:)", *next) ||
			    td_match_word(next, what, G_N_ELEMENTS(what)) > 0)
				return true;
		}
	return false;
}

/* "once the tests finish", "and running tests now", "to get it tested": no result yet. */
static bool
is_trial_to_come(const char *rest, const char *word)
{
	static const char *const before[] = { " get ", " once ", " running ", " pending ",
		" gets ", " being ", " be ", " allow ", " assuming " };

	return g_str_has_prefix(word, " test") &&
	       td_match_contains(rest, word + 1, before, G_N_ELEMENTS(before));
}

bool
td_rest_is_taken_back(const char *rest)
{
	static const char *const words[] = { "revert", " fail", " error", " boot",
		" tested", " tests ", "my test ", "my tests", " locally", " by mistake",
		" broke ", " breaks the", " breaks my", "n't build", "n't compile",
		"n't work", "n't apply", "n't fix", " unpulled", " crash", " deploy ",
		" rebuilt", "(using b4)" };

	for (unsigned i = 0; i < G_N_ELEMENTS(words); i++)
		for (const char *hit = rest; (hit = strstr(hit, words[i]));) {
			const char *word = hit;

			hit += strlen(words[i]);
			/* "with Bea's Tested-by" */
			if (!g_str_has_prefix(hit, "-by") &&
			    !is_trial_to_come(rest, word))
				return true;
		}
	return drops_patch(rest);
}

/* " after dropping the third patch", but not " after dropping changes to a.c" */
static const char *
find_dropped(const char *rest)
{
	static const char *const forms[] = { " after dropping ", " after removing " };
	static const char *const what[] = { "patch", "patches" };

	for (unsigned i = 0; i < G_N_ELEMENTS(forms); i++) {
		const char *hit = strstr(rest, forms[i]);
		const char *at = hit ? hit + strlen(forms[i]) : "";

		for (unsigned k = 0; k < 3 && *at; k++) {
			if (td_match_word(at, what, G_N_ELEMENTS(what)) > 0)
				return hit;
			at += strcspn(at, " ");
			at += strspn(at, " ");
		}
	}
	return NULL;
}

const char *
td_rest_find_exception(const char *rest)
{
	static const char *const words[] = { " except", " apart from ", " minus ",
		" excluding ", " without patch", " without the last", " but not patch",
		" but not the last", " up until ", " all but ", "leaving patch",
		" leaving out " };
	const char *first = find_dropped(rest);

	for (unsigned i = 0; i < G_N_ELEMENTS(words); i++) {
		const char *hit = strstr(rest, words[i]);

		if (hit && (!first || hit < first))
			first = hit;
	}
	return first;
}

bool
td_rest_names_patches(const char *rest)
{
	static const char *const words[] = { "patch", "patches", "series", "set",
		"patchset" };
	const char *end = td_rest_skip_object(rest);

	for (const char *at = rest; at < end; at++)
		if (g_ascii_isdigit(*at) ||
		    (*at == ' ' && td_match_word(at + 1, words, G_N_ELEMENTS(words)) > 0))
			return true;
	return false;
}

/* " into patch 3", " to 5/8"; but " patch 1 to patch 5" is five, where rest is
 * all. */
static bool
is_folded(const char *rest)
{
	const char *at = td_rest_skip_object(rest);
	static const char *const ways_in[] = { " into ", " to " };

	for (unsigned i = 0; i < G_N_ELEMENTS(ways_in); i++) {
		const char *patch = at + strlen(ways_in[i]), *number;

		if (!g_str_has_prefix(at, ways_in[i]) ||
		    (i > 0 && at > rest && g_ascii_isdigit(at[-1])))
			continue;
		number = td_match_skip_blanks(
		    patch + td_match_word(patch, (const char *const[]){ "patch" }, 1));
		return match_glued(patch) > 0 || match_of(number) > 0 ||
		       (number > patch && g_ascii_isdigit(number[*number == '#']));
	}
	return false;
}

/* "This was merged as a part of the following patch" */
static bool
is_part(const char *at)
{
	static const char *const part[] = { "as part of", "as a part of" };
	static const char *const of[] = { "the following", "another", "a", "an", "my",
		"the other", "that" };
	size_t n = td_match_word(at, part, G_N_ELEMENTS(part));

	return n > 0 &&
	       td_match_word(td_match_skip_blanks(at + n), of, G_N_ELEMENTS(of)) > 0;
}

bool
td_rest_is_another(const char *rest)
{
	static const char *const others[] = { "a patch", "a fix", "a new", "another",
		"a follow", "a separate", "a revert", "a different", "a commit",
		"a change", "this work", "my", "a branch", "the latest version",
		"the latest code", "the latest patch", "an updated", "an update",
		"an immutable", "the updated version", "the updated branch",
		"the above changes", "new version", "new series", "new patch",
		"new patches" };
	const char *at = td_match_skip_blanks(rest);

	if (g_str_has_prefix(at, "up to "))
		return false;
	at = td_match_skip_blanks(
	    at + td_match_word(at, (const char *const[]){ "up", "out" }, 2));
	return td_match_word(at, others, G_N_ELEMENTS(others)) > 0 || is_folded(rest) ||
	       is_part(td_match_skip_blanks(td_rest_skip_object(rest)));
}

const char *
td_rest_find_aside(const char *rest)
{
	static const char *const words[] = { ", you should ", ", you will ", ", you'll ",
		", you can ", ", it should ", ", it will ", ", it'll ", ", will " };
	/* Of who tries it */
	static const char *const trial[] = { "test", "try", "check", "report", "let",
		"see", "run", "give" };
	const char *first = NULL;

	for (unsigned i = 0; i < G_N_ELEMENTS(words); i++) {
		const char *hit = strstr(rest, words[i]);

		if (hit && (!first || hit < first) &&
		    td_match_word(hit + strlen(words[i]), trial, G_N_ELEMENTS(trial)) ==
			0)
			first = hit;
	}
	return first;
}

/* "(if nobody minds)", ", once it is reviewed" */
static bool
is_condition(const char *remark)
{
	static const char *const words[] = { "if", "once", "unless", "assuming",
		"provided", "when", "depending", "but if", "but only if", "but not" };

	remark += strspn(remark, " \t,;(");
	/* "Applied, but not yet pushed" */
	if (g_str_has_prefix(remark, "but not yet pushed") ||
	    g_str_has_prefix(remark, "but not pushed"))
		return false;
	return td_match_word(remark, words, G_N_ELEMENTS(words)) > 0;
}

const char *
td_rest_find_end(const char *rest, bool sure, const char **stop)
{
	static const char *const reasons[] = { " since ", " because ", ", thank",
		" thank", ", as ", " as it ", " as this ", " as the ", " as they ",
		" as these ", " as i ", " so that ", " so we ", " so it ", " so you ",
		" so they ", ", so just ", ", so please ", ", so no ", " after dropping ",
		" after removing " };
	static const char *const remarks[] = { ", but ", " but ", ", though ", " though ",
		", although ", " although ", ", however", "; ", " (", ", please ",
		", with ", " with ", ", and i ", " and will send ", " and i will send ",
		" and i'll send ", " - ", " -- ", ", i'll push", ", i will push",
		", i'll send" };
	const char *end = rest, *exception = td_rest_find_exception(rest);
	const char *remark = NULL, *aside = td_rest_find_aside(rest);

	while (*end && !(strchr(".!", *end) && (end[1] == ' ' || end[1] == '\0')))
		end++;
	for (unsigned i = 0; i < G_N_ELEMENTS(reasons); i++) {
		const char *hit = strstr(rest, reasons[i]);

		if (hit && hit < end)
			end = hit;
	}
	if (exception && exception < end)
		end = exception;
	if (aside && aside < end)
		end = aside;
	for (unsigned i = 0; sure && i < G_N_ELEMENTS(remarks); i++) {
		const char *hit = strstr(rest, remarks[i]);

		if (hit && hit < end)
			end = remark = hit;
	}
	*stop = remark && !g_str_has_prefix(remark, " (") ? remark
		: aside && end == aside                   ? aside
							  : rest + strlen(rest);
	if (!remark)
		return end;
	return is_condition(remark) || td_rest_is_taken_back(remark) ? NULL : end;
}
