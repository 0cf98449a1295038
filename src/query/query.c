/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query/query.c - building a question */
#include "query/query.h"

#include "words/word.h"

td_query *
td_query_new(td_query_op op)
{
	td_query *query = g_new0(td_query, 1);

	query->op = op;
	return query;
}

static void
free_part(void *part)
{
	td_query_free(part);
}

/* What a person wrote bounds the depth: see TD_MAX_QUERY_DEPTH. */
void
td_query_free(td_query *query)
{
	if (query == NULL)
		return;
	g_clear_pointer(&query->parts, g_ptr_array_unref);
	g_clear_pointer(&query->words, g_ptr_array_unref);
	g_clear_pointer(&query->messages, g_array_unref);
	g_free(query->text);
	g_free(query);
}

td_query *
td_query_add(td_query *parent, td_query *take_part)
{
	if (parent->parts == NULL)
		parent->parts = g_ptr_array_new_with_free_func(free_part);
	g_ptr_array_add(parent->parts, take_part);
	return parent;
}

td_query *
td_query_text(unsigned columns, td_span text, bool stem, bool prefix)
{
	td_query *query = td_query_new(TD_QUERY_WORDS);
	td_words walk = { .rest = text };

	query->columns = columns;
	query->words = g_ptr_array_new_with_free_func(g_free);
	while (td_words_next(&walk))
		g_ptr_array_add(query->words, g_strndup(walk.word, walk.n));
	query->stem = stem && query->words->len == 1;
	query->prefix = prefix && query->words->len == 1;
	return query;
}

td_query *
td_query_range(td_query_field field, int64_t first, int64_t last)
{
	td_query *query = td_query_new(TD_QUERY_RANGE);

	query->field = field;
	query->first = first;
	query->last = last;
	return query;
}

td_query *
td_query_messages(GArray *take_messages)
{
	td_query *query = td_query_new(TD_QUERY_MESSAGES);

	query->messages = take_messages;
	return query;
}

td_query *
td_query_rows_new(td_query_rows rows, td_span text)
{
	td_query *query = td_query_new(TD_QUERY_ROWS);

	query->rows = rows;
	query->text = td_span_dup(text);
	return query;
}
