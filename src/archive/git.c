/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive/git.c - starting libgit2, opening a repository, its errors in our words */
#include "archive/git.h"

#include "base/error.h"

/*
 * A reader asks for each object once, so libgit2's own cache of objects is of little use
 * and its mapped windows, which are the page cache's memory, may be generous.
 */
#define CACHE_BYTES (8 << 20)
#define WINDOW_BYTES ((size_t)32 << 20)
#define MAPPED_BYTES ((size_t)1 << 30)

G_STATIC_ASSERT(sizeof(git_oid) == sizeof(td_oid));

void
td_git_start(void)
{
	if (git_libgit2_init() != 1)
		return;
	git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
	git_libgit2_opts(GIT_OPT_SET_CACHE_MAX_SIZE, (ssize_t)CACHE_BYTES);
	git_libgit2_opts(GIT_OPT_SET_MWINDOW_SIZE, WINDOW_BYTES);
	git_libgit2_opts(GIT_OPT_SET_MWINDOW_MAPPED_LIMIT, MAPPED_BYTES);
	/* A mirror often belongs to another user. We only read objects: nothing that its
	 * configuration names is ever run. */
	git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
}

void
td_git_stop(void)
{
	git_libgit2_shutdown();
}

void
td_git_fail(GError **error, const char *doing)
{
	const git_error *last = git_error_last();

	g_set_error(error, TD_ERROR, TD_ERROR_GIT, "%s: %s", doing,
	    last && last->message ? last->message : "no reason given by libgit2");
}

static bool
is_sha256(const char *path)
{
	static const char *const places[] = { "config", ".git/config" };

	for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
		g_autofree char *file = g_build_filename(path, places[i], NULL);
		g_autoptr(git_config) config = NULL;
		git_buf value = GIT_BUF_INIT;
		bool yes;

		if (git_config_open_ondisk(&config, file) < 0 ||
		    git_config_get_string_buf(&value, config, "extensions.objectformat") <
			0)
			continue;
		yes = g_ascii_strcasecmp(value.ptr, "sha256") == 0;
		git_buf_dispose(&value);
		if (yes)
			return true;
	}
	return false;
}

git_repository *
td_git_open(const char *path, GError **error)
{
	git_repository *repository = NULL;
	g_autofree char *doing = NULL;

	if (git_repository_open_ext(
		&repository, path, GIT_REPOSITORY_OPEN_NO_SEARCH, NULL) == 0)
		return repository;
	if (is_sha256(path)) {
		g_set_error(error, TD_ERROR, TD_ERROR_GIT,
		    "\"%s\" is a SHA-256 repository; only SHA-1 repositories can be "
		    "read, as public-inbox makes them",
		    path);
		return NULL;
	}
	doing = g_strdup_printf("cannot read the git repository \"%s\"", path);
	td_git_fail(error, doing);
	return NULL;
}
