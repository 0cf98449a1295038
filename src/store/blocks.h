/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * store/blocks.h - SQLite's small blocks of memory, kept by each thread for its next ones
 *
 * A statement asks for some ten blocks each time that it runs and frees them when it
 * ends. SQLite has memory of its own for that (lookaside), which Debian builds it
 * without.
 */
#pragma once

#include <sqlite3.h>

/* For SQLITE_CONFIG_MALLOC, and so before SQLite is first used. Blocks may be freed by
 * another thread than took them. What a thread keeps, half a megabyte at most, goes with
 * it. */
const sqlite3_mem_methods *td_blocks_methods(void);
