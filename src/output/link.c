/* SPDX-License-Identifier: GPL-2.0-or-later */
/* output/link.c - links that mail text may choose, and no others */
#include "output/link.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

#define MAX_LINK_BYTES 2048
#define MAX_PARTS 16 /* of a path that are looked at */
#define LORE "https://lore.kernel.org/all/%s/"

/* What public-inbox leaves as it is in a path; the rest is percent-escaped. */
static bool
is_path_byte(char c)
{
	return g_ascii_isalnum(c) || (c && strchr("-._~!$&'()*+,;=:@", c));
}

/* Writes it at to, where there is room for three times its bytes; gives the end. */
static char *
put_escaped(char *to, const char *message_id)
{
	static const char digits[] = "0123456789ABCDEF";

	for (const char *p = message_id; *p; p++) {
		if (is_path_byte(*p)) {
			*to++ = *p;
			continue;
		}
		*to++ = '%';
		*to++ = digits[(unsigned char)*p >> 4];
		*to++ = digits[*p & 15];
	}
	return to;
}

char *
td_link_part(const char *part)
{
	char *link = g_malloc(strlen(part) * 3 + 1);

	*put_escaped(link, part) = '\0';
	return link;
}

bool
td_link_is_part(const char *part)
{
	return *part && strcmp(part, ".") != 0 && strcmp(part, "..") != 0;
}

char *
td_link_of_mail(const char *mail_url, const char *message_id)
{
	g_autofree char *part = NULL;
	const char *mark;

	if (!mail_url)
		mail_url = LORE;
	mark = strstr(mail_url, "%s");
	/* Of another host, or of our own site: a path and no "//host". */
	if (!mark ||
	    (!g_str_has_prefix(mail_url, "https://") &&
		(mail_url[0] != '/' || mail_url[1] == '/')) ||
	    !message_id || !td_link_is_part(message_id))
		return NULL;
	part = td_link_part(message_id);
	return g_strdup_printf(
	    "%.*s%s%s", (int)(mark - mail_url), mail_url, part, mark + 2);
}

/* RFC 3986 without what closes a link in prose. */
static bool
is_link_byte(char c)
{
	return g_ascii_isalnum(c) || (c && strchr("-._~!$&'()*+,;=:@/?#[]%", c));
}

/* No user, so that no one is led to believe in another host; the host's name starts as
 * names do. */
static bool
is_good_host(td_span link)
{
	size_t n = 0;

	while (n < link.n && !strchr("/?#", link.p[n]))
		n++;
	return n > 0 && g_ascii_isalnum(link.p[0]) && !memchr(link.p, '@', n);
}

/* A sentence goes on after the link: its stop, and a bracket that was opened before it,
 * are no part of it. */
static size_t
without_sentence(const char *p, size_t n)
{
	int round = 0, square = 0;

	for (size_t i = 0; i < n; i++) {
		round += (p[i] == '(') - (p[i] == ')');
		square += (p[i] == '[') - (p[i] == ']');
	}
	while (n > 0) {
		char last = p[n - 1];

		if (last == ')' && round < 0)
			round++;
		else if (last == ']' && square < 0)
			square++;
		else if (!strchr(".,;:!?'*", last))
			break;
		n--;
	}
	return n;
}

/* The address at the start of text, or 0. *run is how far it was looked at. */
static size_t
link_length(td_span text, size_t *run)
{
	size_t scheme = td_span_has_prefix_nocase(text, "https://")  ? 8
			: td_span_has_prefix_nocase(text, "http://") ? 7
								     : 0;
	size_t n = scheme;

	while (scheme > 0 && n < text.n && is_link_byte(text.p[n]))
		n++;
	*run = n;
	if (n <= scheme || n > MAX_LINK_BYTES)
		return 0;
	n = without_sentence(text.p, n);
	if (n <= scheme || !is_good_host(td_span_skip(td_span_head(text, n), scheme)))
		return 0;
	return n;
}

/* Where the word before "://" starts, if it is http or https; else NULL. */
static const char *
scheme_start(const char *from, const char *colon)
{
	const char *p = colon;

	while (p > from && colon - p < 6 && g_ascii_isalnum(p[-1]))
		p--;
	if (colon - p == 5 || colon - p == 4)
		return p;
	return NULL;
}

/* "://", or NULL. Colons are rare, and memchr is several times as fast as memmem. */
static const char *
find_scheme_end(const char *from, const char *end)
{
	while ((from = memchr(from, ':', (size_t)(end - from)))) {
		if (end - from >= 3 && from[1] == '/' && from[2] == '/')
			return from;
		from++;
	}
	return NULL;
}

/* Without a question and a place in the page. */
static char *
path_of(td_span link)
{
	char *path = g_strndup(link.p, link.n);

	path[strcspn(path, "?#")] = '\0';
	return path;
}

char *
td_link_message_id(td_span link)
{
	g_autofree char *path = path_of(link);
	g_auto(GStrv) parts = g_strsplit(path, "/", MAX_PARTS);

	/* "https:", "", the host. */
	for (unsigned i = 0; parts[i]; i++) {
		char *id = i < 3 ? NULL : g_uri_unescape_string(parts[i], NULL);
		const char *at = id ? strchr(id, '@') : NULL;

		if (at && at > id && at[1])
			return id;
		g_free(id);
	}
	return NULL;
}

static void
put_here(td_xml *xml, td_span link, const td_link_here *here)
{
	g_autofree char *id = here ? td_link_message_id(link) : NULL;
	g_autofree char *path = id ? here->find(id, here->data) : NULL;

	if (path)
		td_xml_print(xml, " <a class=\"local\" href=\"%s\">[here]</a>", path);
}

void
td_link_prose(td_xml *xml, td_span text)
{
	td_link_prose_here(xml, text, NULL);
}

void
td_link_prose_here(td_xml *xml, td_span text, const td_link_here *here)
{
	const char *done = text.p, *look = done, *end, *colon;

	if (text.n == 0)
		return;
	end = td_span_end(text);
	while ((colon = find_scheme_end(look, end))) {
		const char *start = scheme_start(done, colon);
		size_t run = 0;
		size_t n = start ? link_length(td_span_between(start, end), &run) : 0;
		td_span link = { start, n };

		if (n == 0) {
			look = run > 0 ? start + run : colon + 3;
			continue;
		}
		td_xml_span(xml, td_span_between(done, start));
		td_xml_raw(xml, "<a rel=\"noreferrer nofollow\" href=\"");
		td_xml_span(xml, link);
		td_xml_raw(xml, "\">");
		td_xml_span(xml, link);
		td_xml_raw(xml, "</a>");
		put_here(xml, link, here);
		done = look = start + n;
	}
	td_xml_span(xml, td_span_between(done, end));
}
