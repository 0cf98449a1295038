/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/changelog.h - what an author says changed since the version before */
#pragma once

#include <glib.h>

#include "base/span.h"

/*
 * The part of text that is about version: what stands below "Changes in v3:", "v2 ->
 * v3:", "Changes since v2:", "v3:" and their many misspellings (docs/diff.md), without
 * the heading, shifted to the left; each line ends with LF. text is the notes below
 * "---", a cover letter or a commit message, UTF-8. NULL where it has none; g_free it.
 */
char *td_changelog_find(td_span text, unsigned version);

/* The newest version that its headings are about, or that comes after those with a link;
 * 0 where none names one. */
unsigned td_changelog_newest(td_span text);
