/* SPDX-License-Identifier: GPL-2.0-or-later */
/* series/chain.c - weighs what speaks for one series being the next version of another */
#include "series/chain.h"

#include <stdlib.h>

enum {
	enough = 60,        /* points that make a candidate the elder */
	most_points = 110,  /* more say nothing more */
	much_less = 45,     /* so far behind the best a nearer version does not help */
	most_compared = 24, /* patches of the newer one whose likeness is looked for */
	most_against = 48,
	alike = 25, /* percent: less may be chance */
	same_diff = 95,
	few_words = 3,
	many_words = 5,
	other_project = 100,
	other_business =
	    200, /* a backport, what goes upstream: no versions of the work */
	hour = 3600,
	day = 86400,
};

const char *
td_chain_rule_word(td_chain_rule rule)
{
	static const char *const words[] = {
		[TD_CHAIN_NONE] = "",
		[TD_CHAIN_CHANGE_ID] = "change-id",
		[TD_CHAIN_LINK] = "link",
		[TD_CHAIN_REPLY] = "reply",
		[TD_CHAIN_TITLE] = "title",
		[TD_CHAIN_MEMBERS] = "patches",
		[TD_CHAIN_LIKENESS] = "likeness",
	};

	return words[rule];
}

/* What two series have in common. */
typedef struct common {
	const td_chain_facts *newer, *older;
	bool person, title;
	unsigned titles;    /* patches of the newer one whose title is in the older one */
	unsigned patch_ids; /* the same by content */
	unsigned likeness;  /* percent, the mean over patches of the newer one */
	unsigned words;     /* percent of the words of both titles */
	unsigned paths;     /* percent of both, of those that are kept */
	bool has_diffs;
	int version; /* 1: the newer one has the higher; 0: the same; -1: the lower */
	const td_chain_name *link, *other, *base, *reply, *ancestor;
} common;

static bool
same(uint64_t a, uint64_t b)
{
	return a != 0 && a == b;
}

static bool
is_same_person(const td_chain_facts *a, const td_chain_facts *b)
{
	return same(a->author_address, b->author_address) ||
	       same(a->author_name, b->author_name) ||
	       same(a->sender_address, b->sender_address) ||
	       same(a->sender_name, b->sender_name) ||
	       same(a->author_name, b->sender_name) ||
	       same(a->sender_name, b->author_name);
}

static int
compare_versions(const td_chain_facts *a, const td_chain_facts *b)
{
	if (a->rfc != b->rfc && (b->rfc || a->version == b->version))
		return b->rfc ? 1 : -1;
	if (a->version != b->version)
		return a->version > b->version ? 1 : -1;
	if (a->minor != b->minor)
		return a->minor > b->minor ? 1 : -1;
	return 0;
}

/* In percent of the union; both ascend. */
static unsigned
share(const uint64_t *a, unsigned n_a, const uint64_t *b, unsigned n_b)
{
	unsigned i = 0, j = 0, both = 0;

	while (i < n_a && j < n_b) {
		if (a[i] < b[j]) {
			i++;
		} else if (b[j] < a[i]) {
			j++;
		} else {
			both++;
			i++;
			j++;
		}
	}
	return both > 0 ? both * 100 / (n_a + n_b - both) : 0;
}

static bool
has_id(const td_chain_profile *profile, uint64_t id)
{
	unsigned low = 0, high = profile->facts.n_ids;

	while (low < high) {
		unsigned at = low + (high - low) / 2;

		if (profile->ids[at] == id)
			return true;
		if (profile->ids[at] < id)
			low = at + 1;
		else
			high = at;
	}
	return false;
}

static void
find_names(common *c, const td_chain_profile *newer, const td_chain_profile *older)
{
	for (unsigned i = newer->facts.n_names; i-- > 0;) {
		const td_chain_name *name = &newer->names[i];

		if (!has_id(older, name->message_id))
			continue;
		if (name->tie == TD_CHAIN_VERSION)
			c->link = name;
		else if (name->tie == TD_CHAIN_OTHER)
			c->other = name;
		else if (name->tie == TD_CHAIN_BASE)
			c->base = name;
		else if (name->tie == TD_CHAIN_PARENT)
			c->reply = name;
		else
			c->ancestor = name;
	}
}

