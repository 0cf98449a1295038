/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * compare/line_numbers.h - a number for each line, the same for lines that are the same
 *
 * So that whoever compares texts compares numbers, and looks at each line once however
 * many texts its own is compared with.
 */
#pragma once

#include <glib.h>

#include "base/span.h"

typedef struct td_line_numbers td_line_numbers; /* handle */

td_line_numbers *td_line_numbers_new(void);
void td_line_numbers_free(td_line_numbers *numbers); /* NULL is fine */

/*
 * The lines of a text, in their order: GArray of uint32_t, from 0 on without gaps. A line
 * without an LF at the end of the text is another one than with it. The text is borrowed:
 * it outlives numbers. Unref it.
 */
GArray *td_line_numbers_read(td_line_numbers *numbers, td_span text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_line_numbers, td_line_numbers_free)
