/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * notice/thanks.c - a maintainer's "Applied, thanks"
 *
 * Better none than a wrong one: only a sentence at the start of a paragraph or after
 * another sentence, in the writer's own words, that says it was done and neither asks,
 * doubts nor tells of a trial.
 */
#include "base/limits.h"
#include "notice/match.h"
#include "notice/rest.h"
#include "notice/said.h"
#include "notice/text.h"

#define MAX_LINES 200    /* of the writer's own, */
#define MAX_QUOTED 20000 /* and of what is quoted before and between them */
#define MAX_SENTENCE 240

/* A sentence and its lower case side by side. */
typedef struct sentence {
	char text[MAX_SENTENCE + 1];
	char lower[MAX_SENTENCE + 1];
	size_t n;
} sentence;

/* The mail that is read. */
typedef struct reading {
	const char *message_id; /* of what it answers */
	unsigned total;         /* patches of that; 0 where it is not known */
	td_span all;
} reading;

/* Numbers of patches: "patches 1-3", "1, 2 and 4", "1/3". */
static void
read_patches(td_notice *notice, const char *at, const char *message_id)
{
	unsigned from = 0;
	bool range = false;

	while (notice->items->len < TD_MAX_TAGS) {
		size_t digits = strspn(at, "0123456789");
		unsigned number;

		if (!td_span_to_unsigned((td_span){ at, digits }, TD_MAX_SERIES, &number))
			break;
		/* A version, a date, part of a tree's name. */
		if ((at[digits] == '.' && g_ascii_isdigit(at[digits + 1])) ||
		    g_ascii_isalpha(at[digits]))
			break;
		if (!range || number < from || number - from > TD_MAX_TAGS)
			from = number;
		else
			from++;
		for (; from <= number; from++)
			td_notice_add(notice, message_id)->number = from;
		from = number;
		at += digits;
		if (*at == '/') {
			at += 1 + strspn(at + 1, "0123456789");
		}
		range = *at == '-' || g_str_has_prefix(at, "..") ||
			g_str_has_prefix(at, "\342\200\223") ||
			g_str_has_prefix(at, " to ") || g_str_has_prefix(at, " through ");
		if (range)
			at += strspn(at, ".\342\200\223");
		at += strspn(at, " ,&-+");
		if (td_match_word(at, (const char *const[]){ "and", "to", "through" }, 3))
			at += strcspn(at, " ");
		at = at + strspn(at, " \t");
		if (td_match_word(at, (const char *const[]){ "patch", "patches" }, 2))
			at += strcspn(at, " ");
		at += strspn(at, " \t");
		at += *at == '#';
	}
	notice->partly = notice->partly || notice->items->len > 0;
}

/* Of "the first two", "the first 24 of this series", "up to 6/9"; 0 for none. */
static unsigned
read_first(const char *text)
{
	static const char *const words[] = { "patch", "two", "three", "four", "five",
		"six", "seven", "eight", "nine", "ten" };
	const char *up = strstr(text, "up to ");
	const char *at = up ? up : strstr(text, "first ");
	unsigned n = 0;

	if (!at)
		return 0;
	at += strlen(up ? "up to " : "first ");
	/* "Up to 6/9", not "up to 6.9". */
	if (up && at[strspn(at, "0123456789")] == '.' &&
	    g_ascii_isdigit(at[strspn(at, "0123456789") + 1]))
		return 0;
	if (td_span_to_unsigned(
		(td_span){ at, strspn(at, "0123456789") }, TD_MAX_TAGS, &n))
		return n;
	for (unsigned i = 0; i < G_N_ELEMENTS(words); i++)
		if (td_match_word(at, &words[i], 1) > 0)
			return i + 1;
	return 0;
}

/* Where it says why or how: "pending review of patches 5 and 6", "after fixing up patch
 * 7", "except 3"; what was done is before that. */
static char *
cut_reasons(const char *said)
{
	static const char *const words[] = { " pending ", " after ", " with ", " since ",
		" because ", " as they ", " as it " };
	const char *end = td_rest_find_exception(said);

	end = end ? end : said + strlen(said);
	for (unsigned i = 0; i < G_N_ELEMENTS(words); i++) {
		const char *hit = strstr(said, words[i]);

		if (hit && hit < end)
			end = hit;
	}
	return g_strndup(said, (size_t)(end - said));
}

static void
read_which(td_notice *notice, const char *said, const char *message_id)
{
	g_autofree char *rest = cut_reasons(said);
	const char *hit = strstr(rest, "patch");
	const char *at = rest + strspn(rest, " \t");
	unsigned first;

	at += *at == '[';
	at += g_str_has_prefix(at, "only ") ? strlen("only ") : 0;
	if (g_ascii_isdigit(*at) || *at == '#') {
		read_patches(notice, at + (*at == '#'), message_id);
	} else if (hit) {
		at = hit + (g_str_has_prefix(hit, "patches") ? 7 : 5);
		at += strspn(at, " \t#[-");
		read_patches(notice, at, message_id);
	}
	first = notice->items->len == 0 ? read_first(rest) : 0;
	for (unsigned k = 1; k <= first; k++)
		td_notice_add(notice, message_id)->number = k;
	if (first > 0 || td_rest_find_exception(said) ||
	    g_str_has_prefix(rest, " the last ") || strstr(rest, "partially"))
		notice->partly = true;
}

