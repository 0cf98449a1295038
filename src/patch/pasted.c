/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/pasted.c - reports and questions that have a diff */
#include "patch/pasted.h"

#include <string.h>

/* Of what no person proposes; the last is of linux-next, whose merges have patches. */
static bool
is_from_machine(const char *title)
{
	td_span subject = td_span_of(title);

	return td_span_has_prefix_nocase(subject, "failed: patch \"") ||
	       td_span_find(subject, "TCWG Bisect ") >= 0 ||
	       td_span_find(subject, " bisection: ") > 0 ||
	       td_span_has_prefix(subject, "linux-next: ");
}

static bool
says_one_of(td_span word, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (td_span_equal_nocase(word, td_span_of(words[i])))
			return true;
	return false;
}

/* "[BUG?]", "[Question]", "[Bug 204807]". */
static bool
is_called_report(const td_subject *subject)
{
	static const char *const names[] = { "bug", "bugs", "bugreport", "bug-report",
		"problem", "regression", "question", "query", "issue" };

	for (unsigned i = 0; i < subject->tags->len; i++) {
		td_span tag = td_span_of(g_ptr_array_index(subject->tags, i));

		while (tag.n > 0 && !g_ascii_isalpha(tag.p[tag.n - 1]))
			tag.n--;
		if (says_one_of(tag, names, G_N_ELEMENTS(names)))
			return true;
	}
	return false;
}

/* A title's next word: "doesn't" is one. */
static bool
next_word(td_span *rest, td_span *word)
{
	size_t n = 0;

	while (rest->n > 0 && !g_ascii_isalpha(*rest->p))
		*rest = td_span_skip(*rest, 1);
	while (n < rest->n && (g_ascii_isalpha(rest->p[n]) || rest->p[n] == '\''))
		n++;
	*word = td_span_head(*rest, n);
	*rest = td_span_skip(*rest, n);
	return n > 0;
}

/* It names a fault, or asks, and not what is done about it. */
static bool
names_fault(const char *title)
{
	static const char *const faults[] = { "bug", "bugs", "bugreport", "problem",
		"problems", "regression", "regressions", "question", "query", "issue",
		"issues", "crash", "crashes", "crashed", "fail", "fails", "failed",
		"failing", "failure", "failures", "leak", "leaks", "deadlock",
		"deadlocks", "warning", "error", "errors", "broken", "help", "hang",
		"hangs", "oops", "panic", "lockup", "stalls", "stops", "freezes",
		"ignored", "ignores", "wrong", "wrongly", "incorrect", "incorrectly",
		"intermittent", "missing", "corruption", "overflow", "mismatch",
		"conflict", "lost", "never", "unable", "cannot", "can't", "doesn't",
		"isn't", "not" };
	static const char *const deeds[] = { "fix", "fixes", "fixed", "patch", "patches",
		"add", "adds", "added", "adding", "remove", "replace", "handle", "avoid",
		"prevent", "make", "use", "update", "correct", "support", "allow", "drop",
		"don't", "do", "let", "set", "check", "ensure", "enable", "disable",
		"silence", "suppress", "return", "rfc", "proposal" };
	td_span rest = td_span_of(title), word;
	bool fault = strchr(title, '?') != NULL;

	while (next_word(&rest, &word)) {
		if (says_one_of(word, deeds, G_N_ELEMENTS(deeds)))
			return false;
		fault = fault || says_one_of(word, faults, G_N_ELEMENTS(faults));
	}
	return fault;
}

/* Its sender would have it taken in. */
static bool
is_meant(const td_patch *patch, const td_body *body)
{
	return patch->diffstat || patch->attached > 0 || td_body_names(body)->len > 0 ||
	       patch->author_source == TD_AUTHOR_INBODY ||
	       g_str_has_prefix(patch->text, "Signed-off-by:") ||
	       strstr(patch->text, "\nSigned-off-by:");
}

bool
td_pasted_is(const td_patch *patch, const td_body *body)
{
	const td_subject *subject = patch->subject;

	if (subject->patch || subject->has_number || subject->has_version ||
	    subject->rfc || subject->resend || subject->pull)
		return false;
	if (is_from_machine(subject->title))
		return true;
	return !is_meant(patch, body) &&
	       (is_called_report(subject) || names_fault(subject->title));
}
