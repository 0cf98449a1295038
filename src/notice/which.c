/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/which.c - "patches 1-3 and 5", "the first two", "all except 4" */
#include "notice/which.h"

#include <string.h>

#include "base/limits.h"
#include "base/span.h"
#include "notice/match.h"
#include "notice/rest.h"
#include "notice/text.h"

const char *
td_which_skip_numbers(const char *at)
{
	static const char *const words[] = { "and", "to", "through", "patch", "patches",
		"v2", "v3", "v4" };
	const char *end = at;

	while (g_ascii_isdigit(*at) || *at == '#') {
		at += strspn(at, "0123456789/#->");
		end = at = at + strspn(at, " ,&+");
		for (size_t n; (n = td_match_word(at, words, G_N_ELEMENTS(words))) > 0;)
			at = td_match_skip_blanks(at + n);
	}
	return end;
}

bool
td_which_is_list(const char *at)
{
	const char *next = at + strspn(at, "0123456789");

	return *at == '#' || (next > at && *next == '/') ||
	       (next > at && *next != '\0' && strchr("-,&+", *next) &&
		   g_ascii_isdigit(*td_match_skip_blanks(next + 1)));
}

/* Behind the first of the words that at begins with; at where it is none. */
static const char *
skip_word(const char *at, const char *const *words, size_t n)
{
	return td_match_skip_blanks(at + td_match_word(at, words, n));
}

/* What may stand between two numbers, behind a comma or dash. */
static const char *
skip_between(const char *at, bool range)
{
	static const char *const joins[] = { "and", "to", "through" };
	static const char *const patches[] = { "patch", "patches" };

	if (range)
		at += strspn(at, ".>-\342\200\223");
	at += strspn(at, " ,&-+~");
	at = skip_word(at, joins, G_N_ELEMENTS(joins));
	at = skip_word(at, patches, G_N_ELEMENTS(patches));
	return at + (*at == '#');
}

static bool
is_range(const char *at)
{
	at += *at == ' ' && at[1] == '~';
	return *at == '-' || *at == '~' || g_str_has_prefix(at, "..") ||
	       g_str_has_prefix(at, "\342\200\223") || g_str_has_prefix(at, " to ") ||
	       g_str_has_prefix(at, " through ");
}

/* "4/9" in an answer to a patch of 43 is of another set. */
static bool
is_of_other(const char *slash, unsigned total)
{
	unsigned named;

	return *slash == '/' && total > 0 &&
	       td_span_to_unsigned(
		   (td_span){ slash + 1, strspn(slash + 1, "0123456789") }, TD_MAX_SERIES,
		   &named) &&
	       named != total;
}

/* Numbers of patches: "1-3", "1, 2 and 4", "1/3"; those of another total than this are
 * left out, where it is known. Returns what is behind the last one. */
static const char *
read_numbers(const char *at, unsigned total, GArray *numbers)
{
	const char *end = at;
	unsigned from = 0;
	bool range = false;

	while (numbers->len < TD_MAX_TAGS) {
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
		for (; from <= number && !is_of_other(at + digits, total); from++)
			g_array_append_val(numbers, from);
		from = number;
		at += digits;
		if (*at == '/')
			at += 1 + strspn(at + 1, "0123456789");
		end = at;
		range = is_range(at);
		at = skip_between(at, range);
	}
	return end;
}

/* "two": 2; 0 for none. */
static unsigned
read_count(const char *at)
{
	static const char *const words[] = { "patch", "two", "three", "four", "five",
		"six", "seven", "eight", "nine", "ten" };

	for (unsigned i = 0; i < G_N_ELEMENTS(words); i++)
		if (td_match_word(at, &words[i], 1) > 0)
			return i + 1;
	return 0;
}

