/* SPDX-License-Identifier: GPL-2.0-or-later */
/* show/discussion.h - a thread as a tree of lines, or as JSON (docs/thread-json.md) */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "render/render.h"
#include "report/discussion.h"

/* message: the mail that was asked for, which is marked; 0 for none. color and width of
 * options count. False with the first error of the sink. */
bool td_render_discussion_text(const td_discussion *discussion, int64_t message,
    const td_render_options *options, const td_sink *sink, GError **error);

/* The same as JSON: docs/thread-json.md. */
bool td_render_discussion_json(
    const td_discussion *discussion, const td_sink *sink, GError **error);
