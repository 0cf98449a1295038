/* SPDX-License-Identifier: GPL-2.0-or-later */
/* series/series.c - patches into series: the rules of docs/series.md */
#include "series/series.h"

#include <string.h>

#include "series/again.h"
#include "series/below.h"
#include "series/group.h"
#include "series/hole.h"
#include "series/unthreaded.h"

#define NEAR_SECONDS 3600 /* between neighbours of one series */
#define OPEN_GROUPS 8     /* of a bucket that are looked at: the newest ones */
#define MAX_COVERS 64     /* of a thread that answers without "Re:" are held against */
#define MAX_TRIES 4       /* a series is held against so many others that it answers */

static bool
is_copy(const td_series_mail *a, const td_series_mail *b)
{
	return a->sent == b->sent && strcmp(a->title, b->title) == 0 &&
	       strcmp(a->patch_id, b->patch_id) == 0;
}

/* Sorted by time, so a mail of this bucket is never before the group. */
static bool
is_near(const td_groups *g, unsigned group, int mail)
{
	return g->time[mail] - td_groups_at(g, group)->to <= NEAR_SECONDS;
}

static bool
is_free(const td_groups *g, unsigned group, int mail)
{
	return td_slots_find(g->slots, group, td_groups_slot(g, mail)) < 0;
}

/* The group of the mail that this one answers, if it is of the same bucket; else -1. */
static int
find_answered(const td_groups *g, int mail)
{
	int parent = td_groups_find_mail(g, g->mails[mail].parent);

	if (parent < 0 || !td_groups_same_bucket(g, parent, mail))
		return -1;
	return g->group[parent];
}

/* The group of this bucket that was open when the mail came, with its slot free; else -1.
 * Of several that which answers the same mail: their covers lie elsewhere where those say
 * another version. */
static int
choose(const td_groups *g, unsigned first_group, int mail)
{
	int64_t parent = g->mails[mail].parent;
	int answered = find_answered(g, mail);
	unsigned end = g->groups->len;
	int found = -1;

	if (answered >= 0 && is_near(g, (unsigned)answered, mail) &&
	    is_free(g, (unsigned)answered, mail))
		return answered;
	for (unsigned k = end; k > first_group && end - k < OPEN_GROUPS; k--) {
		int first = td_groups_at(g, k - 1)->first;

		if (!is_near(g, k - 1, mail) || !is_free(g, k - 1, mail))
			continue;
		if (parent != 0 && g->mails[first].parent == parent)
			return (int)k - 1;
		if (found < 0)
			found = (int)k - 1;
	}
	return found;
}

/* The group that has this very mail already; -1 for none. */
static int
find_copy(const td_groups *g, unsigned first_group, int mail)
{
	unsigned end = g->groups->len;

	for (unsigned k = end; k > first_group && end - k < OPEN_GROUPS; k--) {
		int holder = td_slots_find(g->slots, k - 1, td_groups_slot(g, mail));

		if (holder >= 0 && is_copy(&g->mails[holder], &g->mails[mail]))
			return (int)k - 1;
	}
	return -1;
}

static void
place(td_groups *g, unsigned first_group, int mail)
{
	int chosen = find_copy(g, first_group, mail);

	if (chosen < 0 && g->mails[mail].has_number)
		chosen = choose(g, first_group, mail);
	if (chosen >= 0) {
		td_groups_join(g, (unsigned)chosen, mail);
		return;
	}
	chosen = (int)td_groups_open(g, mail);
	if ((unsigned)chosen > first_group && g->mails[mail].has_number) {
		int answered = find_answered(g, mail);
		unsigned base = answered >= 0 ? (unsigned)answered : first_group;

		td_groups_at(g, (unsigned)chosen)->base = td_groups_at(g, base)->first;
	}
}

/* Groups of a bucket that late parts may join: the newest ones that have mails. */
typedef struct recent {
	unsigned groups[OPEN_GROUPS];
	unsigned n;
} recent;

static void
remember(recent *r, unsigned group)
{
	if (r->n == OPEN_GROUPS) {
		memmove(
		    r->groups, r->groups + 1, (OPEN_GROUPS - 1) * sizeof(r->groups[0]));
		r->n--;
	}
	r->groups[r->n++] = group;
}

