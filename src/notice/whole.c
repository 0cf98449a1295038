/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/whole.c - how much of a series a sentence means */
#include "notice/whole.h"

#include <glib.h>
#include <string.h>

#include "base/limits.h"
#include "notice/match.h"

/* "Applied (both patches)" */
static bool
is_in_brackets(const char *at)
{
	static const char *const words[] = { "both", "all", "the series", "the whole",
		"whole", "entire" };

	return g_str_has_prefix(at, " (") &&
	       td_match_word(at + strlen(" ("), words, G_N_ELEMENTS(words)) > 0 &&
	       !strpbrk(at, "0123456789") && !strstr(at, "except") &&
	       !strstr(at, " but ");
}

bool
td_whole_is_said(const char *sentence, const td_said *said)
{
	static const char *const words[] = { "both", "series", "patchset", "patch set",
		"patch-set", "all", "everything", "these", "patches", "set" };
	static const char *const parts[] = { "rest", "part", "some", "most", "other",
		"few", "except", "first", "last", "half", "none", "instead" };
	g_autofree char *text = g_strndup(sentence, (size_t)(said->end - sentence));
	const char *at = td_said_skip_leads(text);
	bool whole = is_in_brackets(said->end);

	while (*at) {
		if (td_match_word(at, parts, G_N_ELEMENTS(parts)) > 0)
			return false;
		whole = whole || td_match_word(at, words, G_N_ELEMENTS(words)) > 0;
		at += strcspn(at, " \t(,");
		at += strspn(at, " \t(,");
	}
	return whole;
}

unsigned
td_whole_count(const char *sentence, const td_said *said)
{
	static const char *const numbers[] = { "two", "three", "four", "five", "six",
		"seven", "eight", "nine", "ten" };
	static const char *const what[] = { "patches", "patch(es)", "commits" };
	static const char *const sets[] = { "series", "patchset", "patchsets", "set" };
	unsigned found = 0;

	for (const char *at = td_said_skip_leads(sentence); at < said->end && *at;) {
		unsigned count =
		    td_match_word(at, (const char *const[]){ "both" }, 1) > 0 ? 2 : 0;

		for (unsigned i = 0; count == 0 && i < G_N_ELEMENTS(numbers); i++)
			if (td_match_word(at, &numbers[i], 1) > 0 &&
			    td_match_word(td_match_skip_blanks(at + strlen(numbers[i])),
				what, G_N_ELEMENTS(what)) > 0)
				count = i + 2;
		if (count == 0 && strspn(at, "0123456789") > 0 &&
		    td_match_word(td_match_skip_blanks(at + strspn(at, "0123456789")),
			what, G_N_ELEMENTS(what)) > 0 &&
		    !td_span_to_unsigned(
			(td_span){ at, strspn(at, "0123456789") }, TD_MAX_SERIES, &count))
			count = 0;
		/* "Fixed both and pushed the patchset" */
		if (td_match_word(at, sets, G_N_ELEMENTS(sets)) > 0)
			return 0;
		found = found > 0 ? found : count;
		at += strcspn(at, " \t");
		at += strspn(at, " \t");
	}
	return found;
}