/* Of "the first two", "the first 24 of this series", "up to 6/9"; 0 for none. */
static unsigned
read_first(const char *text)
{
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
	return read_count(at);
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

/* "the third patch", "the last one", "the last two": into numbers, and what is behind it;
 * NULL for none. */
static const char *
read_ordinal(const char *at, unsigned total, GArray *numbers)
{
	static const char *const words[] = { "first", "second", "third", "fourth",
		"fifth", "sixth", "seventh", "eighth", "ninth", "tenth" };
	static const char *const what[] = { "patch", "patches", "one", "ones" };
	static const char *const last[] = { "last", "final" };
	const char *next = skip_word(at, last, G_N_ELEMENTS(last));
	unsigned from = 0, n = 1;

	if (next > at) {
		n = MAX(read_count(next), 1);
		from = total - n + 1;
		if (n > 1)
			next += strcspn(next, " ");
	}
	for (unsigned i = 0; from == 0 && i < G_N_ELEMENTS(words); i++) {
		next = skip_word(at, &words[i], 1);
		from = next > at ? i + 1 : 0;
	}
	next = td_match_skip_blanks(next);
	if (from == 0 || n >= total ||
	    !(n > 1 || *next == '\0' || strchr(".,;)", *next) ||
		td_match_word(next, what, G_N_ELEMENTS(what)) > 0))
		return NULL;
	for (unsigned i = 0; i < n; i++) {
		unsigned number = from + i;

		g_array_append_val(numbers, number);
	}
	return next + td_match_word(next, what, G_N_ELEMENTS(what));
}

/* Behind a number that is said without "patch": of something else where it is counted
 * ("except 3 hunks"). */
static bool
counts_nothing(const char *at)
{
	static const char *const next[] = { "which", "that", "because", "as", "since",
		"due", "to", "for", "and", "is", "are", "was", "were", "from", "in",
		"with", "needs", "need", "where", "though", "but", "until", "at", "so",
		"it", "on", "applied", "queued", "merged", "pushed", "picked" };

	at = td_match_skip_blanks(at);
	return !g_ascii_isalpha(*at) || td_match_word(at, next, G_N_ELEMENTS(next)) > 0;
}

/* Behind "except for the", "after dropping"; at where it is none. */
static const char *
skip_except(const char *at)
{
	static const char *const leads[] = { "all but", "except for", "except",
		"apart from", "minus", "excluding", "without", "but not", "but",
		"after" };
	static const char *const removing[] = { "dropping", "removing" };
	static const char *const articles[] = { "the", "for" };
	const char *next = skip_word(at, leads, G_N_ELEMENTS(leads));

	if (next == td_match_skip_blanks(at))
		return at;
	next = skip_word(next, removing, G_N_ELEMENTS(removing));
	return skip_word(next, articles, G_N_ELEMENTS(articles));
}

/* "this patch", "this one": the one that is answered, and what is behind it; NULL for
 * none. */
static const char *
read_this(const char *at, unsigned number, GArray *numbers)
{
	static const char *const words[] = { "this patch", "this one" };
	size_t n = td_match_word(at, words, G_N_ELEMENTS(words));

	if (n == 0 || number == 0)
		return NULL;
	g_array_append_val(numbers, number);
	return at + n;
}

/* The numbers of what was left out, and what is behind them; NULL where they are not
 * said. */
static const char *
read_left_out(const char *at, const td_which_mail *of, GArray *numbers)
{
	static const char *const words[] = { "patches", "patch", "number", "commit",
		"no" };
	const char *first = skip_except(at), *end;
	bool explicit;

	if (first == at)
		return NULL;
	end = read_ordinal(first, of->total, numbers);
	if (!end)
		end = read_this(first, of->number, numbers);
	if (end)
		return end;
	at = skip_word(first, words, G_N_ELEMENTS(words));
	at += strspn(at, " #[-");
	explicit = at > first || at[strspn(at, "0123456789")] == '/';
	end = read_numbers(at, of->message_id ? of->total : 0, numbers);
	return numbers->len > 0 && (explicit || counts_nothing(end)) ? end : NULL;
}

const char *
td_which_skip_exception(const char *at)
{
	/* Where it ends does not hang on what is answered. */
	static const td_which_mail any = { .number = 1, .total = TD_MAX_TAGS };
	g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(unsigned));
	const char *end = read_left_out(at, &any, numbers);

	return end ? td_match_skip_blanks(end) : at;
}

