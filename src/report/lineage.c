/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * report/lineage.c - which series of a page is the next version of which
 *
 * With history the index knows (docs/versions.md). The mails of a range alone are asked
 * for what b4 and people go by: title and sender; a version that answers an older one;
 * patches of the same sender that are the same by patch-id or title. It looks at nothing
 * but what stands in the page already.
 */
#include "report/work.h"

#include <string.h>

#include "series/series.h"
#include "series/trait.h"

enum {
	most_steps = 64,      /* up a thread */
	most_candidates = 32, /* of one sender, the newest */
	most_words = 64,      /* of a title */
	least_seconds = 600,  /* between two rounds of which one answers the other */
};

typedef struct lineage {
	td_work *work;
	GHashTable *by_key;    /* td_pair to td_work_series *: title, and address or name;
				  what b4 calls it */
	GHashTable *by_sender; /* const char *, name or address, to GPtrArray of
				  td_work_series * */
	GHashTable *after;     /* td_report_series * to the one that follows it */
	GHashTable *names;     /* td_report_person * to const char *: full_name */
} lineage;

/* What goes to another old branch is no version of this. */
td_pair
td_work_version_key(const td_report_series *series)
{
	return (td_pair){ series->key, series->sender->address,
		td_trait_branch(series->tags) };
}

bool
td_work_is_newer(const td_report_series *a, const td_report_series *b)
{
	if (a->rfc != b->rfc)
		return b->rfc;
	if (a->version != b->version)
		return a->version > b->version;
	return a->minor > b->minor;
}

/* "Ann Example" writes from two addresses; a single word may be anybody's. Kept as
 * td_work_keep does; NULL for none. */
static const char *
full_name(lineage *self, const td_report_person *person)
{
	const char *name = g_hash_table_lookup(self->names, person);
	g_autofree char *folded = NULL;

	if (name || !strchr(person->name, ' '))
		return name;
	folded = g_utf8_casefold(person->name, -1);
	name = td_work_keep(self->work, folded);
	g_hash_table_insert(
	    self->names, (void *)(uintptr_t)person, (void *)(uintptr_t)name);
	return name;
}

static bool
is_same_sender(lineage *self, const td_report_series *a, const td_report_series *b)
{
	const char *name = full_name(self, a->sender);

	return a->sender == b->sender || (name && name == full_name(self, b->sender));
}

/* What the head of a series answers, through answers: a mail of another series. */
static td_work_series *
find_answered(td_work *work, const td_work_series *item)
{
	const td_report_series *series = item->series;
	const td_report_patch *head = series->cover;
	td_work_mail *at;

	if (!head && series->patches->len > 0)
		head = g_ptr_array_index(series->patches, 0);
	at = head ? td_work_find(work, head->message) : NULL;
	for (unsigned i = 0; at && i < most_steps; i++) {
		at = at->parent != 0 ? td_work_find(work, at->parent) : NULL;
		if (at && at->series && at->series != item && at->series->series)
			return at->series;
	}
	return NULL;
}

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

/* Half of the larger one's patches are in the other one, or, of two versions that follow
 * each other, half of the smaller one's and more than one. */
static bool
shares_patches(const td_report_series *newer, const td_report_series *older)
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

/* Half of all files that either touches are touched by both. */
static bool
shares_paths(const td_report_series *a, const td_report_series *b)
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

/* The next version under a name that is much the same, of the same files. */
static bool
is_next_round(const td_report_series *newer, const td_report_series *older)
{
	return newer->version == older->version + 1 && newer->rfc <= older->rfc &&
	       shares_words(newer, older) && shares_paths(newer, older);
}

/* And not one patch of many again, or a mail of one round with a version of its own. What
 * a mirror fetches once a day arrives at once. */
static bool
is_another_round(const td_report_series *newer, const td_report_series *older)
{
	return td_series_time(newer->sent, newer->received) -
		       td_series_time(older->sent, older->received) >=
		   least_seconds &&
	       2 * count_members(newer) >= count_members(older);
}

