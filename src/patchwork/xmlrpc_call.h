/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * patchwork/xmlrpc_call.h - a call as it comes in XML-RPC (xmlrpc.com/spec.md)
 *
 * int, i4, i8 are integers, boolean true or false, nil null, double a real, array and
 * struct arrays and objects; string, base64, dateTime.iso8601 and what has no type are
 * strings, as they stand there.
 */
#pragma once

#include <glib.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"

typedef struct td_xmlrpc_call {
	char *method;
	json_t *params; /* an array */
} td_xmlrpc_call;

/* USAGE for what is no call. */
td_xmlrpc_call *td_xmlrpc_call_read(td_span body, GError **error);
void td_xmlrpc_call_free(td_xmlrpc_call *call); /* NULL is fine */

/* What a value says: NULL, 0, for what says nothing of that kind; a string of digits is a
 * number. Borrowed. */
const char *td_xmlrpc_text_of(const json_t *value);
int64_t td_xmlrpc_number_of(const json_t *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_xmlrpc_call, td_xmlrpc_call_free)
