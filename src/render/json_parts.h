/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render/json_parts.h - the lists of the JSON report */
#pragma once

#include "output/json.h"
#include "render/render.h"

bool td_json_series_list(td_json *json, td_out *out, const td_report *report,
    const td_render_options *options, GError **error);
void td_json_waiting(td_json *json, const td_report *report);
void td_json_pulls(td_json *json, const td_report *report);
void td_json_applied(td_json *json, const td_report *report);
void td_json_threads(td_json *json, const td_report *report);
void td_json_discussions(td_json *json, const td_report *report);
