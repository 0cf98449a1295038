/* SPDX-License-Identifier: GPL-2.0-or-later */
/* diff/strip.h - text without its blanks. Private to patch_id.c. */
#pragma once

#include <stddef.h>

/* Room that out needs beyond the bytes given. */
#define TD_STRIP_SLACK 16

/* Copies text to out without blanks, tabs, CR and LF (git's isspace); gives what is left
 * of it. */
size_t td_strip_blanks(unsigned char *out, const unsigned char *text, size_t n);
