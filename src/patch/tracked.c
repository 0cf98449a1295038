/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/tracked.c - patchwork's parser.py and hasher.py, line for line */
/* As in patch_id.c: the set-up of EVP costs more than a small diff. */
#define OPENSSL_SUPPRESS_DEPRECATED

#include "patch/tracked.h"

#include <openssl/sha.h>
#include <string.h>

#include "base/span.h"
#include "message/charset.h"

static const char no_newline[] = "\\ No newline at end of file";

/* What parse_patch expects next. */
typedef enum place {
	IN_TEXT,
	AFTER_HEADER,   /* diff, Index: */
	AFTER_OLD_NAME, /* --- */
	AFTER_NEW_NAME, /* +++, or the end of a hunk */
	IN_HUNK,
	IN_EXTENDED, /* rename from and the like */
	IN_BINARY,
} place;

typedef struct splitting {
	GString *content; /* NULL: nobody wants it */
	GString *diff;
	GString *held; /* of a header that may be none */
	place where;
	long before, after; /* lines still due in the hunk */
	unsigned hunks;
} splitting;

static bool
is_extended(td_span line)
{
	static const char *const heads[] = {
		"old mode ",
		"new mode ",
		"deleted file mode ",
		"new file mode ",
		"copy from ",
		"copy to ",
		"rename from ",
		"rename to ",
		"similarity index ",
		"dissimilarity index ",
		"index ",
	};

	for (size_t i = 0; i < G_N_ELEMENTS(heads); i++) {
		if (td_span_has_prefix(line, heads[i]))
			return true;
	}
	return false;
}

static void
append_line(GString *out, td_span line)
{
	if (out == NULL)
		return;
	g_string_append_len(out, line.p, (gssize)line.n);
	g_string_append_c(out, '\n');
}

static void
hold(splitting *s, td_span line, place next)
{
	append_line(s->held, line);
	s->where = next;
}

/* What was held, and the line, belong to it. */
static void
settle(splitting *s, GString *out, td_span line, place next)
{
	if (out != NULL)
		g_string_append_len(out, s->held->str, (gssize)s->held->len);
	g_string_truncate(s->held, 0);
	append_line(out, line);
	s->where = next;
}

/* "12" or "12,3": the count, 1 where none is said. False where there are no digits. */
static bool
read_count(const char **at, const char *end, long *count)
{
	const char *p = *at;
	guint64 number = 1;

	if (p == end || !g_ascii_isdigit(*p))
		return false;
	while (p < end && g_ascii_isdigit(*p))
		p++;
	if (p + 1 < end && *p == ',' && g_ascii_isdigit(p[1])) {
		number = 0;
		for (p++; p < end && g_ascii_isdigit(*p); p++)
			number = MIN(number * 10 + (guint64)(*p - '0'), 1u << 30);
	}
	*at = p;
	*count = (long)number;
	return true;
}

/* "@@ -1,3 +1,4 @@" */
static bool
read_hunk(td_span line, long *before, long *after)
{
	const char *at = line.p + 4, *end = line.p + line.n;

	if (!td_span_has_prefix(line, "@@ -") || !read_count(&at, end, before) ||
	    end - at < 2 || at[0] != ' ' || at[1] != '+')
		return false;
	at += 2;
	return read_count(&at, end, after) && end - at >= 3 && memcmp(at, " @@", 3) == 0;
}

static void
take_after_new_name(splitting *s, td_span line)
{
	if (read_hunk(line, &s->before, &s->after)) {
		settle(s, s->diff, line, IN_HUNK);
	} else if (td_span_has_prefix(line, "--- ")) {
		settle(s, s->diff, line, AFTER_OLD_NAME);
	} else if (s->hunks > 0 && td_span_has_prefix(line, no_newline)) {
		append_line(s->diff, line);
	} else if (s->hunks > 0) {
		hold(s, line, AFTER_HEADER);
	} else {
		settle(s, s->content, line, IN_TEXT);
	}
}

static void
take_in_hunk(splitting *s, td_span line)
{
	if (td_span_has_prefix(line, "-")) {
		s->before--;
	} else if (td_span_has_prefix(line, "+")) {
		s->after--;
	} else if (!td_span_has_prefix(line, no_newline)) {
		s->before--;
		s->after--;
	}
	append_line(s->diff, line);
	if (s->before <= 0 && s->after <= 0) {
		s->where = AFTER_NEW_NAME;
		s->hunks++;
	}
}

static void
take_extended(splitting *s, td_span line)
{
	if (is_extended(line))
		settle(s, s->diff, line, IN_EXTENDED);
	else if (td_span_has_prefix(line, "--- "))
		settle(s, s->diff, line, AFTER_OLD_NAME);
	else if (td_span_has_prefix(line, "GIT binary patch"))
		settle(s, s->diff, line, IN_BINARY);
	else
		hold(s, line, AFTER_HEADER);
}

