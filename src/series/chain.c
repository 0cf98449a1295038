/* SPDX-License-Identifier: GPL-2.0-or-later */
/* series/chain.c - which of those that were weighed a series follows, and as what */
#include "series/chain.h"

#include <stdlib.h>

#include "series/chain_choice.h"
#include "series/chain_faint.h"
#include "series/chain_weigh.h"
#include "series/common.h"

enum {
	enough = 60,        /* points that make a candidate the elder */
	most_points = 130,  /* more say nothing more */
	much_less = 45,     /* so far behind the best a nearer version does not help, */
	too_much_less = 60, /* unless it is the number before of the same work */
	same_diff = 95,
	half_alike = 50,  /* percent of the words of titles */
	most_alike = 75,  /* percent of the words of titles, of diffs and of texts */
	most_chance = 50, /* percent of what two say without knowing of each other */
	minute = 60,
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
		[TD_CHAIN_ONLY] = "only one",
	};

	return words[rule];
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
    const td_common *c, const td_chain_profile *newer, const td_chain_profile *older)
{
	bool slot = false;

	if (c->version != 0 || c->newer->total < 2 || c->older->total < 2 ||
	    c->newer->time - c->older->time > hour)
		return false;
	if (c->titles == 0 && !c->title && c->patch_ids == 0)
		return true;
	if (c->newer->resend != c->older->resend)
		return false;
	/* A cover letter whose patches did not come is sent again, with them. */
	if (older->facts.n_patches == 0 && newer->facts.n_ids > newer->facts.n_patches)
		return false;
	for (unsigned i = 0; i < c->newer->n_patches && !slot; i++)
		slot = has_slot(older, newer->patches[i].number);
	return !slot && c->newer->total == c->older->total;
}

/* The same lines of the same files, and the same is said of them. */
static bool
is_same_change(const td_common *c)
{
	return c->paths == 100 && c->likeness >= most_alike && c->prose >= most_alike &&
	       !td_chain_is_other_name(c);
}

/*
 * One change to each of many places, posted at once, is no version of it for another.
 * What went out within two minutes for other files is threaded by git send-email: that it
 * answers the one before names nothing.
 */
static bool
is_one_batch(const td_common *c)
{
	int64_t later = c->newer->time - c->older->time;
	bool elsewhere = later <= 2 * minute && c->older->n_patches > 0 &&
			 c->link == NULL && c->paths == 0;

	return c->version == 0 && later <= hour && !c->title && c->newer->title != 0 &&
	       c->older->title != 0 && c->titles == 0 && c->patch_ids == 0 &&
	       (elsewhere || (c->words < most_alike && !td_common_is_named(c) &&
				 !is_same_change(c)));
}

/*
 * Somebody else's posting that says of no other that it follows it: one fault is found by
 * many, robots find it in all, and maintainers send on what they took in. It follows
 * where it says the same and has the same title, or is what was said again.
 */
static bool
is_by_chance(const td_common *c)
{
	return !c->person && c->version == 0 && c->newer->version <= 1 &&
	       !c->newer->resend && !td_common_is_named(c) && c->ancestor == NULL &&
	       c->prose < most_chance;
}

/* The v2 of the kernel's side and that of a program's, sent together, name each other. */
static bool
is_companion(const td_common *c)
{
	return c->version == 0 && c->newer->time - c->older->time <= hour &&
	       (c->link != NULL || c->other != NULL) && !c->title && c->titles == 0 &&
	       c->patch_ids == 0 && c->likeness < TD_FEW_LIKE && c->words < most_alike &&
	       !td_common_same(c->newer->change_id, c->older->change_id);
}

static td_chain_rule
rule_of(const td_common *c)
{
	if (td_common_same(c->newer->change_id, c->older->change_id))
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
	return c->other != NULL && c->likeness < TD_FEW_LIKE ? TD_CHAIN_LINK
							     : TD_CHAIN_LIKENESS;
}

/* "Add epoll_wait07 test" is much like "add epoll_wait06 test" and no version of it. */
static bool
is_other_number(const td_common *c)
{
	return c->version == 0 && !c->newer->resend && rule_of(c) == TD_CHAIN_LIKENESS &&
	       c->newer->numbered != 0 && c->older->numbered != 0 &&
	       c->newer->numbered != c->older->numbered;
}

/* A cover letter whose patches did not come, and a day later at most it came with them.
 */
