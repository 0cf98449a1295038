/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patchwork/tracking.h - what handlers of patchwork's addresses outside of /api/ share;
 * for this folder */
#pragma once

#include "patchwork/rest.h"

/* A request for a mail, a series or a bundle. */
typedef struct td_tracking {
	td_rest_ask ask;
	td_posts *posts;
	uint32_t at;
	GHashTable *tags; /* int64_t * message to char *: what it got */
} td_tracking;

/* self is zero but for what the caller asks about; what it is given is borrowed until
 * td_tracking_end, which follows whatever it answers. False on error: what td_rest_open
 * gives. */
bool td_tracking_begin(td_tracking *self, td_serving *serving, const td_request *request,
    td_response *response, GError **error);
void td_tracking_end(td_tracking *self);

/*
 * The trailers that the patches of the series of self->at got, which is that message, by
 * the rules of tidings am (docs/trailers.md) and not by patchwork's, which would take any
 * line of any answer: what is quoted or a machine's does not count, and what the cover
 * letter got counts for all.
 */
bool td_tracking_read_tags(td_tracking *self, int64_t message, GError **error);
/* Mails (of uint32_t, places in self->posts) one after the other, an empty line between
 * them. What loading one and the sink give. */
bool td_tracking_write(td_tracking *self, const GArray *posts, GError **error);
/* What the download is called; kind is its suffix, ".patch". */
void td_tracking_name(td_rest_ask *ask, const char *name, const char *kind);