/* The same patches again, under whatever title, and without another version. */
static bool
has_same_patches(const td_report_series *newer, const td_report_series *older)
{
	unsigned n = count_members(newer);

	return newer->version == older->version && newer->rfc == older->rfc && n > 0 &&
	       n == count_members(older) && count_shared(newer, older, false) == n;
}

/* A cover letter whose patches did not come, and then came with them. */
static bool
is_whole_by_now(const td_report_series *newer, const td_report_series *older)
{
	return newer->version == older->version && newer->minor == older->minor &&
	       newer->rfc == older->rfc && newer->total == older->total &&
	       count_members(older) == 0 && count_members(newer) > 0;
}

/* The same version once more, of the same files: who forgets to count, or to say RESEND.
 * "Fix some comments" of another file is something else, as is what robots carry to one
 * branch after the other. Who fights with a mailer sends one patch again at once. */
static bool
is_again(const td_report_series *newer, const td_report_series *older)
{
	return strcmp(newer->class_name, "human") == 0 &&
	       newer->version == older->version && newer->minor == older->minor &&
	       newer->rfc == older->rfc &&
	       ((is_another_round(newer, older) && shares_paths(newer, older)) ||
		   has_same_patches(newer, older));
}

/* Where an older version was found, the last one that came of it before this one. */
static td_report_series *
last_of(const lineage *self, const td_report_series *series, td_report_series *older)
{
	td_report_series *next;

	for (unsigned i = 0; i < most_steps; i++) {
		next = g_hash_table_lookup(self->after, older);
		if (!next || !td_work_is_newer(series, next))
			break;
		older = next;
	}
	return older;
}

static td_report_series *
find_by_thread(lineage *self, const td_work_series *item)
{
	const td_work_series *answered = find_answered(self->work, item);
	td_report_series *series = item->series;

	if (!answered || !is_same_sender(self, answered->series, series))
		return NULL;
	if (series->version > 1 && td_work_is_newer(series, answered->series) &&
	    is_another_round(series, answered->series))
		return last_of(self, series, answered->series);
	return has_same_patches(series, answered->series) ? answered->series : NULL;
}

static td_report_series *
find_by_patches(lineage *self, const td_work_series *item)
{
	const char *name = full_name(self, item->series->sender);
	const GPtrArray *candidates = g_hash_table_lookup(
	    self->by_sender, name ? name : item->series->sender->address);
	unsigned left = most_candidates;

	if ((item->series->version < 2 && !item->series->resend) || !candidates)
		return NULL;
	for (unsigned i = candidates->len; i-- > 0 && left-- > 0;) {
		td_work_series *one = g_ptr_array_index(candidates, i);

		/* A RESEND may get a better title. */
		if (item->series->resend && has_same_patches(item->series, one->series))
			return last_of(self, item->series, one->series);
		if (td_work_is_newer(item->series, one->series) &&
		    (shares_patches(item->series, one->series) ||
			is_next_round(item->series, one->series)))
			return last_of(self, item->series, one->series);
	}
	return NULL;
}

/*
 * b4 names its mails "20260628-skb-post-realloc-v2-0-59a58f5a471b@example.org": all
 *  versions have what is before the v. Nothing for another name.
 */
static td_pair
b4_key(td_work *work, const td_report_series *series)
{
	g_autofree char *name = NULL;
	const char *id = series->message_id, *at = strrchr(id, '@');
	const char *end = at;
	unsigned dashes = 0;

	while (end && end > id && dashes < 3)
		dashes += *--end == '-';
	if (dashes < 3 || end == id || end[1] != 'v' || at - end < 16)
		return (td_pair){ 0 };
	for (const char *p = end + 2; p < at; p++)
		if (*p != '-' && !g_ascii_isxdigit(*p))
			return (td_pair){ 0 };
	name = g_strdup_printf("%.*s\n%s", (int)(end - id), id, at);
	return (td_pair){ .other = td_work_keep(work, name) };
}

/* Title and full name; nothing where there is none. */
static td_pair
name_key(lineage *self, const td_report_series *series)
{
	td_pair key = td_work_version_key(series);

	key.other = full_name(self, series->sender);
	return key.other ? key : (td_pair){ 0 };
}