static bool
is_lost_cover(
    const td_common *c, const td_chain_profile *newer, const td_chain_profile *older)
{
	return c->person && c->title && c->version == 0 && older->facts.n_patches == 0 &&
	       newer->facts.n_patches > 0 && c->newer->total == c->older->total &&
	       c->newer->time - c->older->time <= day;
}

/* An answer whose writer's mailer lost the "Re:" says PATCH and has none. Diffs that are
 * not git's have no patch-id. */
static bool
proposes(const td_chain_profile *profile)
{
	bool answers = false;

	for (unsigned i = 0; i < profile->facts.n_names; i++)
		answers = answers || profile->names[i].tie == TD_CHAIN_PARENT;
	if (!answers || profile->facts.n_patches == 0)
		return true;
	for (unsigned i = 0; i < profile->facts.n_patches; i++)
		if (profile->patches[i].patch_id != 0 || profile->patches[i].sketch.n > 0)
			return true;
	return profile->facts.n_ids > profile->facts.n_patches;
}

static int64_t
shown_by(const td_common *c, td_chain_rule rule)
{
	if (rule == TD_CHAIN_LINK)
		return c->link != NULL ? c->link->message : c->other->message;
	if (rule == TD_CHAIN_REPLY)
		return c->reply != NULL ? c->reply->message : c->ancestor->message;
	return c->newer->head_message;
}

static bool
is_alias(const td_common *c)
{
	unsigned n = c->newer->n_patches;

	if (c->version != 0 || n != c->older->n_patches)
		return false;
	return c->newer->resend ||
	       (n > 0 && (c->patch_ids >= td_common_compared(c->newer) ||
			     c->likeness >= same_diff));
}

/* Who sends v5 anew goes on to v6: a smaller set under another title that begins with v1
 * again was split off, whatever it links to; so was one of the same number that calls
 * itself something else. */
static bool
is_split_off(const td_common *c)
{
	return (c->newer->version <= c->older->version || c->newer->said) &&
	       c->newer->minor == 0 && !c->newer->resend &&
	       MAX(c->newer->n_patches, c->newer->total) * 2 < c->older->n_patches &&
	       !td_common_same(c->newer->change_id, c->older->change_id) &&
	       !td_common_same(c->newer->title, c->older->title) &&
	       (c->newer->version < c->older->version || c->words < half_alike);
}

/* Part of a larger one that goes its own way, or a larger one that took it in. */
static bool
is_partly(const td_common *c)
{
	unsigned least = td_common_compared(c->newer);
	unsigned most = MAX(c->newer->n_patches, c->older->n_patches);
	unsigned shared = MAX(c->titles, c->patch_ids);

	if (most < 3 || least == 0 || c->newer->n_patches == 0 ||
	    c->older->n_patches == 0)
		return false;
	if (td_chain_is_one_sent_again(c) || td_chain_is_reroll(c))
		return false;
	if (is_split_off(c))
		return true;
	if (td_common_same(c->newer->change_id, c->older->change_id) || c->link != NULL ||
	    td_common_same(c->newer->title, c->older->title))
		return false;
	/* v2 3/5 alone in answer to v1 is that version, not a part that was split off. */
	if (c->newer->total == c->older->total && c->newer->received < c->newer->total)
		return false;
	/* Of a set for many trees a list has some, and under other titles each time. */
	if (c->version > 0 && c->kept > 0)
		return false;
	if (td_chain_is_number_before(c) && c->likeness >= TD_FEW_LIKE &&
	    c->newer->received < c->newer->total && c->older->received < c->older->total)
		return false;
	shared = MAX(shared, c->likeness * least / 100);
	/* The next number of the same person is a successor that grew or shrank. */
	if (c->person && c->version > 0 && c->newer->version == c->older->version + 1) {
		if (c->older->n_patches >= TD_SEVERAL && shared >= c->older->n_patches)
			return false;
		shared *= 2;
	}
	return shared * 2 < most && c->words < half_alike;
}

/* How plainly it says of which it is a later version: "dma: check it" is just like "rtc:
 * check it", and "dma: check all of it" more so. */
static int
how_plainly(const td_common *c, td_chain_rule rule)
{
	if (rule != TD_CHAIN_LIKENESS)
		return 2;
	return c->words >= most_alike && c->paths == 100 ? 1 : 0;
}

/* A few send v2 with v1's Message-ID. */
static bool
is_same_mail(const td_chain_facts *newer, const td_chain_facts *older)
{
	return newer->head == older->head && newer->version == older->version;
}

