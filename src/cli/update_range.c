/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/update_range.c - an archive's range as the index numbers it */
#include "cli/update_range.h"

#include <string.h>

#include "index/index.h"
#include "index/lists.h"
#include "index/recent.h"

static const td_entry *
entry_at(const td_range *range, size_t at)
{
	return &g_array_index(range->entries, td_entry, at);
}

/* How many entries the archive has after a commit. */
static bool
count_after(td_archive *archive, unsigned epoch, const td_oid *commit, uint64_t *n,
    GError **error)
{
	const td_tip tip = { .epoch = epoch, .commit = *commit };
	td_range *after = td_archive_select_after(archive, &tip, error);

	if (!after)
		return false;
	*n = after->entries->len;
	td_range_free(after);
	return true;
}

/* The list that is called so and its newest head; *id is 0 where nothing of it is
 * indexed. */
static bool
find_newest(
    td_index *index, const char *list, int64_t *id, td_index_head *head, GError **error)
{
	g_autoptr(GArray) heads = NULL;

	*head = (td_index_head){ 0 };
	if (!td_index_find_list(index, list, id, error))
		return false;
	if (*id == 0)
		return true;
	heads = td_index_load_heads(index, *id, error);
	if (!heads)
		return false;
	if (heads->len > 0)
		*head = g_array_index(heads, td_index_head, heads->len - 1);
	else
		*id = 0;
	return true;
}

/*
 * The place of an entry in the index, near the others of its time; 0 where it is not
 * found there, as it holds no mail or clocks went back. Counting back from the newest
 * commit reads each one of them.
 */
static bool
find_near(td_index *index, int64_t list, const td_entry *entry, uint64_t *position,
    GError **error)
{
	enum { near = 64 };
	g_autoptr(GArray) steps = NULL;
	uint64_t at;

	*position = 0;
	if (!td_index_find_position(index, list, entry->received, &at, error))
		return false;
	steps =
	    td_index_load_steps(index, list, at > near ? at - near : 1, at + near, error);
	for (unsigned i = 0; steps && i < steps->len; i++) {
		const td_index_step *step = &g_array_index(steps, td_index_step, i);

		if (td_oid_equal(&step->commit, &entry->commit))
			*position = step->position;
	}
	return steps != NULL;
}

/* Positions count every entry, so the range lies as far from the newest one in the index
 * as it does in the archive. */
static bool
find_last(td_archive *archive, const td_range *entries, const td_index_head *head,
    uint64_t *last, GError **error)
{
	const td_entry *newest = entry_at(entries, entries->entries->len - 1);
	uint64_t after_range = 0, after_head = 0;

	*last = 0;
	if (newest->epoch == head->epoch &&
	    td_oid_equal(&newest->commit, &head->commit)) {
		*last = head->position;
		return true;
	}
	if (!count_after(archive, newest->epoch, &newest->commit, &after_range, error) ||
	    !count_after(archive, head->epoch, &head->commit, &after_head, error))
		return false;
	if (after_range >= after_head && after_range - after_head < head->position)
		*last = head->position - (after_range - after_head);
	return true;
}

/* Each place of the stretch is the entry that it should be. */
static bool
is_same(const td_range *entries, const GArray *steps, uint64_t first)
{
	for (unsigned i = 0; i < steps->len; i++) {
		const td_index_step *step = &g_array_index(steps, td_index_step, i);
		uint64_t at = step->position - first;

		if (at >= entries->entries->len ||
		    !td_oid_equal(&step->commit, &entry_at(entries, at)->commit))
			return false;
	}
	return steps->len > 0;
}

bool
td_update_range_find(const td_update_list *list, const td_range *entries,
    td_index_range *range, bool *found, GError **error)
{
	g_autoptr(GArray) steps = NULL;
	td_index_head head;
	size_t n = entries->entries->len;
	uint64_t last;
	int64_t id;

	*found = false;
	if (n == 0 || td_oid_is_zero(&entry_at(entries, 0)->commit))
		return true;
	if (!find_newest(list->index, list->name, &id, &head, error))
		return false;
	if (id == 0)
		return true;
	if (!find_near(list->index, id, entry_at(entries, n - 1), &last, error) ||
	    (last == 0 && !find_last(list->archive, entries, &head, &last, error)))
		return false;
	if (last < n)
		return true;
	steps = td_index_load_steps(list->index, id, last - n + 1, last, error);
	if (!steps)
		return false;
	*found = is_same(entries, steps, last - n + 1);
	*range = (td_index_range){ .list = id, .first = last - n + 1, .last = last };
	return true;
}

bool
td_update_range_clip(
    const td_update_list *list, td_range *entries, unsigned *n, GError **error)
{
	td_index_head head;
	uint64_t after = 0;
	int64_t id;

	*n = 0;
	if (!find_newest(list->index, list->name, &id, &head, error))
		return false;
	if (id == 0 || td_oid_is_zero(&head.commit))
		return true;
	if (!count_after(list->archive, head.epoch, &head.commit, &after, error))
		return false;
	*n = (unsigned)MIN(after, entries->entries->len);
	if (*n == 0)
		return true;
	g_array_set_size(entries->entries, entries->entries->len - *n);
	if (entries->entries->len > 0) {
		char hex[TD_OID_HEX];

		td_oid_to_hex(&entry_at(entries, entries->entries->len - 1)->commit, hex);
		g_free(entries->to);
		entries->to = g_strdup(hex);
	}
	return true;
}

bool
td_update_range_count_removed(
    td_index *index, const td_index_range *range, unsigned *n, GError **error)
{
	g_autoptr(GArray) gone = td_index_load_gone(index, range->list, error);

	*n = 0;
	if (!gone)
		return false;
	for (unsigned i = 0; i < gone->len; i++) {
		const td_index_step *step = &g_array_index(gone, td_index_step, i);

		*n += step->position >= range->first && step->gone >= range->first &&
		      step->gone <= range->last;
	}
	return true;
}
