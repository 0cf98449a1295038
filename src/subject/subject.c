/* SPDX-License-Identifier: GPL-2.0-or-later */
/* subject/subject.c - what the front of a Subject says about a patch */
#include "subject/subject.h"

#include "base/limits.h"
#include "subject/fold.h"
#include "subject/title.h"
#include "subject/word.h"

#define SHORTEST_MARK 5 /* of a list, where it is part of its name */
#define LOST_BRACKET 30 /* "PATCH v2 net-next 1/3]": so far away it may be closed */

typedef struct reader {
	td_span rest; /* blanks folded */
	td_subject *subject;
	bool names_project; /* what said the version so far may be one's name */
} reader;

void
td_subject_free(td_subject *subject)
{
	if (!subject)
		return;
	g_free(subject->title);
	g_clear_pointer(&subject->tags, g_ptr_array_unref);
	g_free(subject);
}

static void
skip_blank(reader *r)
{
	while (r->rest.n > 0 && *r->rest.p == ' ')
		r->rest = td_span_skip(r->rest, 1);
}

/* "Re[2]:", "Re^3:", "Re(2):" count the replies. */
static size_t
count_length(td_span text)
{
	size_t n = 1;

	if (text.n < 3 || !strchr("[^(", *text.p))
		return 0;
	while (n < text.n && g_ascii_isdigit(text.p[n]))
		n++;
	if (n == 1)
		return 0;
	if (*text.p == '^')
		return n;
	return n < text.n && (text.p[n] == ']' || text.p[n] == ')') ? n + 1 : 0;
}

/* An ASCII colon or a full-width one, maybe with a blank before it. */
static size_t
colon_length(td_span text)
{
	static const char wide[] = "\xEF\xBC\x9A";
	size_t n = text.n > 0 && *text.p == ' ' ? 1 : 0;

	text = td_span_skip(text, n);
	if (td_span_has_prefix(text, ":"))
		return n + 1;
	return td_span_has_prefix(text, wide) ? n + strlen(wide) : 0;
}

/* Words that mail programs put before the subject of an answer, and that are no names of
 * subsystems: "fs:" and "tr:" answer only before a bracket. */
static size_t
reply_length(td_span text, bool at_start)
{
	static const char *const words[] = { "Re", "Aw", "Antw", "Antwort", "Fwd", "Fw",
		"Sv", "Wg", "Odp", "Ynt", "\xE7\xAD\x94\xE5\xA4\x8D" /* answer (zh) */,
		"\xE5\x9B\x9E\xE5\xA4\x8D" /* answer (zh) */,
		"\xE5\x9B\x9E\xE8\xA6\x86" /* answer (zh-TW) */,
		"\xE8\xBD\xAC\xE5\x8F\x91" /* forward (zh) */,
		"\xE8\xBD\x89\xE5\xAF\x84" /* forward (zh-TW) */,
		"\xE5\x9B\x9E\xE4\xBF\xA1" /* letter back */ };
	size_t n = 0;

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
		td_span rest;
		size_t colon;

		if (!td_span_has_prefix_nocase(text, words[i]))
			continue;
		n = strlen(words[i]);
		n += count_length(td_span_skip(text, n));
		rest = td_span_skip(text, n);
		colon = colon_length(rest);
		if (colon > 0)
			return n + colon;
		if (i == 0 && at_start && td_span_has_prefix(rest, " "))
			return n;
	}
	if (!at_start)
		return 0;
	for (n = 0; n < text.n && g_ascii_isalpha(text.p[n]); n++)
		;
	if (n < 2 || n > 3 || !td_span_has_prefix(td_span_skip(text, n), ":"))
		return 0;
	text = td_span_skip(text, n + 1);
	if (td_span_has_prefix(text, "[") || td_span_has_prefix(text, " ["))
		return n + 1;
	return 0;
}

/* "[PATCH] Subject: [PATCH] title": a whole header was pasted. */
static void
skip_header_name(reader *r)
{
	static const char name[] = "Subject: ";

	while (td_span_has_prefix(r->rest, name))
		r->rest = td_span_skip(r->rest, strlen(name));
}

static bool
take_replies(reader *r, bool at_start)
{
	bool any = false;
	size_t n;

	skip_header_name(r);
	while ((n = reply_length(r->rest, at_start))) {
		r->rest = td_span_skip(r->rest, n);
		skip_blank(r);
		skip_header_name(r);
		any = true;
	}
	r->subject->reply = r->subject->reply || any;
	return any;
}

/* Where the bracket at the front ends: at the one that closes it or, where brackets
 * inside it are left open, at the first one that closes any. 0 where there is none. */
static size_t
bracket_length(td_span text)
{
	size_t first = 0;
	unsigned depth = 0;

	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '[') {
			depth++;
		} else if (text.p[i] == ']') {
			if (first == 0)
				first = i + 1;
			if (--depth == 0)
				return i + 1;
		}
	}
	return first;
}

static bool
is_separator(char c)
{
	return c == ' ' || c == ',' || c == ';' || c == '[' || c == ']';
}

