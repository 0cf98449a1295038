/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/cited.c - commits that a mail cites: Fixes: 0123abcd ("TITLE") */
#include "notice/cited.h"

#include "notice/text.h"

enum {
	most_cited = 64,
	shortest_name = 8,   /* of a commit; below it, a word */
	shortest_fixes = 7,  /* behind "Fixes:" nothing else stands */
	shortest_title = 12, /* "Linux 5.10" and "fix build" are many patches' */
	longest_title = 250,
	upstream_lines = 5, /* at the front of a text */
	name_digits = 40,
};

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Ends of lines in it are blanks. */
static void
add(td_notice **cited, td_span name, td_span title)
{
	td_notice_item *item;

	title = td_span_trim(title);
	if (title.n < shortest_title || title.n > longest_title)
		return;
	if (*cited == NULL)
		*cited = td_notice_new(TD_NOTICE_CITED);
	if ((*cited)->items->len >= most_cited)
		return;
	item = td_notice_add(*cited, "");
	memcpy(item->commit, name.p, MIN(name.n, sizeof item->commit - 1));
	g_free(item->title);
	item->title = td_span_dup(title);
	for (char *p = item->title; *p != '\0'; p++)
		if (is_blank(*p))
			*p = ' ';
}

static bool
is_cited(const td_notice *cited, td_span name)
{
	for (unsigned i = 0; cited != NULL && i < cited->items->len; i++) {
		const td_notice_item *item = g_ptr_array_index(cited->items, i);

		if (td_span_is(name, item->commit))
			return true;
	}
	return false;
}

/* The hex digits at the front. */
static td_span
name_at(td_span text)
{
	size_t n = 0;

	while (n < text.n && n <= name_digits && g_ascii_isxdigit(text.p[n]))
		n++;
	return td_span_head(text, n);
}

void
td_cited_add_fixes(td_notice **cited, td_span value)
{
	td_span name = name_at(value), title;
	char quote;

	if (name.n < shortest_fixes || name.n > name_digits)
		return;
	title = td_span_trim(td_span_skip(value, name.n));
	if (title.n < 4 || title.p[0] != '(' || title.p[title.n - 1] != ')')
		return;
	title = td_span_trim(td_span_between(title.p + 1, td_span_end(title) - 1));
	quote = title.n > 2 ? title.p[0] : '\0';
	if ((quote == '"' || quote == '\'') && title.p[title.n - 1] == quote)
		title = td_span_between(title.p + 1, td_span_end(title) - 1);
	add(cited, name, title);
}

/* Where a text was looked at: its line begins there. */
typedef struct walked {
	const char *line, *at;
} walked;

/* Who quotes it did not write it. at only grows. */
static bool
is_quoted(walked *walk, const char *at)
{
	const char *lf = memrchr(walk->at, '\n', (size_t)(at - walk->at));

	if (lf != NULL)
		walk->line = lf + 1;
	walk->at = at;
	for (const char *p = walk->line; p < at; p++)
		if (*p != ' ' && *p != '\t')
			return *p == '>' || *p == '|';
	return false;
}

/* The hex digits before the bracket that is there; none is empty. */
static td_span
name_before(td_span text, const char *bracket)
{
	const char *end = bracket, *begin;

	while (end > text.p && is_blank(end[-1]))
		end--;
	begin = end;
	while (
	    begin > text.p && end - begin <= name_digits && g_ascii_isxdigit(begin[-1]))
		begin--;
	if (end - begin < shortest_name || end - begin > name_digits ||
	    (begin > text.p && (g_ascii_isalnum(begin[-1]) || begin[-1] == '_')))
		return td_span_head(text, 0);
	return td_span_between(begin, end);
}

void
td_cited_find(td_notice **cited, td_span text)
{
	walked walk = { text.p, text.p };
	td_span rest = text;
	ptrdiff_t at;

	while ((at = td_span_find_byte(rest, '"')) >= 0) {
		const char *quote = rest.p + at;
		td_span name, title;
		ptrdiff_t end;

		rest = td_span_skip(rest, (size_t)at + 1);
		if (quote == text.p || quote[-1] != '(')
			continue;
		name = name_before(text, quote - 1);
		if (name.n == 0 || is_quoted(&walk, name.p) || is_cited(*cited, name))
			continue;
		title = td_span_head(rest, longest_title);
		end = td_span_find(title, "\")");
		if (end > 0)
			add(cited, name, td_span_head(title, (size_t)end));
	}
}

/* "commit 0123... upstream.", "[ Upstream commit 0123... ]", "[Upstream commit ...". */
static bool
find_upstream(td_span line, td_span *name)
{
	static const char commit[] = "commit ";
	ptrdiff_t at;

	if (line.n < name_digits || (line.p[0] != '[' && line.p[0] != 'c' &&
					line.p[0] != ' ' && line.p[0] != '('))
		return false;
	at = td_span_find(line, commit);
	if (at < 0 || at > 16 || td_span_find(line, "pstream") < 0)
		return false;
	*name = name_at(td_span_skip(line, (size_t)at + strlen(commit)));
	return name->n == name_digits;
}

/* "This reverts commit 0123...", below 'Revert "that"'. */
static void
add_reverted(td_notice **cited, td_span text, td_span title)
{
	static const char reverts[] = "This reverts commit ";
	ptrdiff_t at = td_span_find(text, reverts);
	td_span name;

	if (at < 0)
		return;
	name = name_at(td_span_skip(text, (size_t)at + strlen(reverts)));
	if (name.n >= shortest_name)
		add(cited, name, title);
}

void
td_cited_find_upstream(td_notice **cited, td_span text, const char *title)
{
	static const char revert[] = "Revert \"";
	td_span line, name;

	if (g_str_has_prefix(title, revert)) {
		td_span whole = td_span_skip(td_span_of(title), strlen(revert));

		if (whole.n > 0 && whole.p[whole.n - 1] == '"')
			add_reverted(cited, text, td_span_head(whole, whole.n - 1));
	}
	for (unsigned i = 0; i < upstream_lines && td_span_next_line(&text, &line); i++) {
		if (!find_upstream(line, &name))
			continue;
		add(cited, name, td_span_of(title));
		return;
	}
}