static const td_work_series *
find_key(const lineage *self, td_pair key)
{
	return key.other ? td_pairs_find(self->by_key, key) : NULL;
}

static const td_work_series *
find_same(lineage *self, const td_report_series *series)
{
	const td_work_series *same = find_key(self, td_work_version_key(series));

	return same ? same : find_key(self, name_key(self, series));
}

static td_report_series *
find_before(lineage *self, const td_work_series *item)
{
	const td_work_series *same = find_same(self, item->series);
	const td_work_series *kin = find_key(self, b4_key(self->work, item->series));
	td_report_series *found;

	if (kin && td_work_is_newer(item->series, kin->series))
		return kin->series;
	if (same && (td_work_is_newer(item->series, same->series) ||
			is_again(item->series, same->series) ||
			is_whole_by_now(item->series, same->series)))
		return same->series;
	found = find_by_thread(self, item);
	if (!found && !same)
		found = find_by_patches(self, item);
	return found &&
		       td_trait_branch(found->tags) == td_trait_branch(item->series->tags)
		   ? found
		   : NULL;
}

static void
note_series(lineage *self, td_work_series *item)
{
	const td_pair keys[] = { td_work_version_key(item->series),
		name_key(self, item->series), b4_key(self->work, item->series) };
	const char *name = full_name(self, item->series->sender);
	const char *sender = name ? name : item->series->sender->address;
	GPtrArray *all = g_hash_table_lookup(self->by_sender, sender);

	for (unsigned i = 0; i < G_N_ELEMENTS(keys); i++)
		if (keys[i].other)
			td_pairs_put(self->by_key, keys[i], item);
	if (!all) {
		all = g_ptr_array_new();
		g_hash_table_insert(self->by_sender, (void *)(uintptr_t)sender, all);
	}
	g_ptr_array_add(all, item);
}

static void
unref_array(void *array)
{
	g_ptr_array_unref(array);
}

/* Of the mails of the range alone, oldest first. */
static void
compare_series(td_work *work)
{
	g_autoptr(GHashTable) by_key = td_pairs_new(NULL);
	g_autoptr(GHashTable) by_sender =
	    g_hash_table_new_full(NULL, NULL, NULL, unref_array);
	g_autoptr(GHashTable) after = g_hash_table_new(NULL, NULL);
	g_autoptr(GHashTable) names = g_hash_table_new(NULL, NULL);
	lineage self = { work, by_key, by_sender, after, names };

	for (unsigned i = 0; i < work->series->len; i++) {
		td_work_series *item = g_ptr_array_index(work->series, i);
		td_report_series *found = find_before(&self, item);

		if (found) {
			g_hash_table_insert(work->before, item->series, found);
			g_hash_table_insert(after, found, item->series);
		}
		note_series(&self, item);
	}
}

/* Whoever posts again what somebody else wrote, and does not say so, takes nothing back.
 */
static bool
is_anothers(const td_report_series *newer, const td_report_series *older)
{
	return !td_work_is_same_person(newer->sender, older->sender) &&
	       !td_work_is_same_person(newer->sender, older->author);
}

/* By the chains of the index. */
static void
follow_chains(td_work *work)
{
	g_autoptr(GHashTable) by_id = g_hash_table_new(g_int64_hash, g_int64_equal);

	for (unsigned i = 0; i < work->series->len; i++) {
		td_work_series *item = g_ptr_array_index(work->series, i);

		g_hash_table_insert(by_id, &item->id, item);
	}
	for (unsigned i = 0; i < work->series->len; i++) {
		td_work_series *item = g_ptr_array_index(work->series, i);
		const td_work_elder *older = g_hash_table_lookup(work->elders, &item->id);
		const td_work_series *found =
		    older ? g_hash_table_lookup(by_id, &older->series) : NULL;

		if (found && !(older->copied && is_anothers(item->series, found->series)))
			g_hash_table_insert(work->before, item->series, found->series);
	}
}

void
td_work_find_lineage(td_work *work)
{
	if (work->elders)
		follow_chains(work);
	else
		compare_series(work);
}