static td_span
take_word(td_span *rest)
{
	size_t n = 0;
	td_span word;

	while (rest->n > 0 && is_separator(*rest->p))
		*rest = td_span_skip(*rest, 1);
	while (n < rest->n && !is_separator(rest->p[n]))
		n++;
	word = td_span_head(*rest, n);
	*rest = td_span_skip(*rest, n);
	return word;
}

/* "1 of 8" are three words and one tag. */
static td_span
take_tag(td_span *rest)
{
	td_span tag = take_word(rest);
	td_span look = *rest;
	td_span of, total;
	unsigned number;

	if (tag.n == 0 || !g_ascii_isdigit(tag.p[tag.n - 1]))
		return tag;
	of = take_word(&look);
	if (!td_span_equal_nocase(of, td_span_of("of")))
		return tag;
	total = take_word(&look);
	if (!td_span_to_unsigned(total, TD_MAX_SERIES, &number))
		return tag;
	*rest = look;
	return td_span_between(tag.p, td_span_end(total));
}

static void
read_tags(td_subject *subject, td_span bracket)
{
	td_span tag;

	while ((tag = take_tag(&bracket)).n > 0 && subject->tags->len < TD_MAX_TAGS) {
		g_ptr_array_add(subject->tags, td_span_dup(tag));
		td_subject_word_read(subject, tag);
	}
}

/* A bracket behind one that says PATCH and a version may be of an older posting, whose
 * subject went out with a new prefix: "[PATCH v4 0/9] [PATCH v3 0/9]"; the higher one
 * counts. A bracket before it may name a project: "[libgpiod v2][PATCH 1/3]" is a first
 * version. */
static void
read_bracket(reader *r, td_span bracket)
{
	td_subject *subject = r->subject;
	const td_subject before = *subject;
	guint first = subject->tags->len;

	subject->version = 1;
	subject->minor = 0;
	subject->has_version = false;
	read_tags(subject, bracket);
	if (!subject->has_version) {
		if (r->names_project && subject->patch && !before.patch)
			return;
	} else if (!before.has_version) {
		r->names_project = !subject->patch && !subject->rfc && !subject->resend &&
				   !subject->has_number && subject->tags->len - first > 1;
		return;
	} else if (subject->minor == 0 &&
		   (!before.patch || before.version <= subject->version)) {
		return;
	}
	subject->version = before.version;
	subject->minor = before.minor;
	subject->has_version = before.has_version;
}

/* "[PATCH] 1/3: title": the number stands behind the bracket. */
static void
take_loose_number(reader *r)
{
	size_t n = 0;
	td_span word;

	if (r->subject->has_number || !r->subject->patch)
		return;
	while (n < r->rest.n && r->rest.p[n] != ' ')
		n++;
	word = td_span_head(r->rest, n);
	if (word.n > 1 && (word.p[word.n - 1] == ':' || word.p[word.n - 1] == ','))
		word.n--;
	if (!td_subject_word_is_number(word))
		return;
	td_subject_word_read(r->subject, word);
	r->rest = td_span_skip(r->rest, n);
	skip_blank(r);
}

/* "PATCH] title": the bracket is closed and was not opened. */
static size_t
lost_bracket_length(td_span text)
{
	for (size_t i = 0; i < MIN(text.n, LOST_BRACKET) && text.p[i] != '['; i++)
		if (text.p[i] == ']')
			return i + 1;
	return 0;
}

/* "PATCH [v2 0/3] title", "PATCH v2 1/3] title" */
static void
take_loose_patch(reader *r)
{
	static const char word[] = "PATCH";
	size_t n = td_span_has_prefix(r->rest, word) ? lost_bracket_length(r->rest) : 0;

	if (n > 0) {
		read_tags(r->subject, td_span_head(r->rest, n));
		r->rest = td_span_skip(r->rest, n);
		skip_blank(r);
	}
	if (!td_span_has_prefix_nocase(r->rest, "PATCH ["))
		return;
	read_tags(r->subject, td_span_head(r->rest, strlen(word)));
	r->rest = td_span_skip(r->rest, strlen(word) + 1);
}

static bool
has_point(const char *tag)
{
	const char *p = tag + 1;

	if (*tag != 'v' && *tag != 'V')
		return false;
	while (g_ascii_isdigit(*p))
		p++;
	return p > tag + 1 && *p == '.';
}

/* "[PATCH for v5.9]" is for a kernel, "[PATCH stable v4.9]", too. */
static bool
is_for(const char *tag)
{
	return g_ascii_strcasecmp(tag, "for") == 0 ||
	       g_ascii_strcasecmp(tag, "stable") == 0;
}

/* "[PATCH v6.11 v5.15 v5.4]" names kernels, all of them. */
static void
drop_kernels(td_subject *subject)
{
	unsigned points = 0;

	if (subject->minor == 0)
		return;
	for (guint i = 0; i < subject->tags->len; i++) {
		if (!has_point(g_ptr_array_index(subject->tags, i)))
			continue;
		points++;
		if (i > 0 && is_for(g_ptr_array_index(subject->tags, i - 1)))
			points++;
	}
	if (points < 2)
		return;
	subject->version = 1;
	subject->minor = 0;
	subject->has_version = false;
}

