/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * query/language.c - the grammar of a search
 *
 * OR binds least, then XOR, then AND and NOT; words beside each other are one operand:
 * "a b OR c" is (a and b) or c, "a NOT b c" is a without those that have b and c.
 */
#include "query/language.h"

#include "base/error.h"
#include "base/limits.h"
#include "query/scan.h"

typedef struct parser {
	td_scan scan;
	unsigned nesting;
} parser;

static bool
fail_at(parser *p, td_query_place place, const char *text, GError **error)
{
	p->scan.place = place;
	g_set_error_literal(error, TD_ERROR, TD_ERROR_USAGE, text);
	return false;
}

static bool
deeper(parser *p, GError **error)
{
	if (++p->nesting <= TD_MAX_QUERY_NESTING)
		return true;
	g_set_error(error, TD_ERROR, TD_ERROR_LIMIT,
	    "more than %u parentheses within each other", TD_MAX_QUERY_NESTING);
	return false;
}

static td_query *parse_or(parser *p, GError **error);

/* What is one operand's: words are joined by AND, what excludes each other by OR. */
typedef struct operand {
	td_query *all;
	struct {
		const td_prefix *prefix;
		td_query *any; /* borrowed from all */
	} groups[16];
	unsigned groups_n, parts;
} operand;

static void
add_part(operand *o, const td_prefix *prefix, bool hated, td_query *take_part)
{
	bool grouped = prefix != NULL && prefix->kind != TD_PREFIX_TEXT &&
		       !prefix->together && !hated;

	for (unsigned i = 0; grouped && i < o->groups_n; i++) {
		if (o->groups[i].prefix != prefix)
			continue;
		td_query_add(o->groups[i].any, take_part);
		return;
	}
	if (hated)
		take_part = td_query_add(td_query_new(TD_QUERY_NOT), take_part);
	if (grouped && o->groups_n < G_N_ELEMENTS(o->groups)) {
		take_part = td_query_add(td_query_new(TD_QUERY_OR), take_part);
		o->groups[o->groups_n].prefix = prefix;
		o->groups[o->groups_n++].any = take_part;
	}
	td_query_add(o->all, take_part);
	o->parts++;
}

/* "(" was found: all up to its ")", which is the token then. */
static td_query *
parse_inside(parser *p, GError **error)
{
	g_autoptr(td_query) inside = NULL;
	td_query_place place = p->scan.place;
	unsigned columns = p->scan.columns;

	if (!deeper(p, error))
		return NULL;
	if (p->scan.prefix != NULL)
		p->scan.columns = p->scan.prefix->columns;
	if (!td_scan_next(&p->scan, error))
		return NULL;
	if (p->scan.token == TD_TOKEN_CLOSE) {
		size_t open = place.at + place.n - 1;

		/* To find everything would be a surprise. */
		fail_at(p, (td_query_place){ open, p->scan.place.at + 1 - open },
		    "there is no word between these to search for", error);
		return NULL;
	}
	inside = parse_or(p, error);
	if (inside == NULL)
		return NULL;
	if (p->scan.token != TD_TOKEN_CLOSE) {
		fail_at(p, (td_query_place){ place.at + place.n - 1, 1 },
		    "the parenthesis that is opened here is not closed", error);
		return NULL;
	}
	p->scan.columns = columns;
	p->nesting--;
	return g_steal_pointer(&inside);
}

/* thread:{...}: a question of its own within this one. */
static td_query *
parse_sub(parser *p, GError **error)
{
	g_autoptr(td_query) inside = NULL;
	td_query *query;
	td_span rest = p->scan.rest;
	unsigned columns = p->scan.columns;
	unsigned loose = p->scan.loose;
	td_query_place place = p->scan.place;

	if (!deeper(p, error))
		return NULL;
	p->scan.rest = p->scan.inside;
	p->scan.columns = TD_IN_ANY;
	p->scan.loose = 0;
	if (!td_scan_next(&p->scan, error))
		return NULL;
	inside = parse_or(p, error);
	if (inside == NULL)
		return NULL;
	if (p->scan.token != TD_TOKEN_END) {
		fail_at(p, p->scan.place, "no parenthesis is open here", error);
		return NULL;
	}
	p->scan.rest = rest;
	p->scan.columns = columns;
	p->scan.loose = loose;
	p->scan.place = place;
	p->nesting--;
	query = td_query_rows_new(TD_ROWS_THREAD_OF, (td_span){ "", 0 });
	return td_query_add(query, g_steal_pointer(&inside));
}

static td_query *
take_item(parser *p, GError **error)
{
	if (p->scan.token == TD_TOKEN_TERM)
		return g_steal_pointer(&p->scan.leaf);
	return p->scan.token == TD_TOKEN_SUB ? parse_sub(p, error)
					     : parse_inside(p, error);
}

static bool
is_item(td_token token)
{
	return token == TD_TOKEN_TERM || token == TD_TOKEN_SUB || token == TD_TOKEN_OPEN;
}

