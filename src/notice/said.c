/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/said.c - the grammar of "Applied, thanks" */
#include "notice/said.h"

#include <glib.h>
#include <string.h>

#include "notice/adjunct.h"
#include "notice/clause.h"
#include "notice/closing.h"
#include "notice/deed.h"
#include "notice/doubt.h"
#include "notice/fact.h"
#include "notice/late.h"
#include "notice/match.h"
#include "notice/noun.h"
#include "notice/plan.h"
#include "notice/pushed.h"
#include "notice/rest.h"
#include "notice/short.h"
#include "notice/tree.h"
#include "notice/which.h"

/* What may come before it. Those with a name after them take it along: "Thanks Joe,". */
static const char *const greetings[] = { "thank you", "thanks", "thx", "hi", "hello",
	"hey", "dear" };
static const char *const leads[] = { "good catch", "good point", "looks good to me",
	"this looks good to me", "this looks good", "that looks good", "all looks good",
	"looks good now", "no need to resend", "no need to respin", "no need to repost",
	"no need", "that's fine", "this is fine", "fair enough", "nevermind",
	"looks good", "looks fine", "looks great", "lgtm", "okay", "ok", "great", "good",
	"nice", "cool", "perfect", "sure", "yes", "yep", "yeah", "right,", "oh", "ah",
	"hmm", "well", "fine", "alright", "all right", "excellent", "anyway", "anyways",
	"in any case", "and", "so", "makes sense", "agreed", "done", "i see", "+1",
	"no problem", "for the record", "fyi", "jfyi", "fixed up", "gladly taken",
	"very good", "very nice", "awesome", "fair enough", "looks ok", "no objections",
	"reviewed and", "acked and", "hence", "therefore", "thus", "as such", "anyhow",
	"for now", "good idea", "no worries", "as a result", "as discussed", "now",
	"then", "ftr", "tested and", "tested, fixed and", "i.e.", "no comments",
	"nice catch", "never mind", "that said", "having said that" };
static const char *const subjects[] = { "it has", "this patch set", "the patch set",
	"i've", "i have", "i", "we've", "we have", "have", "the whole series",
	"the series", "whole series", "entire series", "series", "the patch",
	"this patch", "patches", "patch", "both patches", "both commits",
	"both patchsets", "both series", "both", "all patches", "all", "this is",
	"these are", "this was", "these were", "it is", "it's", "this patchset",
	"this set", "this series", "this", "the patchset", "the whole patchset",
	"whole patchset", "patchset", "the whole set", "the set", "these patches",
	"the patches", "your patch", "your patches", "these", "now", "everything",
	"all of these", "all of them", "both of these", "the rest", "patch set",
	"patch-set", "the patch-set", "this patch-set", "fix", "the fix", "this fix",
	"both fixes", "both backports", "just this patch", "only this patch" };
enum { longest_from = 40 }; /* "from topic branch to" */

/* Where a sentence says that something was done. */
typedef struct clause {
	const char *from;  /* without the thanks before it */
	const char *which; /* numbers of patches before the verb; NULL for none */
	const char *rest;  /* behind the verb */
	const char *tree;  /* behind its name, where that was found at once */
	bool sure;         /* no tester says it so */
	bool needs_tree;
	bool beside, promised, part, by_other; /* as in td_said */
} clause;

/* "Alex" of "Thanks, Alex. Applied": a word alone, if it is not what was done. */
static size_t
match_name(const char *at)
{
	size_t n = strcspn(at, " \t,.!;:");

	if (n == 0 || n > 20 || !strchr(".,!", at[n]) || at[n] == '\0' ||
	    at[n + 1] != ' ' || td_deed_match_verb(at) > 0 || td_plan_match_doing(at) > 0)
		return 0;
	return n;
}

/* "Thanks I have pulled this into my tree", "Thanks applying to x": no name. */
static bool
begins_deed(const char *at)
{
	size_t n = td_match_word(at, subjects, G_N_ELEMENTS(subjects));

	if (n > 0)
		at = td_deed_skip_adverbs(td_match_skip_blanks(at + n));
	return td_deed_match_verb(at) > 0 || td_plan_match_doing(at) > 0;
}

