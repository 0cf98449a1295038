/* SPDX-License-Identifier: GPL-2.0-or-later */
/* judge/called.h - a mail by what others call it: its Message-ID and its title */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "store/file.h"

/* A mail, as a notice may call it. */
typedef struct td_called {
	int64_t message, received, place;
	char *message_id, *title; /* the title as td_subject_key makes it */
	int slot;
} td_called;

/* One mail, of that slot; message is 0 where there is none. To be cleared. */
bool td_called_load(
    td_called *called, td_index *index, int64_t message, unsigned slot, GError **error);
void td_called_clear(td_called *called);
/* The mails of a series, GArray of td_called; empty where there is none such. */
GArray *td_called_load_series(td_index *index, int64_t series, GError **error);

/*
 * Above a mail whose parent is missing: the nearest that it names and that is called like
 * it; 0 for none. Only of those that may says yes to, where it is given.
 */
bool td_called_find_above(td_index *index, int64_t message,
    bool (*may)(int64_t id, void *data), void *data, int64_t *found, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(td_called, td_called_clear)
