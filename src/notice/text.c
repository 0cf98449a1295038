/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/text.c - parts that notices of all kinds are made of */
#include "notice/text.h"

#include "base/limits.h"

enum { shortest_commit = 8 };

td_notice *
td_notice_new(td_notice_source source)
{
	td_notice *notice = g_new0(td_notice, 1);

	notice->source = source;
	notice->tree = g_strdup("");
	notice->branch = g_strdup("");
	notice->committer = g_strdup("");
	notice->items = g_ptr_array_new();
	return notice;
}

td_notice_item *
td_notice_add(td_notice *notice, const char *message_id)
{
	td_notice_item *item = g_new0(td_notice_item, 1);

	item->title = g_strdup("");
	item->message_id = g_strdup(message_id);
	g_ptr_array_add(notice->items, item);
	return item;
}

bool
td_notice_read_hash(td_span text, char commit[65])
{
	size_t n = 0;

	while (n < text.n && n <= 64 && g_ascii_isxdigit(text.p[n]))
		n++;
	if (n < 7 || n > 64 || (n < text.n && g_ascii_isalnum(text.p[n])))
		return false;
	for (size_t i = 0; i < n; i++)
		commit[i] = td_lower(text.p[i]);
	commit[n] = '\0';
	return true;
}

/* The last name of a commit in text that stands alone: after a blank, "/", "=" or ":". */
static bool
find_hash(td_span text, char commit[65])
{
	bool found = false;

	for (size_t i = 0; i < text.n; i++) {
		char found_here[65];

		if (i > 0 && !strchr(" \t/=:", text.p[i - 1]))
			continue;
		if (td_notice_read_hash(td_span_skip(text, i), found_here)) {
			memcpy(commit, found_here, sizeof(found_here));
			found = true;
		}
	}
	return found;
}

/* "1/4", "net,v2,1/4", "PATCH 1/4": the numbers of what is between the brackets. */
static bool
read_numbers(td_span tag, unsigned *number, unsigned *total)
{
	while (tag.n > 0) {
		size_t n = 0;
		td_span word;
		ptrdiff_t slash;

		while (n < tag.n && !strchr(", \t", tag.p[n]))
			n++;
		word = td_span_head(tag, n);
		tag = td_span_skip(tag, n + 1);
		slash = td_span_find_byte(word, '/');
		if (slash > 0 &&
		    td_span_to_unsigned(
			td_span_head(word, (size_t)slash), TD_MAX_SERIES, number) &&
		    td_span_to_unsigned(
			td_span_skip(word, (size_t)slash + 1), TD_MAX_SERIES, total))
			return true;
	}
	return false;
}

/* A row "[1/4] title" or "- [net] title"; the item is made where it is one. */
static td_notice_item *
read_row(td_notice *notice, td_span line, const char *message_id, bool dashes)
{
	td_span row = td_span_trim(line), tag = { 0 };
	bool dash = dashes && td_span_has_prefix(row, "- ");
	unsigned number = 0, total = 0;
	td_notice_item *item;

	if (dash)
		row = td_span_trim(td_span_skip(row, 2));
	if (td_span_has_prefix(row, "[")) {
		ptrdiff_t close = td_span_find_byte(row, ']');

		if (close < 0)
			return NULL;
		tag = td_span_between(row.p + 1, row.p + close);
		row = td_span_trim(td_span_skip(row, (size_t)close + 1));
	}
	if ((!read_numbers(tag, &number, &total) && !dash) || row.n == 0)
		return NULL;
	item = td_notice_add(notice, message_id);
	g_free(item->title);
	item->title = td_span_dup(td_span_head(row, TD_MAX_TITLE_BYTES));
	item->number = number;
	item->total = total;
	return item;
}

bool
td_notice_read_list(td_notice *notice, td_span text, const char *message_id, bool dashes)
{
	td_notice_item *item = NULL;
	unsigned rows = 0;
	td_span line;

	while (td_span_next_line(&text, &line) && rows < TD_MAX_SERIES) {
		td_notice_item *next;
		td_span trimmed = td_span_trim(line);

		if (td_span_is(trimmed, "--"))
			break;
		if (trimmed.n == 0 || trimmed.p[0] == '>' ||
		    line.n > TD_MAX_TITLE_BYTES) {
			item = NULL;
			continue;
		}
		next = read_row(notice, line, message_id, dashes);
		if (next) {
			item = next;
			rows++;
		} else if (item && trimmed.p[0] == '(') {
			/* "(no commit info)", "(no matching commit)" */
			if (td_span_find(trimmed, "no matching") >= 0)
				notice->partly = true;
		} else if (item && item->commit[0] == '\0') {
			find_hash(trimmed, item->commit);
		}
	}
	return rows > 0;
}