/* Behind "Jo, " of "Jo, patch applied." */
static const char *
skip_name(const char *at)
{
	static const char *const what[] = { "patch", "patches", "series", "both", "all",
		"patchset" };
	size_t n = match_name(at);
	const char *next = at + n + (n > 0 ? strlen(", ") : 0);
	const char *verb = next;

	if (n == 0 || at[n] != ',' ||
	    td_match_word(at, subjects, G_N_ELEMENTS(subjects)) > 0)
		return at;
	verb += td_match_word(verb, what, G_N_ELEMENTS(what));
	verb = td_match_skip_blanks(verb);
	n = td_deed_match_verb(verb);
	return n > 0 && td_rest_is_bare(verb + n) ? next : at;
}

/* Behind "Yay! " */
static const char *
skip_cry(const char *at)
{
	static const char *const no[] = { "no", "not", "never", "wait", "stop", "nope" };
	size_t n = strspn(at, "abcdefghijklmnopqrstuvwxyz");

	return n > 0 && n <= 10 && at[n] == '!' && at[n + 1] == ' ' &&
		       td_match_word(at, no, G_N_ELEMENTS(no)) == 0 &&
		       td_deed_match_verb(at) == 0
		   ? td_match_skip_blanks(at + n + 1)
		   : at;
}

/* After "Thanks", "OK" and the like with what ends them; NULL when a name never ends. */
const char *
td_said_skip_leads(const char *at)
{
	at = skip_cry(skip_name(at));
	for (unsigned i = 0; i < 4; i++) {
		size_t n = td_match_word(at, greetings, G_N_ELEMENTS(greetings));

		if (n > 0) {
			const char *next = td_match_skip_blanks(at + n);
			size_t name = begins_deed(next) ? (size_t)(next - at) - n
							: strcspn(at + n, ",.!;:-");

			if (name > 40 || at[n + name] == '\0')
				return at;
			at += n + name;
			if (name == 0 && g_str_has_prefix(at, ", "))
				at += 2 + match_name(at + 2);
		} else if ((n = td_match_word(at, leads, G_N_ELEMENTS(leads))) > 0) {
			at += n;
		} else {
			break;
		}
		/* "I see ;-) Applied" */
		at += strspn(at, " \t,.!;:-)");
	}
	return at;
}

/* "these four patches", "all 3 patches", "3 patches" */
static const char *
skip_subject(const char *at)
{
	static const char *const numbers[] = { "two", "three", "four", "five", "six",
		"seven", "eight", "nine", "ten" };
	static const char *const kinds[] = { "patch", "patches", "series", "set",
		"patchset", "version" };
	static const char *const counted[] = { "patches", "patch(es)" };
	size_t n = td_match_word(at, subjects, G_N_ELEMENTS(subjects));
	const char *count = td_match_skip_blanks(at + n);
	size_t number = td_match_word(count, numbers, G_N_ELEMENTS(numbers));
	const char *rest =
	    td_match_skip_word(at, (const char *const[]){ "the", "your" }, 2);
	const char *noun = td_noun_skip(at);
	size_t version = td_rest_match_version(rest);

	/* "The V3 patch is added to" */
	if (version > 0) {
		const char *what = td_match_skip_blanks(rest + version);

		rest = td_match_skip_word(what, kinds, G_N_ELEMENTS(kinds));
		if (rest != what)
			return rest;
	}
	if (number == 0)
		number = strspn(count, "0123456789");
	rest = td_match_skip_blanks(count + number);
	/* "1 patch(es) applied" of scripts */
	for (unsigned i = 0; number > 0 && i < G_N_ELEMENTS(counted); i++)
		if (td_match_word(rest, &counted[i], 1) > 0)
			return td_match_skip_blanks(rest + strlen(counted[i]));
	/* "All three applied", but figures may be a patch's. */
	if (n > 0 && number > 0 && g_ascii_isalpha(*count))
		return rest;
	noun = noun > at + n ? noun : n > 0 ? count : at;
	/* "Fixed up this patch and applied it" */
	return g_str_has_prefix(noun, "and ") ? at : noun;
}

