/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/author.c - in-body From, rewritten From, plain From */
#include "patch/author.h"

#include <string.h>

#include "base/limits.h"
#include "message/address.h"
#include "message/encoded_word.h"
#include "message/header.h"

/* git gives an author whose name is longer the address for a name. */
#define LONGEST_NAME 60

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static void
fold_blanks(GString *text)
{
	size_t kept = 0;

	for (size_t i = 0; i < text->len; i++) {
		if (is_space(text->str[i]) && kept > 0 && text->str[kept - 1] == ' ')
			continue;
		text->str[kept++] = is_space(text->str[i]) ? ' ' : text->str[i];
	}
	g_string_truncate(text, kept);
}

/* Quotes go; comments keep their parentheses; a backslash goes in both. */
static GString *
unquote(td_span line)
{
	GString *out = g_string_sized_new(line.n + 1);
	unsigned comments = 0;
	bool quoted = false;

	if (!memchr(line.p, '"', line.n) && !memchr(line.p, '(', line.n))
		return g_string_append_len(out, line.p, (gssize)line.n);

	for (size_t i = 0; i < line.n; i++) {
		char c = line.p[i];

		if (c == '\\' && (quoted || comments > 0)) {
			if (++i == line.n)
				break;
			g_string_append_c(out, line.p[i]);
			continue;
		}
		if (c == '"' && comments == 0) {
			quoted = !quoted;
			continue;
		}
		if (c == '(' && !quoted)
			comments++;
		else if (c == ')' && comments > 0)
			comments--;
		g_string_append_c(out, c);
	}
	return out;
}

static td_address *
new_address(td_span name, td_span address)
{
	bool odd = name.n == 0 || name.n > LONGEST_NAME;

	for (size_t i = 0; i < name.n && !odd; i++)
		odd = strchr("@<>", name.p[i]) != NULL;
	return td_address_new(odd ? address : name, address);
}

/* "John Doe <johndoe>" */
static td_address *
parse_without_at(td_span line)
{
	ptrdiff_t open = td_span_find_byte(line, '<');
	ptrdiff_t close;

	if (open < 0)
		return new_address((td_span){ "", 0 }, (td_span){ "", 0 });
	close = td_span_find_byte(td_span_skip(line, (size_t)open), '>');
	if (close < 0)
		return new_address((td_span){ "", 0 }, (td_span){ "", 0 });
	return new_address(td_span_trim(td_span_head(line, (size_t)open)),
	    td_span_head(td_span_skip(line, (size_t)open + 1), (size_t)close - 1));
}

static td_address *
parse_any(td_span line)
{
	g_autoptr(GString) folded =
	    g_string_new_len(line.p ? line.p : "", (gssize)line.n);
	g_autoptr(GString) rest = NULL;
	g_autofree char *address = NULL;
	td_span name;
	size_t begin, end;
	const char *at;

	fold_blanks(folded);
	rest = unquote((td_span){ folded->str, folded->len });
	at = memchr(rest->str, '@', rest->len);
	if (!at)
		return parse_without_at((td_span){ folded->str, folded->len });
	begin = end = (size_t)(at - rest->str);
	/* Of "<Ann>ann@example.org" git takes "Ann" for the address. */
	while (begin > 0 && !is_space(rest->str[begin - 1]) &&
	       !strchr("<>", rest->str[begin - 1]))
		begin--;
	while (end < rest->len && !strchr(" \n\t\r\v\f>", rest->str[end]))
		end++;
	address = g_strndup(rest->str + begin, end - begin);
	if (begin > 0 && rest->str[begin - 1] == '>' && rest->str[0] == '<')
		rest->str[0] = ' ';
	if (begin > 0)
		rest->str[begin - 1] = ' ';
	g_string_erase(rest, (gssize)begin, (gssize)(end - begin + (end < rest->len)));
	fold_blanks(rest);
	name = td_span_trim((td_span){ rest->str, rest->len });
	if (name.n > 1 && name.p[0] == '(' && name.p[name.n - 1] == ')')
		name = (td_span){ name.p + 1, name.n - 2 };
	return new_address(name, td_span_of(address));
}

/* "Jo Doe <jo@example.org>" and nothing that would have to be looked into, as most are:
 * what follows would make the same of it. */
static td_address *
parse_plain(td_span line)
{
	size_t open = 0, at = 0;

	for (size_t i = 0; i + 1 < line.n; i++) {
		char c = line.p[i];

		if ((unsigned char)c < ' ' || strchr("\"()\\>", c) ||
		    (c == ' ' && (open > 0 || line.p[i + 1] == ' ')))
			return NULL;
		if (c == '<') {
			if (open > 0 || i < 2 || line.p[i - 1] != ' ')
				return NULL;
			open = i;
		} else if (c == '@') {
			if (at > 0 || open == 0)
				return NULL;
			at = i;
		}
	}
	if (at == 0 || line.p[0] == ' ' || line.p[line.n - 1] != '>')
		return NULL;
	return new_address(td_span_head(line, open - 1),
	    td_span_between(line.p + open + 1, line.p + line.n - 1));
}

td_address *
td_author_parse(td_span line)
{
	td_address *plain = parse_plain(line);

	return plain ? plain : parse_any(line);
}

