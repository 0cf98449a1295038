/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/where.c - the tree and branch that a maintainer says he applied to */
#include "notice/text.h"

static unsigned
count_words(const char *text)
{
	unsigned n = 0;

	while (*(text += strspn(text, " \t"))) {
		n++;
		text += strcspn(text, " \t");
	}
	return n;
}

/* Prose after "to" is no tree; a name of one has a mark in it, or says what it is. */
static bool
is_tree(const char *tree)
{
	static const char *const words[] = { "tree", "branch", "repo", "fixes", "next",
		"queue", "staging", "master", "main", "mainline" };

	/* "Up to 6/9" numbers patches. */
	if (count_words(tree) > 4 || strpbrk(tree, "\"()[]<>*") ||
	    tree[strspn(tree, "0123456789/#")] == '\0')
		return false;
	if (count_words(tree) == 1 && strpbrk(tree, "/-_.0123456789"))
		return true;
	for (unsigned i = 0; i < G_N_ELEMENTS(words); i++) {
		if (strstr(tree, words[i]))
			return true;
	}
	return false;
}

/* "the ras tree": what the words say that follow "to". */
static bool
names_one(const char *where)
{
	const char *tree = strstr(where, " tree"), *branch = strstr(where, " branch");
	const char *paren = strpbrk(where, "(\"");

	if (!tree || (branch && branch < tree))
		tree = branch;
	return tree && tree - where < 40 && (!paren || tree < paren);
}

/* "My tree" is one, and its name is not said. */
static bool
is_nameless(const char *tree)
{
	static const char *const words[] = { "tree", "branch", "repo", "repository",
		"queue", "git", "local", "git repo", "local repo" };

	for (unsigned i = 0; i < G_N_ELEMENTS(words); i++) {
		if (g_ascii_strcasecmp(tree, words[i]) == 0)
			return true;
	}
	return false;
}

static bool
is_version(td_span name)
{
	if (name.n < 2)
		return false;
	return g_ascii_isdigit(name.p[0]) || name.p[0] == '-' ||
	       (name.p[0] == 'v' && g_ascii_isdigit(name.p[1])) ||
	       td_span_find(name, "-next") >= 0 || td_span_find(name, "fixes") >= 0;
}

void
td_notice_read_where(td_notice *notice, const char *text, const char *lower)
{
	static const char *const ways[] = { " into ", " onto ", " to " };
	const char *where = NULL, *when = strstr(lower, " for ");

	for (unsigned i = 0; !where && i < G_N_ELEMENTS(ways); i++) {
		where = strstr(lower, ways[i]);
		if (where)
			where += strlen(ways[i]);
	}
	if (where) {
		td_notice_read_tree(notice, td_span_of(text + (where - lower)));
		if (!is_tree(notice->tree) && !names_one(where))
			notice->tree[0] = notice->branch[0] = '\0';
		else if (is_nameless(notice->tree))
			notice->tree[0] = '\0';
	}
	if (when && notice->branch[0] == '\0') {
		const char *word = text + (when + 5 - lower);
		td_span name;

		if (g_str_has_prefix(word, "the "))
			word += 4;
		name = (td_span){ word, strcspn(word, " ,;!)\t") };
		while (name.n > 0 && strchr(".:", name.p[name.n - 1]))
			name.n--;
		if (is_version(name)) {
			g_free(notice->branch);
			notice->branch = td_span_dup(name);
		}
	}
}
