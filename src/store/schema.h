/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * store/schema.h - the tables of this folder, a part for each idea
 *
 * A new part is one td_schema_part beside the code that uses its tables, named here and
 * in the list of schema.c. Whoever changes a table raises td_schema_version: an index of
 * an older one is emptied when it is next opened for writing.
 */
#pragma once

/* Statements that make tables and their indexes; NULL for none. */
typedef struct td_schema_part {
	const char *both;
	const char *temporary; /* what only a temporary index has */
	const char *lasting;   /* what only a file has: secondary indexes, mostly */
} td_schema_part;

enum { td_schema_version = 42 };

extern const td_schema_part td_schema_mail; /* lists, places, what the mails said */
extern const td_schema_part td_schema_skip; /* entries without a mail */
extern const td_schema_part td_schema_link; /* threads and series */
extern const td_schema_part td_schema_fulltext;
extern const td_schema_part td_schema_changes;  /* what commits touched */
extern const td_schema_part td_schema_versions; /* which series follows which */

/* The tables of links again, of one connection only (td_index_view). */
extern const char td_schema_view[];
