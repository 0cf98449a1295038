/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive/revision.c - one revision, as git writes them, to a commit of one epoch */
#include "archive/revision.h"

#include <string.h>

#include "archive/tree.h"
#include "base/error.h"

static void
free_trunk(void *data)
{
	td_trunk_free(data);
}

td_trunks *
td_trunks_new(const td_archive *archive)
{
	td_trunks *trunks = g_new0(td_trunks, 1);

	trunks->archive = archive;
	trunks->list = g_ptr_array_new_with_free_func(free_trunk);
	g_ptr_array_set_size(trunks->list, (int)archive->epochs->len);
	return trunks;
}

void
td_trunks_free(td_trunks *trunks)
{
	if (!trunks)
		return;
	g_ptr_array_unref(trunks->list);
	g_free(trunks);
}

td_trunk *
td_trunks_at(td_trunks *trunks, const td_place *place, size_t *index)
{
	td_trunk *trunk = trunks->list->pdata[place->epoch];

	for (size_t i = 0; trunk && i < trunk->steps->entries->len; i++) {
		if (td_oid_equal(
			&g_array_index(trunk->steps->entries, td_entry, i).commit,
			&place->commit)) {
			*index = i;
			return trunk;
		}
	}
	td_trunk_free(trunk);
	trunk =
	    td_trunk_new(td_store_epoch(trunks->archive, place->epoch), &place->commit);
	trunks->list->pdata[place->epoch] = trunk;
	*index = 0;
	return trunk;
}

bool
td_revision_head(const td_archive *archive, td_place *place)
{
	for (size_t i = archive->epochs->len; i-- > 0;) {
		const td_epoch *epoch = td_store_epoch(archive, i);

		if (epoch->has_tip) {
			*place = (td_place){ i, epoch->tip };
			return true;
		}
	}
	return false;
}

static bool
any_shallow(const td_archive *archive)
{
	for (size_t i = 0; i < archive->epochs->len; i++) {
		if (td_store_epoch(archive, i)->shallow)
			return true;
	}
	return false;
}

static void
fail_unknown(const td_archive *archive, const char *word, GError **error)
{
	g_set_error(error, TD_ERROR, TD_ERROR_UNKNOWN_REVISION,
	    "\"%s\" has no commit \"%s\"%s", archive->path, word,
	    any_shallow(archive)
		? ": it is a shallow clone, so older commits are not in it; \"git fetch "
		  "--unshallow\" there brings them"
	    : archive->epochs->len > 1 ? " in any of its epochs"
				       : "");
}

/*
 * Cuts "~3", "~" and "^" off the end of word: steps that first parents answer. Returns
 * how many steps they are; what else git knows ("^2", "@{1}") is left to libgit2.
 */
static uint64_t
cut_steps(char *word)
{
	uint64_t steps = 0;
	size_t n = strlen(word);

	while (n > 1) {
		size_t digits = n;
		uint64_t value = 1;

		while (digits > 0 && g_ascii_isdigit(word[digits - 1]))
			digits--;
		if (digits < 2 || n - digits > 9)
			break;
		if (digits < n)
			value = g_ascii_strtoull(word + digits, NULL, 10);
		if (word[digits - 1] != '~' && (word[digits - 1] != '^' || value > 1))
			break;
		steps += value;
		n = digits - 1;
		word[n] = '\0';
	}
	return steps;
}

/* True when that epoch's own history, and not just its object store, has the commit. */
static bool
is_in_history(td_trunks *trunks, const td_place *place)
{
	td_epoch *epoch = td_store_epoch(trunks->archive, place->epoch);
	td_place tip = { place->epoch, epoch->tip };
	td_trunk *trunk;
	size_t index;

	if (!epoch->has_tip)
		return false;
	trunk = td_trunks_at(trunks, &tip, &index);
	return td_trunk_find(trunk, index, &place->commit) != SIZE_MAX;
}