/* The patch of the older one that is most like this one; by title where there is one. */
static unsigned
find_likeness(const td_chain_patch *patch, const td_chain_profile *older, common *c)
{
	unsigned n = MIN(older->facts.n_patches, (unsigned)most_against);
	unsigned best = 0;
	bool titled = false, identical = false;

	for (unsigned i = 0; i < older->facts.n_patches; i++) {
		const td_chain_patch *other = &older->patches[i];

		titled = titled || other->title == patch->title;
		identical = identical || same(other->patch_id, patch->patch_id);
		if (i >= n && other->title != patch->title)
			continue;
		best = MAX(best, td_sketch_likeness(&patch->sketch, &other->sketch));
	}
	c->titles += titled ? 1 : 0;
	c->patch_ids += identical ? 1 : 0;
	return identical ? 100 : best;
}

static void
compare_patches(common *c, const td_chain_profile *newer, const td_chain_profile *older)
{
	unsigned n = newer->facts.n_patches;
	unsigned compared = 0, sum = 0;
	bool older_has = false;

	for (unsigned i = 0; i < older->facts.n_patches && !older_has; i++)
		older_has = older->patches[i].sketch.n > 0;
	for (unsigned i = 0; i < MIN(n, (unsigned)most_compared); i++) {
		unsigned best = find_likeness(&newer->patches[i], older, c);

		if (newer->patches[i].sketch.n > 0) {
			sum += best;
			compared++;
		}
	}
	c->has_diffs = older_has && compared > 0;
	c->likeness = compared > 0 ? sum / compared : 0;
}

static void
compare(common *c, const td_chain_profile *newer, const td_chain_profile *older)
{
	*c = (common){ .newer = &newer->facts, .older = &older->facts };
	c->person = is_same_person(c->newer, c->older);
	c->title = same(c->newer->title, c->older->title);
	/* A single patch that had been, or now is, one of several. */
	for (unsigned i = 0;
	     !c->title && c->newer->n_patches == 1 && i < c->older->n_patches; i++)
		c->title = same(newer->patches[0].title, older->patches[i].title);
	for (unsigned i = 0;
	     !c->title && c->older->n_patches == 1 && i < c->newer->n_patches; i++)
		c->title = same(older->patches[0].title, newer->patches[i].title);
	c->words =
	    share(newer->words, c->newer->n_words, older->words, c->older->n_words);
	c->paths =
	    share(newer->paths, c->newer->n_paths, older->paths, c->older->n_paths);
	c->version = compare_versions(c->newer, c->older);
	find_names(c, newer, older);
	compare_patches(c, newer, older);
}

static int
weigh_names(const common *c)
{
	int points = 0;

	if (c->newer->change_id != 0 && c->older->change_id != 0)
		points += c->newer->change_id == c->older->change_id ? 80 : -25;
	if (c->link != NULL)
		points += 70;
	else if (c->other != NULL)
		points += 15;
	if (c->base != NULL)
		points -= 20;
	if (c->reply != NULL)
		points += 25;
	else if (c->ancestor != NULL)
		points += 15;
	return points;
}

static bool
is_named(const common *c)
{
	return c->link != NULL || c->other != NULL || c->reply != NULL ||
	       same(c->newer->change_id, c->older->change_id);
}

static int
weigh_titles(const common *c)
{
	unsigned words = c->newer->n_words;

	if (c->title)
		return words < few_words ? 25 : words < many_words ? 45 : 50;
	return c->words >= 50 ? 20 : c->words >= 30 ? 8 : 0;
}

static unsigned
compared_patches(const td_chain_facts *facts)
{
	return MIN(facts->n_patches, (unsigned)most_compared);
}

static int
weigh_contents(const common *c)
{
	unsigned least = MIN(compared_patches(c->newer), compared_patches(c->older));
	bool several = c->newer->n_patches > 1 && c->older->n_patches > 1;
	int points = 0;

	if (several && least > 0)
		points += (int)(35 * MIN(c->titles, least) / least);
	if (several && c->titles == 0 && c->likeness < alike)
		points -= 30;
	if (c->patch_ids > 0)
		points += 25;
	if (c->likeness >= alike)
		points += (int)(45 * c->likeness / 100);
	if (c->has_diffs && c->likeness == 0) {
		if (c->version == 0)
			points -= 25;
		else if (!c->title)
			points -= 10;
	}
	points += (int)(10 * c->paths / 100);
	if (c->paths == 0 && c->newer->n_paths > 0 && c->older->n_paths > 0)
		points -= 15;
	return points;
}

