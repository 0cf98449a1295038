/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/amend.h - more trailers for a commit message */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "patch/trailer.h"

/*
 * What it says, for comparison: its key (case does not matter) with the address that it
 * names, the Message-ID in its link, or else its value. g_free it.
 */
char *td_amend_identity(const td_trailer *trailer);

/*
 * The message with add (of td_trailer *) behind the trailers it has, in that order, each
 * once; what is there already is not added. The text itself stays as it is, but for CR
 * before LF and empty lines at its end. own: the committer's address, whose Signed-off-by
 * goes last; NULL for none. title: git takes no trailers out of the first paragraph.
 * g_free it.
 */
char *td_amend_message(
    const char *title, const char *message, const GPtrArray *add, const char *own);
