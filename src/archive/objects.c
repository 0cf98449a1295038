/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * archive/objects.c - the raw objects of one repository
 *
 * What lies in an ordinary pack or in a file of its own is read by ourselves. All else is
 * asked of libgit2: files of objects that it borrows, packs that came later, and what is
 * odd or damaged.
 */
#include "archive/objects.h"

#include "base/limits.h"
#include "pack/loose.h"
#include "pack/reader.h"

/* A buffer that one huge object made larger than this is given back after it. */
#define KEEP_BYTES ((unsigned)4 << 20)

struct td_objects {
	char *path;
	char *folder; /* of files with an object each; NULL: not ours to read */
	td_pack_reader *packs;
	GByteArray *loose; /* what came out of such a file */
	git_repository *repository;
	git_odb *odb;
	git_odb_object *last; /* what the latest read lent */
};

td_objects *
td_objects_open(const char *path, const char *folder, const GPtrArray *packs)
{
	td_objects *store = g_new0(td_objects, 1);

	store->path = g_strdup(path);
	store->folder = folder ? g_build_filename(folder, "objects", NULL) : NULL;
	store->packs = td_pack_reader_new(packs);
	store->loose = g_byte_array_new();
	return store;
}

static void
forget_last(td_objects *store)
{
	/* Not even NULL may be given to libgit2 before it is loaded. */
	if (store->last)
		git_odb_object_free(store->last);
	store->last = NULL;
	if (store->loose->len > KEEP_BYTES) {
		g_byte_array_unref(store->loose);
		store->loose = g_byte_array_new();
	}
}

void
td_objects_close(td_objects *store)
{
	if (!store)
		return;
	forget_last(store);
	td_pack_reader_free(store->packs);
	g_byte_array_unref(store->loose);
	if (store->odb)
		git_odb_free(store->odb);
	if (store->repository)
		git_repository_free(store->repository);
	g_free(store->folder);
	g_free(store->path);
	g_free(store);
}

git_repository *
td_objects_repository(td_objects *store, GError **error)
{
	if (!store->repository)
		store->repository = td_git_open(store->path, error);
	return store->repository;
}

static bool
open_database(td_objects *store)
{
	return store->odb || (td_objects_repository(store, NULL) &&
				 git_repository_odb(&store->odb, store->repository) == 0);
}

static td_object_state
read_slowly(td_objects *store, const td_oid *name, git_object_t type, td_span *bytes)
{
	git_object_t met;
	size_t size;

	if (!open_database(store) ||
	    git_odb_read_header(&size, &met, store->odb, td_git_name(name)) < 0 ||
	    met != type)
		return TD_OBJECT_BAD;
	if (size > TD_MAX_MAIL_BYTES)
		return TD_OBJECT_TOO_LARGE;
	if (git_odb_read(&store->last, store->odb, td_git_name(name)) < 0)
		return TD_OBJECT_BAD;
	bytes->p = git_odb_object_data(store->last);
	bytes->n = git_odb_object_size(store->last);
	return TD_OBJECT_OK;
}

/* True when one of our own readers has the object, or the beginning of a large one. */
static bool
read_quickly(td_objects *store, const td_oid *name, size_t most, td_pack_object *object)
{
	if (store->packs && td_pack_reader_read_head(store->packs, name, most, object))
		return true;
	object->cut = false;
	if (!store->folder ||
	    !td_loose_read(store->folder, name, &object->type, store->loose))
		return false;
	object->bytes = (td_span){ (const char *)store->loose->data, store->loose->len };
	return true;
}

bool
td_objects_find(td_objects *store, const td_oid *name, git_object_t type, td_span *bytes)
{
	td_pack_object object;

	forget_last(store);
	if (!read_quickly(store, name, SIZE_MAX, &object) ||
	    (int)object.type != (int)type)
		return false;
	*bytes = object.bytes;
	return true;
}

td_object_state
td_objects_read_head(td_objects *store, const td_oid *name, git_object_t type,
    size_t most, td_span *bytes, bool *cut)
{
	td_pack_object object;

	forget_last(store);
	*cut = false;
	if (!read_quickly(store, name, most, &object))
		return read_slowly(store, name, type, bytes);
	/* Types are numbered as in a pack. */
	if ((int)object.type != (int)type)
		return TD_OBJECT_BAD;
	*bytes = object.bytes;
	*cut = object.cut;
	return TD_OBJECT_OK;
}

td_object_state
td_objects_read(td_objects *store, const td_oid *name, git_object_t type, td_span *bytes)
{
	bool cut;

	return td_objects_read_head(store, name, type, SIZE_MAX, bytes, &cut);
}
