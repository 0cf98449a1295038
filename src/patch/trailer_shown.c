/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * patch/trailer_shown.c - the trailers of a patch or a commit that an answer shows
 *
 * "How about this on top?", a commit message with its Signed-off-by, "---" and a diff:
 * who takes the patch that was answered does not want these in it, least of all in each
 * of thirty where the cover letter was.
 */
#include "patch/trailer_shown.h"

#include <string.h>

#define COMMIT_DIGITS_MIN 7

/* "commit 0123456789ab", and branches in () behind it. */
static bool
begins_commit(td_span line)
{
	td_span rest;
	size_t n = 0;

	if (!td_span_has_prefix(line, "commit "))
		return false;
	rest = td_span_skip(line, strlen("commit "));
	while (n < rest.n && g_ascii_isxdigit(rest.p[n]))
		n++;
	rest = td_span_trim(td_span_skip(rest, n));
	return n >= COMMIT_DIGITS_MIN &&
	       (rest.n == 0 || (*rest.p == '(' && rest.p[rest.n - 1] == ')'));
}

static bool
is_one_of(td_span line, const char *const *begins, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (td_span_has_prefix(line, begins[i]))
			return true;
	}
	return false;
}

bool
td_trailer_shown_holds(td_trailer_shown *shown, td_span line)
{
	static const char *const heads[] = {
		"Author:", "AuthorDate:", "Commit:", "CommitDate:", "Date:", "Merge:"
	};

	if (begins_commit(line))
		shown->commit = true;
	else if (td_span_trim(line).n > 0 && *line.p != ' ' && *line.p != '\t' &&
		 !is_one_of(line, heads, G_N_ELEMENTS(heads)))
		shown->commit = false;
	return shown->commit;
}

void
td_trailer_shown_trailer(td_trailer_shown *shown, td_span key, unsigned n)
{
	if (!shown->block)
		*shown = (td_trailer_shown){ .block = true, .first = n };
	if (td_span_equal_nocase(key, td_span_of("Signed-off-by")))
		shown->is_signed = true;
}

void
td_trailer_shown_line(td_trailer_shown *shown, td_span line)
{
	static const char *const begins[] = { " ", "\t", "\xc2\xa0", "[",
		"Index: ", "=====" };

	if (td_span_trim(line).n == 0)
		return;
	if (*line.p == '>') {
		shown->block = false;
		return;
	}
	if (td_span_is(td_span_trim(line), "---"))
		shown->cut = true;
	if (!shown->cut && !is_one_of(line, begins, G_N_ELEMENTS(begins)))
		shown->block = false;
}

unsigned
td_trailer_shown_diff(td_trailer_shown *shown, unsigned n)
{
	unsigned kept = shown->block && shown->is_signed ? shown->first : n;

	*shown = (td_trailer_shown){ 0 };
	return kept;
}