/* "I've added this to my review branch", "This patch is staged in linux-next" */
static bool
find_placed(const char *at, clause *found)
{
	size_t n = td_deed_match_placed(at);
	const char *rest = at + n;

	/* "Moved from for-next to misc-next" */
	if (n > 0 && g_str_has_prefix(rest, " from ")) {
		const char *to = strstr(rest, " to ");

		rest += strlen(" from ");
		rest = to && to > rest && to - rest < longest_from
			   ? to
			   : rest + strcspn(rest, " \t");
	}
	/* "Added for 5.8." */
	if (n > 0 && g_str_has_prefix(rest, " for ") && td_deed_is_for_release(rest)) {
		found->rest = rest;
		found->sure = true;
		return true;
	}
	if (n == 0 || !td_tree_find_place(rest))
		return false;
	found->rest = rest;
	found->sure = found->needs_tree = true;
	return true;
}

/* "In my tree for the next release." */
static bool
find_mine(const char *first, const char *at, clause *found)
{
	const char *tree = at == first ? td_tree_find_mine(first) : NULL;

	if (!tree)
		return false;
	found->rest = found->tree = tree;
	found->sure = true;
	return true;
}

/* What is somewhere by now. */
static bool
find_there(const char *sentence, const char *at, clause *found)
{
	const char *tree = at > sentence ? td_tree_find_there(sentence, at) : NULL;

	if (!tree)
		return false;
	found->rest = at - 1;
	found->tree = tree;
	found->sure = true;
	return true;
}

/* "I took them now, thanks", "I add it to my queue", and what is somewhere. */
static bool
find_taken(const char *sentence, const char *first, const char *at, clause *found)
{
	found->rest = td_deed_find_took(first, at);
	if (found->rest)
		return true;
	found->rest = td_deed_find_updated(at);
	if (!found->rest)
		found->rest = td_fact_find(first, at);
	found->sure = found->rest != NULL;
	if (found->rest)
		return true;
	found->rest = td_deed_find_present(first, at);
	found->sure = found->needs_tree = found->rest != NULL;
	return found->rest || find_there(sentence, at, found);
}

static bool
find_part(const char *first, clause *found)
{
	found->rest = td_deed_find_part(first);
	found->part = found->sure = found->rest != NULL;
	return found->rest != NULL;
}

static bool
find_short(const char *at, clause *found)
{
	found->rest = td_short_find(at);
	found->by_other = found->rest != NULL;
	return found->rest != NULL;
}

/* "Apply on x/next, thanks": who types so means that he did; nothing else may follow. */
static bool
find_imperative(const char *at, clause *found)
{
	static const char apply[] = "apply on ";
	const char *rest = at + strlen(apply) - strlen(" on "), *tree;

	tree = g_str_has_prefix(at, apply) ? td_tree_find_here(rest) : NULL;
	if (!tree || !(*tree == '\0' || strchr(".,!", *tree)) ||
	    strcspn(rest + strlen(" on "), " ") < (size_t)(tree - rest) - strlen(" on "))
		return false;
	found->rest = rest;
	found->tree = tree;
	found->sure = true;
	return true;
}

/* "I dropped the two that I had merged and merged this one instead" */
static bool
is_instead(const char *rest)
{
	const char *end = td_rest_skip_object(rest);

	return end > rest && g_str_has_prefix(td_match_skip_blanks(end), "instead");
}

