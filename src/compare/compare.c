/* SPDX-License-Identifier: GPL-2.0-or-later */
/* compare/compare.c - two versions of a series, patch by patch */
#include "compare/compare.h"

#include <string.h>

#include "base/limits.h"
#include "compare/line_numbers.h"
#include "compare/match.h"

struct td_compare {
	GPtrArray *items[2];      /* of td_compare_item *, by td_compare_side */
	GArray *pairs;            /* of td_compare_pair */
	td_line_numbers *numbers; /* of the diffs' lines */
	bool rough;
};

static void
item_free(void *data)
{
	td_compare_item *item = data;

	g_free(item->patch.title);
	g_free(item->patch.message_id);
	g_free(item->key);
	td_range_text_clear(&item->text);
	g_clear_pointer(&item->lines, g_array_unref);
	g_clear_pointer(&item->sorted, g_array_unref);
	g_free(item);
}

td_compare *
td_compare_new(void)
{
	td_compare *compare = g_new0(td_compare, 1);

	compare->items[TD_COMPARE_OLD] = g_ptr_array_new_with_free_func(item_free);
	compare->items[TD_COMPARE_NEW] = g_ptr_array_new_with_free_func(item_free);
	compare->pairs = g_array_new(FALSE, TRUE, sizeof(td_compare_pair));
	compare->numbers = td_line_numbers_new();
	return compare;
}

void
td_compare_free(td_compare *compare)
{
	if (!compare)
		return;
	g_ptr_array_unref(compare->items[TD_COMPARE_OLD]);
	g_ptr_array_unref(compare->items[TD_COMPARE_NEW]);
	g_array_unref(compare->pairs);
	td_line_numbers_free(compare->numbers);
	g_free(compare);
}

static int
compare_numbers(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a;
	uint32_t y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

bool
td_compare_add(td_compare *compare, td_compare_side side, const td_patch *patch,
    const char *message_id)
{
	GPtrArray *items = compare->items[side];
	td_compare_item *item;

	if (items->len >= TD_MAX_COMPARE_PATCHES)
		return false;
	item = g_new0(td_compare_item, 1);
	item->match = -1;
	item->patch.title = g_strdup(patch->title ? patch->title : "");
	item->patch.message_id = g_strdup(message_id ? message_id : "");
	g_strlcpy(item->patch.id, *patch->patch_id ? patch->patch_id : "000000000000",
	    sizeof(item->patch.id));
	item->key = td_subject_key(item->patch.title);
	td_range_text_read(patch, &item->text);
	item->lines = td_line_numbers_read(compare->numbers, td_compare_item_diff(item));
	item->sorted = g_array_copy(item->lines);
	g_array_sort(item->sorted, compare_numbers);
	g_ptr_array_add(items, item);
	return true;
}

static td_compare_item *
item_at(const td_compare *compare, td_compare_side side, int i)
{
	return g_ptr_array_index(compare->items[side], (unsigned)i);
}

static td_span
message_of(const td_compare_item *item)
{
	return (td_span){ item->text.text->str,
		item->text.diff > 0 ? item->text.diff : item->text.text->len };
}

static void
add_pair(td_compare *compare, int older, int newer)
{
	td_compare_pair pair = { .older = older, .newer = newer, .twin = -1 };

	if (older < 0) {
		pair.status = TD_COMPARE_ADDED;
	} else if (newer < 0) {
		pair.status = TD_COMPARE_DROPPED;
	} else {
		const td_compare_item *a = item_at(compare, TD_COMPARE_OLD, older);
		const td_compare_item *b = item_at(compare, TD_COMPARE_NEW, newer);

		pair.message_changed = !td_span_equal(message_of(a), message_of(b));
		pair.diff_changed =
		    (a->text.diff > 0) != (b->text.diff > 0) ||
		    (a->text.diff > 0 &&
			!td_span_equal(td_compare_item_diff(a), td_compare_item_diff(b)));
		pair.lines = a->distance;
		pair.status = pair.message_changed || pair.diff_changed
				  ? TD_COMPARE_CHANGED
				  : TD_COMPARE_SAME;
	}
	g_array_append_val(compare->pairs, pair);
}

static void
list_pairs(td_compare *compare)
{
	unsigned older = compare->items[TD_COMPARE_OLD]->len;
	unsigned newer = compare->items[TD_COMPARE_NEW]->len;
	g_autofree bool *shown = g_new0(bool, (size_t)older + 1);
	unsigned i = 0, j = 0;

	while (i < older || j < newer) {
		int match;

		while (i < older && shown[i])
			i++;
		if (i < older && item_at(compare, TD_COMPARE_OLD, (int)i)->match < 0) {
			add_pair(compare, (int)i++, -1);
			continue;
		}
		if (j >= newer)
			continue;
		match = item_at(compare, TD_COMPARE_NEW, (int)j)->match;
		add_pair(compare, match, (int)j++);
		if (match >= 0)
			shown[match] = true;
	}
}

/* A patch that is so unlike its former self that it became another one keeps its title
 * often enough. */
static void
find_twins(td_compare *compare)
{
	g_autoptr(GHashTable) dropped = g_hash_table_new(g_str_hash, g_str_equal);

	for (unsigned i = 0; i < compare->pairs->len; i++) {
		td_compare_pair *pair =
		    &g_array_index(compare->pairs, td_compare_pair, i);

		if (pair->status == TD_COMPARE_DROPPED)
			g_hash_table_insert(dropped,
			    item_at(compare, TD_COMPARE_OLD, pair->older)->key, pair);
	}
	for (unsigned i = 0; i < compare->pairs->len; i++) {
		td_compare_pair *pair =
		    &g_array_index(compare->pairs, td_compare_pair, i);
		td_compare_pair *twin;

		if (pair->status != TD_COMPARE_ADDED)
			continue;
		twin = g_hash_table_lookup(
		    dropped, item_at(compare, TD_COMPARE_NEW, pair->newer)->key);
		if (!twin || twin->twin >= 0)
			continue;
		pair->twin = twin->older;
		twin->twin = pair->newer;
	}
}

void
td_compare_match(td_compare *compare, unsigned creation_factor)
{
	compare->rough = td_match(compare->items[TD_COMPARE_OLD],
	    compare->items[TD_COMPARE_NEW], creation_factor);
	list_pairs(compare);
	find_twins(compare);
}

unsigned
td_compare_count(const td_compare *compare, td_compare_side side)
{
	return compare->items[side]->len;
}

const td_compare_patch *
td_compare_get(const td_compare *compare, td_compare_side side, unsigned i)
{
	return &item_at(compare, side, (int)i)->patch;
}

const GArray *
td_compare_pairs(const td_compare *compare)
{
	return compare->pairs;
}

bool
td_compare_is_rough(const td_compare *compare)
{
	return compare->rough;
}

void
td_compare_each_line(const td_compare *compare, const td_compare_pair *pair,
    td_lines_each each, void *data)
{
	const td_compare_item *a, *b;

	if (pair->status != TD_COMPARE_CHANGED)
		return;
	a = item_at(compare, TD_COMPARE_OLD, pair->older);
	b = item_at(compare, TD_COMPARE_NEW, pair->newer);
	if (td_compare_item_work(a, b) > TD_MAX_COMPARE_WORK) {
		each(TD_LINE_HUNK, td_span_of("too large to compare line by line"), data);
		return;
	}
	td_lines_diff((td_span){ a->text.text->str, a->text.text->len },
	    (td_span){ b->text.text->str, b->text.text->len }, each, data);
}
