/* SPDX-License-Identifier: GPL-2.0-or-later */
/* subject/title.c - a version that stands in the title, not in the tags */
#include "subject/title.h"

#include <glib.h>
#include <string.h>

#include "base/limits.h"

/* The digits of "v2" at the front; 0 where it is none. */
static size_t
version_length(td_span text, unsigned *version)
{
	size_t n = 1;

	if (text.n < 2 || (*text.p != 'v' && *text.p != 'V'))
		return 0;
	while (n < text.n && g_ascii_isdigit(text.p[n]))
		n++;
	return td_span_to_unsigned(
		   td_span_between(text.p + 1, text.p + n), TD_MAX_VERSION, version)
		   ? n
		   : 0;
}

/* Begins with "v2" and the character that closes it. */
static bool
is_closed(td_span text, char close, size_t *length, unsigned *version)
{
	size_t n = version_length(text, version);

	if (n == 0 || n >= text.n || text.p[n] != close)
		return false;
	*length = n + 1;
	return true;
}

/* " [ver #2]" at the end, as StGit's templates have it, or " [version 2]". */
static bool
find_numbered(td_span title, td_span *said, unsigned *version)
{
	static const char *const marks[] = { " [ver #", " [version " };
	size_t digits = 0;

	if (title.n == 0 || title.p[title.n - 1] != ']')
		return false;
	while (digits + 1 < title.n && g_ascii_isdigit(title.p[title.n - 2 - digits]))
		digits++;
	for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
		size_t n = strlen(marks[i]) + digits + 1;
		td_span mark;

		if (n > title.n)
			continue;
		mark = td_span_skip(title, title.n - n);
		if (!td_span_has_prefix_nocase(mark, marks[i]) ||
		    !td_span_to_unsigned(td_span_between(td_span_end(title) - 1 - digits,
					     td_span_end(title) - 1),
			TD_MAX_VERSION, version))
			continue;
		*said = mark;
		return true;
	}
	return false;
}

/* ", v2", " [v2]", " [ver #2]" and " [version 2]" at the end; not the last of "gic v2,
 * v3". */
static bool
find_at_end(td_span title, td_span *said, unsigned *version)
{
	const char *blank = title.n > 0 ? memrchr(title.p, ' ', title.n) : NULL;
	ptrdiff_t last = blank != NULL ? blank - title.p : 0;
	td_span word;
	size_t n;

	if (last < 2)
		return false;
	if (find_numbered(title, said, version))
		return true;
	word = td_span_skip(title, (size_t)last + 1);
	if (td_span_has_prefix(word, "[")) {
		word = td_span_skip(word, 1);
		if (!is_closed(word, ']', &n, version) || n != word.n)
			return false;
		*said = td_span_skip(title, (size_t)last);
		return true;
	}
	if (title.p[last - 1] != ',' || g_ascii_isdigit(title.p[last - 2]) ||
	    version_length(word, version) != word.n)
		return false;
	*said = td_span_skip(title, (size_t)last - 1);
	return true;
}

bool
td_subject_title_find(td_span title, td_span *said, unsigned *version)
{
	td_span rest = title;
	ptrdiff_t at;

	while ((at = td_span_find_byte(rest, '(')) >= 0) {
		const char *open = rest.p + at;
		size_t n;

		rest = td_span_skip(rest, (size_t)at + 1);
		if (!is_closed(rest, ')', &n, version))
			continue;
		*said = (td_span){ open, n + 1 };
		return true;
	}
	return find_at_end(title, said, version);
}

bool
td_subject_title_find_bare(td_span title, unsigned *version)
{
	size_t digits = 0;
	unsigned found;

	while (digits < title.n && g_ascii_isdigit(title.p[title.n - 1 - digits]))
		digits++;
	if (digits == 0 || digits > 2 || title.n < digits + 2 ||
	    title.p[title.n - digits - 1] != 'v' ||
	    title.p[title.n - digits - 2] != ' ' ||
	    !td_span_to_unsigned(
		td_span_skip(title, title.n - digits), TD_MAX_VERSION, &found) ||
	    found == 0)
		return false;
	*version = found;
	return true;
}
