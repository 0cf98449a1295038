/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * query/scan.c - a search, sign by sign
 *
 * Which sign means something where is Xapian's (queryparser.lemony of 1.4): "+" and "-"
 * before a word, parentheses before one, what joins words into a phrase.
 */
#include "query/scan.h"

#include <string.h>

#include "base/error.h"
#include "base/limits.h"
#include "words/word.h"

static bool
is_blank(char c)
{
	return (unsigned char)c <= ' ';
}

static bool
is_plain_word(char c)
{
	return g_ascii_isalnum(c) || c == '_';
}

/* The bytes of the character that text begins with. */
static size_t
char_size(td_span text)
{
	size_t n = 1;

	if ((unsigned char)text.p[0] < 0xc0)
		return 1;
	while (n < text.n && n < 4 && ((unsigned char)text.p[n] & 0xc0) == 0x80)
		n++;
	return n;
}

static bool
begins_word(td_span text)
{
	td_words one;

	if (text.n == 0)
		return false;
	if ((unsigned char)text.p[0] < 0x80)
		return is_plain_word(text.p[0]);
	one = (td_words){ .rest = td_span_head(text, char_size(text)) };
	return td_words_next(&one);
}

/* ", and the two that word processors make of it. */
static size_t
quote_size(td_span text)
{
	if (td_span_has_prefix(text, "\""))
		return 1;
	return td_span_has_prefix(text, "\xe2\x80\x9c") ||
		       td_span_has_prefix(text, "\xe2\x80\x9d")
		   ? 3
		   : 0;
}

static bool
joins_words(char c)
{
	return c != '\0' && strchr(".-/:\\@", c) != NULL;
}

static bool
prevents_stem(char c)
{
	return c != '\0' && strchr("(/\\@<>=*[{\"", c) != NULL;
}

