/* SPDX-License-Identifier: GPL-2.0-or-later */
/* markup/guess.h - a mail that is not there: where it may be */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "markup/site.h"
#include "render/render.h"

typedef struct td_site_guess {
	const char *id;         /* as it was asked for */
	const GPtrArray *lists; /* of char *: lists that have it */
	const GPtrArray *ids;   /* of char *: Message-IDs that begin so */
} td_site_guess;

bool td_site_guess_write(
    const td_site *site, const td_site_guess *guess, const td_sink *sink, GError **error);
