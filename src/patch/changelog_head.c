/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/changelog_head.c - a line that says which version what follows is about */
#include "patch/changelog_head.h"

#include <glib.h>

#include "base/limits.h"

/* Longer ones are sentences. */
#define HEAD_MAX 90
#define RANK_NAMED 3000000u
#define RANK_PREVIOUS 2000000u
#define RANK_SINCE 1000000u
#define RANK_GENERAL 1u

typedef enum word {
	WORD_OTHER, /* no heading has it */
	WORD_PLAIN,
	WORD_SINCE,
	WORD_ARROW, /* from the older to the newer */
	WORD_BACK,  /* from the newer to the older */
	WORD_PREVIOUS,
	WORD_VERSION, /* a number comes next */
	WORD_RFC,
	WORD_NO,
	WORD_NUMBER,
} word;

static const struct {
	const char *text;
	word word;
} words[] = {
	{ "a", WORD_PLAIN },
	{ "against", WORD_SINCE },
	{ "and", WORD_PLAIN },
	{ "as", WORD_PLAIN },
	{ "at", WORD_PLAIN },
	{ "between", WORD_PLAIN },
	{ "change", WORD_PLAIN },
	{ "changed", WORD_PLAIN },
	{ "changelog", WORD_PLAIN },
	{ "changelogs", WORD_PLAIN },
	{ "changes", WORD_PLAIN },
	{ "compared", WORD_SINCE },
	{ "delta", WORD_PLAIN },
	{ "diff", WORD_PLAIN },
	{ "difference", WORD_PLAIN },
	{ "differences", WORD_PLAIN },
	{ "for", WORD_PLAIN },
	{ "from", WORD_SINCE },
	{ "history", WORD_PLAIN },
	{ "in", WORD_PLAIN },
	{ "initial", WORD_PREVIOUS },
	{ "last", WORD_PREVIOUS },
	{ "log", WORD_PLAIN },
	{ "made", WORD_PLAIN },
	{ "main", WORD_PLAIN },
	{ "major", WORD_PLAIN },
	{ "new", WORD_PLAIN },
	{ "no", WORD_NO },
	{ "notable", WORD_PLAIN },
	{ "of", WORD_PLAIN },
	{ "old", WORD_PREVIOUS },
	{ "on", WORD_PLAIN },
	{ "original", WORD_PREVIOUS },
	{ "over", WORD_SINCE },
	{ "patch", WORD_PLAIN },
	{ "patches", WORD_PLAIN },
	{ "patchset", WORD_PLAIN },
	{ "post", WORD_PLAIN },
	{ "posting", WORD_PLAIN },
	{ "previous", WORD_PREVIOUS },
	{ "prior", WORD_PREVIOUS },
	{ "rev", WORD_VERSION },
	{ "revision", WORD_VERSION },
	{ "rfc", WORD_RFC },
	{ "series", WORD_PLAIN },
	{ "set", WORD_PLAIN },
	{ "significant", WORD_PLAIN },
	{ "since", WORD_SINCE },
	{ "submission", WORD_PLAIN },
	{ "summary", WORD_PLAIN },
	{ "the", WORD_PLAIN },
	{ "this", WORD_PLAIN },
	{ "to", WORD_ARROW },
	{ "unchanged", WORD_NO },
	{ "update", WORD_PLAIN },
	{ "updated", WORD_PLAIN },
	{ "updates", WORD_PLAIN },
	{ "ver", WORD_VERSION },
	{ "version", WORD_VERSION },
	{ "vs", WORD_SINCE },
	{ "was", WORD_PLAIN },
	{ "were", WORD_PLAIN },
	{ "what", WORD_PLAIN },
	{ "whats", WORD_PLAIN },
	{ "what's", WORD_PLAIN },
	{ "with", WORD_SINCE },
};

typedef struct reader {
	td_changelog_head *head;
	unsigned found[TD_CHANGELOG_VERSIONS]; /* before "since", or without it */
	unsigned founds;
	unsigned since[TD_CHANGELOG_VERSIONS];
	unsigned sinces;
	word arrow;    /* WORD_ARROW, WORD_BACK, else OTHER */
	bool number;   /* "version" was the last word */
	bool rfc;      /* "RFC" was */
	bool says;     /* a word that only headings have */
	bool versions; /* some version or previous one */
} reader;