/* An older group of the bucket that has all slots of this one free; -1 for none. */
static int
find_holes(const td_groups *g, const recent *r, unsigned late)
{
	int answered = find_answered(g, td_groups_at(g, late)->first);

	if (answered >= 0 && (unsigned)answered < late &&
	    td_groups_disjoint(g, (unsigned)answered, late))
		return answered;
	for (unsigned k = r->n; k > 0; k--) {
		if (td_groups_disjoint(g, r->groups[k - 1], late))
			return (int)r->groups[k - 1];
	}
	return -1;
}

/* Rule 2: what came later than an hour fills holes as a whole or not at all. */
static void
join_late(td_groups *g, unsigned first_group)
{
	recent r = { .n = 0 };

	for (unsigned k = first_group; k < g->groups->len; k++) {
		unsigned into;
		int with;

		if (!g->mails[td_groups_at(g, k)->first].has_number)
			return;
		with = find_holes(g, &r, k);
		if (with < 0) {
			remember(&r, k);
			continue;
		}
		into = td_groups_merge(g, (unsigned)with, k);
		for (unsigned i = 0; i < r.n; i++) {
			if (r.groups[i] == (unsigned)with)
				r.groups[i] = into;
		}
	}
}

/* Rule 3: a lone second mail for a slot of a series of more than one. */
static void
find_extras(td_groups *g, unsigned first_group)
{
	unsigned end = g->groups->len;

	for (unsigned k = first_group; k < end; k++) {
		td_group *group = td_groups_at(g, k);
		const td_series_mail *mail;
		int base;

		if (group->count != 1 || group->base < 0 || group->has_cover)
			continue;
		mail = &g->mails[group->first];
		base = g->group[group->base];
		if (mail->total < 2 || base == (int)k)
			continue;
		g->extra[group->first] = true;
		td_groups_join(g, (unsigned)base, group->first);
		group->first = group->last = -1;
		group->count = 0;
	}
}

static void
join_what_answers(td_groups *g)
{
	for (unsigned k = 0; k < g->n; k++) {
		int mail = (int)g->order[k];
		int parent = td_groups_find_mail(g, g->mails[mail].parent);
		unsigned a, b;

		if (parent < 0 || g->group[parent] == g->group[mail])
			continue;
		a = (unsigned)g->group[mail];
		b = (unsigned)g->group[parent];
		if (td_groups_at(g, a)->tries >= MAX_TRIES)
			continue;
		td_groups_at(g, a)->tries++;
		if (td_below_is_part(g, mail, parent) && td_groups_disjoint(g, a, b))
			td_groups_merge(g, a, b);
	}
}

/* Rule 11: is b a cover like a, of the same version and total? */
static bool
is_same_cover(const td_series_mail *a, const td_series_mail *b)
{
	return a->version == b->version && a->minor == b->minor && a->total == b->total &&
	       strcmp(a->title, b->title) == 0;
}

/* The first covers of the thread that begins at order[at]. */
static unsigned
find_covers(const td_groups *g, unsigned at, int covers[MAX_COVERS])
{
	int64_t thread = g->mails[g->order[at]].thread;
	unsigned n = 0;

	for (; at < g->n && g->mails[g->order[at]].thread == thread && n < MAX_COVERS;
	     at++) {
		int mail = (int)g->order[at];

		if (td_groups_slot(g, mail) == 0)
			covers[n++] = mail;
	}
	return n;
}

/*
 * Rule 11: a lone cover below an older one of its name is an answer that lost its "Re:".
 * Only the first covers of a thread are looked at, so that no thread costs more.
 */
static void
join_answers(td_groups *g)
{
	int covers[MAX_COVERS];
	unsigned n = 0;

	for (unsigned i = 0; i < g->n; i++) {
		int mail = (int)g->order[i];
		const td_series_mail *m = &g->mails[mail];
		td_group *group = td_groups_at(g, (unsigned)g->group[mail]);

		if (i == 0 || g->mails[g->order[i - 1]].thread != m->thread)
			n = find_covers(g, i, covers);
		if (group->count != 1 || !td_below_is_only_cover(group) || m->parent == 0)
			continue;
		for (unsigned k = 0; k < n; k++) {
			unsigned to = (unsigned)g->group[covers[k]];

			if (g->time[covers[k]] >= g->time[mail] || g->extra[covers[k]] ||
			    to == (unsigned)g->group[mail] ||
			    !is_same_cover(&g->mails[covers[k]], m))
				continue;
			g->extra[mail] = true;
			group->first = group->last = -1;
			group->count = 0;
			td_groups_join(g, to, mail);
			break;
		}
	}
}

