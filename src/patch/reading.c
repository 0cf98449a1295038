/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/reading.c - a mail's lines by what they are to a reader */
#include "patch/reading.h"

#include <string.h>

#define SHORT_LINE 6 /* a shorter one ("}", "return") says nothing about its place */

typedef enum state {
	IN_WORDS,
	IN_HEADER, /* between "diff --git" and the first hunk */
	IN_BINARY, /* base85 follows */
	IN_HUNK,
	AFTER_HUNK, /* all lines that it promised came */
	IN_SIGNATURE,
} state;

typedef struct reading {
	td_span rest; /* after the current line */
	state state;
	unsigned hunk;
	unsigned old_left, new_left;
} reading;

/* "1,2": how many lines; 1 where it is not said. */
static bool
take_extent(td_span *rest, unsigned *lines)
{
	uint64_t numbers[2] = { 0, 1 };

	for (int i = 0; i < 2; i++) {
		size_t digits = 0;

		numbers[i] = 0;
		while (digits < rest->n && g_ascii_isdigit(rest->p[digits])) {
			numbers[i] = numbers[i] * 10 + (uint64_t)(rest->p[digits] - '0');
			if (++digits > 9)
				return false;
		}
		if (digits == 0)
			return false;
		*rest = td_span_skip(*rest, digits);
		if (i == 0 && (rest->n == 0 || rest->p[0] != ',')) {
			numbers[1] = 1;
			break;
		}
		if (i == 0)
			*rest = td_span_skip(*rest, 1);
	}
	*lines = (unsigned)numbers[1];
	return true;
}

static bool
read_hunk_header(td_span line, unsigned *old_lines, unsigned *new_lines)
{
	if (!td_span_has_prefix(line, "@@ -"))
		return false;
	line = td_span_skip(line, 4);
	if (!take_extent(&line, old_lines) || !td_span_has_prefix(line, " +"))
		return false;
	line = td_span_skip(line, 2);
	return take_extent(&line, new_lines) && td_span_has_prefix(line, " @@");
}

/* "--- a/f" above "+++ b/f" opens a diff without a "diff" line. */
static bool
opens_plain_diff(const reading *r, td_span line)
{
	return td_span_has_prefix(line, "--- ") && td_span_has_prefix(r->rest, "+++ ");
}

static bool
is_header(td_span line)
{
	static const char *const words[] = { "index ", "new file mode ",
		"deleted file mode ", "old mode ", "new mode ", "similarity index ",
		"dissimilarity index ", "rename from ", "rename to ", "copy from ",
		"copy to ", "--- ", "+++ ", "Binary files " };

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		if (td_span_has_prefix(line, words[i]))
			return true;
	return false;
}

static td_line_role
read_outside(reading *r, td_span line)
{
	if (r->state == IN_SIGNATURE)
		return TD_ROLE_SIGNATURE;
	if (td_span_has_prefix(line, "diff --git ") || opens_plain_diff(r, line)) {
		r->state = IN_HEADER;
		return TD_ROLE_FILE;
	}
	if (td_span_is(line, "-- ") ||
	    (r->state == AFTER_HUNK && td_span_is(line, "--"))) {
		r->state = IN_SIGNATURE;
		return TD_ROLE_SIGNATURE;
	}
	r->state = IN_WORDS;
	return line.n > 0 && line.p[0] == '>' ? TD_ROLE_QUOTE : TD_ROLE_WORDS;
}

static td_line_role
read_hunk_line(reading *r, td_span line)
{
	char sign = line.n > 0 ? line.p[0] : ' ';

	if (sign == '\\')
		return TD_ROLE_META;
	if (sign != ' ' && sign != '+' && sign != '-' && sign != '\t')
		return read_outside(r, line);
	if (sign != '+' && r->old_left > 0)
		r->old_left--;
	if (sign != '-' && r->new_left > 0)
		r->new_left--;
	if (r->old_left == 0 && r->new_left == 0)
		r->state = AFTER_HUNK;
	if (sign == '+')
		return TD_ROLE_ADDED;
	return sign == '-' ? TD_ROLE_REMOVED : TD_ROLE_CONTEXT;
}

