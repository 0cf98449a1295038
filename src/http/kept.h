/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * http/kept.h - pages that were made already, as libmicrohttpd sends them
 *
 * A worker's own. A page is kept as long as what it was made of is as it was, and an hour
 * at most; when there are too many, those go that were asked for longest ago. Only what
 * anybody may read is kept: who shows a right to something (Authorization, Cookie) is
 * neither given such a page nor leaves one.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "http/request.h"

struct MHD_Response;

typedef struct td_kept td_kept; /* handle */

/* What pages are made of now. */
typedef struct td_kept_state {
	const char *mark; /* another one once it may be another; NULL: not known */
	int64_t now;      /* seconds since 1970 */
} td_kept_state;

td_kept *td_kept_new(void);
void td_kept_free(td_kept *kept); /* NULL is fine */

/* Borrowed until the next call; NULL where it is to be made. */
struct MHD_Response *td_kept_find(
    td_kept *kept, const td_kept_state *state, const td_request *request, bool gzip);

/* An answer with status 200 whose handler said that it may be kept. False where it is not
 * taken over. */
bool td_kept_take(td_kept *kept, const td_kept_state *state, const td_request *request,
    bool gzip, struct MHD_Response *response, size_t bytes);