static int
weigh_version(const common *c)
{
	if (c->version < 0)
		return -45;
	if (c->version == 0 && c->newer->resend)
		return 10;
	if (c->version == 0 && c->newer->version > 1)
		return 0;
	/* Nothing says that it is another version but that it is much the same. */
	if (c->version == 0)
		return c->title || c->patch_ids > 0 || is_named(c) ? -10 : -20;
	if (c->newer->rfc != c->older->rfc)
		return 6;
	/* "v6" on the files of somebody's "v5" hardly follows anything else. */
	if (c->newer->version == c->older->version + 1 && c->older->version > 1 &&
	    c->person && c->paths >= 50)
		return 20;
	return c->newer->version <= c->older->version + 1 ? 10 : 4;
}

static int
weigh_time(const common *c)
{
	int64_t days = (c->newer->time - c->older->time) / day;

	return days <= 120 ? 3 : days <= 365 ? 0 : days <= 730 ? -12 : -30;
}

/* Sisters get one title each: "[PATCH libmnl]", "[PATCH libnftnl]". */
static bool
is_other_project(const common *c)
{
	return c->newer->project != 0 && c->older->project != 0 &&
	       c->newer->project != c->older->project && c->link == NULL &&
	       !same(c->newer->change_id, c->older->change_id);
}

static int
weigh(const common *c)
{
	return weigh_names(c) + (c->person ? 30 : -10) + weigh_titles(c) +
	       weigh_contents(c) + weigh_version(c) + weigh_time(c) -
	       (c->newer->branch != c->older->branch ? other_business : 0) -
	       (c->newer->pulled != c->older->pulled ? other_business : 0) -
	       (is_other_project(c) ? other_project : 0);
}

static bool
has_slot(const td_chain_profile *profile, unsigned number)
{
	for (unsigned i = 0; i < profile->facts.n_patches; i++)
		if (profile->patches[i].number == number)
			return true;
	return false;
}

/* Two halves of what was posted at once are no versions of each other. */
static bool
is_one_posting(
    const common *c, const td_chain_profile *newer, const td_chain_profile *older)
{
	bool slot = false;

	if (c->version != 0 || c->newer->total < 2 || c->older->total < 2 ||
	    c->newer->time - c->older->time > hour)
		return false;
	if (c->titles == 0 && !c->title && c->patch_ids == 0)
		return true;
	for (unsigned i = 0; i < c->newer->n_patches && !slot; i++)
		slot = has_slot(older, newer->patches[i].number);
	return !slot && c->newer->total == c->older->total;
}

/* An answer whose writer's mailer lost the "Re:" says PATCH and has none. */
static bool
proposes(const td_chain_profile *profile)
{
	bool answers = false;

	for (unsigned i = 0; i < profile->facts.n_names; i++)
		answers = answers || profile->names[i].tie == TD_CHAIN_PARENT;
	if (!answers || profile->facts.n_patches == 0)
		return true;
	for (unsigned i = 0; i < profile->facts.n_patches; i++)
		if (profile->patches[i].patch_id != 0)
			return true;
	return profile->facts.n_ids > profile->facts.n_patches;
}

static bool
came_before(const td_chain_facts *older, const td_chain_facts *newer)
{
	if (older->time != newer->time)
		return older->time < newer->time;
	return older->head < newer->head;
}

static td_chain_rule
rule_of(const common *c)
{
	if (same(c->newer->change_id, c->older->change_id))
		return TD_CHAIN_CHANGE_ID;
	if (c->link != NULL)
		return TD_CHAIN_LINK;
	if (c->title && c->person)
		return TD_CHAIN_TITLE;
	if (c->reply != NULL)
		return TD_CHAIN_REPLY;
	if (c->title || c->titles > 0 || c->patch_ids > 0)
		return TD_CHAIN_MEMBERS;
	if (c->ancestor != NULL)
		return TD_CHAIN_REPLY;
	return c->other != NULL && c->likeness < alike ? TD_CHAIN_LINK
						       : TD_CHAIN_LIKENESS;
}

