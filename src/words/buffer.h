/* SPDX-License-Identifier: GPL-2.0-or-later */
/* words/buffer.h - bytes that grow, for the innermost loops: all of it is inlined */
#pragma once

#include <glib.h>
#include <stdint.h>
#include <string.h>

typedef struct td_buffer {
	uint8_t *p;
	size_t n, room;
} td_buffer;

/* Room for more bytes behind n; gives where they go. */
static inline uint8_t *
td_buffer_reserve(td_buffer *buffer, size_t more)
{
	if (G_UNLIKELY(buffer->room - buffer->n < more)) {
		buffer->room = MAX(buffer->n + more, buffer->room * 2);
		buffer->p = g_realloc(buffer->p, buffer->room);
	}
	return buffer->p + buffer->n;
}

static inline void
td_buffer_add(td_buffer *buffer, const void *bytes, size_t n)
{
	if (n > 0)
		memcpy(td_buffer_reserve(buffer, n), bytes, n);
	buffer->n += n;
}

/* Seven bits a byte, the low ones first. */
static inline void
td_buffer_add_varint(td_buffer *buffer, uint64_t number)
{
	uint8_t *p = td_buffer_reserve(buffer, 10);
	size_t n = 0;

	while (number >= 0x80) {
		p[n++] = (uint8_t)(number | 0x80);
		number >>= 7;
	}
	p[n++] = (uint8_t)number;
	buffer->n += n;
}

static inline void
td_buffer_clear(td_buffer *buffer)
{
	g_free(buffer->p);
	*buffer = (td_buffer){ .n = 0 };
}
