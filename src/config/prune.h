/* SPDX-License-Identifier: GPL-2.0-or-later */
/* config/prune.h - sections that nothing is in any more, which libgit2 leaves behind */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "base/span.h"

/* The bytes without those sections of that name ("list.kvm.") that have nothing but blank
 * lines; NULL where there are none. g_free it. */
char *td_prune_text(td_span bytes, const char *prefix);

/* The same of a file, by git's own lock: what another one is just writing stays as it is.
 * IO. */
bool td_prune_file(const char *path, const char *prefix, GError **error);
