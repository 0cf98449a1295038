/* SPDX-License-Identifier: GPL-2.0-or-later */
/* markup/text.h - a text of our own as a page of the site, and what went wrong */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "markup/site.h"
#include "render/render.h"

/* Its first line is the heading; what else begins a line without a blank is one, too. */
bool td_site_text_write(const td_site *site, const char *key, const char *text,
    const td_sink *sink, GError **error);

/* An error, with the way to all lists: of a list that who asks may not know, it would say
 * that there is one. */
bool td_site_error_write(const td_site *site, unsigned status, const char *reason,
    const char *message, const td_sink *sink, GError **error);