/* The name before " via ", without the quotes that gateways put around it. Empty where
 * the From was not rewritten. */
static td_span
name_before_via(td_span name)
{
	for (size_t i = 1; i + 4 <= name.n; i++) {
		td_span tail = td_span_skip(name, i);

		if (td_span_has_prefix_nocase(tail, " via") &&
		    (tail.n == 4 || tail.p[4] == ' ')) {
			name = td_span_trim(td_span_head(name, i));
			if (name.n > 1 && name.p[0] == '\'' && name.p[name.n - 1] == '\'')
				name = (td_span){ name.p + 1, name.n - 2 };
			return name;
		}
	}
	return (td_span){ "", 0 };
}

static void
free_address(void *address)
{
	td_address_free(address);
}

/* "joe---" is what a list makes of an address without a name. */
static bool
is_cut_address(td_span name)
{
	return name.n > 3 &&
	       td_span_equal_nocase(td_span_skip(name, name.n - 3), td_span_of("---"));
}

/* Who in that header has this name; with any_name else the first whose address is not
 * that of From. NULL for none. */
static td_address *
find_by_name(const td_message *message, const char *header, td_span name, bool any_name)
{
	g_autoptr(GPtrArray) addresses = g_ptr_array_new_with_free_func(free_address);
	g_autoptr(GString) buffer = g_string_new(NULL);
	g_auto(td_converters) converters = { 0 };
	unsigned defects = 0;
	td_span value;

	if (!td_message_find_header(message, header, &value))
		return NULL;
	value = td_header_unfold(td_span_head(value, TD_MAX_HEADER_VALUE), buffer);
	td_address_parse_list(value, addresses, TD_MAX_ADDRESSES, &converters, &defects);
	for (unsigned i = 0; i < addresses->len; i++) {
		const td_address *address = g_ptr_array_index(addresses, i);

		if (td_span_equal_nocase(td_span_of(address->name), name) &&
		    strchr(address->address, '@'))
			return g_ptr_array_steal_index(addresses, i);
	}
	for (unsigned i = 0; any_name && i < addresses->len; i++) {
		const td_address *address = g_ptr_array_index(addresses, i);

		if (!strchr(address->address, '@') ||
		    g_ascii_strcasecmp(address->address, message->from->address) == 0)
			continue;
		if (address->name[0] == '\0' && !is_cut_address(name))
			return td_address_new(name, td_span_of(address->address));
		return g_ptr_array_steal_index(addresses, i);
	}
	return NULL;
}

/* Nothing in it is folded or encoded. */
static bool
is_bare(td_span value)
{
	for (size_t i = 0; i < value.n; i++)
		if (value.p[i] < ' ' || value.p[i] > '~' || value.p[i] == '=')
			return false;
	return true;
}

/* What a From says as it stands there. */
static td_address *
parse_raw(td_span value)
{
	g_autoptr(GString) buffer = NULL;
	g_auto(td_converters) converters = { 0 };
	g_autofree char *line = NULL;
	unsigned defects = 0; /* already told by the message */

	value = td_span_trim(value);
	if (value.n <= TD_MAX_TITLE_BYTES && is_bare(value))
		return td_author_parse(value);
	buffer = g_string_new(NULL);
	line = td_encoded_word_decode(
	    td_header_unfold(td_span_head(value, TD_MAX_HEADER_VALUE), buffer),
	    TD_MAX_TITLE_BYTES, &converters, &defects);
	return td_author_parse(td_span_of(line));
}

/* NULL where From stands as its sender wrote it, or nobody knows better. */
static td_address *
find_behind_rewritten(const td_message *message, td_author_source *source)
{
	td_address *found;
	td_span name;

	if (message->wrapped_from.n > 0) {
		*source = TD_AUTHOR_WRAPPED;
		return parse_raw(message->wrapped_from);
	}
	if (message->original_from && strchr(message->original_from->address, '@')) {
		*source = TD_AUTHOR_ORIGINAL_FROM;
		return td_address_new(td_span_of(message->original_from->name),
		    td_span_of(message->original_from->address));
	}
	name = name_before_via(td_span_of(message->from ? message->from->name : ""));
	if (name.n == 0)
		return NULL;
	found = find_by_name(message, "Reply-To", name, false);
	if (found) {
		*source = TD_AUTHOR_REPLY_TO;
		return found;
	}
	found = find_by_name(message, "Cc", name, false);
	if (found) {
		*source = TD_AUTHOR_CC;
		return found;
	}
	found = find_by_name(message, "Reply-To", name, true);
	if (found)
		*source = TD_AUTHOR_REPLY_TO;
	return found;
}

td_address *
td_author_sender(const td_message *message)
{
	td_author_source source;

	return find_behind_rewritten(message, &source);
}

td_address *
td_author_find(const td_message *message, const char *inbody, td_author_source *source)
{
	td_address *found;

	if (inbody) {
		*source = TD_AUTHOR_INBODY;
		return td_author_parse(td_span_of(inbody));
	}
	found = find_behind_rewritten(message, source);
	if (found)
		return found;
	*source = TD_AUTHOR_FROM;
	return parse_raw(message->raw_from);
}
