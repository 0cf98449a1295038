/* SPDX-License-Identifier: GPL-2.0-or-later */
/* words/run_format.h - the bytes of a run: what run.c writes and run_merge.c reads */
#pragma once

#include <stdbool.h>

#include "words/buffer.h"
#include "words/varint.h"

/*
 * A word is a byte with its length, its bytes, then its lists. A list is its head, then
 * docs and positions as docs/fulltext.md has them; docs count from the run's first.
 */
typedef struct td_run_list {
	uint8_t column;
	bool more; /* the word has one more list */
	uint16_t first, last;
	uint32_t count; /* of docs */
	uint32_t docs_n, positions_n;
	const uint8_t *docs, *positions;
} td_run_list;

enum { TD_RUN_MORE = 0x80 };

static inline void
td_run_put_head(td_buffer *out, const td_run_list *list)
{
	uint8_t bytes[5] = { (uint8_t)(list->column | (list->more ? TD_RUN_MORE : 0)) };

	memcpy(bytes + 1, &list->first, sizeof list->first);
	memcpy(bytes + 3, &list->last, sizeof list->last);
	td_buffer_add(out, bytes, sizeof bytes);
	td_buffer_add_varint(out, list->count);
	td_buffer_add_varint(out, list->docs_n);
	td_buffer_add_varint(out, list->positions_n);
}

/* Gives what is behind it. */
static inline const uint8_t *
td_run_read_list(const uint8_t *p, const uint8_t *end, td_run_list *list)
{
	list->column = p[0] & (TD_RUN_MORE - 1);
	list->more = (p[0] & TD_RUN_MORE) != 0;
	memcpy(&list->first, p + 1, sizeof list->first);
	memcpy(&list->last, p + 3, sizeof list->last);
	p += 5;
	list->count = (uint32_t)td_varint_get(&p, end);
	list->docs_n = (uint32_t)td_varint_get(&p, end);
	list->positions_n = (uint32_t)td_varint_get(&p, end);
	list->docs = p;
	list->positions = p + list->docs_n;
	return list->positions + list->positions_n;
}
