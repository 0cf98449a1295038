/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/trailer_reply.c - the trailers that people give in replies */
#include "patch/trailer.h"

#include "base/limits.h"
#include "patch/attached.h"
#include "patch/trailer_mail_head.h"
#include "patch/trailer_shown.h"
#include "patch/trailer_word.h"

#define FIXES_DIGITS_MIN 6
#define LONGEST_NOTE 1000

static bool
is_one_of(td_span word, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (td_span_equal_nocase(word, td_span_of(words[i])))
			return true;
	}
	return false;
}

/* Keys whose value is a link or a message-id. */
static bool
is_link_key(td_span key)
{
	static const char *const words[] = { "Link", "Closes", "BugLink", "Message-ID",
		"Patchwork", "Supersedes", "Obsoleted-by" };

	return is_one_of(key, words, G_N_ELEMENTS(words));
}

/* One that is not to be broken, as some mail programs write, is one too. */
static bool
begins_blank(td_span text)
{
	return text.p[0] == ' ' || text.p[0] == '\t' ||
	       td_span_has_prefix(text, "\xc2\xa0");
}

/* "Key: value" of ASCII letters, digits, dashes. */
static bool
split(td_span line, td_span *key, td_span *value)
{
	td_span text = td_span_skip_blanks(line);
	size_t n = 0;

	while (n < text.n &&
	       (g_ascii_isalnum(text.p[n]) || text.p[n] == '-' || text.p[n] == '_'))
		n++;
	if (n < 2 || n + 1 >= text.n || text.p[n] != ':' ||
	    !begins_blank(td_span_skip(text, n + 1)))
		return false;
	*key = td_span_head(text, n);
	*value = td_span_trim(td_span_skip(text, n + 1));
	return value->n > 0;
}

/* x@y.z */
static bool
has_address(td_span value)
{
	const char *end = td_span_end(value);
	const char *at = value.p;

	while ((at = memchr(at, '@', (size_t)(end - at)))) {
		const char *p = at + 1;

		while (p < end && *p != '.' && !g_ascii_isspace(*p))
			p++;
		if (at > value.p && !g_ascii_isspace(at[-1]) && p > at + 1 &&
		    p + 1 < end && *p == '.' && !g_ascii_isspace(p[1]))
			return true;
		at++;
	}
	return false;
}

static bool
has_commit(td_span value)
{
	size_t n = 0;

	while (n < value.n && g_ascii_isxdigit(value.p[n]))
		n++;
	return n >= FIXES_DIGITS_MIN;
}

static bool
is_wanted(td_span key, td_span value)
{
	if (td_span_equal_nocase(key, td_span_of("Fixes")))
		return has_commit(value);
	if (is_link_key(key))
		return true;
	return td_trailer_key_is_person(key) && has_address(value) &&
	       td_span_find(value, "://") < 0;
}

/* "(subject of a" goes on in the next line up to the ")"; so does a name whose address
 * did not fit. */
static bool
goes_on(td_span value, td_span next, bool fixes)
{
	td_span rest = td_span_trim(next);

	if (rest.n == 0)
		return false;
	if (fixes)
		return td_span_find_byte(value, '(') >= 0 &&
		       td_span_find_byte(value, ')') < 0 &&
		       td_span_find_byte(rest, ')') >= 0 && *rest.p != '>';
	return td_span_find_byte(value, '<') < 0 && *rest.p == '<' &&
	       rest.p[rest.n - 1] == '>';
}

static bool
ends_own_words(td_span line)
{
	return td_span_is(line, "-- ") || td_span_is(line, "-- \r");
}

/* Outlook quotes without a mark, and many write their answer in between. */
static bool
begins_original(td_span line)
{
	return td_span_has_prefix_nocase(line, "-----Original Message");
}

/* What the sender of the original signed stays his. */
static bool
is_own(td_span key, td_span value, const char *sender)
{
	ptrdiff_t open = td_span_find_byte(value, '<');
	td_span address = td_span_skip(value, open < 0 ? value.n : (size_t)open + 1);

	return sender && !td_span_equal_nocase(key, td_span_of("Signed-off-by")) &&
	       td_span_has_prefix_nocase(address, sender) && address.n > strlen(sender) &&
	       address.p[strlen(sender)] == '>';
}

/* Whose tag it is who takes it looks at; a Cc, a Fixes and what was signed are of the
 * mail above which its head stands. */
static bool
may_be_own(td_span key)
{
	return td_trailer_key_is_person(key) &&
	       !td_span_equal_nocase(key, td_span_of("Cc")) &&
	       !td_span_equal_nocase(key, td_span_of("Signed-off-by"));
}

static bool
begins_diff(td_span line, td_span rest)
{
	return td_span_has_prefix(line, "diff --git ") ||
	       (td_span_has_prefix(line, "--- ") && td_span_has_prefix(rest, "+++ "));
}

/* A line that git diff writes, or an empty one between two of them. */
static bool
is_of_diff(td_span line)
{
	static const char *const begins[] = { "diff ", "index ", "new file",
		"deleted file", "old mode", "new mode", "similarity ", "rename ", "copy ",
		"Binary files" };

	if (td_span_trim(line).n == 0 || strchr(" +-@\\", *line.p))
		return true;
	for (size_t i = 0; i < G_N_ELEMENTS(begins); i++) {
		if (td_span_has_prefix(line, begins[i]))
			return true;
	}
	return false;
}

/* What stands behind the address: "# for patches 1-3", "(for the series)". */
static td_span
comment_of(td_span value)
{
	ptrdiff_t at = td_span_find_byte(value, '>');

	if (at < 0)
		at = td_span_find_byte(value, '#') - 1;
	return at < 0 ? (td_span){ NULL, 0 } : td_span_skip(value, (size_t)at + 1);
}

