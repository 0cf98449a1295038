/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/rules.c - classes of mail, by globs over what a mail says of itself */
#include "patch/rules.h"

#include <string.h>

#include "base/error.h"
#include "patch/author.h"
#include "patch/glob.h"

#define MAX_LINES 40         /* of the text that body rules see */
#define MAX_VALUE_BYTES 1000 /* of a value that a pattern sees */
#define MAX_PATTERN_BYTES 1000
#define DIGEST_OF "classes 2" /* another one when rules come to mean something else */
#define MAX_CLASSES 64        /* bits of search.excluded */

typedef enum field {
	FIELD_FROM,
	FIELD_SUBJECT,
	FIELD_TAG,
	FIELD_MESSAGE_ID,
	FIELD_LIST_ID,
	FIELD_HEADER,
	FIELD_BODY,
	FIELD_PATH,
	FIELD_NOT_LIST_ID,
	FIELD_ONLY,
	FIELD_COUNT,
} field;

static const char *const field_names[FIELD_COUNT] = { "from", "subject", "tag",
	"message-id", "list-id", "header", "body", "path", "not-list-id", "only" };

typedef struct rule {
	unsigned class;
	char *pattern; /* in lower case */
	char *header;  /* a header rule's field name */
	size_t header_n;
	unsigned header_bit; /* td_field_bit */
} rule;

struct td_rules {
	GPtrArray *names;        /* of char *, then NULL */
	GArray *by[FIELD_COUNT]; /* of rule */
	/* By a value's first letter, in lower case: a bit for each second one, modulo 64,
	 * with which it may match. */
	uint64_t starts[FIELD_COUNT][256];
	uint64_t header_lengths[256]; /* of header rules' names, a bit each, modulo 64 */
};

/* The answer for one mail so far. */
typedef struct search {
	const td_rules *rules;
	unsigned best;     /* the first class that has it */
	uint64_t excluded; /* classes that are not for its list, a bit each */
} search;

static void
clear_rule(void *data)
{
	rule *r = data;

	g_free(r->pattern);
	g_free(r->header);
}

td_rules *
td_rules_new(void)
{
	td_rules *rules = g_new0(td_rules, 1);

	rules->names = g_ptr_array_new_with_free_func(g_free);
	g_ptr_array_add(rules->names, g_strdup("human"));
	g_ptr_array_add(rules->names, NULL);
	for (unsigned i = 0; i < FIELD_COUNT; i++) {
		rules->by[i] = g_array_new(FALSE, FALSE, sizeof(rule));
		g_array_set_clear_func(rules->by[i], clear_rule);
	}
	return rules;
}

void
td_rules_free(td_rules *rules)
{
	if (!rules)
		return;
	g_ptr_array_unref(rules->names);
	for (unsigned i = 0; i < FIELD_COUNT; i++)
		g_array_unref(rules->by[i]);
	g_free(rules);
}

static int
class_of(td_rules *rules, const char *name)
{
	unsigned n = rules->names->len - 1;

	for (unsigned i = 0; i < n; i++) {
		if (strcmp(g_ptr_array_index(rules->names, i), name) == 0)
			return (int)i;
	}
	if (n >= MAX_CLASSES)
		return -1;
	g_ptr_array_index(rules->names, n) = g_strdup(name);
	g_ptr_array_add(rules->names, NULL);
	return (int)n;
}

static bool
is_any(char c)
{
	return c == '*' || c == '?';
}

/* The end of a text counts as a NUL. */
static uint64_t
bit_of(char second)
{
	return UINT64_C(1) << ((unsigned char)second % 64);
}

static void
allow_start(uint64_t *starts, const char *pattern)
{
	uint64_t seconds =
	    *pattern == '*' || is_any(pattern[1]) ? UINT64_MAX : bit_of(pattern[1]);

	for (unsigned first = 0; first < 256; first++)
		if (is_any(*pattern) || first == (unsigned char)*pattern)
			starts[first] |= seconds;
}

