/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patchwork/xmlrpc_values.h - what methods of XML-RPC take and give alike; for this
 * folder */
#pragma once

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "output/xmlrpc.h"
#include "patchwork/rest.h"

/* The number of who has that address, as an int of XML-RPC, which is of 32 bits. */
uint64_t td_xmlrpc_person(const char *address);

/* Which of total things max_count asks for: the first so many, below 0 the last, 0 all;
 * most at most, the last ones then. */
void td_xmlrpc_slice(
    int64_t max_count, uint64_t total, uint64_t most, uint64_t *from, uint64_t *n);

/* Finds a patch by its number; *posts is NULL for none. */
bool td_xmlrpc_find_patch(td_rest_ask *ask, const json_t *number, td_posts **posts,
    uint32_t *at, GError **error);
/* DENIED. */
bool td_xmlrpc_may_write(td_rest_ask *ask, const td_posts *posts, GError **error);

/* The end of a change: true is its value; without a problem it was refused. USAGE. */
bool td_xmlrpc_done(td_out *out, bool done, GError *take_problem, GError **error);
/* "2026-11-28 10:11:12"; g_free it. */
char *td_xmlrpc_date(int64_t seconds);
