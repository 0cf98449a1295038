/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * mirror/mirror.h - one list's mirror: its epochs cloned and kept in step by git
 *
 * DIR/git/N.git are the epochs, complete: one is cloned as N.git.part and renamed.
 * DIR/v1.git is the one repository of the older form. DIR/mirror (git's configuration
 * format) notes what the server said of each when it was last fetched, DIR/lock is held
 * meanwhile. Cut off at any moment, what was complete stays and the next call goes on.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct td_mirror_spec {
	const char *dir;
	const char *url;
	const char *since; /* only mails after it (git's --shallow-since); NULL for all */
	const char *ssh;   /* core.sshCommand; NULL for none */
	/* What is being done; clean text. From the calling thread. NULL: not wanted. */
	void (*progress)(const char *what, void *data);
	void *data;
} td_mirror_spec;

typedef struct td_mirror_counts {
	unsigned epochs;  /* that the server has, as far as is known */
	unsigned cloned;  /* that are new here */
	unsigned fetched; /* that were asked for what is new */
} td_mirror_counts;

/* Makes and fetches what is new. Errors: NETWORK, GIT, IO, MALFORMED, LIMIT. */
bool
td_mirror_fetch(const td_mirror_spec *spec, td_mirror_counts *counts, GError **error);

/* An address that git may be given: http, https, git, ssh or file, and nothing odd in it.
 * USAGE. */
bool td_mirror_check_url(const char *url, GError **error);

/* Takes the mirror away, whole. IO. */
bool td_mirror_remove(const char *dir, GError **error);
