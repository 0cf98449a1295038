/* SPDX-License-Identifier: GPL-2.0-or-later */
/* series/chain_weigh.c - what speaks for one series being the next version of another */
#include "series/chain_weigh.h"

enum {
	many_words = 5,
	most_words = 75, /* percent, of titles */
	half_words = 50,
	more_words = 55,
	third_words = 30,
	few_prose = 25, /* percent, of what both say */
	same_prose = 90,
	half_like = 50, /* percent, of diffs */
	hour = 3600,
	other_project = 100,
	other_business =
	    200, /* a backport, what goes upstream: no versions of the work */
	day = 86400,
	week = 7 * day,
	month = 30 * day,
	half_year = 200 * day,
	few_paths = 20,
};

static int
weigh_names(const td_common *c)
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

static int
weigh_titles(const td_common *c)
{
	unsigned words = c->newer->n_words;

	if (c->title)
		return words < TD_FEW_WORDS ? 25 : words < many_words ? 45 : 50;
	/* "kvm: arm64: try it" is "kvm/arm64: Try it"; "tx" and "rx" are words that do
	 * not count, and may be all that differs. */
	if (c->words == 100 && words >= many_words && c->paths > 0 &&
	    c->newer->numbered == c->older->numbered &&
	    (c->version > 0 || c->prose >= few_prose || c->likeness >= half_like))
		return 45;
	return c->words >= half_words ? 20 : c->words >= third_words ? 8 : 0;
}

/* Diffs that are not git's, or of a bracket or two, say nothing; the same words do. */
static bool
is_said_again(const td_common *c)
{
	return c->person && !c->has_diffs && c->prose >= same_prose && c->paths == 100;
}

/* Somebody else goes on with it: under its title of many words, with the next number, as
 * an answer to it, or saying that it is sent again. */
static bool
is_taken_over(const td_common *c)
{
	return !c->person && td_common_same(c->newer->title, c->older->title) &&
	       c->newer->n_words >= many_words && c->newer->n_patches > 0 &&
	       (c->reply != NULL || (c->version == 0 && c->newer->resend) ||
		   (c->version > 0 && c->newer->version == c->older->version + 1));
}

static int
weigh_contents(const td_common *c)
{
	unsigned least = MIN(td_common_compared(c->newer), td_common_compared(c->older));
	bool sets = c->newer->n_patches > 1 && c->older->n_patches > 1;
	int points = 0;

	if (sets && least > 0)
		points += (int)(35 * MIN(c->titles, least) / least);
	/* A set that was written anew has its title and a higher number. */
	if (sets && c->titles == 0 && c->likeness < TD_FEW_LIKE)
		points -= c->title && c->person && c->version > 0 &&
				  c->newer->n_words >= many_words
			      ? 20
			      : 30;
	if (c->patch_ids > 0)
		points += 25;
	if (is_said_again(c) && !c->title)
		points += 10;
	if (MAX(c->likeness, c->kept) >= TD_FEW_LIKE)
		points += (int)(45 * MAX(c->likeness, c->kept) / 100);
	if (c->has_diffs && c->likeness == 0) {
		if (c->version == 0)
			points -= is_taken_over(c) ? 10 : 25;
		else if (!c->title)
			points -= 10;
	}
	points += (int)(10 * c->paths / 100);
	if (c->paths == 0 && c->newer->n_paths > 0 && c->older->n_paths > 0)
		points -= 15;
	return points;
}

/* Some patches of a set, sent again: "v2 3/5" after the five of v1. */
bool
td_chain_is_part(const td_common *c)
{
	return c->person && (c->version > 0 || c->newer->resend) && c->newer->total > 1 &&
	       c->newer->total == c->older->total && c->newer->received < c->newer->total;
}

/* "2/2" alone, the day after the two: the other one stands. */
bool
td_chain_is_part_without_number(const td_common *c)
{
	return c->person && c->version == 0 && c->titles > 0 && c->newer->total > 1 &&
	       c->newer->total == c->older->total &&
	       c->newer->received < c->newer->total &&
	       c->older->received >= c->older->total;
}

static bool
is_part_sent_again(const td_common *c)
{
	return td_chain_is_part(c) && (c->reply != NULL || c->ancestor != NULL);
}

/* "v2 two knobs", without a number, below the second of v1's three: it alone, sent again.
 */
bool
td_chain_is_one_sent_again(const td_common *c)
{
	return c->person && c->version > 0 && c->newer->total <= 1 &&
	       c->newer->n_ids == 1 && c->older->n_patches >= TD_SEVERAL &&
	       c->titles > 0 && !td_common_same(c->newer->title, c->older->title) &&
	       (c->reply != NULL || c->ancestor != NULL);
}

/* "v3.1" of one patch of v3's four, wherever it hangs; or "v3.1 2/4", where it may count
 * one less. */
bool
td_chain_is_reroll(const td_common *c)
{
	return c->person && c->newer->version == c->older->version &&
	       c->newer->minor > c->older->minor && c->newer->n_patches > 0 &&
	       c->newer->n_patches < c->older->n_patches &&
	       (c->newer->total <= 1 || c->newer->total + 1 >= c->older->total) &&
	       c->newer->n_ids == c->newer->n_patches && c->titles >= c->newer->n_patches;
}

