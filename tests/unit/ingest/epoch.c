/* SPDX-License-Identifier: GPL-2.0-or-later */
/* epoch.c - a bare epoch made in the test */
#include "epoch.h"

#include <git2.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

struct test_epoch {
	char *path;
	git_repository *repository;
	git_oid head;
	unsigned commits;
};

static void
check(int code)
{
	if (code < 0)
		g_error("libgit2: %s", git_error_last()->message);
}

test_epoch *
epoch_new(void)
{
	test_epoch *made = g_new0(test_epoch, 1);

	made->path = g_dir_make_tmp("td-ingest-XXXXXX", NULL);
	git_libgit2_init();
	check(git_repository_init(&made->repository, made->path, 1));
	return made;
}

static void
remove_tree(const char *path)
{
	GDir *dir = g_dir_open(path, 0, NULL);
	const char *name;

	while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *below = g_build_filename(path, name, NULL);

		if (g_file_test(below, G_FILE_TEST_IS_DIR))
			remove_tree(below);
		else
			g_unlink(below);
	}
	g_clear_pointer(&dir, g_dir_close);
	g_rmdir(path);
}

void
epoch_free(test_epoch *epoch)
{
	git_repository_free(epoch->repository);
	git_libgit2_shutdown();
	remove_tree(epoch->path);
	g_free(epoch->path);
	g_free(epoch);
}

const char *
epoch_path(const test_epoch *epoch)
{
	return epoch->path;
}

static void
make_tree(test_epoch *epoch, const char *name, const char *bytes, git_oid *tree)
{
	git_treebuilder *builder;
	git_oid blob;

	check(git_treebuilder_new(&builder, epoch->repository, NULL));
	if (name != NULL) {
		check(git_blob_create_from_buffer(
		    &blob, epoch->repository, bytes, strlen(bytes)));
		check(git_treebuilder_insert(
		    NULL, builder, name, &blob, GIT_FILEMODE_BLOB));
	}
	check(git_treebuilder_write(tree, builder));
	git_treebuilder_free(builder);
}

void
epoch_commit(test_epoch *epoch, const char *name, const char *bytes)
{
	git_signature *who;
	git_commit *before = NULL;
	git_tree *tree;
	git_oid id;

	make_tree(epoch, name, bytes, &id);
	check(git_tree_lookup(&tree, epoch->repository, &id));
	check(git_signature_new(
	    &who, "A Person", "a@example.org", 1767225600 + 60 * epoch->commits, 0));
	if (epoch->commits > 0)
		check(git_commit_lookup(&before, epoch->repository, &epoch->head));
	check(git_commit_create_v(&epoch->head, epoch->repository, "HEAD", who, who, NULL,
	    "x", tree, before != NULL ? 1 : 0, before));
	epoch->commits++;
	git_commit_free(before);
	git_tree_free(tree);
	git_signature_free(who);
}

void
epoch_damage(test_epoch *epoch, const char *bytes)
{
	char hex[GIT_OID_HEXSZ + 1];
	g_autofree char *path = NULL;
	git_oid blob;

	check(git_odb_hash(&blob, bytes, strlen(bytes), GIT_OBJECT_BLOB));
	git_oid_tostr(hex, sizeof hex, &blob);
	path = g_strdup_printf("%s/objects/%.2s/%s", epoch->path, hex, hex + 2);
	g_unlink(path);
}
