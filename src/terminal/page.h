/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * terminal/page.h - options of every command that prints a page: -o, --color, --no-pager,
 * --width
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "terminal/output.h"

/* All zero before; clear it in any case. */
typedef struct td_page_options {
	char *output, *color;
	gboolean no_pager;
	int width;
} td_page_options;

/* Rows for a command's GOptionEntry table. */
#define TD_PAGE_OPTIONS(options)                                                         \
	{ "output", 'o', 0, G_OPTION_ARG_FILENAME, &(options)->output, "Write to FILE",  \
		"FILE" },                                                                \
	    { "color", 0, 0, G_OPTION_ARG_STRING, &(options)->color,                     \
		    "auto, always or never", "WHEN" },                                   \
	    { "no-pager", 0, 0, G_OPTION_ARG_NONE, &(options)->no_pager,                 \
		    "Do not start a pager", NULL },                                      \
	{                                                                                \
		"width", 0, 0, G_OPTION_ARG_INT, &(options)->width,                      \
		    "How wide the page may be", "COLUMNS"                                \
	}

/* Opens the output, fills color and width of render. harmless: what is written raw goes
 * to a terminal shown and not obeyed. USAGE, IO. */
td_output *td_page_open(const td_cli *cli, const td_page_options *options, bool harmless,
    td_render_options *render, GError **error);
void td_page_options_clear(td_page_options *options);

/* Which of --json, --mbox and --ids is asked for, in asked from 1 to 3; *form stays as it
 * is where none is. USAGE where several are. */
enum { TD_PAGE_FORMS = 4 };
bool td_page_choose_form(const char *command, const gboolean asked[TD_PAGE_FORMS],
    unsigned *form, GError **error);

/* Ends the output: whole where ok, else as it was before. A reader that went away is no
 * error. Gives what the command is to return. */
bool td_page_close(td_output *output, bool ok, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(td_page_options, td_page_options_clear)
