/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * cli/open.h - what commands on the index share: --index, the library, mails by name
 *
 *	td_opened opened = { 0 };
 *	const GOptionEntry entries[] = {
 *		TD_OPEN_INDEX(&opened),
 *		{ 0 },
 *	};
 *	...
 *	ok = td_open_library(&opened, false, error) && ...;
 *	td_opened_clear(&opened);
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "config/config.h"
#include "lists/library.h"

/* All zero before; clear it in any case. */
typedef struct td_opened {
	char *index; /* --index FILE */
	td_config *config;
	td_library *library;
} td_opened;

#define TD_OPEN_INDEX(opened)                                                            \
	{                                                                                \
		"index", 0, 0, G_OPTION_ARG_FILENAME, &(opened)->index,                  \
		    "The index, where it is not in its usual place", "FILE"              \
	}

/* Configuration and library; the index itself is opened when td_library_index asks. */
bool td_open_library(td_opened *opened, bool write, GError **error);
void td_opened_clear(td_opened *opened);

/*
 * The messages that a word names: a Message-ID with or without <>, a link (lore and every
 * other public-inbox). Mostly one; more where different mails have one Message-ID.
 * Ascending, at least one. GArray of int64_t. USAGE where the word is neither, NOT_FOUND
 * with a word on what to do.
 */
GArray *td_open_messages(td_opened *opened, const char *word, GError **error);
/* USAGE: that word names no mail; of a file what can be done with it. */
void td_open_fail_word(const char *word, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(td_opened, td_opened_clear)
