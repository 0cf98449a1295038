/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/late.c - "I fixed the prefix and pushed": what was done behind something else */
#include "notice/late.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

#include "notice/deed.h"
#include "notice/match.h"
#include "notice/plan.h"
#include "notice/rest.h"
#include "notice/tree.h"

/* A joint, and the verbs that may come behind it. */
typedef struct joint {
	const char *joins;
	const char *const *verbs;
	size_t n;
} joint;

/* Who applied or pulled may be a tester. */
static const char *const by_and[] = { "pushed", "merged", "queued", "committed",
	"push the result to", "applied the result", "pushed the result", "picked it up",
	"now merged", "now pushed", "now applied" };
static const char *const by_comma[] = { "pushed", "merged", "queued", "applied",
	"committed", "now queued", "now merged", "now applied", "now pushed" };
static const char *const by_other[] = { "applied", "merged", "queued", "pushed" };
static const char *const by_semicolon[] = { "merged", "queued", "pushed" };
static const joint joints[] = { { " and ", by_and, G_N_ELEMENTS(by_and) },
	{ ", ", by_comma, G_N_ELEMENTS(by_comma) },
	{ "; ", by_semicolon, G_N_ELEMENTS(by_semicolon) },
	{ " & ", by_other, G_N_ELEMENTS(by_other) },
	{ " - ", by_other, G_N_ELEMENTS(by_other) },
	{ " so ", by_other, G_N_ELEMENTS(by_other) } };

/* "Split up, merged, spun around" */
static bool
goes_on_counting(const char *rest)
{
	return *rest == ',' && !g_str_has_prefix(rest, ", thank") &&
	       !g_str_has_prefix(rest, ", thx");
}

/* "We are going to wait", "until the test builds again and is moved to tests/" */
static bool
is_to_come(const char *at, const char *verb)
{
	static const char *const words[] = { " going to ", "until ", "i'd ", "please ",
		" get " };

	return td_match_contains(at, verb, words, G_N_ELEMENTS(words));
}

/* "Applied this patch with tiny modifications": no tester changes it. */
static bool
says_changes(const char *rest)
{
	static const char *const how[] = { " with some ", " with minor ", " with small ",
		" with tiny ", " with a few ", " with a small ", " with a minor ",
		" with trivial " };
	const char *at = td_rest_skip_object(rest);

	for (unsigned i = 0; at > rest && i < G_N_ELEMENTS(how); i++)
		if (g_str_has_prefix(at, how[i]))
			return true;
	return false;
}

/* "Applied it to:", where a link follows. */
static bool
leads_on(const char *rest)
{
	const char *at = td_match_skip_blanks(td_rest_skip_object(rest));

	at += td_match_word(at, (const char *const[]){ "to" }, 1);
	at += *at == ':';
	return *at == '\0';
}

static const char *
find_joined(const char *sentence, const joint *by)
{
	for (const char *hit = sentence; (hit = strstr(hit, by->joins));) {
		const char *verb = hit + strlen(by->joins);
		size_t n = td_match_word(verb, by->verbs, by->n);

		if (n > 0 && !is_to_come(sentence, hit) && !goes_on_counting(verb + n) &&
		    (td_rest_goes_on(verb + n) || td_tree_find_place(verb + n)))
			return verb + n;
		hit++;
	}
	return NULL;
}

static const char *
find_verb(const char *at)
{
	const char *hit;
	size_t n;

	for (unsigned i = 0; i < G_N_ELEMENTS(joints); i++) {
		hit = find_joined(at, &joints[i]);
		if (hit)
			return hit;
	}
	hit = strstr(at, " and applied");
	n = strlen(" and applied");
	if (hit && !is_to_come(at, hit) && !goes_on_counting(hit + n) &&
	    (td_rest_is_bare(hit + n) || td_tree_find_place(hit + n) ||
		td_deed_is_for_release(hit + n) || leads_on(hit + n) ||
		says_changes(hit + n)))
		return hit + n;
	/* "See my note on the first patch, merging into x/dev." */
	hit = strstr(at, ", ");
	n = hit ? td_plan_match_doing(hit + 2) : 0;
	if (n > 0 && g_str_has_prefix(hit + 2 + n, " into ") && td_tree_find(hit + 2 + n))
		return hit + 2 + n;
	hit = strstr(at, " and ");
	n = hit && !is_to_come(at, hit) ? td_deed_match_placed(hit + 5) : 0;
	return n > 0 && td_tree_find_place(hit + 5 + n) ? hit + 5 + n : NULL;
}

/* Behind the last "but" or "so" before the verb that the writer himself goes on from. */
static const char *
skip_conceded(const char *sentence, const char *verb)
{
	static const char *const words[] = { " but ", " so " };
	static const char *const own[] = { "i", "i've", "we", "we've", "applied",
		"merged", "pushed", "queued" };
	const char *from = sentence;

	for (unsigned i = 0; i < G_N_ELEMENTS(words); i++)
		for (const char *at = sentence; (at = strstr(at, words[i]));) {
			at += strlen(words[i]);
			if (at < verb && at > from &&
			    td_match_word(at, own, G_N_ELEMENTS(own)) > 0)
				from = at;
		}
	return from;
}

/* "Sent a fix now and queued it": that fix, and not what is answered. */
static bool
is_of_another(const char *sentence, const char *verb)
{
	static const char *const others[] = { "sent a ", "posted a ", "have a fix",
		"have a patch" };

	return td_match_contains(sentence, verb, others, G_N_ELEMENTS(others));
}

const char *
td_late_find(const char *sentence, const char **from)
{
	const char *rest;

	rest = find_verb(sentence);
	if (rest && is_of_another(sentence, rest))
		return NULL;
	if (rest)
		*from = skip_conceded(sentence, rest);
	return rest;
}
