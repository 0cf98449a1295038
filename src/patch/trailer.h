/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/trailer.h - Reviewed-by and kin */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "base/span.h"

typedef struct td_trailer {
	char *key;   /* as written: "Reviewed-by" */
	char *value; /* unfolded */
	char *about; /* of a reply: the patches that the words beside it name, "1-3,5",
			"all" for the series or "both"; NULL where they name none */
	char *note;  /* of a reply: the line "[...]" that follows it; NULL */
} td_trailer;

/*
 * The trailers of a commit message (body, without or with its title), exactly those that
 * `git interpret-trailers --parse` prints (git: trailer.c). GPtrArray of td_trailer *.
 */
GPtrArray *td_trailer_parse_message(td_span message);

/*
 * The trailers that a reply gives, in its own words: not quoted, above the signature,
 * person trailers and links anywhere in the text (b4: LoreMessage.find_trailers, FIELD
 * notes 4.6). sender is the address of who wrote it, or NULL: below Outlook's
 * "-----Original Message", where nothing is marked as a quote, only what names him
 * counts. GPtrArray of td_trailer *, too.
 */
GPtrArray *td_trailer_parse_reply(td_span text, const char *sender);

/* Person trailers: Reviewed-by, Acked-by, Tested-by, Signed-off-by, ... any "-by", and
 * Cc. */
bool td_trailer_is_person(const td_trailer *trailer);

void td_trailer_free(td_trailer *trailer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_trailer, td_trailer_free)
