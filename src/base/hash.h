/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * base/hash.h - a fast hash of bytes, sixteen at a time
 *
 * Good for tables, and with a seed that nobody knows for telling texts apart; not where
 * who writes them knows the seed. Source: the multiplication of wyhash (public domain).
 */
#pragma once

#include <stdint.h>

#include "base/span.h"

__extension__ typedef unsigned __int128 td_wide;

/* Both halves of the product: each bit of a and b has a say in most of the result's. */
static inline uint64_t
td_hash_fold(uint64_t a, uint64_t b)
{
	td_wide product = (td_wide)a * b;

	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* Not for files: the order of bytes in a word has a say. */
uint64_t td_hash_bytes(td_span bytes, uint64_t seed);
