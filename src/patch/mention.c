/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/mention.c - why a link is in a text, told by the words around it */
#include "patch/mention.h"

#include <stdbool.h>

#include "base/limits.h"
#include "message/link.h"

enum { longest_line = 1024, note_context = 100 };

void
td_mention_free(td_mention *mention)
{
	if (mention == NULL)
		return;
	g_free(mention->message_id);
	g_free(mention);
}

/* "v2", "V10": a letter of its own and a number. */
static bool
has_version(td_span line)
{
	for (size_t i = 0; i + 1 < line.n; i++) {
		if ((line.p[i] | 0x20) != 'v' || !g_ascii_isdigit(line.p[i + 1]))
			continue;
		if (i > 0 && (g_ascii_isalnum(line.p[i - 1]) || line.p[i - 1] == '/'))
			continue;
		return true;
	}
	return false;
}

static bool
has_word(td_span line, const char *const *words, size_t n)
{
	for (size_t i = 0; i < line.n; i++) {
		td_span here = td_span_skip(line, i);

		if (i > 0 && g_ascii_isalpha(line.p[i - 1]))
			continue;
		for (size_t w = 0; w < n; w++)
			if ((here.p[0] | 0x20) == words[w][0] &&
			    td_span_has_prefix_nocase(here, words[w]))
				return true;
	}
	return false;
}

static td_mention_kind
kind_of(td_span words)
{
	static const char *const bases[] = { "based-on", "based on", "depends",
		"depend on", "dependency", "dependent", "prerequisite", "on top of",
		"applies on", "requires" };
	static const char *const earlier[] = { "supersedes", "obsoletes", "previous",
		"changes since", "changes from", "changes in", "changelog",
		"earlier version", "last version", "older version", "original series",
		"first version", "resend of", "repost", "respin", "rfc" };

	words = td_span_head(words, longest_line);
	if (has_word(words, bases, G_N_ELEMENTS(bases)))
		return TD_MENTION_BASE;
	if (has_version(words) || has_word(words, earlier, G_N_ELEMENTS(earlier)))
		return TD_MENTION_VERSION;
	return TD_MENTION_OTHER;
}

static void
add_mention(GPtrArray *mentions, char *take_id, td_mention_kind kind)
{
	td_mention *mention;

	for (unsigned i = 0; i < mentions->len; i++) {
		mention = g_ptr_array_index(mentions, i);
		if (strcmp(mention->message_id, take_id) == 0) {
			/* What is said to be an older version once is one. */
			if (kind == TD_MENTION_VERSION)
				mention->kind = kind;
			g_free(take_id);
			return;
		}
	}
	mention = g_new0(td_mention, 1);
	mention->message_id = take_id;
	mention->kind = kind;
	g_ptr_array_add(mentions, mention);
}

/* "Link: https://..." says nothing; "[1]" and "-" neither. */
static bool
says_something(td_span words)
{
	unsigned letters = 0;

	words = td_span_trim(words);
	if (td_span_has_prefix_nocase(words, "link:"))
		return true;
	for (size_t i = 0; i < words.n && letters < 2; i++)
		letters += g_ascii_isalpha(words.p[i]) ? 1 : 0;
	return letters >= 2;
}

/* "[1]: " at the line's front stands for the words where the text has its "[1]". */
static td_span
words_of_note(td_span text, td_span line)
{
	char note[8];
	size_t n = 1;
	ptrdiff_t at;
	td_span words = { "", 0 };

	while (n < line.n && n < 4 && g_ascii_isdigit(line.p[n]))
		n++;
	if (line.n <= n || line.p[0] != '[' || n == 1 || line.p[n] != ']')
		return words;
	memcpy(note, line.p, n + 1);
	note[n + 1] = '\0';
	at = td_span_find(text, note);
	if (at < 0 || text.p + at >= line.p)
		return words;
	words = td_span_head(text, (size_t)at);
	return td_span_skip(words, words.n > note_context ? words.n - note_context : 0);
}

static void
add_links(GPtrArray *mentions, td_span text, td_span line, td_span before)
{
	td_span rest = line;
	td_span link;

	while (mentions->len < TD_MAX_MENTIONS && td_link_next(&rest, &link)) {
		char *id = td_message_id_from_link(link);
		td_span words = td_span_between(line.p, link.p);
		td_mention_kind kind = kind_of(words);

		if (id == NULL)
			continue;
		if (kind == TD_MENTION_OTHER)
			kind = kind_of(
			    td_span_between(td_span_end(link), td_span_end(line)));
		if (kind == TD_MENTION_OTHER)
			kind = kind_of(words_of_note(text, line));
		if (kind == TD_MENTION_OTHER && !says_something(words))
			kind = kind_of(before);
		add_mention(mentions, id, kind);
	}
}

/* Patchew's way: an id after a word at the line's start. */
static bool
add_named(GPtrArray *mentions, td_span line)
{
	static const struct {
		const char *key;
		td_mention_kind kind;
	} keys[] = {
		{ "supersedes:", TD_MENTION_VERSION },
		{ "obsoletes:", TD_MENTION_VERSION },
		{ "based-on:", TD_MENTION_BASE },
		{ "depends-on:", TD_MENTION_BASE },
		{ "prerequisite-message-id:", TD_MENTION_BASE },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
		td_span value;
		char *id;

		if (!td_span_has_prefix_nocase(line, keys[i].key))
			continue;
		value = td_span_trim(td_span_skip(line, strlen(keys[i].key)));
		id = td_message_id_from_link(value);
		if (id != NULL)
			add_mention(mentions, id, keys[i].kind);
		return true;
	}
	return false;
}

void
td_mention_find(td_span text, GPtrArray *mentions)
{
	td_span before = { "", 0 };
	td_span rest = text;
	td_span line;

	while (mentions->len < TD_MAX_MENTIONS && td_span_next_line(&rest, &line)) {
		line = td_span_trim(line);
		if (line.n == 0)
			continue;
		if (!add_named(mentions, line) && td_span_find(line, "://") >= 0)
			add_links(mentions, text, line, before);
		before = line;
	}
}