static void
take_text(splitting *s, td_span line)
{
	if (td_span_has_prefix(line, "diff ") || td_span_has_prefix(line, "Index: "))
		hold(s, line, AFTER_HEADER);
	else if (td_span_has_prefix(line, "--- "))
		hold(s, line, AFTER_OLD_NAME);
	else
		append_line(s->content, line);
}

static void
take_line(splitting *s, td_span line)
{
	switch (s->where) {
	case IN_TEXT:
		take_text(s, line);
		break;
	case AFTER_HEADER:
		hold(s, line, AFTER_HEADER);
		if (td_span_has_prefix(line, "--- "))
			s->where = AFTER_OLD_NAME;
		if (is_extended(line))
			s->where = IN_EXTENDED;
		break;
	case AFTER_OLD_NAME:
		if (td_span_has_prefix(line, "+++ "))
			hold(s, line, AFTER_NEW_NAME);
		else if (s->hunks > 0)
			hold(s, line, AFTER_HEADER);
		else
			settle(s, s->content, line, IN_TEXT);
		break;
	case AFTER_NEW_NAME:
		take_after_new_name(s, line);
		break;
	case IN_HUNK:
		take_in_hunk(s, line);
		break;
	case IN_EXTENDED:
		take_extended(s, line);
		break;
	case IN_BINARY:
		if (td_span_has_prefix(line, "diff"))
			hold(s, line, IN_TEXT);
		else
			settle(s, s->diff, line, IN_BINARY);
		break;
	}
}

/* Python's split: what is after the last line end is a line too, be it empty. */
static void
take_lines(splitting *s, const char *text)
{
	const char *at = text, *lf;

	for (; (lf = strchr(at, '\n')) != NULL; at = lf + 1)
		take_line(s, td_span_between(at, lf));
	take_line(s, td_span_of(at));
}

void
td_tracked_split(const char *text, char **content, char **diff)
{
	splitting s = { .content = g_string_new(NULL),
		.diff = g_string_new(NULL),
		.held = g_string_new(NULL) };

	take_lines(&s, text);
	g_string_append_len(s.content, s.held->str, (gssize)s.held->len);
	g_string_free(s.held, TRUE);
	*content = g_string_free(s.content, FALSE);
	*diff = g_string_free(s.diff, s.diff->len == 0);
}

static char *
decode(const td_text *text, td_converters *converters)
{
	GString *out = g_string_sized_new(text->bytes.n + 1);
	unsigned defects = 0;

	td_append_utf8(out, text->bytes, text->charset, converters, &defects);
	return g_string_free(out, FALSE);
}

/* Below "-- " is a signature, below a line of underscores a list's footer. */
static char *
clean(const char *content)
{
	const char *at = content, *lf;
	char *cleaned;

	while ((lf = strchr(at, '\n')) != NULL) {
		size_t bars = strspn(at, "_");

		if (strncmp(at, "-- \n", 4) == 0 || (bars > 0 && at + bars == lf))
			break;
		at = lf + 1;
	}
	if (lf == NULL)
		at = content + strlen(content);
	cleaned = g_strndup(content, (size_t)(at - content));
	return g_strstrip(cleaned);
}

static void
add_content(GString *content, char *text)
{
	g_string_append(content, g_strstrip(text));
	g_string_append_c(content, '\n');
}

static bool
is_plain(const td_text *text)
{
	return text->type[0] == '\0' || strcmp(text->type, "text/plain") == 0;
}

static bool
is_attached(const td_text *text)
{
	return strcmp(text->type, "text/x-patch") == 0 ||
	       strcmp(text->type, "text/x-diff") == 0;
}

td_tracked *
td_tracked_read(const td_message *message, bool answer)
{
	unsigned defects = 0;
	g_autoptr(td_body) body = td_body_read(message, &defects);
	g_autoptr(GString) content = g_string_new(NULL);
	g_auto(td_converters) converters = { 0 };
	td_tracked *tracked = g_new0(td_tracked, 1);

	for (unsigned i = 0; i < td_body_count(body); i++) {
		const td_text *text = td_body_get(body, i);
		bool attached = is_attached(text);
		g_autofree char *decoded = NULL, *rest = NULL;

		if (!is_plain(text) && !(attached && !answer))
			continue;
		decoded = decode(text, &converters);
		if (attached) {
			g_free(tracked->diff);
			tracked->diff = g_steal_pointer(&decoded);
		} else if (answer || tracked->diff != NULL) {
			add_content(content, decoded);
		} else {
			td_tracked_split(decoded, &rest, &tracked->diff);
			add_content(content, rest);
		}
	}
	tracked->content = clean(content->str);
	return tracked;
}

void
td_tracked_free(td_tracked *tracked)
{
	if (tracked == NULL)
		return;
	g_free(tracked->content);
	g_free(tracked->diff);
	g_free(tracked);
}

static bool
is_name_line(td_span line)
{
	return (td_span_has_prefix(line, "--- ") || td_span_has_prefix(line, "+++ ")) &&
	       line.n > 4 && !g_ascii_isspace(line.p[4]);
}

