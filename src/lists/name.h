/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lists/name.h - what a list may be called */
#pragma once

#include <glib.h>
#include <stdbool.h>

/*
 * Letters, digits and "._+-", a letter or digit in front, no "..": names become
 * folders and sections of settings. USAGE.
 */
bool td_list_name_check(const char *name, GError **error);
