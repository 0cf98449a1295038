/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * query/language.h - what a person types into a search, as a question
 *
 * The language of lore.kernel.org and lei, prefix for prefix, read as Xapian's
 * QueryParser reads it there; and what is searched here alone: docs/search.md.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"
#include "query/query.h"

/* "2025-10-31", "last.week": seconds since 1970. USAGE for what is no date. */
typedef bool (*td_query_date)(
    const char *text, int64_t now, int64_t *seconds, GError **error);

typedef struct td_query_language {
	td_query_date parse_date; /* NULL: only YYYYMMDD[HHMMSS] and YYYY-MM-DD */
	int64_t now;
	const char *const *classes; /* that mails may be in, NULL at the end; NULL: not
				       known, so any name may be one */
} td_query_language;

/*
 * USAGE for what cannot be read, and place is where; LIMIT past TD_MAX_QUERY_BYTES,
 * _NESTING and _TERMS. On success place is the first word that looks like a prefix and is
 * none (n 0: there is none): it was taken as text.
 */
td_query *td_query_parse(td_span text, const td_query_language *language,
    td_query_place *place, GError **error);
