/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * serve/kept.h - pages that were made already, as libmicrohttpd sends them; for this
 * folder
 *
 * A worker's own. A page is kept as long as nobody writes to the index, and an hour at
 * most; when there are too many, those go that were asked for longest ago. Only what
 * anybody may read is kept: who shows a right to something (Authorization, Cookie) is
 * neither given such a page nor leaves one.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "serve/httpd.h"
#include "serve/request.h"
#include "serve/serving.h"

typedef struct td_kept td_kept; /* handle */

td_kept *td_kept_new(void);
void td_kept_free(td_kept *kept); /* NULL is fine */

/* Borrowed until the next call; NULL where it is to be made. Between td_serving_begin and
 * end. */
struct MHD_Response *td_kept_find(
    td_kept *kept, const td_serving *serving, const td_request *request, bool gzip);

/* An answer with status 200 whose handler said that it may be kept. False where it is not
 * taken over. */
bool td_kept_take(td_kept *kept, const td_serving *serving, const td_request *request,
    bool gzip, struct MHD_Response *response, size_t bytes);
