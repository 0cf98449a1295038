/* SPDX-License-Identifier: GPL-2.0-or-later */
/* diff/patch_id.c - the name of a change, whatever blanks and line numbers it was sent
 * with */
/* OpenSSL 3 would have all hashing go through EVP, whose set-up costs more than hashing a
 * small diff; the plain SHA-1 calls use the same processor instructions. */
#define OPENSSL_SUPPRESS_DEPRECATED

#include "diff/diff.h"

#include <openssl/sha.h>
#include <stdint.h>

#include "base/oid.h"
#include "diff/strip.h"

#define STRIPPED_BYTES 8192

enum { HEX = 40 };

/* What is between two ids in git's stream: a sum over the hashes of the files. */
typedef struct state {
	SHA_CTX sha;
	td_oid sum;
	const char *pending; /* lines to hash that follow each other in the text */
	const char *pending_end;
	bool started;
	bool binary;
	int before, after; /* lines still due in the hunk; both -1 in a file's header */
	td_span old_blob, new_blob;
} state;

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
starts_with_id(td_span text)
{
	if (text.n < HEX)
		return false;
	for (size_t i = 0; i < HEX; i++) {
		if (!g_ascii_isxdigit(text.p[i]))
			return false;
	}
	return true;
}

/* Blanks do not count, so lines that stand together are stripped and hashed as one. */
static void
hash_pending(state *s)
{
	unsigned char stripped[STRIPPED_BYTES + TD_STRIP_SLACK];
	const char *p = s->pending;

	while (p < s->pending_end) {
		size_t n = MIN((size_t)(s->pending_end - p), (size_t)STRIPPED_BYTES);

		SHA1_Update(&s->sha, stripped,
		    td_strip_blanks(stripped, (const unsigned char *)p, n));
		p += n;
	}
	s->pending = s->pending_end = NULL;
}

static void
add_line(state *s, td_span line)
{
	if (s->pending_end != line.p) {
		hash_pending(s);
		s->pending = line.p;
	}
	s->pending_end = td_span_end(line);
}

/* One file is done: its hash is added to the sum as a little-endian number, so that the
 * order of files does not matter. */
static void
flush_file(state *s)
{
	unsigned char hash[20];
	unsigned carry = 0;

	hash_pending(s);
	SHA1_Final(hash, &s->sha);
	SHA1_Init(&s->sha);
	for (size_t i = 0; i < sizeof(hash); i++) {
		carry += (unsigned)s->sum.id[i] + hash[i];
		s->sum.id[i] = (unsigned char)carry;
		carry >>= 8;
	}
}

/* As atoi reads it: blanks, a sign, digits; too many digits give -1 (LONG_MAX cut to an
 * int). */
static int
count_at(td_span text)
{
	bool negative = false;
	uint64_t value = 0;

	while (text.n > 0 && g_ascii_isspace(*text.p))
		text = td_span_skip(text, 1);
	if (text.n > 0 && (*text.p == '-' || *text.p == '+')) {
		negative = *text.p == '-';
		text = td_span_skip(text, 1);
	}
	for (; text.n > 0 && is_digit(*text.p); text = td_span_skip(text, 1)) {
		value = value * 10 + (uint64_t)(*text.p - '0');
		if (value > INT64_MAX / 16)
			return negative ? 0 : -1;
	}
	return (int)(negative ? -(int64_t)value : (int64_t)value);
}

/* Reads "12,5" or "12" off the front: 5, or 1. False where the digits are missing. */
static bool
take_range(td_span *text, int *count)
{
	size_t n = 0;

	while (n < text->n && is_digit(text->p[n]))
		n++;
	if (n < text->n && text->p[n] == ',') {
		*text = td_span_skip(*text, n + 1);
		*count = count_at(*text);
		n = 0;
		while (n < text->n && is_digit(text->p[n]))
			n++;
	} else {
		*count = 1;
	}
	*text = td_span_skip(*text, n);
	return n > 0;
}

/* A half-read header leaves what was read, as git does. */
static void
read_hunk_header(state *s, td_span line)
{
	td_span rest = td_span_skip(line, strlen("@@ -"));

	if (!take_range(&rest, &s->before) || !td_span_has_prefix(rest, " +"))
		return;
	rest = td_span_skip(rest, 2);
	take_range(&rest, &s->after);
}

