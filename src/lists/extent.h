/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lists/extent.h - how much room a list takes */
#pragma once

#include <glib.h>
#include <stdint.h>

/* Bytes of all files below a path, or of the file; what cannot be looked at counts
 * nothing. */
uint64_t td_extent_bytes(const char *path);
