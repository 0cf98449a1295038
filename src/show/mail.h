/* SPDX-License-Identifier: GPL-2.0-or-later */
/* show/mail.h - one mail as a person reads it in a terminal */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "patch/patch.h"
#include "render/render.h"

/* A line of its head: what is known beside the mail itself. */
typedef struct td_mail_fact {
	const char *name; /* "Series" */
	char *value;
} td_mail_fact;

/* message with its recipients; facts: GArray of td_mail_fact, below the mail's own
 * headers. color and width of options count. */
bool
td_render_mail_text(const td_message *message, const td_patch *patch, const GArray *facts,
    const td_render_options *options, const td_sink *sink, GError **error);