static td_line_role
read_line(reading *r, td_span line)
{
	bool in_diff = r->state != IN_WORDS && r->state != IN_SIGNATURE;
	unsigned old_lines, new_lines;

	/* The head of the next one ends a hunk, whatever it promised. */
	if (in_diff && read_hunk_header(line, &old_lines, &new_lines)) {
		r->state = old_lines + new_lines > 0 ? IN_HUNK : AFTER_HUNK;
		r->old_left = old_lines;
		r->new_left = new_lines;
		r->hunk++;
		return TD_ROLE_HUNK;
	}
	if (r->state == IN_HUNK)
		return read_hunk_line(r, line);
	if (r->state == IN_BINARY && line.n > 0 && !td_span_has_prefix(line, "diff ") &&
	    !td_span_is(line, "-- "))
		return TD_ROLE_META;
	if (in_diff && td_span_has_prefix(line, "GIT binary patch")) {
		r->state = IN_BINARY;
		return TD_ROLE_META;
	}
	if (r->state == IN_BINARY && line.n == 0)
		return TD_ROLE_META;
	if (r->state == IN_HEADER && is_header(line))
		return TD_ROLE_META;
	if (r->state == AFTER_HUNK && line.n > 0 && line.p[0] == '\\')
		return TD_ROLE_META;
	return read_outside(r, line);
}

static unsigned
count_lines(td_span text)
{
	size_t n = text.n > 0 && text.p[text.n - 1] != '\n';

	/* In a byte, sixteen of them side by side, as long as one has room. */
	while (text.n > 0) {
		td_span some = td_span_head(text, 255 * 16);
		unsigned char counts[16] = { 0 };
		size_t i = 0;

		for (; i + 16 <= some.n; i += 16)
			for (size_t k = 0; k < 16; k++)
				counts[k] =
				    (unsigned char)(counts[k] + (some.p[i + k] == '\n'));
		for (size_t k = 0; k < 16; k++)
			n += counts[k];
		for (; i < some.n; i++)
			n += some.p[i] == '\n';
		text = td_span_skip(text, some.n);
	}
	return (unsigned)n;
}

GArray *
td_read_lines(td_span text)
{
	GArray *lines = g_array_new(FALSE, FALSE, sizeof(td_read_line));
	reading r = { .rest = text };
	td_read_line *read;
	td_span line;

	/* Counting them is a small part of what appending each would be. */
	g_array_set_size(lines, count_lines(text));
	read = (td_read_line *)(void *)lines->data;
	for (; td_span_next_line(&r.rest, &line); read++) {
		*read = (td_read_line){ .text = line };
		if (line.n > 0 && line.p[line.n - 1] == '\r')
			read->text.n--;
		read->role = read_line(&r, read->text);
		if (read->role >= TD_ROLE_HUNK)
			read->hunk = r.hunk;
	}
	return lines;
}

td_span
td_read_file_name(td_span line)
{
	ptrdiff_t at;

	if (td_span_has_prefix(line, "--- ")) {
		line = td_span_skip(line, 4);
		at = td_span_find_byte(line, '\t');
		if (at >= 0)
			line = td_span_head(line, (size_t)at);
		return td_span_has_prefix(line, "a/") ? td_span_skip(line, 2) : line;
	}
	/* Both names are the same but for renames, so the last " b/" begins the second.
	 */
	for (size_t i = line.n; i-- > 3;) {
		if (memcmp(line.p + i - 3, " b/", 3) == 0)
			return td_span_skip(line, i);
	}
	return (td_span){ "", 0 };
}

td_span
td_read_unquote(td_span line, unsigned *depth)
{
	*depth = 0;
	while (line.n > 0 && line.p[0] == '>') {
		(*depth)++;
		line = td_span_skip(line, 1);
		/* One blank is the mailer's; those of a diff's own lines stay. */
		if (line.n > 0 && line.p[0] == ' ')
			line = td_span_skip(line, 1);
	}
	return line;
}

/* A line of a hunk, by its hash. */
typedef struct known_line {
	uint64_t key;  /* 0: nobody's place */
	unsigned hunk; /* 0: it stands in several */
} known_line;

