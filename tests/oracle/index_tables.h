/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index_tables.h - tables of posts that follow an index, beside tables made anew */
#pragma once

typedef struct td_table_watch td_table_watch; /* handle */

/* Tables of all lists of the index, now and with each later look. */
td_table_watch *td_table_watch_new(const char *path);
/* Brings them up to date; says what differs from tables made anew, and ends the program
 * then. */
void td_table_watch_look(td_table_watch *watch);
/* Says how often a table was brought up to date, and how often it had to be made anew. */
void td_table_watch_free(td_table_watch *watch);
