/* SPDX-License-Identifier: GPL-2.0-or-later */
/* diff/diffstat.c - the diffstat that a mail carries */
#include "diff/diffstat.h"

#include <limits.h>

static bool
take_number(td_span *text, unsigned *number)
{
	size_t n = 0;

	while (n < text->n && g_ascii_isdigit(text->p[n]))
		n++;
	if (!td_span_to_unsigned(td_span_head(*text, n), INT_MAX, number))
		return false;
	*text = td_span_skip(*text, n);
	return true;
}

static bool
take_text(td_span *text, const char *prefix)
{
	if (!td_span_has_prefix(*text, prefix))
		return false;
	*text = td_span_skip(*text, strlen(prefix));
	return true;
}

/* " 3 files changed, 10 insertions(+), 2 deletions(-)": git's, old git's ("1 files") and
 * diffstat(1)'s, which may add "modifications(!)". */
static bool
read_summary(td_span line, td_diffstat *diffstat)
{
	td_span rest = td_span_skip_blanks(td_span_trim(line));

	*diffstat = (td_diffstat){ 0 };
	if (!take_number(&rest, &diffstat->files) || !take_text(&rest, " file"))
		return false;
	take_text(&rest, "s");
	if (!take_text(&rest, " changed"))
		return false;
	while (take_text(&rest, ", ")) {
		unsigned count;

		if (!take_number(&rest, &count))
			return false;
		if (take_text(&rest, " insertion")) {
			take_text(&rest, "s");
			if (!take_text(&rest, "(+)"))
				return false;
			diffstat->insertions = count;
		} else if (take_text(&rest, " deletion")) {
			take_text(&rest, "s");
			if (!take_text(&rest, "(-)"))
				return false;
			diffstat->deletions = count;
		} else if (take_text(&rest, " modification")) {
			take_text(&rest, "s");
			if (!take_text(&rest, "(!)"))
				return false;
		} else {
			return false;
		}
	}
	return rest.n == 0;
}

/* " path | 12 +++--", "| Bin 0 -> 123 bytes", "| Unmerged", "a => b | 0". */
static bool
is_row(td_span line)
{
	const char *bar = line.n > 0 ? memrchr(line.p, '|', line.n) : NULL;
	td_span count;

	if (!bar || bar == line.p)
		return false;
	if (td_span_skip_blanks(td_span_between(line.p, bar)).n == 0)
		return false;
	count = td_span_skip_blanks(td_span_between(bar + 1, td_span_end(line)));
	return count.n > 0 &&
	       (g_ascii_isdigit(*count.p) || td_span_has_prefix(count, "Bin") ||
		   td_span_has_prefix(count, "Unmerged"));
}

/* What `git diff --summary` says below the last line. */
static bool
is_tail(td_span line)
{
	static const char *const words[] = { " create mode ", " delete mode ",
		" mode change ", " rename ", " copy ", " rewrite " };

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
		if (td_span_has_prefix(line, words[i]))
			return true;
	}
	return false;
}

static bool
starts_diff(td_span line, td_span rest)
{
	return td_span_has_prefix(line, "diff --git ") ||
	       (td_span_has_prefix(line, "--- ") && td_span_has_prefix(rest, "+++ "));
}

/* The first of the rows that end just before at. */
static const char *
first_row(td_span text, const char *at)
{
	while (at > text.p) {
		const char *end = at - 1; /* at the LF */
		size_t n = (size_t)(end - text.p);
		const char *lf = n > 0 ? memrchr(text.p, '\n', n) : NULL;
		const char *begin = lf ? lf + 1 : text.p;

		if (!is_row(td_span_between(begin, end)))
			break;
		at = begin;
	}
	return at;
}

td_diffstat *
td_diffstat_find(td_span text)
{
	td_diffstat last = { 0 };
	td_span rest = text;
	td_span line;
	const char *summary = NULL;
	const char *end = NULL;

	while (td_span_next_line(&rest, &line)) {
		td_diffstat read;
		td_span word = td_span_skip_blanks(line);

		if (word.n > 0 && g_ascii_isdigit(*word.p) && read_summary(line, &read)) {
			last = read;
			summary = line.p;
			end = td_span_end(line);
		} else if (end && end + 1 == line.p && is_tail(line)) {
			end = td_span_end(line);
		} else if (starts_diff(line, rest)) {
			break;
		}
	}
	if (!summary)
		return NULL;
	last.text = td_span_between(first_row(text, summary), end);
	return g_memdup2(&last, sizeof(last));
}

void
td_diffstat_free(td_diffstat *diffstat)
{
	g_free(diffstat);
}