static void
allow_header(td_rules *rules, const rule *r)
{
	rules->header_lengths[(unsigned char)*r->header] |= UINT64_C(1)
							    << r->header_n % 64;
}

static bool
fail(GError **error, const char *format, const char *text)
{
	g_autofree char *message = g_strdup_printf("class rule: %s \"%s\"", format, text);

	g_set_error_literal(error, TD_ERROR, TD_ERROR_USAGE, message);
	return false;
}

bool
td_rules_add(td_rules *rules, const char *class_name, const char *field_name,
    const char *pattern, GError **error)
{
	const char *glob = pattern;
	unsigned which = 0;
	rule r = { 0 };
	int class;

	while (which < FIELD_COUNT &&
	       g_ascii_strcasecmp(field_names[which], field_name) != 0)
		which++;
	if (which == FIELD_COUNT)
		return fail(error, "no such field", field_name);
	if (class_name[0] == '\0')
		return fail(error, "no name of a class with", field_name);
	if (which == FIELD_HEADER) {
		const char *colon = strchr(pattern, ':');

		if (!colon || colon == pattern)
			return fail(
			    error, "a header rule is \"Name: glob\", not", pattern);
		glob = colon + 1 + strspn(colon + 1, " \t");
		r.header = g_ascii_strdown(pattern, colon - pattern);
		r.header_n = (size_t)(colon - pattern);
		r.header_bit = td_field_bit(td_span_of(r.header));
	}
	if (*glob == '\0' || strlen(glob) > MAX_PATTERN_BYTES) {
		g_free(r.header);
		return fail(error, "empty or too long pattern", pattern);
	}
	if (which == FIELD_ONLY && strcmp(glob, "patch") != 0)
		return fail(error, "a class is only for \"patch\", not for", glob);
	class = class_of(rules, class_name);
	if (class < 0) {
		g_free(r.header);
		return fail(error, "too many classes, no room for", class_name);
	}
	r.class = (unsigned)class;
	r.pattern = g_ascii_strdown(glob, -1);
	if (r.header)
		allow_header(rules, &r);
	else
		allow_start(rules->starts[which], r.pattern);
	g_array_append_val(rules->by[which], r);
	return true;
}

static const rule *
rule_at(const td_rules *rules, field which, unsigned i)
{
	return &g_array_index(rules->by[which], rule, i);
}

/* A rule of this class would change the answer. */
static bool
matters(const search *s, unsigned class)
{
	return class < s->best && !(s->excluded >> class & 1);
}

static void
ask(search *s, field which, td_span value)
{
	char first = value.n > 0 ? td_lower(value.p[0]) : '\0';
	char second = value.n > 1 ? td_lower(value.p[1]) : '\0';

	if (!(s->rules->starts[which][(unsigned char)first] & bit_of(second)))
		return;
	value = td_span_head(value, MAX_VALUE_BYTES);
	for (unsigned i = 0; i < s->rules->by[which]->len; i++) {
		const rule *r = rule_at(s->rules, which, i);

		if ((*r->pattern == first || is_any(*r->pattern)) &&
		    matters(s, r->class) && td_glob_match(r->pattern, value))
			s->best = r->class;
	}
}

static void
ask_address(search *s, const td_address *from)
{
	g_autofree char *both = g_strconcat(from->name, " <", from->address, ">", NULL);

	ask(s, FIELD_FROM, td_span_of(from->address));
	ask(s, FIELD_FROM, td_span_of(both));
}

/* Who is behind a From that the list rewrote, as reading the patch found out; NULL where
 * it stands as it was written. */
static const td_address *
rewritten_sender(const td_patch *patch)
{
	if (patch->author_source == TD_AUTHOR_INBODY)
		return patch->sender;
	return patch->author_source == TD_AUTHOR_FROM ? NULL : patch->author;
}

