/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * config/file.h - reads files in git's configuration format (git-config(1), CONFIGURATION
 * FILE)
 *
 * Our own, for every command begins with it, and loading libgit2 takes longer than a
 * search does. tests/cli holds it against `git config --list`.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "base/span.h"

/*
 * Adds what a file says to settings (td_settings_array), in its order, with the files
 * that it includes where it includes them. A setting without "=" has an empty value. What
 * is included on a condition is left out: conditions are about work trees, and no mail is
 * read for one. A file that is not there says nothing. MALFORMED names file and line; IO.
 */
bool td_file_read(const char *path, GPtrArray *settings, GError **error);

/* The same for bytes that name stands for; it includes nothing. */
bool td_file_parse(td_span bytes, const char *name, GPtrArray *settings, GError **error);
