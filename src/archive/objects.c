/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * archive/objects.c - the raw objects of one repository
 *
 * What lies in an ordinary pack is read by ourselves. All else is asked of libgit2: loose
 * objects, alternates, packs that came later, and what is odd or damaged.
 */
#include "archive/objects.h"

#include "archive/pack_reader.h"
#include "base/limits.h"

struct td_objects {
	td_pack_reader *packs;
	git_odb *odb;
	git_odb_object *last; /* what the latest read lent */
};

td_objects *
td_objects_open(git_repository *repository, const GPtrArray *packs, GError **error)
{
	g_autoptr(td_objects) store = g_new0(td_objects, 1);

	if (git_repository_odb(&store->odb, repository) < 0) {
		td_git_fail(error, "cannot open the object store");
		return NULL;
	}
	store->packs = td_pack_reader_new(packs);
	return g_steal_pointer(&store);
}

void
td_objects_close(td_objects *store)
{
	if (!store)
		return;
	td_pack_reader_free(store->packs);
	git_odb_object_free(store->last);
	git_odb_free(store->odb);
	g_free(store);
}

static td_object_state
read_slowly(td_objects *store, const td_oid *name, git_object_t type, td_span *bytes)
{
	git_object_t met;
	size_t size;

	if (git_odb_read_header(&size, &met, store->odb, td_git_name(name)) < 0 ||
	    met != type)
		return OBJECT_BAD;
	if (size > TD_MAX_MAIL_BYTES)
		return OBJECT_TOO_LARGE;
	if (git_odb_read(&store->last, store->odb, td_git_name(name)) < 0)
		return OBJECT_BAD;
	bytes->p = git_odb_object_data(store->last);
	bytes->n = git_odb_object_size(store->last);
	return OBJECT_OK;
}

td_object_state
td_objects_read(td_objects *store, const td_oid *name, git_object_t type, td_span *bytes)
{
	td_pack_object object;

	git_odb_object_free(store->last);
	store->last = NULL;
	if (!store->packs || !td_pack_reader_read(store->packs, name, &object))
		return read_slowly(store, name, type, bytes);
	/* Types are numbered as in a pack. */
	if ((int)object.type != (int)type)
		return OBJECT_BAD;
	*bytes = object.bytes;
	return OBJECT_OK;
}
