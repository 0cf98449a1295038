/* SPDX-License-Identifier: GPL-2.0-or-later */
/* diff/diff.h - the files and lines of a diff, counted as `git apply --numstat` counts
 * them */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "base/span.h"

typedef struct td_diff_file {
	char *path;     /* after the change; before it where the file is deleted; unquoted
			   bytes */
	char *old_path; /* where it differs (rename, copy); else NULL */
	unsigned insertions;
	unsigned deletions;
	bool is_new, is_deleted, is_rename, is_copy, is_binary, mode_changed;
} td_diff_file;

typedef struct td_diff {
	GPtrArray *files; /* of td_diff_file * */
	unsigned insertions;
	unsigned deletions;
	bool corrupt; /* git apply would refuse it; what could be counted is */
	bool crlf;
} td_diff;

/*
 * Reads text that holds a diff somewhere (mailinfo's patch file). NULL where git apply
 * would say that there is no patch in it.
 */
td_diff *td_diff_parse(td_span text);
void td_diff_free(td_diff *diff);

/* As `git patch-id --stable` (git: builtin/patch-id.c). False where it would print
 * nothing. */
bool td_patch_id(td_span text, char hex[41]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_diff, td_diff_free)
