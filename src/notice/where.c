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

/* "clock01.c" was changed, and nothing was applied to it. */
static bool
is_file(const char *name)
{
	const char *dot = strrchr(name, '.');

	return dot && (strcmp(dot, ".c") == 0 || strcmp(dot, ".h") == 0);
}

/* Prose after "to" is no tree; a name of one has a mark in it, or says what it is. */
static bool
is_tree(const char *tree)
{
	static const char *const words[] = { "tree", "branch", "repo", "fixes", "next",
		"queue", "staging", "master", "main", "mainline" };

	/* "Up to 6/9" and "5 to 9 into x-next" number patches. */
	if (count_words(tree) > 4 || strpbrk(tree, "\"()[]<>*") ||
	    strchr(" ", tree[strspn(tree, "0123456789/#")]) || strstr(tree, " into "))
		return false;
	if (count_words(tree) == 1 && strpbrk(tree, "/-_.0123456789"))
		return !is_file(tree) && tree[strspn(tree, "0123456789.-rc")] != '\0';
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

/* "applied to x-next" and "Thomas" in the next line: who signs is no part of the name. */
static void
drop_signature(char *tree)
{
	char *last = strrchr(tree, ' ');
	const char *mark;

	if (!last || !g_ascii_isupper(last[1]) ||
	    last[1 + strspn(last + 1, G_CSET_a_2_z G_CSET_A_2_Z)] != '\0')
		return;
	*last = '\0';
	mark = strrchr(tree, ' ');
	if (!strpbrk(mark ? mark : tree, "-/."))
		*last = ' ';
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

/* Behind the next "to" or "into"; NULL for none. */
static const char *
next_way(const char *at)
{
	static const char *const ways[] = { " into ", " onto ", " to " };
	const char *first = NULL;

	for (unsigned i = 0; i < G_N_ELEMENTS(ways); i++) {
		const char *hit = strstr(at, ways[i]);

		if (hit && (!first || hit + strlen(ways[i]) < first))
			first = hit + strlen(ways[i]);
	}
	return first;
}

void
td_notice_read_where(td_notice *notice, const char *text, const char *lower)
{
	const char *when = strstr(lower, " for "), *where = lower;

	/* The first one is where it went: "to x-next, so it will be pulled into 6.10". */
	while ((where = next_way(where))) {
		td_notice_read_tree(notice, td_span_of(text + (where - lower)));
		drop_signature(notice->tree);
		if (is_tree(notice->tree) ||
		    (names_one(where) && !strstr(notice->tree, " into "))) {
			if (is_nameless(notice->tree))
				notice->tree[0] = '\0';
			break;
		}
		notice->tree[0] = notice->branch[0] = '\0';
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
