/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * output/clean.h - text from mail made harmless
 *
 * What a terminal, an editor or a browser would obey instead of showing: C0 controls and
 * DEL become their pictures (ESC is shown as U+241B), C1 controls, bidirectional
 * embeddings, overrides and isolates and the separators U+2028 and U+2029 are spelled
 * out ("<U+202E>"). Tab and newline stay, a CR before a newline goes, bytes that are no
 * UTF-8 become U+FFFD.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/*
 * Appends n bytes at text, cleaned. With all false it stops before a character that the
 * end cuts in two. Returns how many bytes were taken.
 */
size_t td_clean_append(GString *to, const char *text, size_t n, bool all);

/* A whole text. NULL gives "". g_free it. */
char *td_clean_text(const char *text);

/* As td_clean_text, in one line: tabs and newlines become blanks. g_free it. */
char *td_clean_line(const char *text);