/* Where the tags have no version. */
static void
read_version_in_title(td_subject *subject)
{
	td_span title = td_span_of(subject->title), said;
	unsigned version;

	if (td_subject_title_find(title, &said, &version) ||
	    (subject->tags->len == 0 && !subject->reply &&
		td_subject_title_find_bare(title, &version))) {
		subject->version = version;
		subject->has_version = true;
	}
}

/* "[Fwd: [PATCH 1/2] title]": the bracket holds the subject of another mail. */
static bool
open_forward(reader *r)
{
	td_span inside;

	if (bracket_length(r->rest) != r->rest.n)
		return false;
	inside = td_span_between(r->rest.p + 1, r->rest.p + r->rest.n - 1);
	if (reply_length(inside, false) == 0)
		return false;
	r->rest = inside;
	take_replies(r, false);
	return true;
}

td_subject *
td_subject_parse(td_span text)
{
	td_subject *subject = g_new0(td_subject, 1);
	g_autofree char *folded = td_fold_blanks(text);
	reader r = { td_span_of(folded), subject };

	subject->version = 1;
	subject->tags = g_ptr_array_new_with_free_func(g_free);
	take_replies(&r, true);
	take_loose_patch(&r);
	while (r.rest.n > 0 && *r.rest.p == '[') {
		size_t n = bracket_length(r.rest);

		if (n == 0)
			break;
		if (open_forward(&r))
			continue;
		read_bracket(&r, td_span_head(r.rest, n));
		r.rest = td_span_skip(r.rest, n);
		while (r.rest.n > 0 && *r.rest.p == ']')
			r.rest = td_span_skip(r.rest, 1);
		skip_blank(&r);
		take_replies(&r, false);
	}
	drop_kernels(subject);
	take_loose_number(&r);
	if (subject->total < subject->number)
		subject->total = subject->number;
	subject->title = td_span_dup(r.rest);
	if (!subject->has_version)
		read_version_in_title(subject);
	return subject;
}

/* The name of the list, or its beginning from some word on: "f2fs-dev" of
 * "linux-f2fs-devel". */
static bool
is_of_list(td_span tag, td_span list)
{
	if (td_span_equal_nocase(tag, list))
		return true;
	if (tag.n < SHORTEST_MARK || td_span_find_byte(tag, '-') < 0)
		return false;
	for (size_t i = 0; i + tag.n <= list.n; i++) {
		td_span part = { list.p + i, tag.n };

		if ((i == 0 || list.p[i - 1] == '-') && td_span_equal_nocase(tag, part))
			return true;
	}
	return false;
}

void
td_subject_drop_list(td_subject *subject, td_span text, const char *list_id)
{
	td_span tag = td_span_of(subject->tags->len > 0 ? subject->tags->pdata[0] : "");
	ptrdiff_t open = td_span_find_byte(text, '[');
	td_span list = { list_id, strcspn(list_id, ".") };

	if (tag.n == 0 || open < 0 || !is_of_list(tag, list))
		return;
	/* It stands alone: list servers put it there. */
	text = td_span_skip(text, (size_t)open + 1);
	if (text.n <= tag.n || text.p[tag.n] != ']' ||
	    !td_span_equal_nocase(td_span_head(text, tag.n), tag))
		return;
	g_ptr_array_remove_index(subject->tags, 0);
	/* Now it may be a title without tags. */
	if (!subject->has_version)
		read_version_in_title(subject);
}

/* Letters, digits, "_" and what is not ASCII make words; a title may have none. */
static bool
is_of_word(char c)
{
	return g_ascii_isalnum(c) || c == '_' || (c & 0x80) != 0;
}

/* One blank for all that stands between words: who applies "x: y z." may write "x - y z".
 * True where no word has anything but ASCII. */
static bool
fold_words(char *key)
{
	bool ascii = true;
	size_t n = 0;

	for (const char *p = key; *p != '\0'; p++) {
		if (is_of_word(*p)) {
			ascii = ascii && (*p & 0x80) == 0;
			key[n++] = td_lower(*p);
		} else if (n > 0 && key[n - 1] != ' ') {
			key[n++] = ' ';
		}
	}
	if (n > 0 && key[n - 1] == ' ')
		n--;
	if (n > 0)
		key[n] = '\0';
	return ascii;
}

char *
td_subject_key(const char *text)
{
	td_span title = td_span_of(text);
	g_autofree char *without = NULL;
	g_autofree char *key = NULL;
	unsigned version;
	td_span said;

	/* "(v2)" is no part of what the title says. */
	if (td_subject_title_find(title, &said, &version)) {
		without = g_strdup_printf(
		    "%.*s%s", (int)(said.p - title.p), title.p, td_span_end(said));
		title = td_span_of(without);
	}
	key = td_fold_blanks(title);
	if (fold_words(key) || !g_utf8_validate(key, -1, NULL))
		return g_steal_pointer(&key);
	return g_utf8_casefold(key, -1);
}
