/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lists/room.h - what a library holds open; for this folder only */
#pragma once

#include "lists/library.h"

/* A list's archive and the reader that single mails are loaded with. */
typedef struct td_opened_list {
	td_archive *archive;
	td_reader *reader; /* NULL until a mail is asked for */
	void *history;     /* lists/history.c's; NULL until it is asked for */
	GDestroyNotify history_free;
} td_opened_list;

struct td_library {
	td_config *config; /* borrowed */
	bool write, open_only;
	GPtrArray *closed; /* of td_closed_list * */
	char *folder, *index_path;
	GPtrArray *lists;    /* of td_list * */
	GPtrArray *problems; /* of char * */
	td_index *index;     /* NULL until it is asked for */
	GHashTable *opened;  /* list name, borrowed, to td_opened_list * */
};

/* Opened at its first use; borrowed from the library. NULL on error. */
td_opened_list *
td_library_open_list(td_library *library, const td_list *list, GError **error);
