/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/alike.c - patches, files and words of two series, and their times */
#include "report/alike.h"

#include <string.h>

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

/* Names of a series' patches: their patch-ids, or the keys of their titles. A set of
 * const char *, borrowed. */
static GHashTable *
list_names(const td_report_series *series, bool titles)
{
	GHashTable *names = titles ? g_hash_table_new(NULL, NULL)
				   : g_hash_table_new(g_str_hash, g_str_equal);

	for (unsigned i = 0; i < series->patches->len; i++) {
		const td_report_patch *patch = g_ptr_array_index(series->patches, i);

		if (patch->extra)
			continue;
		if (titles)
			g_hash_table_add(names, (void *)(uintptr_t)patch->key);
		else if (patch->patch_id[0])
			g_hash_table_add(names, (void *)(uintptr_t)patch->patch_id);
	}
	return names;
}

static unsigned
count_shared(const td_report_series *a, const td_report_series *b, bool titles)
{
	g_autoptr(GHashTable) names = list_names(a, titles);
	g_autoptr(GHashTable) others = list_names(b, titles);
	GHashTableIter iter;
	void *name;
	unsigned n = 0;

	g_hash_table_iter_init(&iter, others);
	while (g_hash_table_iter_next(&iter, &name, NULL))
		n += g_hash_table_contains(names, name) ? 1 : 0;
	return n;
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

static GHashTable *
list_paths(const td_report_series *series)
{
	GHashTable *paths = g_hash_table_new(NULL, NULL);

	for (unsigned i = 0; i < series->patches->len; i++) {
		const td_report_patch *patch = g_ptr_array_index(series->patches, i);

		for (unsigned j = 0; j < patch->stat->len && !patch->extra; j++)
			g_hash_table_add(paths, (void *)(uintptr_t)g_array_index(
						    patch->stat, td_report_file, j)
						    .path);
	}
	return paths;
}

bool
td_alike_share_paths(const td_report_series *a, const td_report_series *b)
{
	g_autoptr(GHashTable) paths = list_paths(a);
	g_autoptr(GHashTable) others = list_paths(b);
	unsigned all = g_hash_table_size(paths), both = 0;
	GHashTableIter iter;
	void *path;

	g_hash_table_iter_init(&iter, others);
	while (g_hash_table_iter_next(&iter, &path, NULL)) {
		if (g_hash_table_contains(paths, path))
			both++;
		else
			all++;
	}
	return both > 0 && 2 * both >= all;
}

static GHashTable *
list_words(const char *key)
{
	g_auto(GStrv) parts = g_strsplit_set(key, " :,.;()/-_'\"", most_words);
	GHashTable *words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (unsigned i = 0; parts[i]; i++)
		if (strlen(parts[i]) > 2)
			g_hash_table_add(words, g_strdup(parts[i]));
	return words;
}

/* Half of the words of the shorter title are in the other one. */
static bool
shares_words(const td_report_series *a, const td_report_series *b)
{
	g_autoptr(GHashTable) words = list_words(a->key);
	g_autoptr(GHashTable) others = list_words(b->key);
	unsigned n = MIN(g_hash_table_size(words), g_hash_table_size(others)), both = 0;
	GHashTableIter iter;
	void *word;

	g_hash_table_iter_init(&iter, others);
	while (g_hash_table_iter_next(&iter, &word, NULL))
		both += g_hash_table_contains(words, word) ? 1 : 0;
	return both > 1 && 2 * both >= n;
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