/* What a mailer made of HTML goes: "B <b@c<mailto:b@c>>" is "B <b@c>", and so is
 * "B <mailto:b@c>". */
static char *
without_mailto(td_span value)
{
	static const char word[] = "<mailto:";
	GString *text = g_string_sized_new(value.n);
	ptrdiff_t at;

	while ((at = td_span_find(value, word)) >= 0) {
		td_span before = td_span_head(value, (size_t)at);
		td_span inside = td_span_skip(value, (size_t)at + strlen(word));
		ptrdiff_t end = td_span_find_byte(inside, '>');

		if (end < 0)
			break;
		g_string_append_len(text, before.p, (gssize)before.n);
		value = td_span_skip(inside, (size_t)end + 1);
		inside = td_span_head(inside, (size_t)end);
		if (!strchr(text->str, '@')) {
			g_string_append_printf(text, "<%.*s>", (int)inside.n, inside.p);
			continue;
		}
		while (text->len > 0 && text->str[text->len - 1] == ' ')
			g_string_truncate(text, text->len - 1);
	}
	g_string_append_len(text, value.p, (gssize)value.n);
	return g_string_free(text, FALSE);
}

/* Some mail programs write blanks that are not to be broken, also at a line's end. */
static char *
with_plain_blanks(char *text)
{
	char *to = text;

	for (const char *from = text; *from; from++) {
		bool odd = from[0] == '\xc2' && from[1] == '\xa0';

		*to++ = odd ? ' ' : *from;
		from += odd;
	}
	*to = '\0';
	return g_strstrip(text);
}

/* The line above tells what trailers are for, unless they tell it themselves. */
static td_trailer *
add(GPtrArray *trailers, td_span key, td_span value, td_span above)
{
	td_trailer *trailer = g_new0(td_trailer, 1);

	trailer->key = td_span_dup(key);
	trailer->value = with_plain_blanks(without_mailto(value));
	trailer->about = td_trailer_read_about(comment_of(value), true);
	if (!trailer->about)
		trailer->about = td_trailer_read_about(above, false);
	g_ptr_array_add(trailers, trailer);
	return trailer;
}

/* "[for the driver part]" below a trailer. */
static bool
is_note(td_span line)
{
	td_span text = td_span_trim(line);

	return text.n > 2 && text.n <= LONGEST_NOTE && *text.p == '[' &&
	       td_span_find_byte(text, ']') == (ptrdiff_t)text.n - 1;
}

static void
add_note(td_trailer *trailer, td_span line)
{
	char *about = td_trailer_read_about(td_span_trim(line), true);

	trailer->note = td_span_dup(td_span_trim(line));
	if (about) {
		g_free(trailer->about);
		trailer->about = about;
	}
}

/* The last line of one's own words above a trailer; none after a quote. */
static td_span
words_above(td_span line, td_span before)
{
	td_span text = td_span_trim(line);

	if (text.n == 0)
		return before;
	return *text.p == '>' || *text.p == '|' ? (td_span){ NULL, 0 } : text;
}

GPtrArray *
td_trailer_parse_reply(td_span text, const char *sender)
{
	g_autoptr(GPtrArray) trailers = td_trailer_list_new();
	td_trailer *last = NULL;
	td_span above = { NULL, 0 };
	td_trailer_shown shown = { 0 };
	bool diff = false, original = false, headed = false;
	td_span line;

	while (trailers->len < TD_MAX_TRAILERS && td_span_next_line(&text, &line)) {
		g_autofree char *joined = NULL;
		td_trailer *before = last;
		td_span key, value;
		td_span rest = text;
		td_span next;
		bool fixes;

		last = NULL;
		/* A patch that comes with the answer has trailers of its own. */
		if (ends_own_words(line) || td_attached_begins(line, text))
			break;
		/* Outlook quotes without a mark, and many write their answer in between.
		 */
		if (begins_original(line) && !sender)
			break;
		original = original || begins_original(line);
		headed = headed || td_trailer_begins_mail_head(line, text);
		if (begins_diff(line, text))
			g_ptr_array_set_size(
			    trailers, (int)td_trailer_shown_diff(&shown, trailers->len));
		diff = begins_diff(line, text) || (diff && is_of_diff(line));
		if (diff || td_trailer_shown_holds(&shown, line))
			continue;
		if (before && is_note(line)) {
			add_note(before, line);
			continue;
		}
		if (!split(line, &key, &value) || value.n > TD_MAX_HEADER_VALUE) {
			above = words_above(line, above);
			td_trailer_shown_line(&shown, line);
			continue;
		}
		td_trailer_shown_trailer(&shown, key, trailers->len);
		if ((original && !is_own(key, value, sender)) ||
		    (headed && !may_be_own(key)))
			continue;
		fixes = td_span_equal_nocase(key, td_span_of("Fixes"));
		if ((fixes || td_trailer_key_is_person(key)) &&
		    td_span_next_line(&rest, &next) && goes_on(value, next, fixes) &&
		    next.n <= TD_MAX_HEADER_VALUE) {
			next = td_span_trim(next);
			if (!is_wanted(key, fixes ? value : next))
				continue;
			joined = g_strdup_printf(
			    "%.*s %.*s", (int)value.n, value.p, (int)next.n, next.p);
			text = rest;
			last = add(trailers, key, td_span_of(joined), above);
		} else if (is_wanted(key, value)) {
			last = add(trailers, key, value, above);
		}
	}
	return g_steal_pointer(&trailers);
}