static word
find_word(td_span text)
{
	for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
		if (td_span_equal_nocase(text, td_span_of(words[i].text)))
			return words[i].word;
	}
	/* "Chanegs in v2": a word that is typed in haste. */
	return td_span_has_prefix_nocase(text, "chan") ? WORD_PLAIN : WORD_OTHER;
}

static void
add_version(reader *r, unsigned version)
{
	r->versions = true;
	r->number = false;
	r->rfc = false;
	if (r->head->has_since) {
		if (r->sinces < TD_CHANGELOG_VERSIONS)
			r->since[r->sinces++] = version;
	} else if (r->founds < TD_CHANGELOG_VERSIONS) {
		r->found[r->founds++] = version;
	}
}

/* An RFC without a number of its own is version 0. */
static void
end_rfc(reader *r)
{
	if (r->rfc)
		add_version(r, 0);
}

/* "v3", "V3", "RFCv2", "PATCHv2"; a plain number behind "version". */
static bool
take_version(reader *r, td_span text)
{
	unsigned version;

	if (td_span_has_prefix_nocase(text, "rfc") && text.n > 3) {
		r->rfc = true;
		text = td_span_skip(text, 3);
	} else if (td_span_has_prefix_nocase(text, "patch")) {
		text = td_span_skip(text, 5);
	}
	if (td_span_has_prefix_nocase(text, "v"))
		text = td_span_skip(text, 1);
	else if (!r->number)
		return false;
	if (td_span_has_prefix(text, "."))
		text = td_span_skip(text, 1);
	if (!td_span_to_unsigned(text, TD_MAX_VERSION, &version))
		return false;
	add_version(r, version);
	return true;
}

static bool
take_word(reader *r, td_span text)
{
	word found = find_word(text);

	if (found == WORD_OTHER)
		return take_version(r, text);
	if (found != WORD_RFC)
		end_rfc(r);
	r->number = false;
	switch (found) {
	case WORD_SINCE:
		r->head->has_since = true;
		break;
	case WORD_ARROW:
		r->arrow = found;
		break;
	case WORD_PREVIOUS:
		r->head->previous = true;
		r->versions = true;
		break;
	case WORD_VERSION:
		r->number = true;
		break;
	case WORD_RFC:
		r->rfc = true;
		break;
	case WORD_NO:
		r->head->unchanged = true;
		break;
	case WORD_BACK:
	case WORD_OTHER:
	case WORD_PLAIN:
	case WORD_NUMBER:
		break;
	}
	r->says = true;
	return true;
}

/* "->", "=>", "..", "-->", and the arrow U+2192; "<-". How many bytes it takes. */
static size_t
take_arrow(reader *r, td_span text)
{
	size_t n = 0;
	bool dots = text.n >= 2 && memcmp(text.p, "..", 2) == 0;

	if (td_span_has_prefix(text, "\xe2\x86\x92")) {
		end_rfc(r);
		r->arrow = WORD_ARROW;
		return 3;
	}
	while (n < text.n && strchr("-=><.~", text.p[n]) && text.p[n] != '\0')
		n++;
	if (n == 0)
		return 0;
	end_rfc(r);
	if (memchr(text.p, '>', n) || dots)
		r->arrow = WORD_ARROW;
	else if (memchr(text.p, '<', n))
		r->arrow = WORD_BACK;
	else if (r->versions)
		r->arrow = WORD_ARROW; /* "v2-v3" */
	return n;
}

/* What stands in brackets behind a word says who asked for it or where. */
static size_t
skip_brackets(td_span text)
{
	char end = *text.p == '(' ? ')' : ']';
	const char *found = memchr(text.p, end, text.n);

	return found ? (size_t)(found - text.p) + 1 : 0;
}

