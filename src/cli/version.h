/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/version.h - a version as it is written on a command line */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* "3", "v3" or "v2.1"; there are series that call themselves v0. USAGE. */
bool
td_version_read(const char *word, unsigned *version, unsigned *minor, GError **error);
