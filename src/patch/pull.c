/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/pull.c - pull requests, as `git request-pull` writes them and people edit them */
#include "patch/pull.h"

#include "base/limits.h"

static bool
read_oid(td_span text, char oid[65])
{
	size_t n = 0;

	while (n < text.n && n < 64 && g_ascii_isxdigit(text.p[n])) {
		oid[n] = g_ascii_tolower(text.p[n]);
		n++;
	}
	oid[n] = '\0';
	/* People cut them short, too. */
	if (n < 7 || (n < text.n && g_ascii_isalnum(text.p[n]))) {
		oid[0] = '\0';
		return false;
	}
	return true;
}

static bool
is_url(td_span word)
{
	static const char *const schemes[] = { "git://", "https://", "http://", "ssh://",
		"git@", "file://" };

	for (unsigned i = 0; i < G_N_ELEMENTS(schemes); i++) {
		if (td_span_has_prefix(word, schemes[i]))
			return true;
	}
	return false;
}

/* Takes a word off the front of *text; empty at its end. */
static td_span
next_word(td_span *text)
{
	size_t n = 0;
	td_span word;

	*text = td_span_trim(*text);
	while (n < text->n && !strchr(" \t", text->p[n]))
		n++;
	word = td_span_head(*text, n);
	*text = td_span_skip(*text, n);
	return word;
}

/* "URL [ref]" on one line, or with a backslash on two. */
static bool
read_place(td_span line, td_pull *pull)
{
	td_span url = next_word(&line), ref;

	if (!is_url(url) || url.n > TD_MAX_PATH_BYTES)
		return false;
	pull->url = td_span_dup(url);
	ref = next_word(&line);
	if (td_span_is(ref, "\\") || ref.n > TD_MAX_PATH_BYTES)
		ref.n = 0;
	pull->ref = td_span_dup(ref);
	return true;
}

static bool
after(td_span line, const char *words, td_span *rest)
{
	ptrdiff_t at = td_span_find(line, words);

	if (at < 0)
		return false;
	*rest = td_span_skip(line, (size_t)at + strlen(words));
	return true;
}

/* The line that says where, or the rest of it: "... in the Git repository at:". */
static bool
says_where(td_span line, td_span *rest)
{
	return after(line, " available in the Git repository at:", rest) ||
	       after(line, " available in the git repository at:", rest) ||
	       after(line, " available in the Git repository at", rest) ||
	       after(line, " available in the git repository at", rest);
}

td_pull *
td_pull_find(td_span text)
{
	g_autoptr(td_pull) pull = NULL;
	char base[65] = "";
	bool waits = false, wraps = false;
	td_span line, rest;

	/* Most mails have no such line at all. */
	if (td_span_find(text, "it repository at") < 0)
		return NULL;
	while (td_span_next_line(&text, &line)) {
		line = td_span_trim(line);
		if (line.n == 0 || line.p[0] == '>' || line.n > TD_MAX_PATH_BYTES)
			continue;
		if (!pull && after(line, "following changes since commit ", &rest)) {
			read_oid(rest, base);
		} else if (!pull && says_where(line, &rest)) {
			waits = true;
			line = td_span_trim(rest);
		} else if (wraps) {
			g_free(pull->ref);
			pull->ref = td_span_dup(next_word(&line));
			wraps = false;
		} else if (pull && after(line, "fetch changes up to ", &rest)) {
			if (read_oid(rest, pull->tip))
				break;
		}
		if (waits && !pull && line.n > 0) {
			pull = g_new0(td_pull, 1);
			if (!read_place(line, pull)) {
				g_clear_pointer(&pull, td_pull_free);
				continue;
			}
			wraps = line.p[line.n - 1] == '\\';
		}
	}
	if (pull)
		memcpy(pull->base, base, sizeof(base));
	return g_steal_pointer(&pull);
}

void
td_pull_free(td_pull *pull)
{
	if (!pull)
		return;
	g_free(pull->url);
	g_free(pull->ref);
	g_free(pull);
}