static bool fail(td_scan *scan, td_span where, GError **error, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

static bool
fail(td_scan *scan, td_span where, GError **error, const char *format, ...)
{
	va_list arguments;
	g_autofree char *text = NULL;

	va_start(arguments, format);
	text = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	scan->place = (td_query_place){ (size_t)(where.p - scan->begin), where.n };
	g_set_error_literal(error, TD_ERROR, TD_ERROR_USAGE, text);
	return false;
}

static bool
found(td_scan *scan, td_token token, size_t n)
{
	scan->token = token;
	scan->place = (td_query_place){ (size_t)(scan->rest.p - scan->begin), n };
	scan->rest = td_span_skip(scan->rest, n);
	return true;
}

static bool
found_leaf(td_scan *scan, td_span text, td_query *take_leaf, GError **error)
{
	scan->leaf = take_leaf;
	scan->token = TD_TOKEN_TERM;
	scan->place = (td_query_place){ (size_t)(text.p - scan->begin), text.n };
	if (take_leaf->words != NULL && take_leaf->words->len > TD_MAX_QUERY_PHRASE) {
		g_set_error(error, TD_ERROR, TD_ERROR_LIMIT,
		    "more than %u words in a row", TD_MAX_QUERY_PHRASE);
		return false;
	}
	if (++scan->terms <= TD_MAX_QUERY_TERMS)
		return true;
	g_set_error(error, TD_ERROR, TD_ERROR_LIMIT, "more than %u words to search for",
	    TD_MAX_QUERY_TERMS);
	return false;
}

/* Names of blobs are words of the text where diffs are: "1a2b3c4" finds them as well. */
static td_query *
with_blobs(td_query *take_leaf, td_span word)
{
	size_t n = 0;
	td_query *both;

	while (n < word.n && g_ascii_isxdigit(word.p[n]))
		n++;
	if (n != word.n || n < 7 || n > 40 ||
	    (take_leaf->columns & TD_IN_OWN) != TD_IN_OWN)
		return take_leaf;
	both = td_query_new(TD_QUERY_OR);
	td_query_add(both, take_leaf);
	td_query_add(both, td_query_text(TD_IN_BLOBS, word, false, true));
	return both;
}

/* Where the words of a term end: those that only "." and its like stand between. */
static td_span
take_term(td_scan *scan, td_span text, unsigned *words)
{
	td_words walk = { .rest = text };
	const char *end = text.p;

	*words = 0;
	while (td_words_next(&walk)) {
		td_span rest = walk.rest;

		end = rest.p;
		++*words;
		while (rest.n > 0 && joins_words(rest.p[0]))
			rest = td_span_skip(rest, 1);
		if (!begins_word(rest))
			break;
		walk.rest = rest;
	}
	scan->rest = td_span_between(end, td_span_end(text));
	return td_span_between(text.p, end);
}

/* Words longer than any that is searched: none has them. */
static bool
is_too_long(td_span text)
{
	size_t n = 0;

	while (n < text.n && is_plain_word(text.p[n]))
		n++;
	return n > TD_WORD_BYTES;
}

static bool
scan_words(td_scan *scan, td_span text, unsigned columns, GError **error)
{
	const char *begin = scan->rest.p;
	unsigned words;
	td_span term;
	td_query *leaf;
	bool stem, prefix = false;

	if (is_too_long(text)) {
		size_t n = 0;

		while (n < text.n && is_plain_word(text.p[n]))
			n++;
		scan->rest = td_span_skip(text, n);
		leaf = td_query_text(columns, (td_span){ text.p, 0 }, false, false);
		return found_leaf(scan, td_span_head(text, n), leaf, error);
	}
	term = take_term(scan, text, &words);
	stem = !g_ascii_isdigit(term.p[0]) && !g_ascii_isupper(term.p[0]) &&
	       term.p[0] != '_' && !(scan->rest.n > 0 && prevents_stem(scan->rest.p[0]));
	if (scan->rest.n > 0 && scan->rest.p[0] == '*' &&
	    !begins_word(td_span_skip(scan->rest, 1))) {
		prefix = words == 1;
		scan->rest = td_span_skip(scan->rest, 1);
	}
	leaf = td_query_text(columns, term, stem, prefix);
	if (words == 1 && !prefix)
		leaf = with_blobs(leaf, term);
	return found_leaf(scan, td_span_between(begin, scan->rest.p), leaf, error);
}

/* "a phrase": text begins with the quote. */
static bool
scan_phrase(td_scan *scan, td_span text, unsigned columns, GError **error)
{
	size_t quote = quote_size(text);
	const char *begin = scan->rest.p;
	td_span phrase = td_span_skip(text, quote);
	td_span rest = phrase;

	while (rest.n > 0 && quote_size(rest) == 0)
		rest = td_span_skip(rest, 1);
	if (rest.n == 0)
		return fail(scan, td_span_head(text, quote), error,
		    "the quotation that begins here does not end");
	phrase = td_span_between(phrase.p, rest.p);
	scan->rest = td_span_skip(rest, quote_size(rest));
	return found_leaf(scan, td_span_between(begin, scan->rest.p),
	    td_query_text(columns, phrase, false, false), error);
}

/* The value of a prefix that takes no words: up to a blank or a closing parenthesis, but
 * for what is quoted. What quotes it is not in it. */
static bool
take_value(td_scan *scan, td_span text, GString *value, GError **error)
{
	const char *quoted = NULL;
	size_t n = 0;

	for (td_span rest = text; rest.n > 0; rest = td_span_skip(rest, n)) {
		n = quote_size(rest);
		if (n > 0) {
			quoted = quoted == NULL ? rest.p : NULL;
			continue;
		}
		if (quoted == NULL && (is_blank(rest.p[0]) || rest.p[0] == ')')) {
			scan->rest = rest;
			return true;
		}
		n = 1;
		g_string_append_c(value, rest.p[0]);
	}
	scan->rest = td_span_skip(text, text.n);
	return quoted == NULL || fail(scan, (td_span){ quoted, 1 }, error,
				     "the quotation that begins here does not end");
}

/* thread:{...}: text begins behind the brace. */
static bool
scan_braces(td_scan *scan, const td_prefix *prefix, td_span text, GError **error)
{
	unsigned depth = 1;
	bool quoted = false;

	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '"')
			quoted = !quoted;
		else if (quoted)
			continue;
		else if (text.p[i] == '{')
			depth++;
		else if (text.p[i] == '}' && --depth == 0) {
			scan->token = TD_TOKEN_SUB;
			scan->prefix = prefix;
			scan->inside = td_span_head(text, i);
			scan->place =
			    (td_query_place){ (size_t)(text.p - 1 - scan->begin), i + 2 };
			scan->rest = td_span_skip(text, i + 1);
			return true;
		}
	}
	return fail(scan, (td_span){ text.p - 1, 1 }, error,
	    "the brace that is opened here is not closed");
}