/* "On Thu, Sep 02, 2021 at 04:46:35PM +0800, Ann wrote:" */
static bool
is_attribution(td_span text)
{
	td_span line;

	return td_span_has_prefix(text, "On ") && td_span_next_line(&text, &line) &&
	       (td_span_find(line, "wrote") >= 0 || td_span_find_byte(line, ',') >= 0);
}

/* The sentence that starts here: to its end, over one line's end. */
static void
take_sentence(td_span rest, sentence *s)
{
	size_t breaks = 0;

	s->n = 0;
	for (size_t i = 0; i < rest.n && s->n < MAX_SENTENCE; i++) {
		char c = rest.p[i];

		if (c == '\r')
			continue;
		if (c == '\n') {
			bool over = i + 1 >= rest.n || strchr("\r\n>-", rest.p[i + 1]) ||
				    is_attribution(td_span_skip(rest, i + 1));

			if (over || ++breaks > 1)
				break;
			c = ' ';
		}
		s->text[s->n++] = c == '\0' ? ' ' : c;
		/* The end, unless it only ended "Thanks!" or "OK." before. */
		if ((c == '.' || c == '!' || c == '?' || c == '\0') && i + 1 < rest.n &&
		    strchr(" \t\r\n", rest.p[i + 1]) && s->n > 24)
			break;
	}
	s->text[s->n] = '\0';
	for (size_t i = 0; i <= s->n; i++)
		s->lower[i] = td_lower(s->text[i]);
}

/* A paragraph's start, or the line before ended a sentence or a greeting. */
static bool
may_start(td_span before)
{
	before = td_span_trim(before);
	return before.n == 0 || before.p[0] == '>' ||
	       strchr(".,!:;)?", before.p[before.n - 1]);
}

/* "All applied to fixes except 5, which is in next", but "all except 5 applied to next";
 * what was dropped before is no tree. */
static void
read_where(td_notice *notice, const char *rest, const char *lower)
{
	const char *dropping = strstr(lower, " after dropping ");
	const char *exception = td_rest_find_exception(lower);
	const char *end = dropping ? dropping : exception;
	size_t n = end ? (size_t)(end - lower) : strlen(lower);
	g_autofree char *head = g_strndup(rest, n);
	g_autofree char *lower_head = g_strndup(lower, n);

	td_notice_read_where(notice, head, lower_head);
	if (end && !dropping && notice->tree[0] == '\0' && notice->branch[0] == '\0')
		td_notice_read_where(notice, rest, lower);
}

static td_notice *
read_sentence(const sentence *s, bool first, const reading *from)
{
	const char *message_id = from->message_id;
	g_autofree char *rest = NULL;
	g_autofree char *lower = NULL;
	td_notice *notice;
	td_said said;

	if (!td_said_find(s->lower, first, &said))
		return NULL;
	notice = td_notice_new(TD_NOTICE_MAINTAINER);
	lower = g_strndup(said.rest, (size_t)(said.stop - said.rest));
	rest = g_strndup(s->text + (said.rest - s->lower), strlen(lower));
	read_where(notice, rest, lower);
	if (!td_notice_read_list(notice, from->all, message_id, false))
		read_which(notice, said.which ? said.which : lower, message_id);
	notice->whole =
	    notice->items->len == 0 && !notice->partly && td_said_whole(s->lower, &said);
	if (notice->whole && td_said_count(s->lower, &said) < from->total &&
	    td_said_count(s->lower, &said) > 0) {
		notice->whole = false;
		notice->partly = true;
	}
	if (notice->items->len == 0) {
		td_notice_item *item = td_notice_add(notice, message_id);
		const char *commit = strstr(s->lower, "commit ");

		if (commit)
			td_notice_read_hash(td_span_of(commit + 7), item->commit);
	}
	return notice;
}

/* The next sentence of a line begins behind this; false for none. */
static bool
skip_sentence(td_span *line)
{
	for (size_t i = 0; i + 2 < line->n; i++) {
		if (line->p[i + 1] != ' ' || !strchr(".!?:", line->p[i]))
			continue;
		*line = td_span_trim(td_span_skip(*line, i + 1));
		return line->n >= 4 && g_ascii_isalpha(line->p[0]);
	}
	return false;
}

/* The sentences that begin in a line; first: one begins with it. */
static td_notice *
read_line(td_span line, bool first, const reading *from)
{
	for (bool more = first || skip_sentence(&line); more;
	     more = skip_sentence(&line)) {
		td_notice *notice = NULL;
		sentence s;

		take_sentence(td_span_between(line.p, from->all.p + from->all.n), &s);
		if (td_said_may(s.lower, s.n))
			notice = read_sentence(&s, first, from);
		if (notice)
			return notice;
		first = false;
	}
	return NULL;
}

td_notice *
td_notice_find_thanks(const char *message_id, unsigned total, td_span text)
{
	const reading from = { .message_id = message_id, .total = total, .all = text };
	td_span rest = text, line, before = { 0 };
	unsigned own = 0, quoted = 0;

	while (
	    own < MAX_LINES && quoted < MAX_QUOTED && td_span_next_line(&rest, &line)) {
		td_notice *notice = NULL;

		if (td_span_has_prefix(line, ">"))
			quoted++;
		else
			own++;
		if (td_span_has_prefix(line, "-- ") ||
		    td_span_has_prefix(line, "diff --git "))
			return NULL;
		if (line.n >= 4 && g_ascii_isalnum(line.p[0]))
			notice = read_line(line, may_start(before), &from);
		if (notice)
			return notice;
		before = line;
	}
	return NULL;
}
