/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * store/schema.h - the tables of the file, a part for each idea
 *
 * They are in tables.c, whichever folder reads and writes them. Whoever changes a table
 * raises TD_SCHEMA_VERSION: an index of an older one is emptied when it is next opened
 * for writing.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "store/file.h"

/* Statements that make tables and their indexes; NULL for none. */
typedef struct td_schema_part {
	const char *both;
	const char *temporary; /* what only a temporary index has */
	const char *lasting;   /* what only a file has: secondary indexes, mostly */
} td_schema_part;

enum { TD_SCHEMA_VERSION = 79 };

extern const td_schema_part td_schema_mail; /* lists, places, what the mails said */
extern const td_schema_part td_schema_skip; /* entries without a mail */
extern const td_schema_part td_schema_link; /* threads and series */
extern const td_schema_part td_schema_fulltext;
extern const td_schema_part td_schema_changes;  /* what commits touched */
extern const td_schema_part td_schema_versions; /* which series follows which */

/* The tables of links again, of one connection only (td_index_view). */
extern const char td_schema_view[];

/* Tables, version and pragmas of a database that was just opened. */
bool td_schema_find_age(td_index *index, td_index_age *age, GError **error);
bool td_schema_prepare(td_index *index, bool write, GError **error);
/* What others may have changed since: the lists, the newest message. */
bool td_schema_look(td_index *index, GError **error);
/* That it still is of this schema. */
bool td_schema_check(td_index *index, GError **error);
/* The indexes from messages and from blobs to places: a temporary index has them only
 * once they are needed. */
bool td_schema_index_places(td_index *index, GError **error);
bool td_schema_index_blobs(td_index *index, GError **error);
