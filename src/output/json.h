/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * output/json.h - JSON (RFC 8259) written piece by piece
 *
 * Each call writes one value; key is its name within an object and NULL within an array.
 * Text may be any bytes: what is no UTF-8 becomes U+FFFD, and characters that a terminal
 * or a reader might obey (controls, bidirectional overrides) are written as \u escapes.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"
#include "output/sink.h"

typedef struct td_json td_json; /* handle */

/* out is borrowed. */
td_json *td_json_new(td_out *out);
/* From here on a line each, indented by its depth, for people who read along. */
void td_json_indent(td_json *json);
/* NULL is fine. */
void td_json_free(td_json *json);

void td_json_object(td_json *json, const char *key);
void td_json_array(td_json *json, const char *key);
void td_json_end(td_json *json); /* of the innermost object or array */

void td_json_string(td_json *json, const char *key, const char *text); /* NULL: null */
/* An array of them (const char *); of NULL an empty one. */
void td_json_strings(td_json *json, const char *key, const GPtrArray *texts);
/* A text that is not always there: NULL and "" are null. */
void td_json_optional(td_json *json, const char *key, const char *text);
void td_json_span(td_json *json, const char *key, td_span text);
void td_json_unsigned(td_json *json, const char *key, uint64_t value);
void td_json_int(td_json *json, const char *key, int64_t value);
void td_json_bool(td_json *json, const char *key, bool value);
void td_json_null(td_json *json, const char *key);
/* "2025-10-31T20:01:02Z" (RFC 3339); seconds since 1970. */
void td_json_time(td_json *json, const char *key, int64_t seconds);
/* The same moment in a zone, minutes east of UTC: "2025-10-31T21:01:02+01:00". */
void td_json_time_zone(td_json *json, const char *key, int64_t seconds, int zone);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_json, td_json_free)
