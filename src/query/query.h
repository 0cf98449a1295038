/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * query/query.h - a question for mails, as a tree
 *
 * Whoever reads a search language builds it; td_index_search answers it. Branches own
 * their parts.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"
#include "words/searched.h"

typedef enum td_query_op {
	TD_QUERY_ALL,      /* every mail */
	TD_QUERY_AND,      /* without parts: every mail */
	TD_QUERY_OR,       /* without parts: none */
	TD_QUERY_XOR,      /* in an odd number of its parts */
	TD_QUERY_NOT,      /* every mail that is not in its one part */
	TD_QUERY_WORDS,    /* a word, or several that follow each other in one column */
	TD_QUERY_RANGE,    /* a number of the mail's */
	TD_QUERY_MESSAGES, /* these mails; for what only rows can tell */
	TD_QUERY_ROWS,     /* what rows can tell, not asked yet: search/query_rows.h */
} td_query_op;

/* What text, or first and last, of a ROWS question are about. */
typedef enum td_query_rows {
	TD_ROWS_MESSAGE_ID, /* that very Message-ID */
	TD_ROWS_REFERENCES, /* answers to it, direct or not, as they say themselves */
	TD_ROWS_PATCH_ID,
	TD_ROWS_CHANGE_ID,
	TD_ROWS_THREAD,    /* all of the thread of a Message-ID */
	TD_ROWS_THREAD_OF, /* of the threads of what the one part finds */
	TD_ROWS_SERIES,    /* cover letter and patches of the series a mail is in */
	TD_ROWS_STATE,     /* the same of all series in a state */
	TD_ROWS_VERSION,   /* of all series whose version is in the range */
	TD_ROWS_REPLIES,   /* how many answers came, direct or not */
	TD_ROWS_CLASS,
	TD_ROWS_LIST,     /* a list's name as it was added */
	TD_ROWS_DOMAIN,   /* of the author's address, or a name in it */
	TD_ROWS_REVIEWED, /* somebody in a trailer */
	TD_ROWS_ACKED,
	TD_ROWS_TESTED,
	TD_ROWS_COMMIT, /* patches that are said to have become it */
} td_query_rows;

typedef enum td_query_field {
	TD_QUERY_RECEIVED, /* seconds since 1970 */
	TD_QUERY_SENT,
	TD_QUERY_SIZE, /* bytes of the mail as stored */
} td_query_field;

#define TD_IN(column) (1u << (column))
/* The sets that prefixes stand for. */
#define TD_IN_OWN                                                                        \
	(TD_IN(TD_COLUMN_OWN) | TD_IN(TD_COLUMN_DIFF_NAME) | TD_IN(TD_COLUMN_DIFF_OLD) | \
	    TD_IN(TD_COLUMN_DIFF_NEW) | TD_IN(TD_COLUMN_DIFF_CONTEXT) |                  \
	    TD_IN(TD_COLUMN_DIFF_HUNK))                            /* nq: */
#define TD_IN_BODY (TD_IN_OWN | TD_IN(TD_COLUMN_QUOTED))           /* b: */
#define TD_IN_SUBJECT_BODY (TD_IN_BODY | TD_IN(TD_COLUMN_SUBJECT)) /* bs: */
#define TD_IN_TO_CC (TD_IN(TD_COLUMN_TO) | TD_IN(TD_COLUMN_CC))    /* tc: */
#define TD_IN_PEOPLE (TD_IN_TO_CC | TD_IN(TD_COLUMN_FROM))         /* a:, tcf: */
#define TD_IN_BLOBS (TD_IN(TD_COLUMN_BLOB_OLD) | TD_IN(TD_COLUMN_BLOB_NEW))
#define TD_IN_ANY                                                                        \
	(TD_IN_SUBJECT_BODY | TD_IN(TD_COLUMN_FROM) | TD_IN(TD_COLUMN_NAME) |            \
	    TD_IN(TD_COLUMN_MESSAGE_ID)) /* no prefix */

/* A piece of what was typed. */
typedef struct td_query_place {
	size_t at, n;
} td_query_place;

typedef struct td_query {
	td_query_op op;
	GPtrArray *parts; /* of td_query *: AND, OR, NOT */
	/* WORDS */
	unsigned columns; /* TD_IN(...) */
	GPtrArray *words; /* of char *, as words/word.h makes them; none: no mail */
	bool stem;        /* one word: also others of its English stem */
	bool prefix;      /* one word: all that begin so */
	/* ROWS */
	td_query_rows rows;
	char *text;
	td_query_place place; /* where it was typed; n 0: nowhere */
	/* RANGE, ROWS */
	td_query_field field;
	int64_t first, last; /* inclusive */
	/* MESSAGES */
	GArray *messages; /* of int64_t, ascending */
} td_query;

td_query *td_query_new(td_query_op op);
void td_query_free(td_query *query); /* NULL is fine */
/* Gives parent, so that trees can be written down in one go. */
td_query *td_query_add(td_query *parent, td_query *take_part);
/* Text as a person writes it: "foo.c" and "a b" become phrases. No word in it: no mail.
 */
td_query *td_query_text(unsigned columns, td_span text, bool stem, bool prefix);
/* Of a field from first to last, both included. */
td_query *td_query_range(td_query_field field, int64_t first, int64_t last);
/* Those mails alone: of int64_t, ascending. */
td_query *td_query_messages(GArray *take_messages);
td_query *td_query_rows_new(td_query_rows rows, td_span text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_query, td_query_free)
