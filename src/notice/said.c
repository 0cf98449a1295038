/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/said.c - the grammar of "Applied, thanks" */
#include "notice/said.h"

#include <glib.h>
#include <string.h>

#include "notice/deed.h"
#include "notice/doubt.h"
#include "notice/match.h"
#include "notice/rest.h"
#include "notice/tree.h"
#include "notice/which.h"

/* What may come before it. Those with a name after them take it along: "Thanks Joe,". */
static const char *const greetings[] = { "thank you", "thanks", "thx", "hi", "hello",
	"hey", "dear" };
static const char *const leads[] = { "good catch", "good point", "looks good to me",
	"looks good", "looks fine", "looks great", "lgtm", "okay", "ok", "great", "good",
	"nice", "cool", "perfect", "sure", "yes", "yep", "fine", "alright", "all right",
	"excellent", "anyway", "and", "so", "makes sense", "agreed", "done", "i see",
	"+1", "no problem", "for the record", "fyi", "jfyi", "fixed up", "gladly taken",
	"very good", "very nice", "awesome", "fair enough", "looks ok", "no objections",
	"reviewed and", "acked and", "hence", "therefore", "thus", "as such", "anyhow",
	"for now", "good idea", "no worries", "as a result", "as discussed", "now",
	"then", "ftr", "tested and", "tested, fixed and" };
static const char *const subjects[] = { "it has", "this patch set", "the patch set",
	"i've", "i have", "i", "we've", "we have", "have", "the whole series",
	"the series", "whole series", "entire series", "series", "the patch",
	"this patch", "patches", "patch", "both patches", "both commits",
	"both patchsets", "both series", "both", "all patches", "all", "this is",
	"these are", "this was", "these were", "it is", "it's", "this patchset",
	"this set", "this series", "this", "the patchset", "the whole patchset",
	"whole patchset", "patchset", "the whole set", "the set", "these patches",
	"the patches", "your patch", "your patches", "these", "now", "everything",
	"all of these", "all of them", "both of these", "the rest", "patch set" };
/* Done to a patch where a tree follows, and to anything where none does. */
static const char *const placed[] = { "added", "taken", "took", "put", "staged", "landed",
	"included", "grabbed", "stuffed", "stuck", "squashed", "folded", "stored",
	"adding", "putting", "staging", "cherry-picked", "moved" };
/* What is being done: only where nothing, a tree or thanks follow. */
static const char *const doing[] = { "applying", "queuing", "queueing", "merging",
	"pushing", "pulling", "taking", "committing" };
/* After something else that was done: "I fixed the typo and pushed". Who applied or
 * pulled may be a tester. */
static const char *const at_last[] = { " and pushed", " and merged", " and queued",
	" and committed", ", pushed", ", merged", ", queued", ", applied",
	" and applied it to", " and applied this to", " and applied to",
	" and applied the patch to", " and push the result to", " and applied the result",
	" and pushed the result", " and picked it up", " so applied", " so merged",
	" so pushed", " so queued", "; merged", "; queued", "; pushed", ", committed",
	" and now merged", " and now pushed", " and now applied", " & merged",
	" & pushed", " & queued", " & applied" };
/* Where a sentence says that something was done. */
typedef struct clause {
	const char *from;  /* without the thanks before it */
	const char *which; /* numbers of patches before the verb; NULL for none */
	const char *rest;  /* behind the verb */
	const char *tree;  /* behind its name, where that was found at once */
	bool sure;         /* no tester says it so */
	bool needs_tree;
} clause;

/* "Alex" of "Thanks, Alex. Applied": a word alone, if it is not what was done. */
static size_t
match_name(const char *at)
{
	size_t n = strcspn(at, " \t,.!;:");

	if (n == 0 || n > 20 || !strchr(".,!", at[n]) || at[n] == '\0' ||
	    at[n + 1] != ' ' || td_deed_match_verb(at) > 0 ||
	    td_match_word(at, doing, G_N_ELEMENTS(doing)) > 0)
		return 0;
	return n;
}

/* "Thanks I have pulled this into my tree": no name. */
static bool
begins_deed(const char *at)
{
	size_t n = td_match_word(at, subjects, G_N_ELEMENTS(subjects));

	if (n > 0)
		at = td_deed_skip_adverbs(td_match_skip_blanks(at + n));
	return td_deed_match_verb(at) > 0;
}

/* After "Thanks", "OK" and the like with what ends them; NULL when a name never ends. */
const char *
td_said_skip_leads(const char *at)
{
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
		at += strspn(at, " \t,.!;:-");
	}
	return at;
}

/* "Thanks, applying.", "I'm applying patches 1 and 2.", but not "Applying this broke the
 * build". */
