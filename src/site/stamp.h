/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * site/stamp.h - what tells that an index is another one, without asking it; for this
 * folder
 *
 * Two files of it change when somebody writes (SQLite's WAL). So a mark is made of their
 * times and sizes, which are the same for all workers.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>
#include <time.h>

/* All 0 where it is not there, or empty. */
typedef struct td_stamp_file {
	dev_t device;
	ino_t inode;
	off_t size;
	struct timespec changed;
} td_stamp_file;

/* All of that, at one time. */
typedef struct td_stamp {
	td_stamp_file main, log;
	td_stamp_file config; /* the reader's own: lists, what is private, tokens */
	td_stamp_file ledger, ledger_log; /* what was said of patches by hand */
	int64_t time;                     /* of the clock, in microseconds */
} td_stamp;

/* The file whose name is path and suffix, now. */
td_stamp_file td_stamp_look(const char *path, const char *suffix);
bool td_stamp_is_file(const td_stamp_file *a, const td_stamp_file *b);
bool td_stamp_is(const td_stamp *a, const td_stamp *b);
/* Whether the ledger is as it was. */
bool td_stamp_is_ledger(const td_stamp *a, const td_stamp *b);
/* Whether a file of the index or of the ledger may be written again without its time
 * being another one: clocks of file systems go on in steps of some milliseconds. */
bool td_stamp_is_fresh(const td_stamp *now);

/* Which index, by its seed, and which configuration, read again so often: what commits do
 * not change. g_free it. */
char *td_stamp_settled(const td_stamp *stamp, uint64_t seed, unsigned reloads);
/* That, and what commits do change. g_free it. */
char *td_stamp_mark(const td_stamp *stamp, const char *settled);

/* The index without a link, or the file that it leads to: what SQLite names its log by.
 * g_free it. */
char *td_stamp_target(const char *path);
