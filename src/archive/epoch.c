/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive/epoch.c - one git repository that holds mail: its newest commit and its limits
 */
#include "archive/epoch.h"

#include <string.h>

#include "archive/refs.h"
#include "archive/tree.h"
#include "base/error.h"
#include "pack/file.h"

/* How many commits are looked at before a repository is said to hold no mail. */
#define GUESS_COMMITS 64

static void
read_shallow(td_epoch *self, const char *folder)
{
	g_autofree char *path = g_build_filename(folder, "shallow", NULL);
	g_autofree char *text = NULL;
	size_t n;
	td_span rest, line;
	td_oid oid;

	if (!g_file_get_contents(path, &text, &n, NULL) || n == 0)
		return;
	self->shallow =
	    g_hash_table_new_full(td_oid_key_hash, td_oid_key_equal, g_free, NULL);
	rest = (td_span){ text, n };
	while (td_span_next_line(&rest, &line)) {
		if (td_oid_parse(line, &oid))
			g_hash_table_add(self->shallow, g_memdup2(&oid, sizeof(oid)));
	}
}

/* The commit that a reference leads to, through symbolic ones and tags. */
static bool
commit_of(git_repository *repository, const char *name, td_oid *tip, int64_t *time)
{
	g_autoptr(git_reference) reference = NULL;
	g_autoptr(git_object) object = NULL;

	if (git_reference_lookup(&reference, repository, name) < 0 ||
	    git_reference_peel(&object, reference, GIT_OBJECT_COMMIT) < 0)
		return false;
	*tip = td_git_name_of(git_object_id(object));
	*time = git_commit_committer((git_commit *)object)->when.time;
	return true;
}

/* The branch with the newest commit: what is left to go by in an odd mirror. */
static bool
newest_branch(git_repository *repository, td_oid *tip)
{
	static const char *const globs[] = { "refs/heads/*", "refs/remotes/*", "refs/*" };
	bool found = false;

	for (size_t i = 0; i < G_N_ELEMENTS(globs) && !found; i++) {
		g_autoptr(git_reference_iterator) walk = NULL;
		const char *name;
		int64_t newest = INT64_MIN, time;
		td_oid oid;

		if (git_reference_iterator_glob_new(&walk, repository, globs[i]) < 0)
			continue;
		while (git_reference_next_name(&name, walk) == 0) {
			if (!commit_of(repository, name, &oid, &time) ||
			    (found && time <= newest))
				continue;
			*tip = oid;
			newest = time;
			found = true;
		}
	}
	return found;
}

/*
 * HEAD where it leads to a commit. A mirror's HEAD may name a branch that the other side
 * does not have, and a clone of an empty repository has no local branch at all: then the
 * usual names, then the newest branch there is.
 */
static const char *const usual_names[] = { "HEAD", "refs/heads/master", "refs/heads/main",
	"refs/remotes/origin/HEAD", "refs/remotes/origin/master",
	"refs/remotes/origin/main" };

static bool
find_tip(git_repository *repository, td_oid *tip)
{
	int64_t time;

	for (size_t i = 0; i < G_N_ELEMENTS(usual_names); i++) {
		if (commit_of(repository, usual_names[i], tip, &time))
			return true;
	}
	return newest_branch(repository, tip);
}

/* The same where the first of these names that is there leads straight to a commit. */
static bool
find_plain_tip(td_epoch *self)
{
	td_span bytes;

	for (size_t i = 0; i < G_N_ELEMENTS(usual_names); i++) {
		if (td_refs_find(self->folder, usual_names[i], &self->tip))
			return td_objects_read(self->store, &self->tip, GIT_OBJECT_COMMIT,
				   &bytes) == TD_OBJECT_OK;
	}
	return false;
}

/* Whether what is named there is gone: a damaged or missing pack is no empty archive. */
static bool
names_commit(const char *folder)
{
	td_oid commit;

	for (size_t i = 0; i < G_N_ELEMENTS(usual_names); i++) {
		if (td_refs_find(folder, usual_names[i], &commit))
			return true;
	}
	return false;
}

