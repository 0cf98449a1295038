/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive/repositories.c - what git itself would say of the repositories of an archive */
#include "archive/repositories.h"

#include <stdlib.h>
#include <string.h>

#include "archive/store.h"
#include "pack/alternates.h"

static void
free_ref(void *data)
{
	td_git_ref *ref = data;

	g_free(ref->name);
	g_free(ref);
}

static void
free_repository(void *data)
{
	td_repository *one = data;

	g_free(one->path);
	g_free(one->head);
	g_ptr_array_unref(one->refs);
	g_free(one->fingerprint);
	g_free(one);
}

static int
by_name(const void *a, const void *b)
{
	const td_git_ref *const *left = a, *const *right = b;

	return strcmp((*left)->name, (*right)->name);
}

static int64_t
time_of(git_repository *repository, const git_oid *id)
{
	g_autoptr(git_commit) commit = NULL;

	if (git_commit_lookup(&commit, repository, id) < 0)
		return 0;
	return git_commit_committer(commit)->when.time;
}

static bool
load_refs(td_repository *one, git_repository *repository, GError **error)
{
	g_autoptr(git_reference_iterator) walk = NULL;
	const char *name;

	if (git_reference_iterator_glob_new(&walk, repository, "refs/*") < 0) {
		td_libgit2_fail(error, "reading references");
		return false;
	}
	while (git_reference_next_name(&name, walk) == 0) {
		git_oid id;
		td_git_ref *ref;

		/* What leads nowhere git passes over as well. */
		if (git_reference_name_to_id(&id, repository, name) < 0)
			continue;
		ref = g_new0(td_git_ref, 1);
		ref->name = g_strdup(name);
		ref->id = td_git_name_of(&id);
		g_ptr_array_add(one->refs, ref);
		one->modified = MAX(one->modified, time_of(repository, &id));
	}
	g_ptr_array_sort(one->refs, by_name);
	return true;
}

static char *
fingerprint_of(const GPtrArray *refs)
{
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA1);

	for (unsigned i = 0; i < refs->len; i++) {
		const td_git_ref *ref = refs->pdata[i];
		char hex[TD_OID_HEX];
		g_autofree char *line = NULL;

		td_oid_to_hex(&ref->id, hex);
		line = g_strdup_printf("%s %s\n", hex, ref->name);
		g_checksum_update(sum, (const unsigned char *)line, -1);
	}
	return g_strdup(g_checksum_get_string(sum));
}

static td_repository *
load_one(td_epoch *epoch, GError **error)
{
	git_repository *repository = td_epoch_repository(epoch, error);
	g_autoptr(git_reference) head = NULL;
	td_repository *one;

	if (!repository)
		return NULL;
	one = g_new0(td_repository, 1);
	one->epoch = epoch->number;
	one->path = g_strdup(git_repository_commondir(repository));
	one->refs = g_ptr_array_new_with_free_func(free_ref);
	if (git_reference_lookup(&head, repository, "HEAD") == 0 &&
	    git_reference_symbolic_target(head))
		one->head = g_strdup(git_reference_symbolic_target(head));
	if (!load_refs(one, repository, error)) {
		g_prefix_error(error, "\"%s\": ", epoch->path);
		free_repository(one);
		return NULL;
	}
	one->fingerprint = fingerprint_of(one->refs);
	return one;
}

GPtrArray *
td_archive_load_repositories(td_archive *archive, GError **error)
{
	g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(free_repository);

	for (size_t i = 0; td_store_is_git(archive) && i < archive->epochs->len; i++) {
		td_repository *one = load_one(td_store_epoch(archive, i), error);

		if (!one)
			return NULL;
		g_ptr_array_add(all, one);
	}
	return g_steal_pointer(&all);
}

static void
add_real(GPtrArray *folders, const char *path)
{
	g_autofree char *real = realpath(path, NULL);

	if (real)
		g_ptr_array_add(folders, g_strdup(real));
}

GPtrArray *
td_archive_folders(const td_archive *archive)
{
	GPtrArray *folders = g_ptr_array_new_with_free_func(g_free);

	for (size_t i = 0; td_store_is_git(archive) && i < archive->epochs->len; i++) {
		const td_epoch *epoch = td_store_epoch(archive, i);
		g_autoptr(GPtrArray) objects = td_alternates_find(epoch->objects);

		add_real(folders, epoch->path);
		add_real(folders, epoch->common);
		for (unsigned j = 0; j < objects->len; j++)
			add_real(folders, objects->pdata[j]);
	}
	return folders;
}

const char *
td_archive_repository(const td_archive *archive, unsigned epoch)
{
	for (size_t i = 0; td_store_is_git(archive) && i < archive->epochs->len; i++) {
		td_epoch *one = td_store_epoch(archive, i);
		git_repository *repository = NULL;

		if (one->number != epoch)
			continue;
		if (!one->folder)
			repository = td_epoch_repository(one, NULL);
		return repository ? git_repository_commondir(repository) : one->folder;
	}
	return NULL;
}
