/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive/slice.c - the part of one epoch that is in a range */
#include "archive/slice.h"

#include "archive/tree.h"
#include "base/error.h"

void
td_slice_free(td_slice *slice)
{
	if (!slice)
		return;
	g_array_unref(slice->entries);
	g_free(slice);
}

/* The places of one epoch. */
static GArray *
places_in(const GArray *all, size_t epoch)
{
	GArray *some = g_array_new(false, false, sizeof(td_place));

	for (unsigned i = 0; i < all->len; i++) {
		const td_place *place = &g_array_index(all, td_place, i);

		if (place->epoch == epoch)
			g_array_append_val(some, *place);
	}
	return some;
}

static void
reverse(GArray *entries)
{
	for (unsigned i = 0, j = entries->len; i + 1 < j; i++) {
		td_entry *a = &g_array_index(entries, td_entry, i);
		td_entry *b = &g_array_index(entries, td_entry, --j);
		td_entry c = *a;

		*a = *b;
		*b = c;
	}
}

/*
 * The ordinary way: one straight line from the trunk's step `first` back to the commit
 * `from`. False where history is not straight, or `from` is not on it.
 */
static bool
walk_straight(
    td_slice *slice, td_trunk *trunk, size_t first, const td_oid *from, size_t most)
{
	size_t end = first;
	bool met = false, more;

	/* One step more than is wanted is read: it settles the last one. */
	while ((more = td_trunk_reach(trunk, end + 1)) && end - first < most) {
		met = from &&
		      td_oid_equal(
			  &g_array_index(trunk->steps->entries, td_entry, end).commit,
			  from);
		if (met)
			break;
		end++;
	}
	td_trunk_settle(trunk);
	if ((from && !more && trunk->steps->end == TD_STEPS_ROOT) ||
	    (trunk->steps->merge >= first && trunk->steps->merge < end))
		return false;
	if (end > first)
		g_array_append_vals(slice->entries,
		    &g_array_index(trunk->steps->entries, td_entry, first),
		    (unsigned)(end - first));
	reverse(slice->entries);
	if (more)
		slice->before =
		    g_array_index(trunk->steps->entries, td_entry, end).commit;
	else
		slice->shallow = trunk->steps->end == TD_STEPS_SHALLOW;
	slice->broken = !more && trunk->steps->end == TD_STEPS_BROKEN;
	slice->straight = true;
	slice->whole = met || !more;
	return true;
}

/* True where a commit's tree is that of one of its parents: it did nothing. */
static bool
is_unchanged(td_epoch *epoch, td_span parents, const td_oid *tree)
{
	td_oid parent;
	td_span bytes;
	td_commit_head head;

	while (td_commit_next_parent(&parents, &parent)) {
		if (td_objects_read(epoch->store, &parent, GIT_OBJECT_COMMIT, &bytes) ==
			TD_OBJECT_OK &&
		    td_commit_parse(bytes, &head) && td_oid_equal(&head.tree, tree))
			return true;
	}
	return false;
}

/* One commit of a history that is not straight. */
static void
add_commit(td_slice *slice, td_epoch *epoch, const td_oid *commit)
{
	td_entry entry = { .commit = *commit,
		.epoch = (uint16_t)epoch->number,
		.what = TD_ENTRY_BROKEN };
	g_autofree char *parents = NULL;
	td_span bytes;
	td_commit_head head;

	if (td_objects_read(epoch->store, commit, GIT_OBJECT_COMMIT, &bytes) ==
		TD_OBJECT_OK &&
	    td_commit_parse(bytes, &head)) {
		entry.object = head.tree;
		entry.received = head.received;
		parents = td_span_dup(head.rest);
		entry.what =
		    is_unchanged(epoch, (td_span){ parents, head.rest.n }, &head.tree)
			? TD_ENTRY_NONE
			: TD_ENTRY_TREE;
		if (slice->entries->len == 0)
			slice->before = head.parent;
	}
	g_array_append_val(slice->entries, entry);
}

/* Any history: libgit2 sorts it as git does, parents first. */
static bool
walk_any(td_slice *slice, td_epoch *epoch, const GArray *to, const GArray *from,
    GError **error)
{
	g_autoptr(git_revwalk) walk = NULL;
	git_repository *repository = td_epoch_repository(epoch, error);
	git_oid name;
	int result;

	if (!repository)
		return false;
	if (git_revwalk_new(&walk, repository) < 0) {
		td_libgit2_fail(error, epoch->path);
		return false;
	}
	git_revwalk_sorting(
	    walk, GIT_SORT_TOPOLOGICAL | GIT_SORT_TIME | GIT_SORT_REVERSE);
	for (unsigned i = 0; i < to->len; i++)
		git_revwalk_push(
		    walk, td_git_name(&g_array_index(to, td_place, i).commit));
	for (unsigned i = 0; i < from->len; i++)
		git_revwalk_hide(
		    walk, td_git_name(&g_array_index(from, td_place, i).commit));
	while ((result = git_revwalk_next(&name, walk)) == 0) {
		td_oid commit = td_git_name_of(&name);

		slice->shallow |= td_epoch_is_boundary(epoch, &commit);
		add_commit(slice, epoch, &commit);
	}
	slice->whole = true;
	if (result == GIT_ITEROVER)
		return true;
	td_libgit2_fail(error, epoch->path);
	return false;
}

static bool
later_epoch_wanted(const GArray *to, size_t epoch)
{
	for (unsigned i = 0; i < to->len; i++) {
		if (g_array_index(to, td_place, i).epoch > epoch)
			return true;
	}
	return false;
}

td_slice *
td_slice_new(td_trunks *trunks, const td_slice_spec *spec, GError **error)
{
	g_autoptr(td_slice) slice = g_new0(td_slice, 1);
	g_autoptr(GArray) to = places_in(spec->ends->to, spec->epoch);
	g_autoptr(GArray) from = places_in(spec->ends->from, spec->epoch);
	td_epoch *epoch = td_store_epoch(trunks->archive, spec->epoch);

	slice->entries = g_array_new(false, false, sizeof(td_entry));
	slice->whole = true;
	if (later_epoch_wanted(spec->ends->to, spec->epoch)) {
		td_place tip = { spec->epoch, epoch->tip };

		if (!epoch->has_tip)
			return g_steal_pointer(&slice);
		g_array_set_size(to, 0);
		g_array_append_val(to, tip);
	}
	if (to->len == 0)
		return g_steal_pointer(&slice);
	if (to->len == 1 && from->len <= 1) {
		td_place *place = &g_array_index(to, td_place, 0);
		size_t first, most = spec->most;
		td_trunk *trunk;

		/* Where a beginning is named, it may be among those. */
		if (spec->newer > 0 && from->len == 0 &&
		    td_oid_equal(&place->commit, &epoch->tip)) {
			place->commit = spec->start;
			most -= most < SIZE_MAX ? MIN(most, spec->newer) : 0;
			slice->later = true;
		}
		trunk = td_trunks_at(trunks, place, &first);

		if (spec->look)
			td_trunk_look_ahead(trunk, first);
		if (from->len == 0)
			td_trunk_send_scout(trunk, most);
		if (walk_straight(slice, trunk, first,
			from->len ? &g_array_index(from, td_place, 0).commit : NULL,
			most))
			return g_steal_pointer(&slice);
	}
	if (!walk_any(slice, epoch, to, from, error))
		return NULL;
	return g_steal_pointer(&slice);
}