/* "v6" on the files of somebody's "v5" hardly follows anything else. */
bool
td_chain_is_number_before(const td_common *c)
{
	return c->newer->version == c->older->version + 1 && c->older->version > 1 &&
	       c->person && c->paths >= 50;
}

/*
 * Who sends one title for one file twice in a month, or a week where it is that of one
 * patch of a set, corrects what was sent, and may have forgotten the number. Not one for
 * each of many projects.
 */
static bool
is_sent_again_soon(const td_common *c)
{
	return (c->version == 0 || (c->version < 0 && c->newer->version == 1)) &&
	       c->person && c->title && c->newer->n_words >= many_words &&
	       c->paths >= few_paths && c->newer->project == c->older->project &&
	       c->newer->time - c->older->time <=
		   (td_common_same(c->newer->title, c->older->title) ? month : week);
}

bool
td_chain_is_other_name(const td_common *c)
{
	unsigned n = c->newer->n_words;

	return n > 0 && n == c->older->n_words && c->words == (n - 1) * 100 / (n + 1);
}

/* One patch for the same files that is like it, an hour later or more, and its title has
 * other words: it was mended as the patch was. */
static bool
is_reworded(const td_common *c)
{
	int64_t after = c->newer->time - c->older->time;

	return c->person && c->newer->n_patches == 1 && c->older->n_patches == 1 &&
	       c->paths == 100 &&
	       (is_said_again(c) ||
		   (c->likeness >= TD_FEW_LIKE && !td_chain_is_other_name(c) &&
		       (c->words >= more_words || c->prose >= most_words ||
			   (c->words >= third_words && c->prose >= few_prose)))) &&
	       c->newer->numbered == c->older->numbered &&
	       c->newer->revert == c->older->revert && after > hour && after <= half_year;
}

/* The same files, and most of the title. */
static bool
is_titled_alike(const td_common *c)
{
	return c->person && c->paths == 100 && c->words >= TD_MORE_LIKE &&
	       c->newer->revert == c->older->revert &&
	       c->newer->numbered == c->older->numbered;
}

static int
weigh_version(const td_common *c)
{
	/* "[PATCH RESEND]" of v3: who sends it again may forget the number. */
	if (is_sent_again_soon(c) && !c->newer->resend)
		return 0;
	if (c->version < 0)
		return c->newer->resend && c->newer->version == 1 ? 0 : -45;
	if (is_part_sent_again(c))
		return 45;
	if (c->version == 0 && c->newer->resend)
		return 10;
	if (c->version == 0 && c->newer->version > 1)
		return 0;
	/* Nothing says that it is another version but that it is much the same. */
	if (c->version == 0)
		return c->title || c->patch_ids > 0 || td_common_is_named(c) ||
			       is_reworded(c)
			   ? -10
			   : -20;
	if (c->newer->rfc != c->older->rfc)
		return is_titled_alike(c) ? 12 : 6;
	if (td_chain_is_number_before(c))
		return 20;
	return c->newer->version <= c->older->version + 1 || is_titled_alike(c) ? 10 : 4;
}

static int
weigh_time(const td_common *c)
{
	int64_t days = (c->newer->time - c->older->time) / day;

	return days <= 120 ? 3 : days <= 365 ? 0 : days <= 730 ? -12 : -30;
}

/* What answers a request to pull goes upstream; but who asks to pull v7 of a set may have
 * sent v6 of it for review, or v1 below what somebody else asked to pull. */
static bool
is_other_way(const td_common *c)
{
	return c->newer->pulled != c->older->pulled &&
	       !(c->person && c->version > 0 &&
		   c->newer->version == c->older->version + 1 &&
		   (td_common_same(c->newer->title, c->older->title) ||
		       (c->words >= half_words && c->likeness >= half_like)));
}

/* What is for another branch is no version, but for "v2 5.13" or "v2 dev-6.6" of what its
 * sender sent without that word some days before, or the other way round. */
static bool
is_for_another(const td_common *c)
{
	bool same_sender =
	    td_common_same(c->newer->sender_address, c->older->sender_address) ||
	    td_common_same(c->newer->sender_name, c->older->sender_name);
	bool goes_on = same_sender && c->newer->version > 1 &&
		       c->newer->version == c->older->version + 1 &&
		       td_common_same(c->newer->title, c->older->title) &&
		       (c->newer->branch == 0 || c->older->branch == 0) &&
		       c->newer->time - c->older->time <= month;

	return c->newer->branch != c->older->branch && !goes_on;
}

static int
weigh_person(const td_common *c)
{
	return c->person ? 30 : is_taken_over(c) ? 0 : -10;
}

int
td_chain_weigh(const td_common *c)
{
	return weigh_names(c) + weigh_person(c) + weigh_titles(c) + weigh_contents(c) +
	       weigh_version(c) + weigh_time(c) -
	       (is_for_another(c) ? other_business : 0) -
	       (is_other_way(c) ? other_business : 0) -
	       (td_common_is_other_project(c) ? other_project : 0);
}
