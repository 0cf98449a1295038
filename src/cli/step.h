/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/step.h - bringing lists in step, as add and sync do it */
#pragma once

#include "cli/open.h"
#include "terminal/command.h"

typedef struct td_step_options {
	int jobs; /* lists that are fetched at once; 0: 4 */
	bool no_fetch;
	bool quiet;
} td_step_options;

/*
 * Fetches those that are mirrors, indexes what is new, says on standard output what came.
 * lists: of const td_list *. A list that fails does not stop the others; the error is the
 * first one's, and all are told on standard error.
 */
bool td_step_lists(const td_cli *cli, td_opened *opened, const GPtrArray *lists,
    const td_step_options *options, GError **error);
