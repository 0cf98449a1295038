/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/alike.c - patches, files and words of two series, and their times */
#include "report/alike.h"

#include <string.h>

#include "base/span.h"
#include "series/series.h"

enum {
	most_words = 64,     /* of a title */
	least_seconds = 600, /* between two rounds of which one answers the other */
};

static unsigned
count_members(const td_report_series *series)
{
	unsigned n = 0;

	for (unsigned i = 0; i < series->patches->len; i++)
		n += !((const td_report_patch *)g_ptr_array_index(series->patches, i))
			  ->extra;
	return n;
}

static int
compare_places(const void *a, const void *b)
{
	const char *x = *(const char *const *)a, *y = *(const char *const *)b;

	return (x > y) - (x < y);
}

static int
compare_texts(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* What two series may have in common, each once. */
static GPtrArray *
sort_names(GPtrArray *all, GCompareFunc compare)
{
	unsigned n = 0;

	if (all->len > 1)
		g_ptr_array_sort(all, compare);
	for (unsigned i = 0; i < all->len; i++)
		if (n == 0 || compare(&all->pdata[n - 1], &all->pdata[i]) != 0)
			all->pdata[n++] = all->pdata[i];
	g_ptr_array_set_size(all, (int)n);
	return all;
}

static unsigned
count_both(const GPtrArray *a, const GPtrArray *b, GCompareFunc compare)
{
	unsigned n = 0;

	for (unsigned i = 0, j = 0; i < a->len && j < b->len;) {
		int order = compare(&a->pdata[i], &b->pdata[j]);

		n += order == 0 ? 1 : 0;
		i += order <= 0 ? 1 : 0;
		j += order >= 0 ? 1 : 0;
	}
	return n;
}

/* A series' patches, by the keys of their titles, of which equal ones are one text, or by
 * their patch-ids. */
static GPtrArray *
list_patches(const td_report_series *series, bool titles)
{
	GPtrArray *all = g_ptr_array_new();

	for (unsigned i = 0; i < series->patches->len; i++) {
		const td_report_patch *patch = g_ptr_array_index(series->patches, i);

		if (patch->extra)
			continue;
		if (titles)
			g_ptr_array_add(all, (void *)(uintptr_t)patch->key);
		else if (patch->patch_id[0])
			g_ptr_array_add(all, (void *)(uintptr_t)patch->patch_id);
	}
	return sort_names(all, titles ? compare_places : compare_texts);
}

static unsigned
count_shared(const td_report_series *a, const td_report_series *b, bool titles)
{
	g_autoptr(GPtrArray) ours = list_patches(a, titles);
	g_autoptr(GPtrArray) theirs = list_patches(b, titles);

	return count_both(ours, theirs, titles ? compare_places : compare_texts);
}

bool
td_alike_share_patches(const td_report_series *newer, const td_report_series *older)
{
	unsigned n = count_members(newer), m = count_members(older);
	unsigned shared =
	    MAX(count_shared(newer, older, true), count_shared(newer, older, false));

	if (shared == 0)
		return false;
	return 2 * shared >= MAX(n, m) || (newer->version == older->version + 1 &&
					      shared > 1 && 2 * shared >= MIN(n, m));
}

/* Equal paths of a report are one text. */
static GPtrArray *
list_paths(const td_report_series *series)
{
	GPtrArray *all = g_ptr_array_new();

	for (unsigned i = 0; i < series->patches->len; i++) {
		const td_report_patch *patch = g_ptr_array_index(series->patches, i);

		for (unsigned j = 0; j < patch->stat->len && !patch->extra; j++)
			g_ptr_array_add(all, (void *)(uintptr_t)g_array_index(
						 patch->stat, td_report_file, j)
						 .path);
	}
	return sort_names(all, compare_places);
}

bool
td_alike_share_paths(const td_report_series *a, const td_report_series *b)
{
	g_autoptr(GPtrArray) ours = list_paths(a);
	g_autoptr(GPtrArray) theirs = list_paths(b);
	unsigned both = count_both(ours, theirs, compare_places);

	return both > 0 && 2 * both >= ours->len + theirs->len - both;
}

static bool
holds(const td_span *words, unsigned n, td_span word)
{
	for (unsigned i = 0; i < n; i++)
		if (td_span_equal(words[i], word))
			return true;
	return false;
}

/* Each once. */
static unsigned
list_words(const char *key, td_span *words)
{
	static const char between[] = " :,.;()/-_'\"";
	unsigned n = 0;

	for (const char *at = key; *at && n < most_words;) {
		size_t length = strcspn(at, between);
		const td_span word = { at, length };

		if (length > 2 && !holds(words, n, word))
			words[n++] = word;
		at += length;
		at += strspn(at, between);
	}
	return n;
}

/* Half of the words of the shorter title are in the other one. */
static bool
shares_words(const td_report_series *a, const td_report_series *b)
{
	td_span words[most_words], others[most_words];
	unsigned n = list_words(a->key, words), m = list_words(b->key, others), both = 0;

	for (unsigned i = 0; i < m; i++)
		both += holds(words, n, others[i]) ? 1 : 0;
	return both > 1 && 2 * both >= MIN(n, m);
}

bool
td_alike_is_next(const td_report_series *newer, const td_report_series *older)
{
	return newer->version == older->version + 1 && newer->rfc <= older->rfc &&
	       shares_words(newer, older) && td_alike_share_paths(newer, older);
}

bool
td_alike_is_another(const td_report_series *newer, const td_report_series *older)
{
	return td_series_time(newer->sent, newer->received) -
		       td_series_time(older->sent, older->received) >=
		   least_seconds &&
	       2 * count_members(newer) >= count_members(older);
}

bool
td_alike_same_patches(const td_report_series *newer, const td_report_series *older)
{
	unsigned n = count_members(newer);

	return newer->version == older->version && newer->rfc == older->rfc && n > 0 &&
	       n == count_members(older) && count_shared(newer, older, false) == n;
}

bool
td_alike_is_whole(const td_report_series *newer, const td_report_series *older)
{
	return newer->version == older->version && newer->minor == older->minor &&
	       newer->rfc == older->rfc && newer->total == older->total &&
	       count_members(older) < older->total &&
	       count_members(newer) > count_members(older);
}

bool
td_alike_is_again(const td_report_series *newer, const td_report_series *older)
{
	return strcmp(newer->class_name, "human") == 0 &&
	       newer->version == older->version && newer->minor == older->minor &&
	       newer->rfc == older->rfc &&
	       ((td_alike_is_another(newer, older) &&
		    td_alike_share_paths(newer, older)) ||
		   td_alike_same_patches(newer, older));
}
