/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * site/seen.h - what tells that an index is another one, without asking it; for this
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
typedef struct td_seen_file {
	dev_t device;
	ino_t inode;
	off_t size;
	struct timespec changed;
} td_seen_file;

/* All of that, at one time. */
typedef struct td_seen {
	td_seen_file main, log;
	td_seen_file config; /* the reader's own: lists, what is private, tokens */
	int64_t time;        /* of the clock, in microseconds */
} td_seen;

/* The file whose name is path and suffix, now. */
td_seen_file td_seen_look(const char *path, const char *suffix);
bool td_seen_is_file(const td_seen_file *a, const td_seen_file *b);
bool td_seen_is(const td_seen *a, const td_seen *b);
/* Whether a file of the index may be written again without its time being another one:
 * clocks of file systems go on in steps of some milliseconds. */
bool td_seen_is_fresh(const td_seen *now);

/* Which index, by its seed, and which configuration, read again so often: what commits do
 * not change. g_free it. */
char *td_seen_settled(const td_seen *seen, uint64_t seed, unsigned reloads);
/* That, and what commits do change. g_free it. */
char *td_seen_mark(const td_seen *seen, const char *settled);

/* The index without a link, or the file that it leads to: what SQLite names its log by.
 * g_free it. */
char *td_seen_target(const char *path);
