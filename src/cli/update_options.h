/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/update_options.h - the words of `tidings update`, read and checked */
#pragma once

#include "archive/archive.h"
#include "render/render.h"
#include "terminal/command.h"

typedef struct td_update_options {
	char *format, *name, *since, *until, *output, *color, *parts_text, *order_text,
	    *link;
	char **paths, **authors, **subjects, **classes,
	    **mailmaps; /* NULL when not given */
	int last, top, waiting, width, jobs;
	gboolean no_pager, quiet, history, no_history, peek;
	char *index;           /* --index; NULL */
	const char *archive;   /* or the name of a list; borrowed from argv */
	const char *revisions; /* borrowed; NULL for none */
	unsigned parts;        /* td_report_parts; 0 for all */
	td_report_order order;
	td_render render;
} td_update_options;

/* argv is the command's; what is borrowed is of it. USAGE; then, too, clear it. */
bool td_update_options_read(td_update_options *options, const td_command *command,
    int argc, char **argv, GError **error);
/* Whether all is done by one thread. */
bool td_update_options_alone(const td_update_options *options);
/* What --help says below the options. */
extern const char td_update_help[];

void td_update_options_clear(td_update_options *options);
