/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render/status.h - a few words instead of a page: what went wrong */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "render/render.h"

/* {"detail": message} */
bool td_render_status_json(const char *message, const td_sink *sink, GError **error);
bool td_render_status_text(const char *message, const td_sink *sink, GError **error);
