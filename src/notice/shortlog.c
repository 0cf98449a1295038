/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * notice/shortlog.c - what a request to pull brings, or a tree that is announced has:
 * "Ann Able (2):", two titles below it
 *
 * Source: git-request-pull.sh and git-shortlog(1) of git.
 */
#include "notice/shortlog.h"

#include "base/limits.h"
#include "notice/text.h"

/* A round of more has other ways to be told of. */
enum { most_titles = 2000 };

/* Behind it comes what the request is for; quoted it is somebody else's. */
static bool
skip_to_request(td_span *text)
{
	td_span line;

	while (td_span_next_line(text, &line))
		if (td_span_has_prefix(line, "for you to fetch changes up to ") ||
		    td_span_has_prefix_nocase(
			line, "are available in the git repository at") ||
		    (td_span_find(line, "lease pull ") >= 0 &&
			!td_span_has_prefix(line, ">")))
			return true;
	return false;
}

/* "Ann Able (2):": how many titles follow; 0 where it is no such line. */
static unsigned
count_titles(td_span line)
{
	ptrdiff_t open = -1;
	unsigned n;

	line = td_span_trim_end(line);
	if (line.n < strlen("A (1):") || line.p[0] == ' ' || line.p[line.n - 1] != ':' ||
	    line.p[line.n - 2] != ')')
		return 0;
	for (size_t i = line.n - 3; i > 0 && open < 0; i--)
		if (line.p[i] == '(')
			open = (ptrdiff_t)i;
	if (open < 2 || line.p[open - 1] != ' ' ||
	    !td_span_to_unsigned(
		td_span_between(line.p + open + 1, line.p + line.n - 2), most_titles, &n))
		return 0;
	return n;
}

/* "[0123abcd] title", as trees are announced, or the title alone. */
static void
add_title(td_notice *notice, td_span line)
{
	td_notice_item *item = td_notice_add(notice, "");
	ptrdiff_t end = td_span_has_prefix(line, "[") ? td_span_find(line, "] ") : -1;

	if (end > 0 &&
	    td_notice_read_hash(td_span_between(line.p + 1, line.p + end), item->commit))
		line = td_span_trim(td_span_skip(line, (size_t)end + strlen("] ")));
	g_free(item->title);
	item->title = td_span_dup(td_span_head(line, TD_MAX_TITLE_BYTES));
}

/* Titles are indented, and none is empty: what is not ends the person's. */
static void
read_titles(td_notice *notice, td_span *text, unsigned n)
{
	td_span rest = *text, line;

	while (n-- > 0 && notice->items->len < most_titles &&
	       td_span_next_line(&rest, &line)) {
		td_span title = td_span_trim(line);

		if (title.n == 0 || line.p[0] != ' ')
			return;
		*text = rest;
		if (!td_span_has_prefix(title, "Merge "))
			add_title(notice, title);
	}
}

static td_notice *
read_all(td_notice_source source, td_span text)
{
	g_autoptr(td_notice) notice = td_notice_new(source);
	td_span line;

	while (td_span_next_line(&text, &line)) {
		unsigned n = count_titles(line);

		if (n > 0)
			read_titles(notice, &text, n);
	}
	return notice->items->len > 0 ? g_steal_pointer(&notice) : NULL;
}

td_notice *
td_notice_find_shortlog(td_span text)
{
	return skip_to_request(&text) ? read_all(TD_NOTICE_PULL, text) : NULL;
}

td_notice *
td_notice_find_announced(td_span text)
{
	return read_all(TD_NOTICE_ANNOUNCE, text);
}
