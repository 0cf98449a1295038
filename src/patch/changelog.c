/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/changelog.c - what an author says changed since the version before */
#include "patch/changelog.h"

#include <stdint.h>

#include "base/limits.h"
#include "patch/changelog_head.h"

/* "v3: https://..." and what follows it: less than any heading that names the version. */
#define RANK_LINK 2

typedef struct section {
	td_span line;   /* its heading */
	td_span inside; /* what stands behind the colon */
	td_span below;
	unsigned rank; /* 0: there is none */
	bool unchanged;
} section;

static size_t
indentation(td_span line)
{
	size_t n = 0;

	while (n < line.n && (line.p[n] == ' ' || line.p[n] == '\t'))
		n++;
	return n;
}

static bool
is_blank(td_span line)
{
	return td_span_trim(line).n == 0;
}

/* A table of versions has links only. */
static bool
is_link(td_span text)
{
	return td_span_has_prefix(text, "http://") ||
	       td_span_has_prefix(text, "https://") || td_span_has_prefix(text, "<http");
}

static bool
is_bullet(td_span line)
{
	size_t n = 0;

	line = td_span_trim(line);
	if (line.n < 2)
		return false;
	if ((strchr("-*+o", *line.p) && (line.p[1] == ' ' || line.p[1] == '\t')) ||
	    *line.p == '[' || *line.p == '#' || td_span_has_prefix(line, "\xe2\x80\xa2"))
		return true;
	while (n < line.n && g_ascii_isdigit(line.p[n]))
		n++;
	if (n > 0 && n < line.n && (line.p[n] == '.' || line.p[n] == ')'))
		return true;
	return td_span_has_prefix_nocase(line, "patch") && line.n > 5 &&
	       strchr(" #:\t", line.p[5]);
}

/* Behind a link: the list starts on the next line. */
static bool
has_list(td_span below)
{
	td_span line;

	return td_span_next_line(&below, &line) && is_bullet(line);
}

static section
find_section(td_span text, unsigned version)
{
	section best = { 0 };
	td_span line;

	while (td_span_next_line(&text, &line)) {
		td_changelog_head head;
		unsigned rank;

		if (!td_changelog_head_read(line, &head))
			continue;
		rank = td_changelog_head_rank(&head, version);
		if (is_link(head.rest)) {
			rank = rank > 0 && has_list(text) ? RANK_LINK : 0;
			head.rest = (td_span){ 0 };
		}
		if (rank > best.rank)
			best = (section){ line, head.rest, text, rank, head.unchanged };
	}
	return best;
}

/* "name | 12 ++--" or "2 files changed": the diffstat of a cover letter. */
static bool
is_diffstat(td_span line)
{
	ptrdiff_t bar = td_span_find(line, " | ");

	if (indentation(line) != 1)
		return false;
	if (bar > 0) {
		td_span count = td_span_trim(td_span_skip(line, (size_t)bar + 3));

		return count.n > 0 &&
		       (g_ascii_isdigit(*count.p) || td_span_has_prefix(count, "Bin"));
	}
	return td_span_find(line, " changed, ") > 0;
}

/* "Signed-off-by: Ann <ann@example.org>" ends what a commit message says. */
static bool
is_trailer(td_span line)
{
	ptrdiff_t colon = td_span_find_byte(td_span_head(line, 40), ':');

	return colon > 3 && g_ascii_isupper(*line.p) &&
	       (memcmp(line.p + colon - 3, "-by", 3) == 0 ||
		   td_span_has_prefix(line, "Cc:") ||
		   td_span_has_prefix(line, "Fixes:") ||
		   td_span_has_prefix(line, "Link:"));
}

static bool
ends_text(td_span line)
{
	td_changelog_head head;
	td_span trimmed = td_span_trim(line);

	return td_span_is(trimmed, "---") || td_span_has_prefix(line, "diff --git ") ||
	       td_span_is(line, "-- ") || is_diffstat(line) || is_trailer(line) ||
	       td_changelog_head_read(line, &head);
}

/* Behind an empty line a new paragraph belongs to it where it looks like part of a list
 * or stands further to the right. */