/* Where no subject and verb begin the sentence. */
static bool
find_elsewhere(const char *sentence, const char *first, const char *at, clause *found)
{
	const char *rest = at == first ? td_plan_find_doing(first) : NULL;
	const char *done;

	found->which = NULL;
	found->sure = rest != NULL;
	if (!rest)
		rest = td_plan_find_doing(first);
	if (!rest && ((rest = td_plan_find(sentence, first, &found->by_other)) ||
			 (rest = td_plan_find_behind(first, &found->by_other)))) {
		found->from = rest;
		found->promised = found->sure = true;
	}
	if (!rest)
		rest = td_late_find(at, &found->from);
	done = rest ? NULL : td_deed_find_while(first);
	if (done) {
		found->from = rest = done;
		found->sure = found->beside = true;
	}
	if (rest && is_instead(rest))
		found->from = rest;
	if (!rest) {
		rest = td_deed_find_clause(sentence, &found->from);
	}
	found->rest = rest;
	return rest != NULL;
}

/* " this and it fixes the hang", but not " patches 1 and 2" */
static bool
tells_more(const char *rest)
{
	static const char *const words[] = { "patch", "patches" };

	while ((rest = strstr(rest, " and "))) {
		rest += strlen(" and ");
		rest = td_match_skip_blanks(rest + td_match_word(rest, words, 2));
		if (!g_ascii_isdigit(rest[*rest == '#']))
			return true;
	}
	return false;
}

/* "picked it up": no tester says so. */
static bool
is_picked_up(const char *verb, const char *rest)
{
	const char *end = td_rest_skip_object(rest);

	return g_str_has_prefix(verb, "picked") &&
	       end - rest > (ptrdiff_t)strlen(" up") &&
	       strncmp(end - strlen(" up"), " up", strlen(" up")) == 0;
}

/* False where the sentence does not say that it was done. */
static bool
find_verb(const char *sentence, clause *found)
{
	static const char *const final[] = { "queued", "merged", "pushed", "committed",
		"picked up" };
	static const char *const whose[] = { "of this series", "of this patchset",
		"of this set", "of the series", "of the patchset", "from this series",
		"from the series" };
	static const char it_was[] = "it was ";
	const char *first = td_said_skip_leads(sentence);
	const char *at = first, *numbers;
	bool alone_i, subject;
	size_t n = td_match_word(at, subjects, G_N_ELEMENTS(subjects));

	*found = (clause){ .from = first };
	alone_i = n == 1;
	at = skip_subject(at);
	n = (size_t)(at - first);
	subject = n > 0;
	/* Without "patches" before it a number may be of anything. */
	numbers = n > 0 || td_which_is_list(at) ? td_which_skip_numbers(at) : at;
	if (numbers != at)
		numbers = td_match_skip_word(numbers, whose, G_N_ELEMENTS(whose));
	/* "All 3 applied" counts them. */
	found->which = numbers != at && !g_str_has_prefix(first, "all ") ? at : NULL;
	if (n > 0 && numbers == at && (numbers = td_which_skip_exception(at)) != at) {
		found->which = at;
		found->from = numbers;
	}
	/* "It was merged in v5.19" may tell of what is older. */
	found->needs_tree = n == 0 && g_str_has_prefix(first, it_was);
	at = td_deed_skip_adverbs(numbers + (found->needs_tree ? strlen(it_was) : 0));
	n = td_deed_match_verb(at);
	if (n > 0 && found->needs_tree && !td_tree_find_place(at + n))
		return false;
	if (n == 0)
		return find_imperative(at, found) || find_placed(at, found) ||
		       (!subject && find_short(at, found)) ||
		       find_mine(first, at, found) ||
		       (subject ? find_taken(sentence, first, at, found)
				: find_part(first, found)) ||
		       find_elsewhere(sentence, first, at, found);
	found->rest = at + n;
	found->sure = !alone_i || td_match_word(at, final, G_N_ELEMENTS(final)) > 0 ||
		      is_picked_up(at, at + n);
	/* "I applied this and ..." is a tester's word as often as a maintainer's. */
	if (!found->sure && tells_more(at + n) && !td_tree_find_place(at + n))
		return false;
	return td_rest_goes_on(at + n) || td_tree_find_place(at + n) ||
	       td_tree_find_bare(at + n);
}

