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

/* Who applied or pulled may be a tester. */
static const char *const at_last[] = { " and pushed", " and merged", " and queued",
	" and committed", ", pushed", ", merged", ", queued", ", applied",
	" and push the result to", " and applied the result", " and pushed the result",
	" and picked it up", " so applied", " so merged", " so pushed", " so queued",
	"; merged", "; queued", "; pushed", ", committed", " and now merged",
	" and now pushed", " and now applied", " & merged", " & pushed", " & queued",
	" & applied", " - applied", " - merged", " - queued", " - pushed" };

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
	static const char *const words[] = { " going to ", "until " };

	for (unsigned i = 0; i < G_N_ELEMENTS(words); i++) {
		const char *hit = strstr(at, words[i]);

		if (hit && hit < verb)
			return true;
	}
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

static const char *const at_joints[] = { " and ", ", ", "; ", " & ", " - ", " so " };

/* Which of the at_joints a form begins with: their second letters differ, or the first.
 */
static unsigned
joint_of(const char *form)
{
	if (*form != ' ')
		return *form == ',' ? 1 : 2;
	switch (form[1]) {
	case '&':
		return 3;
	case '-':
		return 4;
	case 's':
		return 5;
	default:
		return 0;
	}
}

static const char *
find_verb(const char *at)
{
	bool has[G_N_ELEMENTS(at_joints)];
	const char *hit;
	size_t n;

	for (unsigned i = 0; i < G_N_ELEMENTS(at_joints); i++)
		has[i] = strstr(at, at_joints[i]) != NULL;
	for (unsigned i = 0; i < G_N_ELEMENTS(at_last); i++) {
		if (!has[joint_of(at_last[i])])
			continue;
		n = strlen(at_last[i]);
		hit = strstr(at, at_last[i]);
		if (hit && !is_to_come(at, hit) && td_match_ends_word(hit[n]) &&
		    !goes_on_counting(hit + n) &&
		    (td_rest_goes_on(hit + n) || td_tree_find_place(hit + n)))
			return hit + n;
	}
	hit = strstr(at, " and applied");
	n = strlen(" and applied");
	if (hit && !is_to_come(at, hit) && !goes_on_counting(hit + n) &&
	    (td_rest_is_bare(hit + n) || td_tree_find_place(hit + n) ||
		td_deed_is_for_release(hit + n) || leads_on(hit + n)))
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
	static const char *const joints[] = { " but ", " so " };
	static const char *const own[] = { "i", "i've", "we", "we've", "applied",
		"merged", "pushed", "queued" };
	const char *from = sentence;

	for (unsigned i = 0; i < G_N_ELEMENTS(joints); i++)
		for (const char *at = sentence; (at = strstr(at, joints[i]));) {
			at += strlen(joints[i]);
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

	for (unsigned i = 0; i < G_N_ELEMENTS(others); i++) {
		const char *hit = strstr(sentence, others[i]);

		if (hit && hit < verb)
			return true;
	}
	return false;
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