/* What is gathered while all objects of a store are gone through. */
typedef struct prefix_search {
	git_odb *odb;
	git_oid prefix;
	size_t digits;
	git_oid commit;
	unsigned found;
} prefix_search;

static int
match_prefix(const git_oid *name, void *data)
{
	prefix_search *search = data;
	git_object_t type;
	size_t size;

	if (git_oid_ncmp(name, &search->prefix, search->digits) == 0 &&
	    git_odb_read_header(&size, &type, search->odb, name) == 0 &&
	    type == GIT_OBJECT_COMMIT) {
		if (search->found == 0 || !git_oid_equal(name, &search->commit))
			search->found++;
		search->commit = *name;
	}
	return 0;
}

/*
 * The commit that some digits begin: 1 when there is one, 0 for none, 2 for more. Mails
 * and trees may begin with them too, and are no matter.
 */
static unsigned
find_digits(git_repository *repository, const char *digits, td_oid *commit)
{
	prefix_search search = { .digits = strlen(digits) };
	g_autoptr(git_object) object = NULL;
	int result;

	if (search.digits < 4 || search.digits > 40 ||
	    strspn(digits, "0123456789abcdefABCDEF") != search.digits ||
	    git_oid_fromstrn(&search.prefix, digits, search.digits) < 0)
		return 0;
	result = git_object_lookup_prefix(
	    &object, repository, &search.prefix, search.digits, GIT_OBJECT_ANY);
	if (result == 0) {
		g_autoptr(git_object) peeled = NULL;

		if (git_object_peel(&peeled, object, GIT_OBJECT_COMMIT) < 0)
			return 0;
		*commit = td_git_name_of(git_object_id(peeled));
		return 1;
	}
	if (result != GIT_EAMBIGUOUS || git_repository_odb(&search.odb, repository) < 0)
		return 0;
	git_odb_foreach(search.odb, match_prefix, &search);
	git_odb_free(search.odb);
	*commit = td_git_name_of(&search.commit);
	return MIN(search.found, 2);
}

/* "v1-12-gabcdef", as git describe writes it, is the commit abcdef. */
static const char *
described(const char *name)
{
	const char *mark = g_strrstr(name, "-g");

	return mark && mark > name && g_ascii_isdigit(mark[-1]) ? mark + 2 : NULL;
}

/*
 * A name in one epoch: 1 when it is there, 0 when it is not, 2 when it is not clear. What
 * has an operator in it is left to libgit2, and only that: its way of looking for other
 * names loses memory when there is none (in 1.5).
 */
static unsigned
find_name(git_repository *repository, const char *name, td_oid *commit)
{
	g_autoptr(git_reference) reference = NULL;
	g_autoptr(git_object) object = NULL;
	g_autoptr(git_object) peeled = NULL;
	const char *digits;
	unsigned found;

	if (strpbrk(name, "^~@:{")) {
		if (git_revparse_single(&object, repository, name) < 0 ||
		    git_object_peel(&peeled, object, GIT_OBJECT_COMMIT) < 0)
			return 0;
		*commit = td_git_name_of(git_object_id(peeled));
		return 1;
	}
	if (git_reference_dwim(&reference, repository, name) == 0 &&
	    git_reference_peel(&peeled, reference, GIT_OBJECT_COMMIT) == 0) {
		*commit = td_git_name_of(git_object_id(peeled));
		return 1;
	}
	found = find_digits(repository, name, commit);
	digits = found == 0 ? described(name) : NULL;
	return digits ? find_digits(repository, digits, commit) : found;
}

/* All forty digits of a commit need no libgit2; false when that cannot be asked. */
static bool
find_in_epoch(
    td_epoch *epoch, const char *name, td_oid *commit, unsigned *count, GError **error)
{
	git_repository *repository;
	td_span bytes;

	*count = 1;
	if (td_oid_parse(td_span_of(name), commit) &&
	    td_objects_find(epoch->store, commit, GIT_OBJECT_COMMIT, &bytes))
		return true;
	repository = td_epoch_repository(epoch, error);
	if (!repository)
		return false;
	*count = find_name(repository, name, commit);
	return true;
}