static bool
goes_on(td_span line, size_t heading)
{
	size_t n = indentation(line);

	return n > heading || (n == heading && is_bullet(line));
}

/* What some put under a heading. */
static bool
is_underline(td_span line)
{
	line = td_span_trim(line);
	for (size_t i = 0; i < line.n; i++) {
		if (line.p[i] != '-' && line.p[i] != '=' && line.p[i] != '~')
			return false;
	}
	return line.n > 3;
}

static GPtrArray *
collect(const section *s)
{
	GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
	td_span rest = s->below;
	td_span line;
	size_t heading = indentation(s->line);
	size_t bytes = s->inside.n;
	unsigned gap = 0;

	if (s->inside.n > 0)
		g_ptr_array_add(lines, td_span_dup(s->inside));
	while (bytes < TD_MAX_CHANGELOG && td_span_next_line(&rest, &line)) {
		if (is_blank(line)) {
			gap = lines->len > 0;
			continue;
		}
		if (lines->len == 0 && is_underline(line))
			continue;
		if (ends_text(line) || (gap && !goes_on(line, heading)))
			break;
		if (gap)
			g_ptr_array_add(lines, g_strdup(""));
		gap = 0;
		line = td_span_head(line, TD_MAX_CHANGELOG - bytes);
		bytes += line.n + 1;
		g_ptr_array_add(lines, td_span_dup(line));
	}
	return lines;
}

/* Without the blanks that all lines begin with; the first one may stand behind its
 * heading and has none then. */
static char *
join(const GPtrArray *lines, bool inside)
{
	g_autoptr(GString) text = g_string_new(NULL);
	size_t common = SIZE_MAX;

	for (unsigned i = inside; i < lines->len; i++) {
		td_span line = td_span_of(g_ptr_array_index(lines, i));

		if (line.n > 0)
			common = MIN(common, indentation(line));
	}
	for (unsigned i = 0; i < lines->len; i++) {
		td_span line = td_span_of(g_ptr_array_index(lines, i));

		if (i > 0 || !inside)
			line = td_span_skip(line, common);
		line = td_span_trim_end(line);
		g_string_append_len(text, line.p, (gssize)line.n);
		g_string_append_c(text, '\n');
	}
	return g_string_free(g_steal_pointer(&text), FALSE);
}

char *
td_changelog_find(td_span text, unsigned version)
{
	section best = find_section(text, version);
	g_autoptr(GPtrArray) lines = best.rank > 0 ? collect(&best) : NULL;

	if (!lines)
		return NULL;
	if (lines->len == 0 && best.unchanged) {
		td_span line = td_span_trim(best.line);

		return g_strdup_printf("%.*s\n", (int)MIN(line.n, 200), line.p);
	}
	return lines->len > 0 ? join(lines, best.inside.n > 0) : NULL;
}

/* "Our previous v7 series" that begins a line in the middle of a sentence is no heading.
 */
static bool
is_plain_head(td_span line)
{
	line = td_span_trim(line);
	while (line.n > 0 && strchr("-*#=+>[_~| ", *line.p) && *line.p != '\0')
		line = td_span_skip(line, 1);
	return td_span_find_byte(line, ':') > 0 ||
	       td_span_has_prefix_nocase(line, "chan") ||
	       (line.n > 1 && g_ascii_tolower(*line.p) == 'v' &&
		   g_ascii_isdigit(line.p[1]));
}

unsigned
td_changelog_newest(td_span text)
{
	unsigned newest = 0;
	td_span line;

	while (td_span_next_line(&text, &line)) {
		td_changelog_head head;
		unsigned later;

		if (!td_changelog_head_read(line, &head) || !is_plain_head(line))
			continue;
		/* "v2: https://..." is an older one, and so is what it counts from. */
		later = is_link(head.rest) ? 1 : 0;
		for (unsigned i = 0; i < head.tos; i++)
			newest = MAX(newest, head.to[i] + later);
		if (head.tos == 0 && head.has_since)
			newest = MAX(newest, head.previous ? 2 : head.since + 1);
	}
	return newest;
}
