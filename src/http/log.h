/* SPDX-License-Identifier: GPL-2.0-or-later */
/* http/log.h - what whoever runs the server must know: a line on its stderr */
#pragma once

#include <glib.h>

/* "tidings: " goes before it, and LF behind it. Any thread may; lines do not mix. */
void td_log(const char *format, ...) G_GNUC_PRINTF(1, 2);
