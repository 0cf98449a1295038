/* SPDX-License-Identifier: GPL-2.0-or-later */
/* words/varint.h - numbers of seven bits a byte, the low ones first */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* What is there; *p is moved. At the end, or where it makes no sense, 0 and *p = end. */
static inline uint64_t
td_varint_get(const uint8_t **p, const uint8_t *end)
{
	uint64_t number = 0;

	for (unsigned shift = 0; *p < end && shift < 64; shift += 7) {
		uint8_t byte = *(*p)++;

		number |= (uint64_t)(byte & 0x7f) << shift;
		if (byte < 0x80)
			return number;
	}
	*p = end;
	return 0;
}
