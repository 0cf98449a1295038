/* SPDX-License-Identifier: GPL-2.0-or-later */
/* site/question.h - a search as who asks may search */
#pragma once

#include "query/language.h"
#include "site/serving.h"

/* What the text asks for; *place as td_query_parse sets it. USAGE, LIMIT. */
td_query *td_serving_parse_query(
    td_serving *serving, const char *text, td_query_place *place, GError **error);

/*
 * That as the index answers it, of the thread of a Message-ID (NULL: of all). asked is
 * taken over. DENIED where it may not be answered (td_serving_may_search).
 */
td_query *td_serving_resolve_query(td_serving *serving, td_query *take_asked,
    const char *thread_of, td_query_place *place, GError **error);
