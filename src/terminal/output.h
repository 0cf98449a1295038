/* SPDX-License-Identifier: GPL-2.0-or-later */
/* terminal/output.h - where a command's result goes: a file, a pager, standard output */
#pragma once

#include "render/render.h"
#include "terminal/command.h"

typedef struct td_output td_output; /* handle */

typedef struct td_output_options {
	const char
	    *path; /* -o FILE: written beside it, then renamed; NULL: standard output */
	bool no_pager;
	bool harmless; /* on a terminal control characters are shown, not obeyed */
} td_output_options;

/* IO. The pager is started here: GIT_PAGER, core.pager, PAGER, else less. */
td_output *
td_output_open(const td_cli *cli, const td_output_options *options, GError **error);
const td_sink *td_output_sink(td_output *output); /* borrowed */

/* The reader went away (a closed pager): what failed after that is no error. */
bool td_output_gone(const td_output *output);

/* Ends it and frees it, in any case. IO. */
bool td_output_close(td_output *output, GError **error);
/* The same without success: what was at path stays as it was. */
void td_output_abandon(td_output *output);

/* --color=WHEN; NULL when it was not given. WHEN beats NO_COLOR, which beats color.ui.
 * USAGE. */
bool td_output_color(
    const td_cli *cli, const char *when, bool to_file, bool *color, GError **error);
/* Columns of the terminal, or 80. */
unsigned td_output_width(void);
