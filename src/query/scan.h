/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query/scan.h - the words, signs and operators of a search, one after another */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "query/value.h"

typedef enum td_token {
	TD_TOKEN_END,
	TD_TOKEN_OPEN,
	TD_TOKEN_CLOSE,
	TD_TOKEN_AND,
	TD_TOKEN_OR,
	TD_TOKEN_XOR,
	TD_TOKEN_NOT,
	TD_TOKEN_LOVE, /* + */
	TD_TOKEN_HATE, /* - */
	TD_TOKEN_TERM, /* leaf */
	TD_TOKEN_SUB,  /* thread:{ with the text in braces */
} td_token;

typedef struct td_scan {
	const td_query_language *language;
	const char *begin; /* of the whole text */
	td_span rest;
	unsigned columns; /* of what has no prefix; the parser sets it */
	/* What was found: */
	td_token token;
	td_query_place place;
	td_query *leaf;
	const td_prefix *prefix; /* NULL for none */
	td_span inside;          /* of SUB */
	/* What was seen: */
	td_query_place unknown; /* the first that looks like a prefix and is none */
	unsigned loose;         /* parentheses within words, which are none */
	unsigned terms;
} td_scan;

/* USAGE and LIMIT; place is where. */
bool td_scan_next(td_scan *scan, GError **error);
void td_scan_clear(td_scan *scan);