/* Two texts of one hash would lead to a hunk nearby at worst. Who sends lines that are
 * sought in the same place wins nothing: there are MAX_STEPS of them. */
struct td_hunks {
	known_line *lines;
	unsigned shift; /* of a key: what is left says where to begin */
};

#define MAX_STEPS 32u

/* At most eight bytes at p. */
static uint64_t
mix(uint64_t hash, const char *p, size_t n)
{
	uint64_t word = 0;

	if (n > 0)
		memcpy(&word, p, n);
	hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
	return hash ^ hash >> 29;
}

static uint64_t
key_of(td_span line)
{
	uint64_t hash = UINT64_C(14695981039346656037) ^ line.n;
	size_t i = 0;

	for (; i + 8 <= line.n; i += 8)
		hash = mix(hash, line.p + i, 8);
	return mix(hash, line.p + i, line.n - i) | 1;
}

static bool
is_telling(td_span line)
{
	return td_span_trim(line).n >= SHORT_LINE;
}

/* Where that line is, or would be; NULL where there are too many others. */
static known_line *
place_of(const td_hunks *hunks, uint64_t key)
{
	/* The high bits of a product are well mixed. */
	uint64_t at = (key * UINT64_C(0x9e3779b97f4a7c15)) >> hunks->shift;

	for (unsigned i = 0; i < MAX_STEPS; i++) {
		known_line *line = &hunks->lines[at + i];

		if (line->key == key || line->key == 0)
			return line;
	}
	return NULL;
}

/* With room for n lines, half of it empty. */
static td_hunks *
new_hunks(unsigned n)
{
	td_hunks *hunks = g_new0(td_hunks, 1);
	unsigned bits = 4;

	while (bits < 31 && n > 1u << (bits - 1))
		bits++;
	hunks->shift = 64 - bits;
	hunks->lines = g_new0(known_line, ((size_t)1 << bits) + MAX_STEPS);
	return hunks;
}

td_hunks *
td_hunks_new(const GArray *lines)
{
	td_hunks *hunks = NULL;

	for (unsigned i = 0; i < lines->len; i++) {
		const td_read_line *line = &g_array_index(lines, td_read_line, i);
		known_line *known;
		uint64_t key;

		if (line->hunk == 0 || !is_telling(line->text))
			continue;
		if (!hunks)
			hunks = new_hunks(lines->len - i);
		key = key_of(line->text);
		known = place_of(hunks, key);
		if (!known)
			continue;
		if (known->key == 0)
			*known = (known_line){ key, line->hunk };
		else if (known->hunk != line->hunk)
			known->hunk = 0;
	}
	return hunks;
}

void
td_hunks_free(td_hunks *hunks)
{
	if (!hunks)
		return;
	g_free(hunks->lines);
	g_free(hunks);
}

/* The hunk that has that line and no other one has; 0 for none. */
static unsigned
find_hunk(const td_hunks *hunks, td_span line)
{
	const known_line *known = place_of(hunks, key_of(line));

	return known && known->key != 0 ? known->hunk : 0;
}

GArray *
td_hunks_find(const td_hunks *hunks, const GArray *lines)
{
	GArray *answers = g_array_new(FALSE, FALSE, sizeof(td_hunk_answer));
	unsigned hunk = 0;   /* the one quoted last */
	bool quoted = false; /* since its own words */

	for (unsigned i = 0; i < lines->len; i++) {
		const td_read_line *line = &g_array_index(lines, td_read_line, i);
		unsigned depth;

		if (line->role == TD_ROLE_QUOTE) {
			td_span text = td_read_unquote(line->text, &depth);
			unsigned found = find_hunk(hunks, text);

			if (found != 0)
				hunk = found;
			quoted = true;
		} else if (line->role == TD_ROLE_WORDS &&
			   td_span_trim(line->text).n > 0) {
			td_hunk_answer answer = { hunk, i };

			if (quoted && hunk != 0)
				g_array_append_val(answers, answer);
			quoted = false;
		}
	}
	return answers;
}
