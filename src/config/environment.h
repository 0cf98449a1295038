/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * config/environment.h - settings that the environment gives, as git takes them
 *
 * GIT_CONFIG_COUNT says how many there are, GIT_CONFIG_KEY_0 and GIT_CONFIG_VALUE_0 are
 * the first. They beat those of any file.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/*
 * Adds them to settings (td_settings_array), in order, with names written as git writes
 * them. MALFORMED for a count that is no number, a name that is none, and what is
 * missing.
 */
bool td_environment_read(GPtrArray *settings, GError **error);