/* Where the files of a repository are that is not plain, says libgit2. */
static bool
ask_folders(const char *path, char **common, char **objects, GError **error)
{
	g_autoptr(git_repository) repository = td_git_open(path, error);
	git_buf found = GIT_BUF_INIT;

	if (!repository)
		return false;
	git_repository_item_path(&found, repository, GIT_REPOSITORY_ITEM_OBJECTS);
	*common = g_strdup(git_repository_commondir(repository));
	*objects = g_strdup(found.ptr ? found.ptr : "");
	git_buf_dispose(&found);
	return true;
}

td_epoch *
td_epoch_open(const char *path, unsigned number, GError **error)
{
	g_autoptr(td_epoch) self = g_new0(td_epoch, 1);
	git_repository *repository;

	self->number = number;
	self->path = g_strdup(path);
	self->folder = td_git_plain_folder(path);
	if (self->folder) {
		self->common = g_strdup(self->folder);
		self->objects = g_build_filename(self->folder, "objects", NULL);
	} else if (!ask_folders(path, &self->common, &self->objects, error)) {
		return NULL;
	}
	self->packs = td_packs_open(self->objects);
	self->store = td_objects_open(path, self->folder, self->packs);
	read_shallow(self, self->common);
	self->has_tip = self->folder && find_plain_tip(self);
	if (self->has_tip)
		return g_steal_pointer(&self);
	repository = td_epoch_repository(self, error);
	if (!repository)
		return NULL;
	self->has_tip = find_tip(repository, &self->tip);
	self->lost = !self->has_tip && names_commit(self->common);
	return g_steal_pointer(&self);
}

git_repository *
td_epoch_repository(td_epoch *self, GError **error)
{
	return td_objects_repository(self->store, error);
}

void
td_epoch_close(td_epoch *self)
{
	if (!self)
		return;
	td_objects_close(self->store);
	g_clear_pointer(&self->packs, g_ptr_array_unref);
	g_clear_pointer(&self->shallow, g_hash_table_unref);
	g_free(self->objects);
	g_free(self->common);
	g_free(self->folder);
	g_free(self->path);
	g_free(self);
}

bool
td_epoch_is_boundary(const td_epoch *self, const td_oid *commit)
{
	return self->shallow && g_hash_table_contains(self->shallow, commit);
}

static td_epoch_layout
layout_of_tree(td_span tree)
{
	td_tree_item item;

	while (td_tree_next(&tree, &item)) {
		if (td_tree_is_file(&item) &&
		    (td_span_is(item.name, "m") || td_span_is(item.name, "d")))
			return TD_EPOCH_V2;
		if (td_tree_is_folder(&item) && item.name.n == 2 &&
		    g_ascii_isxdigit(item.name.p[0]) && g_ascii_isxdigit(item.name.p[1]))
			return TD_EPOCH_V1;
	}
	return TD_EPOCH_NO_MAIL;
}

td_epoch_layout
td_epoch_guess_layout(td_epoch *self)
{
	td_oid commit = self->tip;

	for (unsigned i = 0; self->has_tip && i < GUESS_COMMITS; i++) {
		td_span bytes;
		td_commit_head head;
		td_epoch_layout layout;

		if (td_objects_read(self->store, &commit, GIT_OBJECT_COMMIT, &bytes) ||
		    !td_commit_parse(bytes, &head))
			break;
		if (td_objects_read(self->store, &head.tree, GIT_OBJECT_TREE, &bytes) ==
		    TD_OBJECT_OK) {
			layout = layout_of_tree(bytes);
			if (layout != TD_EPOCH_NO_MAIL)
				return layout;
		}
		if (head.parents == 0 || td_epoch_is_boundary(self, &commit))
			break;
		commit = head.parent;
	}
	return TD_EPOCH_NO_MAIL;
}
