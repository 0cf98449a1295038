/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive/git.c - opening a repository, and telling which ones need no libgit2 */
#include "archive/git.h"

/* The three plain calls: OpenSSL 3 would rather fetch the algorithm by its name. */
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>
#include <stdio.h>

#include "base/error.h"

G_STATIC_ASSERT(sizeof(git_oid) == sizeof(td_oid));
G_STATIC_ASSERT(sizeof(td_oid) == SHA_DIGEST_LENGTH);

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

	if (!td_libgit2_start(error))
		return NULL;
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
	td_libgit2_fail(error, doing);
	return NULL;
}

static bool
has(const char *folder, const char *name, GFileTest what)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);

	return g_file_test(path, what);
}

/*
 * Extensions change what lies in a repository (SHA-256, reftable, missing objects), and a
 * version other than 0 says that there are some. Any mention of these is enough to doubt.
 */
static bool
is_extended(const char *folder)
{
	g_autofree char *path = g_build_filename(folder, "config", NULL);
	g_autofree char *text = NULL;
	g_autofree char *low = NULL;
	const char *version;

	if (!g_file_get_contents(path, &text, NULL, NULL))
		return g_file_test(path, G_FILE_TEST_EXISTS);
	low = g_ascii_strdown(text, -1);
	version = strstr(low, "repositoryformatversion");
	if (version)
		version += strcspn(version, "=\n");
	return strstr(low, "extensions") || strstr(low, "include") ||
	       (version &&
		   (*version != '=' || g_ascii_strtoll(version + 1, NULL, 10) != 0));
}

char *
td_git_plain_folder(const char *path)
{
	g_autofree char *inner = g_build_filename(path, ".git", NULL);
	const char *folder = g_file_test(inner, G_FILE_TEST_EXISTS) ? inner : path;
	bool plain = has(folder, "HEAD", G_FILE_TEST_IS_REGULAR) &&
		     has(folder, "objects", G_FILE_TEST_IS_DIR) &&
		     has(folder, "refs", G_FILE_TEST_IS_DIR) &&
		     !has(folder, "commondir", G_FILE_TEST_EXISTS) &&
		     !is_extended(folder);

	return plain ? g_strdup(folder) : NULL;
}

td_oid
td_git_blob_name(td_span bytes)
{
	char head[32];
	int n = snprintf(head, sizeof head, "blob %zu", bytes.n);
	SHA_CTX sha;
	td_oid name;

	SHA1_Init(&sha);
	SHA1_Update(&sha, head, (size_t)n + 1);
	SHA1_Update(&sha, bytes.p, bytes.n);
	SHA1_Final(name.id, &sha);
	return name;
}