/* Blob names stand for the content of a binary file, which is not hashed. */
static void
read_index_line(state *s, td_span line)
{
	ptrdiff_t dots = td_span_find(line, "..");
	ptrdiff_t blank;
	size_t end;

	if (dots < 0)
		return;
	blank = td_span_find_byte(td_span_skip(line, (size_t)dots), ' ');
	end = blank >= 0 ? (size_t)(dots + blank) : line.n - 1;
	s->old_blob = td_span_between(line.p + strlen("index "), line.p + dots);
	s->new_blob = (td_span){ NULL, 0 };
	if (end > (size_t)dots + 2)
		s->new_blob = td_span_between(line.p + dots + 2, line.p + end);
	s->old_blob = td_span_head(s->old_blob, HEX);
	s->new_blob = td_span_head(s->new_blob, HEX);
}

static void
start(state *s)
{
	*s = (state){ .before = -1, .after = -1 };
	SHA1_Init(&s->sha);
}

enum verdict { GO_ON, STOP };

/* A line between "diff " and the first hunk. *taken: there is nothing more to do with it.
 */
static enum verdict
read_header_line(state *s, td_span line, bool *taken)
{
	*taken = true;
	if (td_span_has_prefix(line, "GIT binary patch") ||
	    td_span_has_prefix(line, "Binary files")) {
		s->binary = true;
		s->before = 0;
		hash_pending(s);
		if (s->old_blob.n > 0)
			SHA1_Update(&s->sha, s->old_blob.p, s->old_blob.n);
		if (s->new_blob.n > 0)
			SHA1_Update(&s->sha, s->new_blob.p, s->new_blob.n);
		flush_file(s);
		return GO_ON;
	}
	if (td_span_has_prefix(line, "index ")) {
		read_index_line(s, line);
		return GO_ON;
	}
	*taken = false;
	if (td_span_has_prefix(line, "--- "))
		s->before = s->after = 1;
	else if (!is_letter(line.p[0]))
		return STOP;
	return GO_ON;
}

static enum verdict
read_line(state *s, td_span line)
{
	bool taken;

	if (s->before == -1) {
		if (read_header_line(s, line, &taken) == STOP)
			return STOP;
		if (taken)
			return GO_ON;
	}
	if (s->binary) {
		if (td_span_has_prefix(line, "diff ")) {
			s->binary = false;
			s->before = -1;
		}
		return GO_ON;
	}
	if (s->before == 0 && s->after == 0) {
		if (td_span_has_prefix(line, "@@ -")) {
			read_hunk_header(s, line);
			return GO_ON;
		}
		if (!td_span_has_prefix(line, "diff "))
			return STOP;
		flush_file(s);
		s->before = s->after = -1;
	}
	if (line.p[0] == '-' || line.p[0] == ' ')
		s->before--;
	if (line.p[0] == '+' || line.p[0] == ' ')
		s->after--;
	add_line(s, line);
	return GO_ON;
}

/* "commit <id>", "From <id>" or a bare id ends a patch in git's stream. */
static bool
names_commit(td_span line)
{
	if (td_span_has_prefix(line, "commit "))
		line = td_span_skip(line, strlen("commit "));
	else if (td_span_has_prefix(line, "From "))
		line = td_span_skip(line, strlen("From "));
	return starts_with_id(line);
}

/* The next line with its LF. git reads lines as C strings, so they end at a NUL. */
static bool
take_line(td_span *rest, td_span *line, bool has_nul)
{
	const char *end;

	if (rest->n == 0)
		return false;
	end = td_find_lf(rest->p, rest->n);
	*line = end ? td_span_between(rest->p, end + 1) : *rest;
	*rest = td_span_skip(*rest, line->n);
	if (has_nul)
		line->n = strnlen(line->p, line->n);
	return true;
}

bool
td_patch_id(td_span text, char hex[41])
{
	bool has_nul = text.n > 0 && memchr(text.p, '\0', text.n);
	bool hashed = false;
	state s;
	td_span line;

	start(&s);
	while (take_line(&text, &line, has_nul)) {
		enum verdict said = GO_ON;
		char c = line.n > 0 ? line.p[0] : '\0';

		if (c == '\\' && line.n > 12 && line.p[1] == ' ')
			continue;
		if (c != ' ' && c != '+' && c != '-' && names_commit(line)) {
			said = STOP;
		} else if (hashed || td_span_has_prefix(line, "diff ")) {
			if (line.n == 0)
				line.p = "";
			hashed = true;
			said = read_line(&s, line);
		}
		if (said == STOP && hashed)
			break;
		if (said == STOP)
			start(&s);
	}
	if (!hashed)
		return false;
	flush_file(&s);
	td_oid_to_hex(&s.sum, hex);
	return true;
}
