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
#include "notice/sentence.h"
#include "notice/text.h"
#include "notice/verdict.h"
#include "notice/which.h"
#include "notice/whole.h"

#define MAX_LINES 200    /* of the writer's own, */
#define MAX_QUOTED 20000 /* and of what is quoted before and between them */
#define MAX_SHORT 5      /* of the writer's own, where that is all that he says */
#define MAX_INDENT 3

/* The mail that is read. */
typedef struct reading {
	td_which_mail answered;
	unsigned version; /* of that; 0 where it is not known */
	td_span all;
	bool beside; /* what is said beside something else, or may be, is looked for, too;
		      */
	bool *passed; /* set where it was not, and there is some */
} reading;

/* "If Bea acks it," goes on in the next line. */
static bool
is_condition(td_span line)
{
	static const char *const words[] = { "if ", "once ", "unless ", "when ",
		"as soon as " };
	g_autofree char *text = td_span_dup(line);

	for (char *c = text; *c; c++)
		*c = td_lower(*c);
	for (unsigned i = 0; i < G_N_ELEMENTS(words); i++) {
		const char *hit = strstr(text, words[i]);

		if (hit && (hit == text || hit[-1] == ' '))
			return true;
	}
	return false;
}

/* "Reviewed-by: Bea <bea@example.org>" */
static bool
is_trailer(td_span line)
{
	ptrdiff_t end = td_span_find(line, "-by: ");

	return end > 0 && line.p[line.n - 1] == '>' &&
	       td_span_find_byte(td_span_head(line, (size_t)end), ' ') < 0;
}

/* "Hi Ann", without a comma */
static bool
is_greeting(td_span line)
{
	static const char *const words[] = { "Hi ", "Hello ", "Hey ", "Dear " };
	unsigned blanks = 0;

	for (size_t i = 0; i < line.n; i++)
		blanks += line.p[i] == ' ';
	for (unsigned i = 0; blanks <= 3 && i < G_N_ELEMENTS(words); i++)
		if (td_span_has_prefix(line, words[i]))
			return true;
	return false;
}

/* A paragraph's start, or the line before ended a sentence or a greeting, or gave a tag.
 */
