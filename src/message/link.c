/* SPDX-License-Identifier: GPL-2.0-or-later */
/* message/link.c - which mail a link names; where the path ends is told by its words */
#include "message/link.h"

#include "base/limits.h"
#include "message/message_id.h"

/* An escape of three bytes stands for one. */
enum { longest_link = 3 * TD_MAX_MESSAGE_ID + 256 };

static td_span
decode(td_span text, char *room)
{
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++) {
		int high = -1;
		int low = -1;

		if (text.p[i] == '%' && i + 2 < text.n) {
			high = g_ascii_xdigit_value(text.p[i + 1]);
			low = g_ascii_xdigit_value(text.p[i + 2]);
		}
		if (high >= 0 && low >= 0) {
			room[n++] = (char)(high << 4 | low);
			i += 2;
		} else {
			room[n++] = text.p[i];
		}
	}
	return (td_span){ room, n };
}

static bool
has_blank(td_span id)
{
	for (size_t i = 0; i < id.n; i++) {
		unsigned char c = (unsigned char)id.p[i];

		if (c <= ' ' || c == 0x7f)
			return true;
	}
	return false;
}

static bool
is_id(td_span id)
{
	ptrdiff_t at = td_span_find_byte(id, '@');

	return at > 0 && (size_t)at + 1 < id.n && !has_blank(id);
}

/* The id as the index knows it: valid UTF-8, no angles, bounded. */
static char *
clean(td_span id)
{
	g_autofree char *value = NULL;
	unsigned defects = 0;

	if (id.n == 0 || has_blank(id) || td_span_find_byte(id, '<') >= 0 ||
	    td_span_find_byte(id, '>') >= 0)
		return NULL;
	value = g_strdup_printf("<%.*s>", (int)id.n, id.p);
	return td_message_id_parse(td_span_of(value), &defects);
}

/* What public-inbox lets follow the id in a path. */
static bool
is_view(td_span word)
{
	static const char *const views[] = { "", "T", "t", "R", "raw", "t.mbox.gz",
		"t.mbox", "t.atom", "s", "mbox" };

	for (size_t i = 0; i < G_N_ELEMENTS(views); i++)
		if (td_span_is(word, views[i]))
			return true;
	/* An attachment: 2-config.gz */
	return word.n > 2 && g_ascii_isdigit(word.p[0]) &&
	       td_span_find_byte(word, '-') > 0;
}

/* Hosts whose whole path is an id. */
static bool
is_redirector(td_span host)
{
	return td_span_has_prefix_nocase(host, "mid.") ||
	       td_span_has_prefix_nocase(host, "msgid.") ||
	       (host.n >= 11 && td_span_equal_nocase(td_span_skip(host, host.n - 11),
				    td_span_of(".msgid.link")));
}

/* Hosts of archives, which know a mail without its list, too: lore.kernel.org/ID. Others
 * have the addresses of their lists there. */
static bool
is_archive(td_span host)
{
	return td_span_has_prefix_nocase(host, "lore.") ||
	       td_span_has_prefix_nocase(host, "inbox.") ||
	       td_span_has_prefix_nocase(host, "public-inbox.");
}

static char *
find_in_path(td_span host, td_span path, char *room)
{
	bool any = is_redirector(host);
	bool root = any || is_archive(host);

	for (unsigned i = 0; path.n > 0; i++) {
		td_span raw = td_span_next(&path, '/');
		td_span id = decode(raw, room);
		td_span after = path;

		if ((is_id(id) && (i > 0 || root)) || (any && id.n > 0))
			return is_view(td_span_next(&after, '/')) ? clean(id) : NULL;
		/* lore.kernel.org/r/ID goes to the mail, whatever the id looks like. */
		any = i == 0 && td_span_is(raw, "r");
	}
	return NULL;
}

static char *
from_address(td_span link, char *room)
{
	td_span path = link;
	td_span host = td_span_next(&path, '/');

	for (size_t i = 0; i < path.n; i++)
		if (path.p[i] == '#' || path.p[i] == '?')
			path = td_span_head(path, i);
	return find_in_path(host, path, room);
}

static bool
take_prefix(td_span *text, const char *const *prefixes, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (td_span_has_prefix_nocase(*text, prefixes[i])) {
			*text = td_span_skip(*text, strlen(prefixes[i]));
			return true;
		}
	}
	return false;
}

static td_span
strip_angles(td_span text)
{
	text = td_span_trim(text);
	if (text.n > 1 && text.p[0] == '<' && text.p[text.n - 1] == '>')
		text = td_span_trim(td_span_between(text.p + 1, text.p + text.n - 1));
	return text;
}

char *
td_message_id_from_link(td_span text)
{
	static const char *const schemes[] = { "https://", "http://" };
	static const char *const hosts[] = { "lore.kernel.org/", "lkml.kernel.org/",
		"patch.msgid.link/" };
	static const char *const words[] = { "id:", "mid:", "msgid:", "message-id:" };
	char room[longest_link];
	td_span stripped = strip_angles(text);
	bool angles = stripped.n < td_span_trim(text).n;

	text = stripped;
	if (text.n == 0 || text.n > longest_link)
		return NULL;
	if (take_prefix(&text, schemes, G_N_ELEMENTS(schemes)))
		return from_address(text, room);
	for (size_t i = 0; i < G_N_ELEMENTS(hosts); i++)
		if (td_span_has_prefix_nocase(text, hosts[i]))
			return from_address(text, room);
	if (take_prefix(&text, words, G_N_ELEMENTS(words))) {
		text = strip_angles(text);
		return clean(is_id(text) ? text : decode(text, room));
	}
	/* Some programs put nothing behind the @. */
	if (text.p[text.n - 1] == '@' && text.n > 1 && !has_blank(text))
		return clean(text);
	return angles || is_id(text) ? clean(text) : NULL;
}

static bool
ends_link(char c)
{
	return (unsigned char)c <= ' ' || c == '<' || c == '>' || c == '"' || c == '`' ||
	       c == '|' || c == '\\';
}

static bool
is_prose(char c)
{
	return strchr(".,;:!?)]}'*", c) != NULL && c != '\0';
}

bool
td_link_next(td_span *rest, td_span *link)
{
	ptrdiff_t at;

	while ((at = td_span_find(*rest, "://")) >= 0) {
		td_span scheme = td_span_head(*rest, (size_t)at);
		size_t n = 0;

		*rest = td_span_skip(*rest, (size_t)at + 3);
		if (scheme.n >= 5 &&
		    td_span_equal_nocase(
			td_span_skip(scheme, scheme.n - 5), td_span_of("https")))
			scheme = td_span_skip(scheme, scheme.n - 5);
		else if (scheme.n >= 4 &&
			 td_span_equal_nocase(
			     td_span_skip(scheme, scheme.n - 4), td_span_of("http")))
			scheme = td_span_skip(scheme, scheme.n - 4);
		else
			continue;
		while (n < rest->n && !ends_link(rest->p[n]))
			n++;
		*link = td_span_between(scheme.p, rest->p + n);
		*rest = td_span_skip(*rest, n);
		while (n > 0 && is_prose(link->p[link->n - 1])) {
			link->n--;
			n--;
		}
		if (n > 0)
			return true;
	}
	return false;
}
