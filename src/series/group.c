/* SPDX-License-Identifier: GPL-2.0-or-later */
/* series/group.c - series in the making: order, slots, joining and merging */
#include "series/group.h"

#include <string.h>

#define DAY 86400

int64_t
td_series_time(int64_t sent, int64_t received)
{
	bool usable = sent > 0 && (received == 0 || sent - DAY <= received);

	return usable ? sent : received;
}

static int
compare_sender(const void *a, const void *b, void *data)
{
	const td_series_mail *mails = data;

	return g_ascii_strcasecmp(
	    mails[*(const unsigned *)a].sender, mails[*(const unsigned *)b].sender);
}

static int
compare_id(const void *a, const void *b, void *data)
{
	const td_series_mail *mails = data;
	int64_t x = mails[*(const unsigned *)a].id, y = mails[*(const unsigned *)b].id;

	return x < y ? -1 : x > y;
}

static int
compare_number(uint64_t a, uint64_t b)
{
	return a < b ? -1 : a > b;
}

static int
compare_bucket(const td_groups *g, unsigned a, unsigned b)
{
	const td_series_mail *x = &g->mails[a], *y = &g->mails[b];

	if (x->thread != y->thread)
		return x->thread < y->thread ? -1 : 1;
	if (g->sender[a] != g->sender[b])
		return compare_number(g->sender[a], g->sender[b]);
	if (x->version != y->version)
		return compare_number(x->version, y->version);
	if (x->minor != y->minor)
		return compare_number(x->minor, y->minor);
	if (x->has_number != y->has_number)
		return x->has_number ? 1 : -1;
	return compare_number(x->has_number ? x->total : 0, y->has_number ? y->total : 0);
}

static int
compare_order(const void *a, const void *b, void *data)
{
	const td_groups *g = data;
	unsigned i = *(const unsigned *)a, j = *(const unsigned *)b;
	int bucket = compare_bucket(g, i, j);

	if (bucket != 0)
		return bucket;
	if (g->time[i] != g->time[j])
		return g->time[i] < g->time[j] ? -1 : 1;
	return compare_number(i, j);
}

void
td_groups_init(td_groups *g, const td_series_mail *mails, unsigned n)
{
	void *data = (void *)(uintptr_t)mails;

	*g = (td_groups){ .mails = mails, .n = n };
	g->time = g_new(int64_t, n);
	g->sender = g_new0(unsigned, n);
	g->order = g_new(unsigned, n);
	g->by_id = g_new(unsigned, n);
	g->group = g_new(int, n);
	g->next = g_new(int, n);
	g->extra = g_new0(bool, n);
	g->given = g_new0(unsigned, n);
	g->groups = g_array_new(FALSE, FALSE, sizeof(td_group));
	g->slots = td_slots_new(n);
	for (unsigned i = 0; i < n; i++) {
		g->time[i] = td_series_time(mails[i].sent, mails[i].received);
		g->order[i] = g->by_id[i] = i;
		g->group[i] = g->next[i] = -1;
	}
	g_qsort_with_data(g->by_id, (int)n, sizeof(unsigned), compare_id, data);
	g_qsort_with_data(g->order, (int)n, sizeof(unsigned), compare_sender, data);
	for (unsigned k = 1; k < n; k++) {
		unsigned before = g->order[k - 1], at = g->order[k];
		bool same =
		    g_ascii_strcasecmp(mails[before].sender, mails[at].sender) == 0;

		g->sender[at] = g->sender[before] + (same ? 0 : 1);
	}
	g_qsort_with_data(g->order, (int)n, sizeof(unsigned), compare_order, g);
}

void
td_groups_clear(td_groups *g)
{
	g_free(g->time);
	g_free(g->sender);
	g_free(g->order);
	g_free(g->by_id);
	g_free(g->group);
	g_free(g->next);
	g_free(g->extra);
	g_free(g->given);
	g_array_free(g->groups, TRUE);
	td_slots_free(g->slots);
}

td_group *
td_groups_at(const td_groups *g, unsigned group)
{
	return &g_array_index(g->groups, td_group, group);
}

int
td_groups_find_mail(const td_groups *g, int64_t id)
{
	unsigned low = 0, high = g->n;

	if (id == 0)
		return -1;
	while (low < high) {
		unsigned middle = low + (high - low) / 2;

		if (g->mails[g->by_id[middle]].id < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low < g->n && g->mails[g->by_id[low]].id == id ? (int)g->by_id[low] : -1;
}

unsigned
td_groups_slot(const td_groups *g, int mail)
{
	const td_series_mail *m = &g->mails[mail];

	if (m->has_number)
		return m->number;
	if (g->given[mail] > 0)
		return g->given[mail];
	return m->kind == TD_KIND_COVER ? 0 : 1;
}

bool
td_groups_same_bucket(const td_groups *g, int a, int b)
{
	return compare_bucket(g, (unsigned)a, (unsigned)b) == 0;
}

static void
append(td_groups *g, unsigned group, int mail)
{
	td_group *to = td_groups_at(g, group);
	unsigned slot = td_groups_slot(g, mail);

	g->group[mail] = (int)group;
	g->next[mail] = -1;
	if (to->last >= 0)
		g->next[to->last] = mail;
	else
		to->first = mail;
	to->last = mail;
	if (to->count == 0 || g->time[mail] < to->from)
		to->from = g->time[mail];
	if (to->count == 0 || g->time[mail] > to->to)
		to->to = g->time[mail];
	to->count++;
	to->says_version = to->says_version || g->mails[mail].has_version;
	if (g->extra[mail] || td_slots_find(g->slots, group, slot) >= 0) {
		g->extra[mail] = true;
		return;
	}
	td_slots_add(g->slots, group, slot, mail);
	to->filled++;
	to->has_cover = to->has_cover || slot == 0;
}

unsigned
td_groups_open(td_groups *g, int mail)
{
	td_group group = { .first = -1, .last = -1, .base = -1 };

	g_array_append_val(g->groups, group);
	append(g, g->groups->len - 1, mail);
	return g->groups->len - 1;
}

void
td_groups_join(td_groups *g, unsigned group, int mail)
{
	append(g, group, mail);
}

bool
td_groups_disjoint(const td_groups *g, unsigned a, unsigned b)
{
	const td_group *small;

	if (td_groups_at(g, a)->count > td_groups_at(g, b)->count) {
		unsigned c = a;

		a = b;
		b = c;
	}
	small = td_groups_at(g, a);
	for (int i = small->first; i >= 0; i = g->next[i]) {
		if (!g->extra[i] && td_slots_find(g->slots, b, td_groups_slot(g, i)) >= 0)
			return false;
	}
	return true;
}

unsigned
td_groups_merge(td_groups *g, unsigned a, unsigned b)
{
	td_group *small;
	int next;

	if (td_groups_at(g, a)->count < td_groups_at(g, b)->count) {
		unsigned c = a;

		a = b;
		b = c;
	}
	small = td_groups_at(g, b);
	for (int i = small->first; i >= 0; i = next) {
		next = g->next[i];
		append(g, a, i);
	}
	small->first = small->last = -1;
	small->count = 0;
	return a;
}
