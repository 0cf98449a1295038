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

uint64_t td_hash_bytes(td_span bytes, uint64_t seed);
