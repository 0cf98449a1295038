/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/memory.h - which memory that was freed is kept for the next mail */
#pragma once

#include <stddef.h>

/* Buffers above this go back to the kernel once they are freed. */
#define TD_MEMORY_SMALL ((size_t)1 << 20)
#define TD_MEMORY_LARGE ((size_t)32 << 20) /* the most that mallopt(3) allows */

/* For the whole program; while it has one thread. */
void td_memory_keep(size_t largest);
