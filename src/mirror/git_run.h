/* SPDX-License-Identifier: GPL-2.0-or-later */
/* mirror/git_run.h - git as a program of its own: no shell, no questions, no odd
 * transport
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct td_git_run {
	const char *const *words; /* after "git"; the last one NULL */
	const char *ssh;          /* core.sshCommand of the user; NULL for none */
	/* What git says it is doing, a line at a time, clean. NULL: not wanted. */
	void (*progress)(const char *line, void *data);
	void *data;
	/* Set where git says that the server has nothing as young as --shallow-since.
	 * NULL: not asked. */
	bool *too_old;
} td_git_run;

/*
 * Waits for its end. What it printed goes to output (NULL: nowhere). GIT, with git's own
 * words, when it failed; IO when it could not be run.
 */
bool td_git_run_wait(const td_git_run *run, GString *output, GError **error);
