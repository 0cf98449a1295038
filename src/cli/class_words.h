/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/class_words.h - which classes of mails a page is to have */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "patch/rules.h"

/* options: words of --class, each perhaps several with commas between; NULL for none.
 * *classes is of char *, the last one NULL, the caller's; NULL where not asked for.
 * USAGE for a word that is no class. */
bool td_class_words_read(
    char *const *options, const td_rules *rules, GPtrArray **classes, GError **error);
