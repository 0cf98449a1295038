/* SPDX-License-Identifier: GPL-2.0-or-later */
/* libgit2/libgit2.c - finding libgit2 by its name as a library, and starting it */
#include "libgit2/libgit2.h"

#include <pthread.h>

#include "base/error.h"
#include "base/shared.h"

/*
 * A reader asks for each object once, so libgit2's own cache of objects is of little use
 * and its mapped windows, which are the page cache's memory, may be generous.
 */
#define CACHE_BYTES (8 << 20)
#define WINDOW_BYTES ((size_t)32 << 20)
#define MAPPED_BYTES ((size_t)1 << 30)

td_libgit2_table td_libgit2;

/* NOLINTNEXTLINE(bugprone-macro-parentheses): a row, not a value */
#define ROW(name) { #name, &name },

static bool
load(void)
{
	static const td_shared_function functions[] = { TD_LIBGIT2_FUNCTIONS(ROW) };

	return td_shared_load(TD_LIBGIT2_NAME, functions, G_N_ELEMENTS(functions)) &&
	       git_libgit2_init() > 0;
}

static void
set_limits(void)
{
	git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
	git_libgit2_opts(GIT_OPT_SET_CACHE_MAX_SIZE, (ssize_t)CACHE_BYTES);
	git_libgit2_opts(GIT_OPT_SET_MWINDOW_SIZE, WINDOW_BYTES);
	git_libgit2_opts(GIT_OPT_SET_MWINDOW_MAPPED_LIMIT, MAPPED_BYTES);
	/* A mirror often belongs to another user. We only read objects: nothing that its
	 * configuration names is ever run. */
	git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
}

static bool started;

static void
start(void)
{
	started = load();
	if (started)
		set_limits();
}

/* Not GLib's, which the thread sanitizer does not see. */
bool
td_libgit2_start(GError **error)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, start);
	if (started)
		return true;
	g_set_error(error, TD_ERROR, TD_ERROR_GIT,
	    "%s is needed for this and cannot be loaded: install Debian's package "
	    "libgit2-%d.%d",
	    TD_LIBGIT2_NAME, LIBGIT2_VER_MAJOR, LIBGIT2_VER_MINOR);
	return false;
}

void
td_libgit2_fail(GError **error, const char *doing)
{
	const git_error *last = git_error_last();

	g_set_error(error, TD_ERROR, TD_ERROR_GIT, "%s: %s", doing,
	    last && last->message ? last->message : "no reason given by libgit2");
}