/* The numbers of what was left out of so many; false where it is not said so. */
static bool
read_exception(const char *at, const td_which_mail *of, GArray *numbers)
{
	if (!read_left_out(td_match_skip_blanks(at), of, numbers))
		return false;
	for (unsigned i = 0; i < numbers->len; i++)
		if (g_array_index(numbers, unsigned, i) > of->total)
			return false;
	return true;
}

static bool
has_number(const GArray *numbers, unsigned number)
{
	for (unsigned i = 0; i < numbers->len; i++)
		if (g_array_index(numbers, unsigned, i) == number)
			return true;
	return false;
}

/* All but what is left out, where it is known how many there are and which these are. */
static void
leave_out(GArray *numbers, const char *exception, const td_which_mail *of)
{
	g_autoptr(GArray) out = g_array_new(FALSE, FALSE, sizeof(unsigned));
	g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(unsigned));
	unsigned n = numbers->len > 0 ? numbers->len : of->total;

	if (of->total < 2 || of->total > TD_MAX_TAGS ||
	    !read_exception(exception, of, out))
		return;
	for (unsigned i = 0; i < n; i++) {
		unsigned number =
		    numbers->len > 0 ? g_array_index(numbers, unsigned, i) : i + 1;

		if (!has_number(out, number))
			g_array_append_val(all, number);
	}
	g_array_set_size(numbers, 0);
	g_array_append_vals(numbers, all->data, all->len);
}

/* What is named behind the verb: "patches 1 and 3", "1/3". */
static void
read_named(const char *said, unsigned total, GArray *numbers)
{
	const char *hit = strstr(said, "patch");
	const char *at = td_match_skip_blanks(said);

	at += td_rest_match_footnote(at);
	at += *at == '[';
	at += g_str_has_prefix(at, "only ") ? strlen("only ") : 0;
	if (g_ascii_isdigit(*at) || *at == '#') {
		read_numbers(at + (*at == '#'), total, numbers);
	} else if (hit) {
		at = hit + (g_str_has_prefix(hit, "patches") ? 7 : 5);
		read_numbers(at + strspn(at, " \t#[-"), total, numbers);
	}
}

/* "The other patches", said of one: all but that. */
static bool
names_others(const char *said)
{
	static const char *const all[] = { "all", "up" };
	static const char *const others[] = { "the other", "the others", "other patches",
		"the rest" };
	size_t n;

	said = td_match_skip_blanks(said);
	said = skip_word(said, all, G_N_ELEMENTS(all));
	n = td_match_word(said, others, G_N_ELEMENTS(others));
	/* "The rest of the series" may be all that is left, with this. */
	return n > 0 && !g_str_has_prefix(said + n, " of");
}

void
td_notice_read_which(td_notice *notice, const char *said, const td_which_mail *of)
{
	g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(unsigned));
	/* "All but patch 3 applied" */
	bool before = skip_except(said) != said && *said != ' ';
	const char *exception = before ? said : td_rest_find_exception(said);
	g_autofree char *rest = before ? g_strdup("") : cut_reasons(said);
	unsigned first;

	read_named(rest, of->total, numbers);
	if (numbers->len == 0)
		read_named(rest, 0, numbers);
	first = numbers->len == 0 ? read_first(rest) : 0;
	for (unsigned k = 1; k <= first; k++)
		g_array_append_val(numbers, k);
	if (numbers->len == 0 && of->number > 0 && of->total <= TD_MAX_TAGS &&
	    names_others(rest)) {
		for (unsigned k = 1; k <= of->total; k++)
			if (k != of->number)
				g_array_append_val(numbers, k);
		notice->partly = true;
	}
	if (exception)
		leave_out(numbers, exception, of);
	for (unsigned i = 0; i < numbers->len; i++)
		td_notice_add(notice, of->message_id)->number =
		    g_array_index(numbers, unsigned, i);
	if (numbers->len > 0 || exception || g_str_has_prefix(rest, " the last ") ||
	    strstr(rest, "partially"))
		notice->partly = true;
}