/* Where in the text a piece of a value is, which came out of quotes and all. */
static td_span
find_piece(td_span text, td_span piece, td_span whole)
{
	g_autofree char *copy = td_span_dup(piece);
	ptrdiff_t at = piece.n > 0 ? td_span_find(text, copy) : -1;

	return at >= 0 ? td_span_head(td_span_skip(text, (size_t)at), piece.n) : whole;
}

static bool
scan_value(td_scan *scan, const td_prefix *prefix, td_span text, GError **error)
{
	g_autoptr(GString) value = g_string_new(NULL);
	g_autoptr(GError) failed = NULL;
	const char *begin = scan->rest.p;
	td_span odd;
	td_span whole;
	td_query *leaf;

	if (prefix->kind == TD_PREFIX_THREAD && text.p[0] == '{')
		return scan_braces(scan, prefix, td_span_skip(text, 1), error);
	if (!take_value(scan, text, value, error))
		return false;
	whole = td_span_between(begin, scan->rest.p);
	leaf = td_prefix_read(
	    prefix, (td_span){ value->str, value->len }, scan->language, &odd, &failed);
	if (leaf == NULL)
		return fail(
		    scan, find_piece(text, odd, whole), error, "%s", failed->message);
	if (leaf->op == TD_QUERY_ROWS) {
		odd = find_piece(text, (td_span){ value->str, value->len }, whole);
		leaf->place = (td_query_place){ (size_t)(odd.p - scan->begin), odd.n };
	}
	scan->prefix = prefix;
	return found_leaf(scan, whole, leaf, error);
}

/* text is what stands behind the colon. *is_prefix is false where that makes it none. */
static bool
scan_prefixed(
    td_scan *scan, const td_prefix *prefix, td_span text, bool *is_prefix, GError **error)
{
	td_span rest = text;

	*is_prefix = true;
	if (prefix->kind != TD_PREFIX_TEXT)
		return scan_value(scan, prefix, text, error);
	if (quote_size(text) > 0)
		return scan_phrase(scan, text, prefix->columns, error);
	if (text.p[0] == '(') {
		found(scan, TD_TOKEN_OPEN, (size_t)(text.p + 1 - scan->rest.p));
		scan->prefix = prefix;
		return true;
	}
	/* "dfn:/usr" and "m:<1@example.org>", as a header has it, but not "f::". */
	while (text.p[0] != ':' && rest.n > 0 &&
	       (joins_words(rest.p[0]) || rest.p[0] == '<'))
		rest = td_span_skip(rest, 1);
	if (begins_word(rest))
		return scan_words(scan, rest, prefix->columns, error);
	*is_prefix = false;
	return true;
}

static td_token
operator_of(td_span word)
{
	return td_span_is(word, "AND")   ? TD_TOKEN_AND
	       : td_span_is(word, "OR")  ? TD_TOKEN_OR
	       : td_span_is(word, "XOR") ? TD_TOKEN_XOR
	       : td_span_is(word, "NOT") ? TD_TOKEN_NOT
					 : TD_TOKEN_END;
}