/* "0123abcd title"; false where it is none. */
static bool
is_commit(td_span line, char commit[65], td_span *title)
{
	ptrdiff_t blank = td_span_find_byte(line, ' ');

	if (blank < shortest_commit ||
	    !td_notice_read_hash(td_span_head(line, (size_t)blank), commit))
		return false;
	*title = td_span_trim(td_span_skip(line, (size_t)blank));
	return title->n > 0 && title->n <= TD_MAX_TITLE_BYTES;
}

bool
td_notice_read_commits(
    td_notice *notice, td_span text, const char *message_id, unsigned n)
{
	char commit[65];
	td_span all = text, line, title;
	unsigned found = 0;

	while (td_span_next_line(&all, &line))
		found += is_commit(line, commit, &title) ? 1 : 0;
	if (found == 0 || found != n)
		return false;
	while (td_span_next_line(&text, &line)) {
		td_notice_item *item;

		if (!is_commit(line, commit, &title))
			continue;
		item = td_notice_add(notice, message_id);
		g_free(item->title);
		item->title = td_span_dup(title);
		memcpy(item->commit, commit, sizeof item->commit);
	}
	return true;
}

static void
set(char **text, td_span value)
{
	g_free(*text);
	*text = td_span_dup(td_span_head(td_span_trim(value), 200));
}

/* A tree's name ends where prose goes on. */
static td_span
cut_prose(td_span text)
{
	static const char *const stops[] = { " (", ", ", "; ", "! ", ". ", ": ", " with ",
		" as ", " and ", " after ", " - ", " -- ", " thanks", " Thanks", " Thank",
		" for ", " now", " by ", " so ", " on ", " at ", " which ", " that ",
		" where ", " pending ", " but ", " soon", " right", " already", " if ",
		" manually", " also", " too", " next time", " today", " shortly", " asap",
		" when ", " once ", " this week", " next week", " tomorrow", " tonight",
		" in the next" };

	for (unsigned i = 0; i < G_N_ELEMENTS(stops); i++) {
		ptrdiff_t hit = td_span_find(text, stops[i]);

		if (hit >= 0)
			text.n = (size_t)hit;
	}
	text = td_span_trim(text);
	while (text.n > 0 && strchr(".,;:!", text.p[text.n - 1]))
		text.n--;
	return text;
}

static td_span
strip(td_span text)
{
	static const char *const before[] = { "the ", "my ", "for " };
	static const char *const behind[] = { " later", " early", " at", " in", " tree",
		" branch" };

	for (unsigned i = 0; i < G_N_ELEMENTS(before); i++) {
		if (td_span_has_prefix_nocase(text, before[i]))
			text = td_span_skip(text, strlen(before[i]));
	}
	for (unsigned i = 0; i < G_N_ELEMENTS(behind); i++) {
		size_t n = strlen(behind[i]);

		if (text.n > n && memcmp(text.p + text.n - n, behind[i], n) == 0)
			text.n -= n;
	}
	/* "My local for-next" is for-next, and "my local tree" has no name. */
	if (td_span_has_prefix_nocase(text, "local "))
		text = td_span_skip(text, strlen("local "));
	/* Some write branches as "#ksmbd-for-next". */
	return text.n > 1 && text.p[0] == '#' ? td_span_skip(text, 1) : text;
}

void
td_notice_read_tree(td_notice *notice, td_span text)
{
	td_span tree = cut_prose(text), after;
	ptrdiff_t at = td_span_find(tree, " branch of ");

	after = td_span_between(td_span_end(tree), td_span_end(text));
	if (at > 0) {
		/* "the vfs.misc branch of the vfs/vfs.git tree" */
		set(&notice->branch, strip(td_span_head(tree, (size_t)at)));
		set(&notice->tree, strip(td_span_skip(tree, (size_t)at + 11)));
		return;
	}
	set(&notice->tree, strip(tree));
	if (!td_span_has_prefix(after, " ("))
		return;
	at = td_span_find_byte(after, ')');
	/* "for-next (pending review)" names no branch. */
	if (at > 2 &&
	    td_span_find_byte(td_span_between(after.p + 2, after.p + at), ' ') < 0)
		set(&notice->branch, strip(td_span_between(after.p + 2, after.p + at)));
}