/* before is the operator that wants it, n 0 for none. */
static bool
fail_empty(parser *p, td_query_place before, GError **error)
{
	if (p->scan.token == TD_TOKEN_CLOSE && p->nesting == 0)
		return fail_at(p, p->scan.place, "no parenthesis is open here", error);
	if (before.n > 0)
		return fail_at(p, before, "nothing follows this", error);
	if (p->scan.token == TD_TOKEN_END || p->scan.token == TD_TOKEN_CLOSE)
		return fail_at(p, p->scan.place, "there is no word to search for", error);
	return fail_at(p, p->scan.place, "nothing is before this", error);
}

static td_query *
parse_operand(parser *p, td_query_place before, GError **error)
{
	g_autoptr(td_query) all = td_query_new(TD_QUERY_AND);
	operand o = { .all = all };

	for (;;) {
		td_token sign = p->scan.token;
		td_query_place place = p->scan.place;
		const td_prefix *prefix;
		td_query *part;
		bool open;

		if (sign == TD_TOKEN_LOVE || sign == TD_TOKEN_HATE) {
			if (!td_scan_next(&p->scan, error))
				return NULL;
			if (!is_item(p->scan.token)) {
				fail_at(p, place, "nothing follows this", error);
				return NULL;
			}
		}
		if (!is_item(p->scan.token))
			break;
		open = p->scan.token == TD_TOKEN_OPEN;
		prefix = open ? NULL : p->scan.prefix;
		part = take_item(p, error);
		if (part == NULL)
			return NULL;
		add_part(&o, prefix, sign == TD_TOKEN_HATE, part);
		if (!td_scan_next(&p->scan, error))
			return NULL;
	}
	if (o.parts == 0) {
		fail_empty(p, before, error);
		return NULL;
	}
	if (o.parts > 1)
		return g_steal_pointer(&all);
	return g_ptr_array_steal_index(all->parts, 0);
}

static td_query *
parse_and(parser *p, td_query_place before, GError **error)
{
	g_autoptr(td_query) all = td_query_new(TD_QUERY_AND);
	td_token token = p->scan.token;

	do {
		bool negative = false;
		td_query *part;

		if (token == TD_TOKEN_AND && all->parts != NULL) {
			before = p->scan.place;
			if (!td_scan_next(&p->scan, error))
				return NULL;
			token = p->scan.token;
		}
		if (token == TD_TOKEN_NOT) {
			before = p->scan.place;
			negative = true;
			if (!td_scan_next(&p->scan, error))
				return NULL;
		}
		part = parse_operand(p, before, error);
		if (part == NULL)
			return NULL;
		if (negative)
			part = td_query_add(td_query_new(TD_QUERY_NOT), part);
		td_query_add(all, part);
		token = p->scan.token;
	} while (token == TD_TOKEN_AND || token == TD_TOKEN_NOT);
	if (all->parts->len > 1)
		return g_steal_pointer(&all);
	return g_ptr_array_steal_index(all->parts, 0);
}

/* Parts with XOR between them; or with OR, which binds less tightly. */
static td_query *
parse_any(parser *p, td_query_op op, td_query_place before, GError **error)
{
	g_autoptr(td_query) any = td_query_new(op);

	for (;;) {
		td_query *part = op == TD_QUERY_OR
				     ? parse_any(p, TD_QUERY_XOR, before, error)
				     : parse_and(p, before, error);

		if (part == NULL)
			return NULL;
		td_query_add(any, part);
		if (p->scan.token != (op == TD_QUERY_OR ? TD_TOKEN_OR : TD_TOKEN_XOR))
			break;
		before = p->scan.place;
		if (!td_scan_next(&p->scan, error))
			return NULL;
	}
	if (any->parts->len > 1)
		return g_steal_pointer(&any);
	return g_ptr_array_steal_index(any->parts, 0);
}

static td_query *
parse_or(parser *p, GError **error)
{
	return parse_any(p, TD_QUERY_OR, (td_query_place){ 0 }, error);
}

static td_query *
parse_all(parser *p, GError **error)
{
	g_autoptr(td_query) query = NULL;

	if (!td_scan_next(&p->scan, error))
		return NULL;
	query = parse_or(p, error);
	if (query == NULL)
		return NULL;
	if (p->scan.token == TD_TOKEN_CLOSE) {
		fail_at(p, p->scan.place, "no parenthesis is open here", error);
		return NULL;
	}
	return g_steal_pointer(&query);
}

td_query *
td_query_parse(td_span text, const td_query_language *language, td_query_place *place,
    GError **error)
{
	parser p = { .scan = { .language = language,
			 .begin = text.p,
			 .rest = text,
			 .columns = TD_IN_ANY } };
	td_query *query = NULL;

	if (text.n <= TD_MAX_QUERY_BYTES)
		query = parse_all(&p, error);
	else
		g_set_error(error, TD_ERROR, TD_ERROR_LIMIT,
		    "the question is longer than %u bytes", TD_MAX_QUERY_BYTES);
	td_scan_clear(&p.scan);
	*place = query != NULL ? p.scan.unknown : p.scan.place;
	return query;
}
