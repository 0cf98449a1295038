/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index_tables.h - tables of posts that follow an index, beside tables made anew */
#pragma once

typedef struct td_follower td_follower; /* handle */

/* Tables of all lists of the index, now and with each later look. */
td_follower *td_follower_new(const char *path);
/* Brings them up to date; says what differs from tables made anew, and ends the program
 * then. */
void td_follower_look(td_follower *follower);
/* Says how often a table was brought up to date, and how often it had to be made anew. */
void td_follower_free(td_follower *follower);
