/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/pull.c - pull requests, as `git request-pull` writes them and people edit them */
#include "patch/pull.h"

#include "base/limits.h"

static bool
read_oid(td_span text, char oid[65])
{
	size_t n = 0;

	while (n < text.n && n < 64 && g_ascii_isxdigit(text.p[n])) {
		oid[n] = td_lower(text.p[n]);
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

/*
 * The line that says where, with what follows it there: "... in the Git repository at:",
 * or what some maintainers write by hand, "Please pull ... from".
 */
static bool
says_where(td_span line, td_span *rest)
{
	if (after(line, " available in the Git repository at", rest) ||
	    after(line, " available in the git repository at", rest)) {
		if (td_span_has_prefix(*rest, ":"))
			*rest = td_span_skip(*rest, 1);
		return true;
	}
	*rest = td_span_skip(line, line.n);
	return td_span_find(line, "lease pull") >= 0;
}

/* What has been read of a request so far. */
typedef struct reader {
	td_pull *pull; /* once its place is known */
	char base[65];
	bool wants_place, wants_ref, wants_base, wants_tip; /* of the next line */
} reader;

/* False when all is known. */
static bool
read_line(reader *r, td_span line)
{
	td_span rest;

	if (!r->pull &&
	    (r->wants_base || after(line, "following changes since commit", &rest))) {
		rest = r->wants_base ? line : td_span_trim(rest);
		r->wants_base = rest.n == 0;
		read_oid(rest, r->base);
		return true;
	}
	if (!r->pull && says_where(line, &rest)) {
		r->wants_place = true;
		line = td_span_trim(rest);
	}
	if (r->wants_ref && r->pull) {
		g_free(r->pull->ref);
		r->pull->ref = td_span_dup(next_word(&line));
		r->wants_ref = false;
	} else if (r->pull &&
		   (r->wants_tip || after(line, "fetch changes up to", &rest))) {
		rest = r->wants_tip ? line : td_span_trim(rest);
		r->wants_tip = rest.n == 0;
		return r->wants_tip || !read_oid(rest, r->pull->tip);
	} else if (!r->pull && r->wants_place && line.n > 0) {
		td_pull *pull = g_new0(td_pull, 1);

		if (read_place(line, pull)) {
			r->pull = pull;
			r->wants_ref = line.p[line.n - 1] == '\\';
		} else {
			td_pull_free(pull);
		}
	}
	return true;
}

td_pull *
td_pull_find(td_span text)
{
	reader r = { 0 };
	td_span line;

	/* Most mails have no such line at all. */
	if (td_span_find(text, "it repository at") < 0 &&
	    td_span_find(text, "lease pull") < 0)
		return NULL;
	while (td_span_next_line(&text, &line)) {
		line = td_span_trim(line);
		if (line.n == 0 || line.p[0] == '>' || line.n > TD_MAX_PATH_BYTES)
			continue;
		if (!read_line(&r, line))
			break;
	}
	if (r.pull)
		memcpy(r.pull->base, r.base, sizeof(r.base));
	return r.pull;
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
