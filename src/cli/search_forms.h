/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/search_forms.h - what was found, as a table, JSON, an mbox, Message-IDs */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "lists/library.h"
#include "render/render.h"

typedef enum td_search_form {
	TD_SEARCH_TABLE,
	TD_SEARCH_JSON,
	TD_SEARCH_MBOX,
	TD_SEARCH_IDS,
} td_search_form;

/* A mail to print. */
typedef struct td_search_mail {
	int64_t message;
	int percent; /* how well it answers, 1 to 99; 0 where nobody asked */
	bool marked; /* it was found itself, among others of its thread */
} td_search_mail;

/* mails are GArray of td_search_mail, in the order in which they are printed. A mail that
 * no archive has any more is named on stderr and left out of mbox and JSON.
 * The sink's errors, and DATABASE. */
bool td_search_write(td_library *library, const GArray *mails, td_search_form form,
    const td_render_options *options, const td_sink *sink, GError **error);