static bool
may_start(td_span before)
{
	before = td_span_trim(before);
	if (before.n > 0 && before.p[before.n - 1] == ',' && is_condition(before))
		return false;
	return is_greeting(before) || before.n == 0 || before.p[0] == '>' ||
	       strchr(".,!:;)?", before.p[before.n - 1]) || is_trailer(before);
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

/* Whether hardly anything else is said: who answers point by point what was asked for
 * says "Added." of that. */
static bool
is_short(td_span text)
{
	unsigned own = 0;
	td_span line;

	while (own <= MAX_SHORT && td_span_next_line(&text, &line)) {
		if (td_span_has_prefix(line, "-- ") || td_span_has_prefix(line, "____"))
			break;
		if (td_span_trim(line).n > 0 && line.p[0] != '>' &&
		    !td_sentence_is_attribution(line))
			own++;
	}
	return own <= MAX_SHORT;
}

/* "v16", where at begins with another number. */
static bool
is_other(const char *at, unsigned version)
{
	size_t n = td_rest_match_version(at);
	unsigned named;

	return n > 0 &&
	       td_span_to_unsigned((td_span){ at + 1, n - 1 }, TD_MAX_SERIES, &named) &&
	       named != version;
}

/* "Applied v16", "v16 is applied" in answer to v15: that one, and not this. */
static bool
is_other_version(const td_said *said, unsigned version)
{
	const char *end = td_rest_skip_object(said->rest);

	if (version == 0)
		return false;
	for (const char *at = said->rest; at < end; at++)
		if (*at == ' ' && is_other(at + 1, version))
			return true;
	return said->version && is_other(said->version, version);
}

static bool
wants_version(const reading *from)
{
	td_verdict said = td_verdict_find(from->all, from->answered.total > 1, 0);

	return said == TD_VERDICT_CHANGES || said == TD_VERDICT_PROMISED;
}

static td_notice *
read_sentence(const td_sentence *s, bool first, const reading *from)
{
	const char *message_id = from->answered.message_id;
	g_autofree char *rest = NULL;
	g_autofree char *lower = NULL;
	td_notice *notice;
	unsigned count;
	td_said said;

	if (!td_said_find(s->lower, first, &said) ||
	    is_other_version(&said, from->version))
		return NULL;
	if (said.alone && from->answered.number > 0 && from->answered.total > 1)
		return NULL;
	if (said.by_other && !said.promised && !said.plain && !is_short(from->all))
		return NULL;
	if ((said.beside || said.by_other) && !from->beside) {
		*from->passed = true;
		return NULL;
	}
	/* Who promises another version takes advice, and no patch; who wants one takes
	 * that.
	 */
	if (said.promised && wants_version(from))
		return NULL;
	notice = td_notice_new(TD_NOTICE_MAINTAINER);
	notice->promised = said.promised;
	notice->by_other = said.by_other;
	lower = g_strndup(said.rest, (size_t)(said.stop - said.rest));
	rest = g_strndup(s->text + (said.rest - s->lower), strlen(lower));
	read_where(notice, rest, lower);
	if (!td_notice_read_list(notice, from->all, message_id, false))
		td_notice_read_which(
		    notice, said.which ? said.which : lower, &from->answered);
	if (said.part && notice->items->len == 0 && from->answered.total > 1)
		notice->partly = true;
	count = td_whole_count(s->lower, &said);
	notice->whole = notice->items->len == 0 && !notice->partly && !said.part &&
			td_whole_is_said(s->lower, &said);
	if (notice->whole && count < from->answered.total && count > 0) {
		notice->whole = false;
		notice->partly = true;
		td_notice_read_commits(notice, from->all, message_id, count);
	}
	if (notice->items->len == 0) {
		td_notice_item *item = td_notice_add(notice, message_id);
		const char *commit = strstr(s->lower, "commit ");

		if (commit)
			td_notice_read_hash(td_span_of(commit + 7), item->commit);
	}
	return notice;
}

/* The next sentence of a line that may be one. */
static bool
skip_sentence(td_span *line)
{
	return td_match_skip_sentence(line) && line->n >= 4 &&
	       g_ascii_isalpha(line->p[0]);
}

/*
 * Some indent what they write below "Hi Jo,"; wrapped quotes and lists are indented, too,
 * and those are left out. "... and merged" goes on from what is quoted.
 */
static td_span
skip_indent(td_span line, td_span before)
{
	size_t n = 0;

	while (n < line.n && n < MAX_INDENT && line.p[n] == ' ')
		n++;
	if (n > 0 && (!may_start(before) || td_span_has_prefix(before, ">")))
		return (td_span){ 0 };
	line = td_span_skip(line, n);
	if (td_span_has_prefix(line, "... "))
		line = td_span_skip(line, strlen("... "));
	/* What stands above is pointed at. */
	for (n = 0; n < line.n && line.p[n] == '^';)
		n++;
	if (n > 0)
		line = td_span_trim(td_span_skip(line, n));
	return line;
}

/* The sentences that begin in a line; first: one begins with it. */
static td_notice *
read_line(td_span line, bool first, const reading *from)
{
	for (bool more = first || skip_sentence(&line); more;
	     more = skip_sentence(&line)) {
		td_notice *notice = NULL;
		td_sentence s;

		td_sentence_take(td_span_between(line.p, td_span_end(from->all)), &s);
		if (td_said_may(s.lower, s.n))
			notice = read_sentence(&s, first, from);
		if (notice)
			return notice;
		first = false;
	}
	return NULL;
}

/* Some say the version on their cover letter alone. */
static unsigned
version_of(const td_subject *subject)
{
	return subject->version == 1 && subject->total > 1 && subject->number > 0
		   ? 0
		   : subject->version;
}

/* Of any script. */
static bool
begins_word(char c)
{
	return g_ascii_isalnum(c) || (unsigned char)c >= 0x80;
}

static td_notice *
read_text(const reading *from)
{
	td_span rest = from->all, line, words, before = { 0 };
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
		words = skip_indent(line, before);
		/* "(Will apply later.)" */
		if (td_span_has_prefix(words, "("))
			words = td_span_skip(words, 1);
		if (words.n >= 4 && begins_word(words.p[0]))
			notice = read_line(words, may_start(before), from);
		if (notice)
			return notice;
		before = line;
	}
	return NULL;
}

td_notice *
td_notice_find_thanks(const char *message_id, const td_subject *subject, td_span text)
{
	bool passed = false;
	reading from = { .answered = { .message_id = message_id,
			     .number = subject ? subject->number : 0,
			     .total = subject ? subject->total : 0 },
		.version = subject ? version_of(subject) : 0,
		.all = text,
		.passed = &passed };
	td_notice *notice = read_text(&from);

	/* "Fixed that while applying", where nothing else is said. */
	from.beside = true;
	return notice || !passed ? notice : read_text(&from);
}
