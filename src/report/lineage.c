/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * report/lineage.c - which series of a page is the next version of which
 *
 * With history the index knows (docs/versions.md). The mails of a range alone are asked
 * for what b4 and people go by: title and sender; a version that answers an older one;
 * patches of the same sender that are the same by patch-id or title, or of the same title
 * by whom ever; the only one that a number can mean. It looks at nothing but what stands
 * in the page already.
 */
#include "report/work.h"

#include <string.h>

#include "report/alike.h"
#include "series/trait.h"

enum {
	most_steps = 64,            /* up a thread */
	most_candidates = 32,       /* of one sender, the newest */
	longest_pause = 45 * 86400, /* seconds, where little else speaks for it */
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
	/* As src/series has it: "v12, RFC v13" counts on. */
	if (a->rfc != b->rfc && (b->rfc || a->version == b->version))
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
	    td_alike_is_another(series, answered->series))
		return last_of(self, series, answered->series);
	return td_alike_same_patches(series, answered->series) ? answered->series : NULL;
}

/* NULL for none. */
static const GPtrArray *
list_of_sender(lineage *self, const td_report_series *series)
{
	const char *name = full_name(self, series->sender);

	return g_hash_table_lookup(
	    self->by_sender, name ? name : series->sender->address);
}

static td_report_series *
find_by_patches(lineage *self, const td_work_series *item)
{
	const GPtrArray *candidates = list_of_sender(self, item->series);
	unsigned left = most_candidates;

	for (unsigned i = candidates ? candidates->len : 0; i-- > 0 && left-- > 0;) {
		td_work_series *one = g_ptr_array_index(candidates, i);

		/* A RESEND may get a better title. */
		if (item->series->resend &&
		    td_alike_same_patches(item->series, one->series))
			return last_of(self, item->series, one->series);
		if (td_work_is_newer(item->series, one->series) &&
		    (td_alike_share_patches(item->series, one->series) ||
			td_alike_is_next(item->series, one->series)))
			return last_of(self, item->series, one->series);
	}
	return NULL;
}

/*
 * "v2" of something: the one "v1" of its sender on the same files, in the weeks before,
 * that nothing follows yet, whatever it was called; none where there are two.
 */
static td_report_series *
find_only(lineage *self, const td_work_series *item)
{
	const td_report_series *series = item->series;
	const GPtrArray *candidates = list_of_sender(self, series);
	td_report_series *only = NULL;
	unsigned left = most_candidates;

	if (series->version < 2)
		return NULL;
	for (unsigned i = candidates ? candidates->len : 0; i-- > 0 && left-- > 0;) {
		td_report_series *one =
		    ((td_work_series *)g_ptr_array_index(candidates, i))->series;

		if (one->version + 1 != series->version || one->rfc < series->rfc ||
		    g_hash_table_contains(self->after, one) ||
		    series->received - one->received > longest_pause ||
		    !td_alike_share_paths(series, one))
			continue;
		if (only)
			return NULL;
		only = one;
	}
	return only;
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

/* Whoever sent it. */
static td_pair
title_key(const td_report_series *series)
{
	return (td_pair){ series->key, "", td_trait_branch(series->tags) };
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

/* The next number under the same title, with patches of that, by whom ever. */
static td_report_series *
find_taken_over(lineage *self, const td_report_series *series)
{
	const td_work_series *same = find_key(self, title_key(series));

	return same && series->version == same->series->version + 1 &&
		       td_work_is_newer(series, same->series) &&
		       td_alike_share_patches(series, same->series)
		   ? same->series
		   : NULL;
}

/* Where one of that title and sender came before: this is what follows it; or is another
 * half of that version, and follows what that does. */
static td_report_series *
find_by_title(lineage *self, const td_report_series *series)
{
	const td_work_series *same = find_same(self, series);
	td_report_series *older;

	if (!same)
		return NULL;
	/* The one between may have had another title. */
	if (td_work_is_newer(series, same->series))
		return last_of(self, series, same->series);
	if (td_alike_is_again(series, same->series) ||
	    td_alike_is_whole(series, same->series))
		return same->series;
	older = g_hash_table_lookup(self->work->before, same->series);
	return series->version == same->series->version && older &&
		       td_work_is_newer(series, older)
		   ? older
		   : NULL;
}

static td_report_series *
find_before(lineage *self, const td_work_series *item)
{
	const td_work_series *kin = find_key(self, b4_key(self->work, item->series));
	td_report_series *found;

	if (kin && td_work_is_newer(item->series, kin->series))
		return kin->series;
	found = find_by_title(self, item->series);
	if (found)
		return found;
	found = find_by_thread(self, item);
	if (!found && !find_same(self, item->series))
		found = find_by_patches(self, item);
	if (!found)
		found = find_taken_over(self, item->series);
	if (!found)
		found = find_only(self, item);
	return found &&
		       td_trait_branch(found->tags) == td_trait_branch(item->series->tags)
		   ? found
		   : NULL;
}

static void
note_series(lineage *self, td_work_series *item)
{
	const td_pair keys[] = { td_work_version_key(item->series),
		name_key(self, item->series), title_key(item->series),
		b4_key(self->work, item->series) };
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

bool
td_work_is_anothers(const td_report_series *newer, const td_report_series *older)
{
	return !td_work_is_same_person(newer->sender, older->sender) &&
	       !td_work_is_same_person(newer->sender, older->author);
}

/* A copy of somebody else's, or of another copy of that by whom ever, is none of its
 * versions. */
static void
follow(td_work *work, td_report_series *series, td_report_series *older, bool copied)
{
	td_report_series *original = g_hash_table_lookup(work->copied, older);
	bool anothers = copied && td_work_is_anothers(series, older);

	if (anothers)
		g_hash_table_insert(work->copied, series, older);
	else if (copied && original && td_work_is_anothers(series, original))
		g_hash_table_insert(work->copied, series, original);
	if (!anothers)
		g_hash_table_insert(work->before, series, older);
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

		if (found)
			follow(work, item->series, found->series, older->copied);
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