/* A word, or what begins with a prefix. */
static bool
scan_word(td_scan *scan, GError **error)
{
	size_t n = 0;
	td_span word, behind;
	td_token token;

	while (n < scan->rest.n && is_plain_word(scan->rest.p[n]))
		n++;
	word = td_span_head(scan->rest, n);
	behind = td_span_skip(scan->rest, n);
	token = operator_of(word);
	if (token != TD_TOKEN_END &&
	    (behind.n == 0 || (!joins_words(behind.p[0]) && behind.p[0] != '\'')))
		return found(scan, token, n);
	if ((td_span_is(word, "NEAR") || td_span_is(word, "ADJ")) &&
	    (behind.n == 0 || is_blank(behind.p[0]) || behind.p[0] == '/'))
		return fail(scan, word, error,
		    "%.*s is not known here: a \"phrase\" has words in order, AND has "
		    "them anywhere",
		    (int)word.n, word.p);
	if (n > 0 && n <= 16 && behind.n > 0 && behind.p[0] == ':') {
		const td_prefix *prefix = td_prefix_find(word);
		td_span value = td_span_skip(behind, 1);
		bool is_prefix = false;

		if (prefix != NULL &&
		    (value.n == 0 || is_blank(value.p[0]) || value.p[0] == ')'))
			return fail(scan, td_span_head(scan->rest, n + 1), error,
			    "nothing follows %s: (the word itself is \"%s\")",
			    prefix->name, prefix->name);
		if (prefix != NULL &&
		    !scan_prefixed(scan, prefix, value, &is_prefix, error))
			return false;
		if (is_prefix)
			return true;
		if (prefix != NULL)
			return fail(scan, td_span_head(scan->rest, n + 1), error,
			    "no word follows %s:; signs go in quotes, as in %s:\"[word\"",
			    prefix->name, prefix->name);
		if (begins_word(value) && scan->unknown.n == 0 &&
		    g_ascii_islower(word.p[0]))
			scan->unknown =
			    (td_query_place){ (size_t)(word.p - scan->begin), n + 1 };
	}
	return scan_words(scan, scan->rest, scan->columns, error);
}

/* One sign that is no word. *skip is true where it means nothing. */
static bool
scan_sign(td_scan *scan, char before, bool *skip, GError **error)
{
	char c = scan->rest.p[0];
	char next = scan->rest.n > 1 ? scan->rest.p[1] : '\0';
	bool apart = is_blank(before) || before == '(' || before == '{';

	*skip = false;
	if (quote_size(scan->rest) > 0)
		return scan_phrase(scan, scan->rest, scan->columns, error);
	switch (c) {
	case '+':
	case '-':
		if (!apart || is_blank(next) || next == '+' || next == '-')
			break;
		return found(scan, c == '+' ? TD_TOKEN_LOVE : TD_TOKEN_HATE, 1);
	case '(':
		if (apart || strchr(")+-", before) != NULL)
			return found(scan, TD_TOKEN_OPEN, 1);
		scan->loose++;
		break;
	case ')':
		if (scan->loose == 0)
			return found(scan, TD_TOKEN_CLOSE, 1);
		scan->loose--;
		break;
	case '*':
		if (apart && (is_blank(next) || next == ')')) {
			td_span star = td_span_head(scan->rest, 1);

			scan->rest = td_span_skip(scan->rest, 1);
			return found_leaf(scan, star, td_query_new(TD_QUERY_ALL), error);
		}
		break;
	default:
		break;
	}
	*skip = true;
	return true;
}

void
td_scan_clear(td_scan *scan)
{
	g_clear_pointer(&scan->leaf, td_query_free);
}

bool
td_scan_next(td_scan *scan, GError **error)
{
	td_scan_clear(scan);
	scan->prefix = NULL;
	while (scan->rest.n > 0) {
		char before = scan->rest.p > scan->begin ? scan->rest.p[-1] : ' ';
		bool skip;

		if (begins_word(scan->rest))
			return scan_word(scan, error);
		if (!scan_sign(scan, before, &skip, error))
			return false;
		if (!skip)
			return true;
		scan->rest = td_span_skip(scan->rest, char_size(scan->rest));
	}
	return found(scan, TD_TOKEN_END, 0);
}