/* A list that puts itself into From hides a robot as it hides people. */
static void
ask_from(search *s, const td_message *message, const td_patch *patch)
{
	g_autoptr(td_address) found = NULL;
	const td_address *sender;

	if (!message->from || s->rules->by[FIELD_FROM]->len == 0)
		return;
	ask_address(s, message->from);
	if (!patch)
		found = td_author_sender(message);
	sender = patch ? rewritten_sender(patch) : found;
	if (sender)
		ask_address(s, sender);
}

static size_t
unfold(td_span value, char out[MAX_VALUE_BYTES])
{
	size_t n = 0;

	for (size_t k = 0; k < value.n && n < MAX_VALUE_BYTES; k++) {
		if (value.p[k] != '\n' && value.p[k] != '\r')
			out[n++] = value.p[k];
	}
	return n;
}

static void
ask_header(search *s, td_span name, td_span value)
{
	char unfolded[MAX_VALUE_BYTES];
	size_t n = 0;
	bool ready = false;

	for (unsigned i = 0; i < s->rules->by[FIELD_HEADER]->len; i++) {
		const rule *r = rule_at(s->rules, FIELD_HEADER, i);

		if (name.n != r->header_n || !matters(s, r->class) ||
		    !td_span_equal_nocase(name, td_span_of(r->header)))
			continue;
		if (!ready)
			n = unfold(td_span_trim(value), unfolded);
		ready = true;
		if (td_glob_match(r->pattern, (td_span){ unfolded, n }))
			s->best = r->class;
	}
}

static bool
may_have_header(const search *s, const td_message *message)
{
	for (unsigned i = 0; i < s->rules->by[FIELD_HEADER]->len; i++) {
		unsigned bit = rule_at(s->rules, FIELD_HEADER, i)->header_bit;

		if (message->names[bit / 64] >> bit % 64 & 1)
			return true;
	}
	return false;
}

/* Each field of the header is looked at once; most end at their first letter, nearly all
 * at the length of their name. */
static void
ask_headers(search *s, const td_message *message)
{
	td_span rest = message->header, line;

	if (!may_have_header(s, message))
		return;
	while (td_span_next_line(&rest, &line)) {
		td_span name, value;
		uint64_t lengths;
		ptrdiff_t colon;

		lengths =
		    line.n > 0
			? s->rules->header_lengths[(unsigned char)td_lower(line.p[0])]
			: 0;
		if (lengths == 0)
			continue;
		colon = td_span_find_byte(line, ':');
		if (colon <= 0 || !(lengths >> (colon % 64) & 1))
			continue;
		name = td_span_head(line, (size_t)colon);
		value = td_span_skip(line, (size_t)colon + 1);
		while (rest.n > 0 && (rest.p[0] == ' ' || rest.p[0] == '\t')) {
			td_span_next_line(&rest, &line);
			value = td_span_between(value.p, td_span_end(line));
		}
		ask_header(s, name, value);
	}
}

static void
ask_body(search *s, td_span text)
{
	td_span line;

	if (s->rules->by[FIELD_BODY]->len == 0)
		return;
	for (unsigned n = 0; n < MAX_LINES && td_span_next_line(&text, &line); n++) {
		/* Most lines are quotes or prose that no rule begins like. */
		if (line.n > 0 && line.p[0] == '>')
			continue;
		line = td_span_trim(line);
		if (line.n > 0)
			ask(s, FIELD_BODY, line);
	}
}

static void
ask_tags(search *s, const td_patch *patch)
{
	if (!patch || patch->subject->reply || s->rules->by[FIELD_TAG]->len == 0)
		return;
	for (unsigned i = 0; i < patch->subject->tags->len; i++)
		ask(s, FIELD_TAG, td_span_of(g_ptr_array_index(patch->subject->tags, i)));
}

