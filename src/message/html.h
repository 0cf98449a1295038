/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * message/html.h - what a text in HTML says, as a plain one would say it
 *
 * For mails that come as HTML alone: words to be read, searched and asked for trailers,
 * lines as the page would have them, what is quoted behind ">". Not a page: styles,
 * tables and pictures are gone.
 */
#pragma once

#include <glib.h>

#include "base/span.h"

/* Valid UTF-8 in, valid UTF-8 appended; takes linear time whatever the tags are. */
void td_html_append_text(GString *out, td_span html);