static bool
may_follow(const td_chain_profile *newer, const td_chain_profile *older)
{
	return newer->series != older->series &&
	       td_chain_came_before(&older->facts, &newer->facts) &&
	       !is_same_mail(&newer->facts, &older->facts) && proposes(newer) &&
	       proposes(older);
}

/* With diffs that are all the same, nothing else speaks for it more. */
static bool
may_be_enough(const td_common *looked)
{
	td_common best = td_common_at_best(looked);

	return td_chain_weigh(&best) >= enough;
}

static bool
consider(
    const td_chain_profile *newer, const td_chain_profile *older, td_chain_choice *made)
{
	td_common c;

	td_common_look(&c, newer, older);
	if (!may_be_enough(&c))
		return false;
	td_common_compare(&c, newer, older);
	made->points = MIN(td_chain_weigh(&c), most_points);
	if (made->points < enough || is_one_posting(&c, newer, older) ||
	    is_one_batch(&c) || is_companion(&c) || is_other_number(&c) ||
	    (is_by_chance(&c) && !is_partly(&c)))
		return false;
	made->profile = older;
	/* v3 may have the title that v1 had, and be nearer to v2. */
	made->reach = is_lost_cover(&c, newer, older) ? most_points
		      : td_chain_is_number_before(&c) && c.likeness >= TD_FEW_LIKE
			  ? too_much_less
			  : much_less;
	made->edge.older = older->series;
	made->edge.rule = rule_of(&c);
	made->plainly = how_plainly(&c, made->edge.rule);
	made->titled = c.title || c.titles > 0;
	/* One include less in each of many files says nothing. */
	made->likeness = c.paths > 0 ? c.likeness : 0;
	made->own = c.person || td_common_is_named(&c);
	made->edge.weight = (unsigned)MIN(99, 45 + made->points / 2);
	made->edge.message = shown_by(&c, made->edge.rule);
	made->edge.alias = is_alias(&c);
	made->edge.partly = is_partly(&c);
	/* With a cover letter it is all of that version, and parts of it were lost. */
	made->edge.part =
	    td_chain_is_one_sent_again(&c) || td_chain_is_reroll(&c) ||
	    ((td_chain_is_part(&c) || td_chain_is_part_without_number(&c)) &&
		newer->facts.n_ids <= newer->facts.n_patches);
	return true;
}

static int
compare_age(const void *a, const void *b)
{
	const td_chain_profile *const *x = a, *const *y = b;

	return (int)td_chain_came_before(&(*y)->facts, &(*x)->facts) -
	       (int)td_chain_came_before(&(*x)->facts, &(*y)->facts);
}

/* Of three each may be nearer than the next one, so it matters in which order they come:
 * that of their times, whatever their numbers are. */
static const td_chain_profile **
list_older(const td_chain_profile *profile, const td_chain_profile *const *candidates,
    unsigned n, unsigned *found)
{
	const td_chain_profile **all = g_new(const td_chain_profile *, n + 1);

	*found = 0;
	for (unsigned i = 0; i < n; i++)
		if (may_follow(profile, candidates[i]))
			all[(*found)++] = candidates[i];
	qsort(all, *found, sizeof *all, compare_age);
	return all;
}

td_chain_edge
td_chain_find(const td_chain_profile *profile, const td_chain_profile *const *candidates,
    unsigned n)
{
	g_autofree const td_chain_profile **older =
	    list_older(profile, candidates, n, &n);
	g_autofree td_chain_choice *choices = g_new0(td_chain_choice, n + 1);
	const td_chain_choice *best = NULL;
	td_chain_choice *amid = NULL;
	unsigned made = 0;
	int most = 0;

	for (unsigned i = 0; i < n; i++) {
		if (!consider(profile, older[i], &choices[made]))
			continue;
		most = MAX(most, choices[made].points);
		made++;
	}
	for (unsigned i = 0; i < made; i++)
		if (choices[i].points + choices[i].reach >= most &&
		    (best == NULL || td_chain_is_nearer(profile, &choices[i], best)))
			best = &choices[i];
	for (unsigned i = 0; i < made; i++)
		if (td_chain_is_amid(profile, &choices[i], best) &&
		    (amid == NULL || td_chain_is_nearer(profile, &choices[i], amid)))
			amid = &choices[i];
	if (amid != NULL) {
		amid->edge.partly = best->edge.partly;
		return amid->edge;
	}
	return best != NULL ? best->edge : td_chain_find_faint(profile, older, n);
}