static bool
every_file_matches(const td_rules *rules, const td_diff *diff, unsigned class)
{
	for (unsigned k = 0; k < diff->files->len; k++) {
		const td_diff_file *file = g_ptr_array_index(diff->files, k);
		td_span path = td_span_head(td_span_of(file->path), MAX_VALUE_BYTES);
		bool matches = false;

		for (unsigned i = 0; !matches && i < rules->by[FIELD_PATH]->len; i++) {
			const rule *r = rule_at(rules, FIELD_PATH, i);

			matches = r->class == class && td_glob_match(r->pattern, path);
		}
		if (!matches)
			return false;
	}
	return diff->files->len > 0;
}

static void
ask_paths(search *s, const td_patch *patch)
{
	uint64_t asked = 0;

	if (!patch || !patch->diff)
		return;
	for (unsigned i = 0; i < s->rules->by[FIELD_PATH]->len; i++) {
		unsigned class = rule_at(s->rules, FIELD_PATH, i)->class;

		if (!matters(s, class) || asked >> class & 1)
			continue;
		asked |= (uint64_t)1 << class;
		if (every_file_matches(s->rules, patch->diff, class))
			s->best = class;
	}
}

static void
exclude(search *s, const char *list_id, const td_patch *patch)
{
	const td_rules *rules = s->rules;
	bool proposes =
	    patch && (patch->kind == TD_KIND_PATCH || patch->kind == TD_KIND_COVER ||
			 patch->kind == TD_KIND_PULL);

	for (unsigned i = 0; i < rules->by[FIELD_NOT_LIST_ID]->len; i++) {
		const rule *r = rule_at(rules, FIELD_NOT_LIST_ID, i);

		if (td_glob_match(r->pattern, td_span_of(list_id)))
			s->excluded |= (uint64_t)1 << r->class;
	}
	for (unsigned i = 0; !proposes && i < rules->by[FIELD_ONLY]->len; i++)
		s->excluded |= (uint64_t)1 << rule_at(rules, FIELD_ONLY, i)->class;
}

const char *
td_rules_classify(
    const td_rules *rules, const td_message *message, const td_patch *patch, td_span text)
{
	search s = { .rules = rules, .best = rules->names->len - 1 };

	exclude(&s, message->list_id, patch);
	ask_from(&s, message, patch);
	ask(&s, FIELD_SUBJECT, td_span_of(message->subject));
	ask_tags(&s, patch);
	ask(&s, FIELD_MESSAGE_ID, td_span_of(message->message_id));
	ask(&s, FIELD_LIST_ID, td_span_of(message->list_id));
	ask_headers(&s, message);
	ask_body(&s, text);
	ask_paths(&s, patch);
	if (s.best == rules->names->len - 1)
		s.best = 0;
	return g_ptr_array_index(rules->names, s.best);
}

/* Each text with its end, so that no two lists of rules run into one. */
static void
digest_text(GChecksum *sum, const char *text)
{
	text = text != NULL ? text : "";
	g_checksum_update(sum, (const guchar *)text, (gssize)strlen(text) + 1);
}

int64_t
td_rules_digest(const td_rules *rules)
{
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
	guint8 bytes[32];
	gsize n = sizeof bytes;
	int64_t digest;

	digest_text(sum, DIGEST_OF);
	for (unsigned i = 0; i + 1 < rules->names->len; i++)
		digest_text(sum, g_ptr_array_index(rules->names, i));
	for (unsigned which = 0; which < FIELD_COUNT; which++) {
		digest_text(sum, field_names[which]);
		for (unsigned i = 0; i < rules->by[which]->len; i++) {
			const rule *r = rule_at(rules, which, i);

			digest_text(sum, g_ptr_array_index(rules->names, r->class));
			digest_text(sum, r->header);
			digest_text(sum, r->pattern);
		}
	}
	g_checksum_get_digest(sum, bytes, &n);
	memcpy(&digest, bytes, sizeof digest);
	return digest != 0 ? digest : 1;
}

const char *const *
td_rules_classes(const td_rules *rules)
{
	return (const char *const *)rules->names->pdata;
}
