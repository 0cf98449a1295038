/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render/json_parts.h - the lists of the JSON report */
#pragma once

#include "render/json_writer.h"
#include "render/render.h"

/* A person or null. */
void td_json_person(td_json *json, const char *key, const td_report_person *person);
/* A string, null where it is empty. */
void td_json_word(td_json *json, const char *key, const char *text);

/* "2025-10-31T14:02:11Z"; null for 0, which is none, and for years past 9999. */
void td_json_moment(td_json *json, const char *key, int64_t seconds);

bool td_json_series_list(td_json *json, td_out *out, const td_report *report,
    const td_render_options *options, GError **error);
void td_json_waiting(td_json *json, const td_report *report);
void td_json_pulls(td_json *json, const td_report *report);
void td_json_applied(td_json *json, const td_report *report);
void td_json_threads(td_json *json, const td_report *report);
void td_json_discussions(td_json *json, const td_report *report);