static int
compare_member(const void *a, const void *b)
{
	const td_series_member *x = a, *y = b;

	if (x->number != y->number)
		return x->number < y->number ? -1 : 1;
	if (x->extra != y->extra)
		return x->extra ? 1 : -1;
	return x->id < y->id ? -1 : x->id > y->id;
}

static void
add_member(td_series *series, const td_groups *g, int i)
{
	td_series_member member = {
		.id = g->mails[i].id, .number = td_groups_slot(g, i), .extra = g->extra[i]
	};

	if (member.number == 0 && !member.extra) {
		series->cover = member.id;
		return;
	}
	if (!member.extra)
		series->received++;
	if (member.number > series->total)
		series->total = member.number;
	g_array_append_val(series->members, member);
}

/*
 * Who says the version of a set: its head, or else the others, the highest where each has
 * one of its own or all have another than the head, unless most say none: "[PATCH 6/6]
 * (v3) title" is about that patch alone.
 */
static const td_series_mail *
find_version(const td_groups *g, const td_group *group, const td_series_mail *head)
{
	const td_series_mail *said = NULL;
	unsigned n_said = 0, n_silent = 0;
	bool agrees = false;

	for (int i = group->first; i >= 0; i = g->next[i]) {
		const td_series_mail *mail = &g->mails[i];

		agrees = agrees || (mail != head && mail->has_version &&
				       mail->version == head->version);
		if (!mail->has_version)
			n_silent++;
		else if (n_said++ == 0 || mail->version > said->version)
			said = mail;
	}
	if (!said || (!head->has_version && n_said < n_silent))
		return head;
	return head->has_version && (n_silent > 0 || agrees) ? head : said;
}

static td_series *
finish(const td_groups *g, const td_group *group)
{
	td_series *series = g_new0(td_series, 1);
	const td_series_mail *said, *head;

	series->members = g_array_new(FALSE, FALSE, sizeof(td_series_member));
	for (int i = group->first; i >= 0; i = g->next[i]) {
		const td_series_mail *mail = &g->mails[i];

		add_member(series, g, i);
		if (mail->has_number && mail->total > series->total)
			series->total = mail->total;
	}
	g_array_sort(series->members, compare_member);
	if (series->cover && series->members->len == 0) {
		const td_series_mail *mail = &g->mails[group->first];

		/* Rule 10. */
		if (mail->kind == TD_KIND_PATCH) {
			td_series_member only = { .id = mail->id, .number = 1 };

			g_array_append_val(series->members, only);
			series->cover = 0;
			series->received = 1;
		}
	}
	if (series->total == 0)
		series->total = 1;
	series->head = series->cover
			   ? series->cover
			   : g_array_index(series->members, td_series_member, 0).id;
	head = &g->mails[td_groups_find_mail(g, series->head)];
	series->rfc = head->rfc;
	series->resend = head->resend;
	said = find_version(g, group, head);
	series->version = said->version;
	series->minor = said->minor;
	return series;
}

static GPtrArray *
finish_all(const td_groups *g)
{
	GPtrArray *all = g_ptr_array_new_with_free_func((GDestroyNotify)td_series_free);
	g_autofree bool *done = g_new0(bool, g->groups->len + 1);

	for (unsigned i = 0; i < g->n; i++) {
		int group = g->group[i];

		if (done[group])
			continue;
		done[group] = true;
		g_ptr_array_add(all, finish(g, td_groups_at(g, (unsigned)group)));
	}
	return all;
}

GPtrArray *
td_series_group(const td_series_mail *mails, unsigned n)
{
	GPtrArray *all;
	unsigned first_group = 0;
	td_groups g;

	td_groups_init(&g, mails, n);
	for (unsigned k = 0; k < n; k++) {
		bool bucket_ends =
		    k + 1 == n ||
		    !td_groups_same_bucket(&g, (int)g.order[k], (int)g.order[k + 1]);

		place(&g, first_group, (int)g.order[k]);
		if (bucket_ends) {
			join_late(&g, first_group);
			td_groups_join_again(&g, first_group);
			find_extras(&g, first_group);
			first_group = g.groups->len;
		}
	}
	join_what_answers(&g);
	td_groups_fill_holes(&g);
	join_answers(&g);
	td_groups_join_unthreaded(&g);
	all = finish_all(&g);
	td_groups_clear(&g);
	return all;
}

void
td_series_free(td_series *series)
{
	if (!series)
		return;
	g_array_free(series->members, TRUE);
	g_free(series);
}