static bool
read_words(reader *r, td_span text)
{
	bool first = true;

	while (text.n > 0) {
		size_t n = 0;

		if ((*text.p == '(' || (*text.p == '[' && !first)) &&
		    (n = skip_brackets(text)) > 0) {
			text = td_span_skip(text, n);
			continue;
		}
		if (strchr(" \t,/&+[]\r*", *text.p) && *text.p != '\0') {
			text = td_span_skip(text, 1);
			continue;
		}
		n = take_arrow(r, text);
		if (n == 0) {
			while (n < text.n &&
			       (g_ascii_isalnum(text.p[n]) || text.p[n] == '\''))
				n++;
			/* "v6.12-rc1" is no version of a series. */
			if (n == 0 || (n + 1 < text.n && text.p[n] == '.' &&
					  g_ascii_isdigit(text.p[n + 1])))
				return false;
			if (!take_word(r, td_span_head(text, n)))
				return false;
		}
		first = false;
		text = td_span_skip(text, n);
	}
	end_rfc(r);
	return true;
}

/* "v3 changes since v2" is about v3, "v2 -> v3" too, "since v2" about what came next. */
static void
settle(reader *r)
{
	td_changelog_head *head = r->head;

	if (r->sinces >= 2 && r->founds == 0 && r->arrow != WORD_OTHER) {
		r->found[0] = r->since[0];
		r->found[1] = r->since[r->sinces - 1];
		r->founds = 2;
	}
	if (r->arrow == WORD_ARROW && r->founds >= 2) {
		head->to[head->tos++] = r->found[r->founds - 1];
	} else if (r->arrow == WORD_BACK && r->founds >= 2) {
		head->to[head->tos++] = r->found[0];
	} else {
		for (unsigned i = 0; i < r->founds; i++)
			head->to[head->tos++] = r->found[i];
	}
	for (unsigned i = 0; i < r->sinces; i++)
		head->since = MAX(head->since, r->since[i]);
	if (r->sinces > 0)
		head->previous = false;
}

/* Up to the colon that ends it; false where the line goes on as a sentence. */
static bool
split(td_span line, td_span *text, td_span *rest)
{
	ptrdiff_t colon;

	line = td_span_trim(line);
	colon = td_span_find_byte(td_span_head(line, HEAD_MAX), ':');
	if (colon < 0)
		colon = td_span_find_byte(td_span_head(line, HEAD_MAX), ';');
	if (colon < 0 && line.n > HEAD_MAX)
		return false;
	*text = colon < 0 ? line : td_span_head(line, (size_t)colon);
	*rest = colon < 0 ? (td_span){ 0 }
			  : td_span_trim(td_span_skip(line, (size_t)colon + 1));
	return true;
}

bool
td_changelog_head_read(td_span line, td_changelog_head *head)
{
	reader r = { .head = head, .arrow = WORD_OTHER };
	td_span text;
	bool colon;

	*head = (td_changelog_head){ 0 };
	while (line.n > 0 && strchr(" \t-*#=+>[_~|", *line.p) && *line.p != '\0')
		line = td_span_skip(line, 1);
	/* Most lines of a mail are left here. */
	if (line.n < 2 || !g_ascii_isalpha(*line.p) || !split(line, &text, &head->rest))
		return false;
	colon = text.n < td_span_trim(line).n;
	while (text.n > 0 && strchr("-=*#_~. ", text.p[text.n - 1]))
		text.n--;
	if (!read_words(&r, text))
		return false;
	head->general = !r.versions && td_span_has_prefix_nocase(text, "change") &&
			(td_span_has_prefix_nocase(td_span_skip(text, 6), "log") ||
			    td_span_has_prefix_nocase(td_span_skip(text, 7), "log"));
	if (!r.versions)
		return head->general && colon && head->rest.n == 0;
	settle(&r);
	/* A word such as "last" needs one that says what it is about. */
	if (head->tos == 0 && !head->has_since)
		return false;
	if (head->has_since && head->tos == 0 && r.sinces == 0 && !head->previous)
		return false;
	return colon || r.says || r.founds + r.sinces > 1 || text.n <= 4;
}

unsigned
td_changelog_head_rank(const td_changelog_head *head, unsigned version)
{
	for (unsigned i = 0; i < head->tos; i++) {
		if (head->to[i] == version)
			return RANK_NAMED;
	}
	if (head->general)
		return version > 1 ? RANK_GENERAL : 0;
	if (head->tos > 0 || !head->has_since)
		return 0;
	if (head->previous || head->since + 1 == version)
		return RANK_PREVIOUS;
	return head->since < version ? RANK_SINCE + head->since : 0;
}