static int64_t
shown_by(const common *c, td_chain_rule rule)
{
	if (rule == TD_CHAIN_LINK)
		return c->link != NULL ? c->link->message : c->other->message;
	if (rule == TD_CHAIN_REPLY)
		return c->reply != NULL ? c->reply->message : c->ancestor->message;
	return c->newer->head_message;
}

static bool
is_alias(const common *c)
{
	unsigned n = c->newer->n_patches;

	if (c->version != 0 || n != c->older->n_patches)
		return false;
	return c->newer->resend ||
	       (n > 0 && (c->patch_ids >= compared_patches(c->newer) ||
			     c->likeness >= same_diff));
}

/* Part of a larger one that goes its own way, or a larger one that took it in. */
static bool
is_partly(const common *c)
{
	unsigned least = compared_patches(c->newer);
	unsigned most = MAX(c->newer->n_patches, c->older->n_patches);
	unsigned shared = MAX(c->titles, c->patch_ids);

	if (most < 3 || least == 0 || c->newer->n_patches == 0 ||
	    c->older->n_patches == 0)
		return false;
	if (same(c->newer->change_id, c->older->change_id) || c->link != NULL ||
	    same(c->newer->title, c->older->title))
		return false;
	/* v2 3/5 alone in answer to v1 is that version, not a part that was split off. */
	if (c->newer->total == c->older->total && c->newer->received < c->newer->total)
		return false;
	shared = MAX(shared, c->likeness * least / 100);
	/* The next number of the same person is a successor that grew or shrank. */
	if (c->person && c->version > 0 && c->newer->version == c->older->version + 1)
		shared *= 2;
	return shared * 2 < most && c->words < 50;
}

/* One that was weighed. */
typedef struct choice {
	const td_chain_profile *profile;
	int points;
	td_chain_edge edge;
} choice;

/* Of two that are good enough the nearer version, then the later one. */
static bool
is_nearer(const td_chain_profile *newer, const choice *a, const choice *b)
{
	const td_chain_facts *x = &a->profile->facts;
	const td_chain_facts *y = &b->profile->facts;
	int order = compare_versions(x, y);

	if (a->edge.partly != b->edge.partly)
		return b->edge.partly;
	/* An RFC is nearer to an RFC, all else to what was none. */
	if (x->rfc != y->rfc)
		return (x->rfc != 0) == (newer->facts.rfc != 0);
	if (order != 0)
		return order > 0;
	return came_before(y, x);
}

static bool
consider(const td_chain_profile *newer, const td_chain_profile *older, choice *made)
{
	common c;

	if (newer->series == older->series ||
	    !came_before(&older->facts, &newer->facts) ||
	    newer->facts.head == older->facts.head || !proposes(newer) ||
	    !proposes(older))
		return false;
	compare(&c, newer, older);
	made->points = MIN(weigh(&c), most_points);
	if (made->points < enough || is_one_posting(&c, newer, older))
		return false;
	made->profile = older;
	made->edge.older = older->series;
	made->edge.rule = rule_of(&c);
	made->edge.weight = (unsigned)MIN(99, 45 + made->points / 2);
	made->edge.message = shown_by(&c, made->edge.rule);
	made->edge.alias = is_alias(&c);
	made->edge.partly = is_partly(&c);
	return true;
}

td_chain_edge
td_chain_find(const td_chain_profile *profile, const td_chain_profile *const *candidates,
    unsigned n)
{
	g_autofree choice *choices = g_new0(choice, n + 1);
	const choice *best = NULL;
	unsigned made = 0;
	int most = 0;

	for (unsigned i = 0; i < n; i++) {
		if (!consider(profile, candidates[i], &choices[made]))
			continue;
		most = MAX(most, choices[made].points);
		made++;
	}
	for (unsigned i = 0; i < made; i++)
		if (choices[i].points + much_less >= most &&
		    (best == NULL || is_nearer(profile, &choices[i], best)))
			best = &choices[i];
	return best != NULL ? best->edge : (td_chain_edge){ .older = 0 };
}
