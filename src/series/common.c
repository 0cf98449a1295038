/* SPDX-License-Identifier: GPL-2.0-or-later */
/* series/common.c - what two series have in common: people, titles, contents, names */
#include "series/common.h"

enum {
	most_against = 48,
	two_months = 60 * 86400,
};

/* Which lines any patch of a series has, by the low bits of their hashes: what has none
 * of them is like none of its patches. */
enum { line_bits = 15, few_pairs = 16 };

typedef struct line_set {
	uint64_t bits[(1 << line_bits) / 64];
} line_set;

bool
td_common_is_same_person(const td_chain_facts *a, const td_chain_facts *b)
{
	return td_common_same(a->author_address, b->author_address) ||
	       td_common_same(a->author_name, b->author_name) ||
	       td_common_same(a->sender_address, b->sender_address) ||
	       td_common_same(a->sender_name, b->sender_name) ||
	       td_common_same(a->author_name, b->sender_name) ||
	       td_common_same(a->sender_name, b->author_name);
}

int
td_common_order(const td_chain_facts *a, const td_chain_facts *b)
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
find_names(td_common *c, const td_chain_profile *newer, const td_chain_profile *older)
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

/* Whether the two have something in common beside a link, be it the only one. */
static bool
is_alike(const td_common *c, bool only_link)
{
	return c->title || c->titles > 0 || c->patch_ids > 0 ||
	       c->likeness >= TD_FEW_LIKE || (only_link && c->words >= 30);
}

/*
 * A bare "Link:" of a v2 to the v1 of the same person, with which it has something in
 * common, is to what it follows, where it does not name that in so many words.
 */
static void
settle_names(td_common *c, const td_chain_profile *newer)
{
	unsigned others = 0;

	if (c->link != NULL || c->other == NULL || !c->person ||
	    c->newer->version != c->older->version + 1)
		return;
	for (unsigned i = 0; i < newer->facts.n_names; i++) {
		if (newer->names[i].tie == TD_CHAIN_VERSION)
			return;
		others += newer->names[i].tie == TD_CHAIN_OTHER ? 1 : 0;
	}
	if (is_alike(c, others == 1))
		c->link = c->other;
}

static bool
has_patch_id(const td_chain_profile *profile, uint64_t patch_id)
{
	for (unsigned i = 0; i < profile->facts.n_patches; i++)
		if (td_common_same(profile->patches[i].patch_id, patch_id))
			return true;
	return false;
}

static bool
has_title(const td_chain_profile *profile, uint64_t title)
{
	for (unsigned i = 0; i < profile->facts.n_patches; i++)
		if (profile->patches[i].title == title)
			return true;
	return false;
}

static bool
has_sketch(const td_chain_profile *profile, unsigned most)
{
	for (unsigned i = 0; i < MIN(profile->facts.n_patches, most); i++)
		if (profile->patches[i].sketch.n > 0)
			return true;
	return false;
}

static void
count_patches(td_common *c, const td_chain_profile *newer, const td_chain_profile *older)
{
	for (unsigned i = 0; i < td_common_compared(&newer->facts); i++) {
		const td_chain_patch *patch = &newer->patches[i];

		c->titles += has_title(older, patch->title) ? 1 : 0;
		c->patch_ids += has_patch_id(older, patch->patch_id) ? 1 : 0;
	}
	c->has_diffs =
	    has_sketch(newer, TD_MOST_COMPARED) && has_sketch(older, G_MAXUINT);
}

static line_set *
line_set_new(const td_chain_profile *profile)
{
	line_set *set = g_new0(line_set, 1);

	for (unsigned i = 0; i < profile->facts.n_patches; i++) {
		const td_sketch *sketch = &profile->patches[i].sketch;

		for (unsigned j = 0; j < sketch->n; j++) {
			uint32_t at = sketch->lines[j] & ((1u << line_bits) - 1);

			set->bits[at / 64] |= UINT64_C(1) << at % 64;
		}
	}
	return set;
}

static bool
may_have_any(const line_set *set, const td_sketch *sketch)
{
	uint64_t found = 0;

	for (unsigned j = 0; j < sketch->n; j++) {
		uint32_t at = sketch->lines[j] & ((1u << line_bits) - 1);

		found |= set->bits[at / 64] >> at % 64;
	}
	return found & 1;
}

/* The patch of the older one that is most like this one; by title where there is one. */
static unsigned
find_likeness(
    const td_chain_patch *patch, const td_chain_profile *older, const line_set *lines)
{
	unsigned n = MIN(older->facts.n_patches, (unsigned)most_against);
	unsigned best = 0;

	if (has_patch_id(older, patch->patch_id))
		return 100;
	if (lines != NULL && !may_have_any(lines, &patch->sketch))
		return 0;
	for (unsigned i = 0; i < older->facts.n_patches; i++) {
		const td_chain_patch *other = &older->patches[i];

		if (i < n || other->title == patch->title)
			best =
			    MAX(best, td_sketch_likeness(&patch->sketch, &other->sketch));
	}
	return best;
}

