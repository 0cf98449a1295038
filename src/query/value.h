/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query/value.h - prefixes of the search language, and what stands behind them */
#pragma once

#include <glib.h>

#include "query/language.h"

typedef enum td_prefix_kind {
	TD_PREFIX_TEXT,   /* words, phrases, parentheses */
	TD_PREFIX_BLOB,   /* the beginning of a blob's name */
	TD_PREFIX_COMMIT, /* the beginning of a commit's name */
	TD_PREFIX_PHRASE, /* all of it in order */
	TD_PREFIX_DATE,   /* d: */
	TD_PREFIX_TIME,   /* dt: */
	TD_PREFIX_ARRIVAL,
	TD_PREFIX_AGE,
	TD_PREFIX_SIZE,
	TD_PREFIX_NUMBER, /* ROWS with a range */
	TD_PREFIX_NAME,   /* ROWS with a text */
	TD_PREFIX_STATE,  /* the same, a state of src/series/state.h */
	TD_PREFIX_MAIL,   /* the same, a Message-ID or a link */
	TD_PREFIX_THREAD, /* the same, or a question in braces */
	TD_PREFIX_ALIEN,  /* other programs have it, and an error says what to take */
} td_prefix_kind;

typedef struct td_prefix {
	const char *name;
	td_prefix_kind kind;
	unsigned columns;
	td_query_rows rows;
	bool together; /* two of them beside each other must both be so; else one of them
			*/
} td_prefix;

/* NULL for none. */
const td_prefix *td_prefix_find(td_span name);

/* What text behind a prefix that is not TEXT means. *odd is the part of it that is wrong.
 */
td_query *td_prefix_read(const td_prefix *prefix, td_span text,
    const td_query_language *language, td_span *odd, GError **error);
