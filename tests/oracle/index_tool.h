/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index_tool.h - what the files of index_tool share */
#pragma once

#include <glib.h>

/* Says why, or how it is called for NULL, and ends the program. */
void td_tool_fail(const GError *error) G_GNUC_NORETURN;