/* The mean over those that have a diff. */
static unsigned
mean_likeness(const td_chain_profile *newer, const td_chain_profile *older)
{
	unsigned pairs = td_common_compared(&newer->facts) * older->facts.n_patches;
	g_autofree line_set *lines = pairs > few_pairs ? line_set_new(older) : NULL;
	unsigned compared = 0, sum = 0;

	for (unsigned i = 0; i < td_common_compared(&newer->facts); i++) {
		if (newer->patches[i].sketch.n == 0)
			continue;
		sum += find_likeness(&newer->patches[i], older, lines);
		compared++;
	}
	return compared > 0 ? sum / compared : 0;
}

unsigned
td_common_compared(const td_chain_facts *facts)
{
	return MIN(facts->n_patches, (unsigned)TD_MOST_COMPARED);
}

void
td_common_look(td_common *c, const td_chain_profile *newer, const td_chain_profile *older)
{
	*c = (td_common){ .newer = &newer->facts, .older = &older->facts };
	c->person = td_common_is_same_person(c->newer, c->older);
	c->title = td_common_same(c->newer->title, c->older->title);
	/* A single patch that had been, or now is, one of several. */
	for (unsigned i = 0;
	     !c->title && c->newer->n_patches == 1 && i < c->older->n_patches; i++)
		c->title =
		    td_common_same(newer->patches[0].title, older->patches[i].title);
	for (unsigned i = 0;
	     !c->title && c->older->n_patches == 1 && i < c->newer->n_patches; i++)
		c->title =
		    td_common_same(older->patches[0].title, newer->patches[i].title);
	c->words =
	    share(newer->words, c->newer->n_words, older->words, c->older->n_words);
	c->paths =
	    share(newer->paths, c->newer->n_paths, older->paths, c->older->n_paths);
	c->version = td_common_order(c->newer, c->older);
	/* Who says no number says it in one changelog, and not, or another, in the next.
	 */
	if (c->version < 0 && c->older->said && c->newer->rfc == c->older->rfc)
		c->version = 0;
	find_names(c, newer, older);
	count_patches(c, newer, older);
}

/* Some patches of the number before: the others went to other lists. */
static bool
is_some_of_last(const td_common *c)
{
	return c->newer->version == c->older->version + 1 && c->newer->total > 1 &&
	       c->newer->total == c->older->total &&
	       c->older->received < c->older->total &&
	       c->older->n_patches < c->newer->n_patches;
}

void
td_common_compare(
    td_common *c, const td_chain_profile *newer, const td_chain_profile *older)
{
	c->likeness = mean_likeness(newer, older);
	if (c->person && !c->title && c->titles == 0 && c->newer->n_patches > 1 &&
	    ((c->version == 0 && c->older->n_patches == 1) || is_some_of_last(c)) &&
	    c->newer->time - c->older->time <= two_months)
		c->kept = mean_likeness(older, newer);
	if (c->kept < TD_MORE_LIKE)
		c->kept = 0;
	c->prose = td_sketch_likeness(&c->newer->prose, &c->older->prose);
	settle_names(c, newer);
}

td_common
td_common_at_best(const td_common *c)
{
	td_common best = *c;

	best.likeness = 100;
	best.prose = 100;
	if (best.link == NULL)
		best.link = best.other;
	return best;
}

void
td_common_find(td_common *c, const td_chain_profile *newer, const td_chain_profile *older)
{
	td_common_look(c, newer, older);
	td_common_compare(c, newer, older);
}

bool
td_common_is_named(const td_common *c)
{
	return c->link != NULL || c->other != NULL || c->reply != NULL ||
	       td_common_same(c->newer->change_id, c->older->change_id);
}

/* The next number of one title with the same lines: "[PATCH iptabes]" and "[PATCH
 * iptables v2]" are one project. */
static bool
goes_on(const td_common *c)
{
	return c->person && c->paths == 100 && c->likeness >= TD_MORE_LIKE &&
	       c->version > 0 && c->newer->version == c->older->version + 1 &&
	       td_common_same(c->newer->title, c->older->title);
}

bool
td_common_is_other_project(const td_common *c)
{
	return c->newer->project != 0 && c->older->project != 0 &&
	       c->newer->project != c->older->project && c->link == NULL &&
	       !td_common_same(c->newer->change_id, c->older->change_id) && !goes_on(c);
}

bool
td_common_is_same_patch(const td_chain_patch *a, const td_chain_patch *b)
{
	return a->title == b->title &&
	       (a->sketch.n == 0 || b->sketch.n == 0 ||
		   td_common_same(a->patch_id, b->patch_id) ||
		   td_sketch_likeness(&a->sketch, &b->sketch) > 0);
}
