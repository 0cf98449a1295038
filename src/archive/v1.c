/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive/v1.c - the older public-inbox: one mail a file, at xx/yyyy... */
#include "archive/v1.h"

#include "archive/tree.h"

/* A tree's bytes, kept while others are read. */
typedef struct tree_copy {
	char *bytes;
	td_span left;
	bool bad;
} tree_copy;

static void
tree_copy_clear(tree_copy *tree)
{
	g_free(tree->bytes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(tree_copy, tree_copy_clear)

/* Two trees gone through side by side. */
typedef struct pairing {
	td_span left[2]; /* the old tree, the new one */
	td_tree_item item[2];
	bool has[2];
	bool folders; /* xx, or the files in it */
} pairing;

/* Gathers what one commit did. */
typedef struct comparing {
	td_objects *store;
	td_entry entry; /* what its entries have in common */
	GArray *out;
	unsigned found;
	bool bad; /* a tree could not be read */
} comparing;

/* No name at all is an empty tree. */
static tree_copy
read_tree(comparing *work, const td_oid *name)
{
	tree_copy tree = { 0 };
	td_span bytes;

	if (td_oid_is_zero(name))
		return tree;
	if (td_objects_read(work->store, name, GIT_OBJECT_TREE, &bytes) != TD_OBJECT_OK) {
		work->bad = true;
		return tree;
	}
	tree.bytes = td_span_dup(bytes);
	tree.left = (td_span){ tree.bytes, bytes.n };
	return tree;
}

static bool
is_mail_name(const td_tree_item *item, bool folder)
{
	size_t n = folder ? 2 : 38;

	if (item->name.n != n ||
	    !(folder ? td_tree_is_folder(item) : td_tree_is_file(item)))
		return false;
	for (size_t i = 0; i < n; i++) {
		if (!g_ascii_isxdigit(item->name.p[i]))
			return false;
	}
	return true;
}

static void
advance(pairing *pair, int side)
{
	do {
		pair->has[side] = td_tree_next(&pair->left[side], &pair->item[side]);
	} while (pair->has[side] && !is_mail_name(&pair->item[side], pair->folders));
}

static pairing
pairing_of(const tree_copy *old, const tree_copy *new, bool folders)
{
	pairing pair = { .left = { old->left, new->left }, .folders = folders };

	advance(&pair, 0);
	advance(&pair, 1);
	return pair;
}

/* The next name that differs: what it was and what it became, zero for nothing. */
static bool
pairing_next(pairing *pair, td_oid *old, td_oid *new)
{
	while (pair->has[0] || pair->has[1]) {
		int order = pair->has[0] - pair->has[1];

		/* Names are of one length, so bytes alone put them in order. */
		if (order == 0)
			order = -memcmp(pair->item[0].name.p, pair->item[1].name.p,
			    pair->item[0].name.n);
		*old = order >= 0 ? pair->item[0].object : (td_oid){ 0 };
		*new = order <= 0 ? pair->item[1].object : (td_oid){ 0 };
		if (order >= 0)
			advance(pair, 0);
		if (order <= 0)
			advance(pair, 1);
		if (!td_oid_equal(old, new))
			return true;
	}
	return false;
}

static void
add(comparing *work, const td_oid *blob, uint16_t what)
{
	td_entry entry = work->entry;

	if (td_oid_is_zero(blob))
		return;
	entry.object = *blob;
	entry.what = what;
	g_array_append_val(work->out, entry);
	work->found++;
}

static void
compare_folders(comparing *work, const td_oid *old, const td_oid *new)
{
	g_auto(tree_copy) before = read_tree(work, old);
	g_auto(tree_copy) after = read_tree(work, new);
	pairing pair = pairing_of(&before, &after, false);
	td_oid was, is;

	/* A tree that cannot be read is no empty one: nothing is said to be removed. */
	while (!work->bad && pairing_next(&pair, &was, &is)) {
		add(work, &was, TD_ENTRY_REMOVED);
		add(work, &is, TD_ENTRY_MAIL);
	}
}

static void
compare_commit(comparing *work, const td_oid *old, const td_oid *new)
{
	g_auto(tree_copy) before = read_tree(work, old);
	g_auto(tree_copy) after = read_tree(work, new);
	pairing pair = pairing_of(&before, &after, true);
	td_oid was, is;

	while (!work->bad && pairing_next(&pair, &was, &is))
		compare_folders(work, &was, &is);
	if (work->bad || work->found == 0) {
		td_entry entry = work->entry;

		entry.what = work->bad ? TD_ENTRY_BROKEN : TD_ENTRY_NONE;
		g_array_append_val(work->out, entry);
	}
}

/* The tree of a commit's first parent; zero where it has none or the clone ends. */
static td_oid
parent_tree(td_epoch *epoch, const td_oid *commit, unsigned *parents)
{
	td_span bytes;
	td_commit_head head;

	*parents = 0;
	if (td_epoch_is_boundary(epoch, commit) ||
	    td_objects_read(epoch->store, commit, GIT_OBJECT_COMMIT, &bytes) !=
		TD_OBJECT_OK ||
	    !td_commit_parse(bytes, &head) || head.parents == 0)
		return (td_oid){ 0 };
	*parents = head.parents;
	if (td_objects_read(epoch->store, &head.parent, GIT_OBJECT_COMMIT, &bytes) !=
		TD_OBJECT_OK ||
	    !td_commit_parse(bytes, &head))
		return (td_oid){ 0 };
	return head.tree;
}

void
td_v1_expand(td_slice *slice, td_epoch *epoch, int64_t since, int64_t until)
{
	g_autoptr(GArray) out = g_array_new(false, false, sizeof(td_entry));

	for (unsigned i = 0; i < slice->entries->len; i++) {
		const td_entry *entry = &g_array_index(slice->entries, td_entry, i);
		comparing work = { .store = epoch->store, .entry = *entry, .out = out };
		td_oid old;
		unsigned parents = 1;

		if (entry->what != TD_ENTRY_TREE || entry->received < since ||
		    entry->received > until) {
			g_array_append_val(out, *entry);
			continue;
		}
		work.bad = i > 0 && g_array_index(slice->entries, td_entry, i - 1).what ==
					TD_ENTRY_BROKEN;
		if (i > 0 && slice->straight)
			old = g_array_index(slice->entries, td_entry, i - 1).object;
		else
			old = parent_tree(epoch, &entry->commit, &parents);
		/* What a merge brings is in the commits that it merges. */
		if (parents > 1) {
			work.entry.what = TD_ENTRY_NONE;
			g_array_append_val(out, work.entry);
			continue;
		}
		compare_commit(&work, &old, &entry->object);
	}
	g_array_unref(slice->entries);
	slice->entries = g_steal_pointer(&out);
}
