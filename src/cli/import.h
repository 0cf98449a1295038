/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/import.h - the lists of a public-inbox configuration become ours */
#pragma once

#include "cli/open.h"

/*
 * Adds a list for each publicinbox.NAME.inboxdir (or .mainrepo), with its url; what is
 * ours already or cannot be added is told on standard error where tell says so. The names
 * of those that were added; of char *, freed with it.
 */
GPtrArray *
td_import_lists(td_opened *opened, const char *path, bool tell, GError **error);