/* What the grammar of whole sentences does not hear, said in one of their clauses. */
static bool
find_clause(const char *sentence, td_said *said)
{
	td_clause found;
	const char *stop, *end;

	if (!td_clause_find(sentence, &found) || td_rest_is_another(found.rest) ||
	    td_rest_is_for_version(found.rest) ||
	    (found.tree && td_rest_is_taken_back(found.tree)))
		return false;
	stop = found.rest + strlen(found.rest);
	end = found.tree ? found.tree : td_rest_find_end(found.rest, true, &stop);
	if (!end)
		return false;
	*said = (td_said){ .rest = found.rest, .end = end, .stop = stop };
	return !td_doubt_find(found.from - (found.from > sentence), end);
}

/* Doubts are many, and hardly any sentence has a verb. */
static bool
find_whole(const char *sentence, bool first, td_said *said)
{
	const char *tree = NULL, *end, *stop = NULL, *aside;
	clause found;

	if (!find_verb(sentence, &found)) {
		found = (clause){ .from = sentence };
		tree = td_tree_find_release(sentence, &found.rest);
		if (!tree)
			return false;
		found.from = found.rest;
	}
	if (!tree)
		tree = found.tree         ? found.tree
		       : found.needs_tree ? td_tree_find_place(found.rest)
					  : td_tree_find(found.rest);
	/* "Merged, it should be in the next linux-next" */
	aside = td_rest_find_aside(found.rest);
	if (tree && aside && aside < tree)
		tree = NULL;
	if (!first && !tree && !found.promised && !td_rest_is_bare(found.rest) &&
	    !td_deed_is_for_release(found.rest))
		return false;
	if (td_rest_is_another(found.rest) || td_rest_is_for_version(found.rest))
		return false;
	stop = NULL;
	/* What was applied "for next", or "as 5.5 material", is like what is in a tree.
	 */
	if (!tree)
		tree = stop = td_adjunct_find_release(found.rest);
	if (tree && td_rest_is_taken_back(tree))
		return false;
	/* "(leaving patch 9 for the soc tree)" says which, whatever stands before it. */
	if (!stop || td_rest_find_exception(stop))
		stop = found.rest + strlen(found.rest);
	end = tree ? tree : td_rest_find_end(found.rest, found.sure, &stop);
	if (!end)
		return false;
	*said = (td_said){ found.which, found.rest, end, stop, found.beside,
		found.promised, found.by_other, .part = found.part };
	if (found.promised && td_plan_waits(found.rest))
		return false;
	/* Doubts begin with a blank. */
	return !td_doubt_find(found.from - (found.from > sentence), end);
}

/* "Applying as 5.5 material", "I'll fix it while applying": of a patch of another. */
static bool
find_under_way(const char *sentence, td_said *said)
{
	/* What begins both, and is in few sentences that have a verb. */
	static const char *const hints[] = { "ing", " on ", " i ", " at ", "before" };
	const char *first, *rest, *stop, *end;

	if (!td_match_contains(sentence, NULL, hints, G_N_ELEMENTS(hints)))
		return false;
	first = td_said_skip_leads(sentence);
	rest = td_plan_find_under_way(first);
	*said = (td_said){ .alone = !rest, .promised = true, .by_other = true };
	if (!rest)
		rest = td_fact_find_promise(first);
	if (!rest || td_rest_is_another(rest) || td_rest_is_for_version(rest) ||
	    td_plan_waits(rest))
		return false;
	stop = rest + strlen(rest);
	end = td_tree_find(rest);
	end = end ? end : td_rest_find_end(rest, true, &stop);
	if (!end || td_doubt_find(rest, end))
		return false;
	said->rest = rest;
	said->end = end;
	said->stop = stop;
	return true;
}

bool
td_said_find(const char *sentence, bool first, td_said *said)
{
	return find_whole(sentence, first, said) || find_clause(sentence, said) ||
	       find_under_way(sentence, said) || td_closing_find(sentence, said) ||
	       td_pushed_find(sentence, said);
}
