/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/tracked_hash.c - patchwork's hasher.py, line for line */
/* As in patch_id.c: the set-up of EVP costs more than a small diff. */
#define OPENSSL_SUPPRESS_DEPRECATED

#include <openssl/sha.h>
#include <string.h>

#include "base/oid.h"
#include "patch/tracked.h"
#include "patch/tracked_parse.h"

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
	const char *name = line.p + 4, *end = td_span_end(line), *rest;

	for (const char *p = name; p < end; p++) {
		if (g_ascii_isspace(*p))
			end = p;
	}
	rest = memchr(name, '/', (size_t)(end - name));
	rest = rest != NULL ? rest + 1 : end;
	SHA1_Update(sum, line.p[0] == '-' ? "--- a/" : "+++ b/", 6);
	SHA1_Update(sum, rest, (size_t)(end - rest));
	SHA1_Update(sum, "\n", 1);
}

/* Whether it is hashed as it is. */
static bool
is_of_hunk(td_span line)
{
	return line.n > 0 && (line.p[0] == '-' || line.p[0] == '+' || line.p[0] == ' ') &&
	       !is_name_line(line);
}

/* Counts of lines, which printf would take ten times as long for. */
static void
hash_number(SHA_CTX *sum, long number)
{
	char digits[24];
	char *p = digits + sizeof digits;

	do
		*--p = (char)('0' + number % 10);
	while ((number /= 10) > 0);
	SHA1_Update(sum, p, (size_t)(digits + sizeof digits - p));
}

static void
hash_header(SHA_CTX *sum, td_span line)
{
	long before, after;

	if (is_name_line(line)) {
		hash_name(sum, line);
	} else if (td_tracked_read_hunk(line, &before, &after)) {
		SHA1_Update(sum, "@@ -", 4);
		hash_number(sum, before);
		SHA1_Update(sum, " +", 2);
		hash_number(sum, after);
		SHA1_Update(sum, " @@\n", 4);
	}
}

static void
hash_run(SHA_CTX *sum, td_span run)
{
	if (run.n == 0)
		return;
	SHA1_Update(sum, run.p, run.n);
	SHA1_Update(sum, "\n", 1);
}

/* Lines of a hunk that lie together go all at once. */
static void
hash_lines(SHA_CTX *sum, td_span text)
{
	td_span run = { text.p, 0 };
	td_span line;

	while (td_span_next_line(&text, &line)) {
		if (is_of_hunk(line)) {
			run = td_span_between(
			    run.n > 0 ? run.p : line.p, td_span_end(line));
		} else {
			hash_run(sum, run);
			run.n = 0;
			hash_header(sum, line);
		}
	}
	hash_run(sum, run);
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
strip(td_span span)
{
	while (span.n > 0 && g_ascii_isspace(span.p[0]))
		span = td_span_skip(span, 1);
	return td_span_trim_end(span);
}

/* Most diffs have no CR, and are read where they are. */
void
td_tracked_sum_text(const char *diff, unsigned char *digest)
{
	g_autofree char *clean =
	    strchr(diff, '\r') != NULL ? without_carriage_returns(diff) : NULL;
	SHA_CTX sum;

	SHA1_Init(&sum);
	hash_lines(&sum, strip(td_span_of(clean != NULL ? clean : diff)));
	SHA1_Final(digest, &sum);
}

static bool
has_carriage_return(const td_pieces *diff)
{
	for (unsigned i = 0; i < diff->len; i++)
		if (td_span_find_byte(g_array_index(diff, td_span, i), '\r') >= 0)
			return true;
	return false;
}

/* The same of what is not in one piece. It begins with a header; blanks at its end may be
 * whole pieces. */
void
td_tracked_sum_pieces(td_pieces *diff, unsigned char *digest)
{
	g_autoptr(GString) whole = NULL;
	SHA_CTX sum;

	if (has_carriage_return(diff)) {
		whole = g_string_new(NULL);
		td_pieces_join(whole, diff);
		td_tracked_sum_text(whole->str, digest);
		return;
	}
	while (diff->len > 0) {
		td_span *last = &g_array_index(diff, td_span, diff->len - 1);

		*last = td_span_trim_end(*last);
		if (last->n > 0)
			break;
		g_array_set_size(diff, diff->len - 1);
	}
	SHA1_Init(&sum);
	for (unsigned i = 0; i < diff->len; i++)
		hash_lines(&sum, g_array_index(diff, td_span, i));
	SHA1_Final(digest, &sum);
}

char *
td_tracked_write_hash(const unsigned char sum[TD_TRACKED_SUM])
{
	char *hash = g_malloc(TD_OID_HEX);
	td_oid oid;

	memcpy(oid.id, sum, TD_TRACKED_SUM);
	td_oid_to_hex(&oid, hash);
	return hash;
}

bool
td_tracked_read_hash(const char *hash, unsigned char sum[TD_TRACKED_SUM])
{
	td_oid oid;

	if (strlen(hash) != TD_OID_HEX - 1 || !td_oid_parse(td_span_of(hash), &oid))
		return false;
	memcpy(sum, oid.id, TD_TRACKED_SUM);
	return true;
}