static bool
fail_ambiguous(const char *path, const char *name, GError **error)
{
	g_set_error(error, TD_ERROR, TD_ERROR_UNKNOWN_REVISION,
	    "\"%s\" begins several commits of \"%s\"; give more of its digits", name,
	    path);
	return false;
}

/*
 * A name is looked up in all epochs, the newest first. Where a branch's name is in
 * several the newest has it; where a commit is (epochs may share an object store), the
 * one whose history it is in; where digits begin different commits, nobody has.
 */
static bool
resolve_name(td_trunks *trunks, const char *name, td_place *place, GError **error)
{
	const td_archive *archive = trunks->archive;
	bool digits = strspn(name, "0123456789abcdefABCDEF") == strlen(name);
	bool found = false;

	for (size_t i = archive->epochs->len; i-- > 0;) {
		td_epoch *epoch = td_store_epoch(archive, i);
		td_place met = { .epoch = i };
		unsigned count;
		bool same;

		if (!find_in_epoch(epoch, name, &met.commit, &count, error))
			return false;
		same = found && td_oid_equal(&met.commit, &place->commit);
		if (count > 1 || (count == 1 && found && !same && digits))
			return fail_ambiguous(archive->path, name, error);
		if (count == 1 && (!found || (same && !is_in_history(trunks, place))))
			*place = met;
		found |= count == 1;
	}
	if (!found)
		fail_unknown(archive, name, error);
	return found;
}

/* From a tip, where somebody knows what is so far before it. */
static bool
find_back(td_trunks *trunks, td_place *place, uint64_t steps)
{
	const td_epoch *epoch = td_store_epoch(trunks->archive, place->epoch);
	const td_known_history *history = &epoch->history;
	td_oid commit;

	if (!history->find_back || !epoch->has_tip ||
	    !td_oid_equal(&place->commit, &epoch->tip) ||
	    !history->find_back(
		epoch->number, &epoch->tip, steps, &commit, history->data))
		return false;
	place->commit = commit;
	return true;
}

static bool
step_back(td_trunks *trunks, td_place *place, uint64_t steps)
{
	while (steps > 0) {
		size_t index;
		td_trunk *trunk;

		if (find_back(trunks, place, steps))
			return true;
		trunk = td_trunks_at(trunks, place, &index);
		if (td_trunk_reach(trunk, index + steps + 1)) {
			place->commit =
			    g_array_index(trunk->steps->entries, td_entry, index + steps)
				.commit;
			return true;
		}
		if (trunk->steps->end != TD_STEPS_ROOT)
			return false;
		steps -= trunk->steps->entries->len - index;
		do {
			if (place->epoch == 0)
				return false;
			place->epoch--;
		} while (!td_store_epoch(trunks->archive, place->epoch)->has_tip);
		place->commit = td_store_epoch(trunks->archive, place->epoch)->tip;
	}
	return true;
}

bool
td_revision_resolve(td_trunks *trunks, const char *word, td_place *place, GError **error)
{
	g_autofree char *name = g_strdup(word);
	uint64_t steps = cut_steps(name);

	if (strcmp(name, "HEAD") == 0 || strcmp(name, "@") == 0) {
		if (!td_revision_head(trunks->archive, place)) {
			g_set_error(error, TD_ERROR, TD_ERROR_EMPTY,
			    "\"%s\" is empty: it has no commit yet",
			    trunks->archive->path);
			return false;
		}
	} else if (!resolve_name(trunks, name, place, error)) {
		return false;
	}
	if (!step_back(trunks, place, steps)) {
		fail_unknown(trunks->archive, word, error);
		return false;
	}
	return true;
}