static const char *
find_doing(const char *at)
{
	static const char *const who[] = { "i'm", "i am", "we're", "we are", "am" };
	const char *verb = at + td_match_word(at, who, G_N_ELEMENTS(who));
	const char *rest, *end;
	bool said_who;
	size_t n;

	said_who = verb > at;
	verb = td_deed_skip_adverbs(td_match_skip_blanks(verb));
	n = td_match_word(verb, doing, G_N_ELEMENTS(doing));
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

/* "Will queue in renesas-clk for v6.21", "I'll apply it to the fixes branch": who says
 * where or when means it; who does not may speak of advice that he takes. */
static const char *
find_intent(const char *first)
{
	static const char *const who[] = { "i'll", "i will", "we'll", "we will", "will",
		"i'm going to", "i am going to", "this will be", "it will be", "it'll be",
		"they will be", "let me" };
	static const char *const between[] = { "now", "just", "go", "go ahead and",
		"then", "also", "be", "therefore", "provisionally" };
	static const char *const plan[] = { "apply", "queue", "merge", "pick", "push",
		"take", "commit", "add", "stage", "applying", "queuing", "queueing",
		"merging", "picking", "taking", "applied", "queued", "merged", "picked",
		"in", "put" };
	static const char *const when[] = { "now", "right now", "right away", "shortly",
		"today", "for the next", "for next" };
	size_t n = td_match_word(first, who, G_N_ELEMENTS(who));
	const char *at, *end, *next;

	if (n == 0)
		return NULL;
	at = td_match_skip_blanks(first + n);
	for (unsigned i = 0; i < 2; i++)
		at = td_match_skip_blanks(
		    at + td_match_word(at, between, G_N_ELEMENTS(between)));
	n = td_match_word(at, plan, G_N_ELEMENTS(plan));
	if (n == 0)
		return NULL;
	/* "It will be in linux-next tomorrow" */
	end = g_str_has_prefix(at, "in ") ? at - 1 : at + n;
	if (td_tree_find_place(end))
		return end;
	if (g_str_has_prefix(at, "take") || g_str_has_prefix(at, "add") ||
	    g_str_has_prefix(at, "put") || g_str_has_prefix(first, "let") || end < at)
		return NULL;
	/* "for v6.21", whatever the tree is called */
	next = strstr(end, " for ");
	if (next && next - end < 60 && g_ascii_isdigit(next[5 + (next[5] == 'v')]))
		return end;
	next = td_match_skip_blanks(td_rest_skip_object(end));
	for (unsigned i = 0; i < G_N_ELEMENTS(when); i++)
		if (g_str_has_prefix(next, when[i]))
			return end;
	return NULL;
}

/* "Split up, merged, spun around" */
static bool
goes_on_counting(const char *rest)
{
	return *rest == ',' && !g_str_has_prefix(rest, ", thank") &&
	       !g_str_has_prefix(rest, ", thx");
}

/* "We are going to wait until branches get rebased and merged" */
static bool
is_to_come(const char *at, const char *verb)
{
	const char *hit = strstr(at, " going to ");

	return hit && hit < verb;
}

/* "I fixed the prefix and pushed this to hyperv-fixes.", "Tweaked that and applied." */
static const char *
find_at_last(const char *at)
{
	const char *hit;
	size_t n;

	/* All of them begin with one of these. */
	if (!strstr(at, " and ") && !strstr(at, ", ") && !strstr(at, "; ") &&
	    !strstr(at, " & "))
		return NULL;
	for (unsigned i = 0; i < G_N_ELEMENTS(at_last); i++) {
		n = strlen(at_last[i]);
		hit = strstr(at, at_last[i]);
		if (hit && !is_to_come(at, hit) && td_match_ends_word(hit[n]) &&
		    !goes_on_counting(hit + n) &&
		    (td_rest_goes_on(hit + n) || td_tree_find_place(hit + n)))
			return hit + n;
	}
	hit = strstr(at, " and applied");
	n = strlen(" and applied");
	if (hit && !goes_on_counting(hit + n) &&
	    (td_rest_is_bare(hit + n) || td_tree_find_place(hit + n)))
		return hit + n;
	hit = strstr(at, " and ");
	n = hit ? td_match_word(hit + 5, placed, G_N_ELEMENTS(placed)) : 0;
	return n > 0 && td_tree_find_place(hit + 5 + n) ? hit + 5 + n : NULL;
}

/* "patches 1 and 3": behind the numbers, which are of patches. */
static const char *
skip_numbers(const char *at)
{
	static const char *const words[] = { "and", "to", "through", "patch", "patches",
		"v2", "v3", "v4" };
	const char *end = at;

	while (g_ascii_isdigit(*at) || *at == '#') {
		at += strspn(at, "0123456789/#-");
		end = at = at + strspn(at, " ,&+");
		for (size_t n; (n = td_match_word(at, words, G_N_ELEMENTS(words))) > 0;)
			at = td_match_skip_blanks(at + n);
	}
	return end;
}

/* "these four patches", "all 3 patches", "3 patches" */
static const char *
skip_subject(const char *at)
{
	static const char *const numbers[] = { "two", "three", "four", "five", "six",
		"seven", "eight", "nine", "ten" };
	size_t n = td_match_word(at, subjects, G_N_ELEMENTS(subjects));
	const char *count = td_match_skip_blanks(at + n);
	size_t number = td_match_word(count, numbers, G_N_ELEMENTS(numbers));
	const char *rest;

	if (number == 0)
		number = strspn(count, "0123456789");
	rest = td_match_skip_blanks(count + number);
	if (number > 0 && g_str_has_prefix(rest, "patches"))
		return td_match_skip_blanks(rest + strlen("patches"));
	/* "All three applied", but figures may be a patch's. */
	if (n > 0 && number > 0 && g_ascii_isalpha(*count))
		return rest;
	return n > 0 ? count : at;
}

/* "I've added this to my review branch", "This patch is staged in linux-next" */
static bool
find_placed(const char *at, clause *found)
{
	size_t n = td_match_word(at, placed, G_N_ELEMENTS(placed));
	const char *rest = at + n;

	/* "Moved from for-next to misc-next" */
	if (n > 0 && g_str_has_prefix(rest, " from ")) {
		rest += strlen(" from ");
		rest += strcspn(rest, " \t");
	}
	if (n == 0 || !td_tree_find_place(rest))
		return false;
	found->rest = rest;
	found->sure = found->needs_tree = true;
	return true;
}

/* "This series is in the review branch now", "Patches 1 and 2 are now in it"; without
 * "now" it may tell of what always was there. */
static bool
find_there(const char *sentence, const char *at, clause *found)
{
	static const char *const where[] = { " mainline", " upstream", " linus" };
	const char *tree, *now = strstr(sentence, "now");

	if (!g_str_has_prefix(at, "in ") || at == sentence)
		return false;
	tree = td_tree_find_here(at - 1);
	if (!tree || !((now && now < at) || g_str_has_prefix(tree, " now")))
		return false;
	for (unsigned i = 0; i < G_N_ELEMENTS(where); i++) {
		const char *hit = strstr(at, where[i]);

		if (hit && hit < tree)
			return false;
	}
	found->rest = at - 1;
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
	const char *rest = at == first ? find_doing(first) : NULL;

	found->which = NULL;
	found->sure = rest != NULL;
	if (!rest)
		rest = find_doing(first);
	if (!rest)
		rest = find_intent(first);
	if (!rest)
		rest = find_at_last(at);
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

/* False where the sentence does not say that it was done. */
static bool
find_verb(const char *sentence, clause *found)
{
	static const char *const final[] = { "queued", "merged", "pushed", "committed" };
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
	numbers = n > 0 || at[strspn(at, "0123456789")] == '/' ? skip_numbers(at) : at;
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
		return find_placed(at, found) ||
		       (subject && find_there(sentence, at, found)) ||
		       find_elsewhere(sentence, first, at, found);
	found->rest = at + n;
	found->sure = !alone_i || td_match_word(at, final, G_N_ELEMENTS(final)) > 0;
	/* "I applied this and ..." is a tester's word as often as a maintainer's. */
	if (!found->sure && tells_more(at + n) && !td_tree_find_place(at + n))
		return false;
	return td_rest_goes_on(at + n) || td_tree_find_place(at + n);
}

/* Doubts are many, and hardly any sentence has a verb. */
bool
td_said_find(const char *sentence, bool first, td_said *said)
{
	const char *tree = NULL, *end, *stop, *aside;
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
	if (!first && !tree && !td_rest_is_bare(found.rest))
		return false;
	if ((tree && td_rest_is_taken_back(tree)) || td_rest_is_another(found.rest))
		return false;
	stop = found.rest + strlen(found.rest);
	end = tree ? tree : td_rest_find_end(found.rest, found.sure, &stop);
	if (!end)
		return false;
	*said = (td_said){ found.which, found.rest, end, stop };
	/* Doubts begin with a blank. */
	return !td_doubt_find(found.from - (found.from > sentence), end);
}

bool
td_said_may(const char *text, size_t n)
{
	/* All verbs, by their first four letters, of those that begin with each letter.
	 */
	static const char *const stems['z' + 1] = {
		['a'] = "appl"
			"adde"
			"addi"
			"add ",
		['c'] = "comm"
			"cher",
		['f'] = "fold",
		['g'] = "grab",
		['i'] = "incl"
			"in l",
		['l'] = "land",
		['m'] = "merg"
			"move",
		['n'] = "now "
			"now.",
		['p'] = "pull"
			"pick"
			"push"
			"put "
			"putt",
		['q'] = "queu",
		['s'] = "stag"
			"stuf"
			"stuc"
			"squa"
			"stor",
		['t'] = "taki"
			"take"
			"took",
	};
	bool begins = true;

	for (size_t i = 0; i + 4 <= n; i++) {
		unsigned char c = (unsigned char)text[i];
		const char *stem = begins && c <= 'z' ? stems[c] : NULL;

		for (; stem && *stem != '\0'; stem += 4)
			if (memcmp(text + i, stem, 4) == 0)
				return true;
		begins = !g_ascii_isalnum(c);
	}
	return false;
}