/* The first folder of the name becomes a or b. */
static void
hash_name(SHA_CTX *sum, td_span line)
{
	const char *name = line.p + 4, *end = line.p + line.n, *rest;
	g_autofree char *text = NULL;

	for (const char *p = name; p < end; p++) {
		if (g_ascii_isspace(*p))
			end = p;
	}
	rest = memchr(name, '/', (size_t)(end - name));
	rest = rest != NULL ? rest + 1 : end;
	text = g_strdup_printf("%.3s %c/%.*s\n", line.p, line.p[0] == '-' ? 'a' : 'b',
	    (int)MIN(end - rest, G_MAXINT), rest);
	SHA1_Update(sum, text, strlen(text));
}

static void
hash_line(SHA_CTX *sum, td_span line)
{
	long before, after;

	if (line.n == 0)
		return;
	if (is_name_line(line)) {
		hash_name(sum, line);
	} else if (read_hunk(line, &before, &after)) {
		char text[64];

		g_snprintf(text, sizeof text, "@@ -%ld +%ld @@\n", before, after);
		SHA1_Update(sum, text, strlen(text));
	} else if (line.p[0] == '-' || line.p[0] == '+' || line.p[0] == ' ') {
		SHA1_Update(sum, line.p, line.n);
		SHA1_Update(sum, "\n", 1);
	}
}

static char *
without_carriage_returns(const char *text)
{
	char *copy = g_strdup(text), *to = copy;

	for (const char *p = text; *p != '\0'; p++) {
		if (*p != '\r')
			*to++ = *p;
	}
	*to = '\0';
	return copy;
}

/* As g_strstrip does it, which Python's strip is where it meets ASCII. */
static td_span
strip(const char *text)
{
	td_span span = td_span_of(text);

	while (span.n > 0 && g_ascii_isspace(span.p[0]))
		span = td_span_skip(span, 1);
	while (span.n > 0 && g_ascii_isspace(span.p[span.n - 1]))
		span.n--;
	return span;
}

/* Most diffs have no CR, and are read where they are. */
static void
sum_diff(const char *diff, unsigned char digest[TD_TRACKED_SUM])
{
	g_autofree char *clean =
	    strchr(diff, '\r') != NULL ? without_carriage_returns(diff) : NULL;
	td_span rest = strip(clean != NULL ? clean : diff);
	SHA_CTX sum;

	SHA1_Init(&sum);
	while (rest.n > 0) {
		ptrdiff_t lf = td_span_find_byte(rest, '\n');
		size_t n = lf >= 0 ? (size_t)lf : rest.n;

		hash_line(&sum, td_span_head(rest, n));
		rest = td_span_skip(rest, MIN(n + 1, rest.n));
	}
	SHA1_Final(digest, &sum);
}

char *
td_tracked_write_hash(const unsigned char sum[TD_TRACKED_SUM])
{
	static const char digits[] = "0123456789abcdef";
	char *hash = g_malloc(2 * TD_TRACKED_SUM + 1);

	for (size_t i = 0; i < TD_TRACKED_SUM; i++) {
		hash[2 * i] = digits[sum[i] >> 4];
		hash[2 * i + 1] = digits[sum[i] & 15];
	}
	hash[2 * TD_TRACKED_SUM] = '\0';
	return hash;
}

char *
td_tracked_hash(const char *diff)
{
	unsigned char sum[TD_TRACKED_SUM];

	sum_diff(diff, sum);
	return td_tracked_write_hash(sum);
}

bool
td_tracked_sum(const td_body *body, unsigned char sum[TD_TRACKED_SUM])
{
	g_auto(td_converters) converters = { 0 };
	g_autofree char *attached = NULL;
	splitting s = { .diff = g_string_new(NULL), .held = g_string_new(NULL) };
	bool found;

	/* As td_tracked_read: an attached diff goes before, and is whole. */
	for (unsigned i = 0; i < td_body_count(body); i++) {
		const td_text *text = td_body_get(body, i);
		g_autofree char *decoded = NULL;

		if (is_attached(text)) {
			g_free(attached);
			attached = decode(text, &converters);
		} else if (is_plain(text) && attached == NULL && s.diff->len == 0) {
			decoded = decode(text, &converters);
			s.where = IN_TEXT;
			s.hunks = 0;
			g_string_truncate(s.held, 0);
			take_lines(&s, decoded);
		}
	}
	found = attached != NULL || s.diff->len > 0;
	if (found)
		sum_diff(attached != NULL ? attached : s.diff->str, sum);
	g_string_free(s.diff, TRUE);
	g_string_free(s.held, TRUE);
	return found;
}

bool
td_tracked_read_hash(const char *hash, unsigned char sum[TD_TRACKED_SUM])
{
	if (strlen(hash) != 2 * (size_t)TD_TRACKED_SUM)
		return false;
	for (size_t i = 0; i < TD_TRACKED_SUM; i++) {
		int high = g_ascii_xdigit_value(hash[2 * i]);
		int low = g_ascii_xdigit_value(hash[2 * i + 1]);

		if (high < 0 || low < 0)
			return false;
		sum[i] = (unsigned char)(high << 4 | low);
	}
	return true;
}
