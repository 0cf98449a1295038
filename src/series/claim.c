/* SPDX-License-Identifier: GPL-2.0-or-later */
/* series/claim.c - a notice's words against the series that may be meant */
#include "series/claim.h"

#include <limits.h>

static bool
is_there(const td_claim_series *series)
{
	return series != NULL && series->series != 0;
}

static td_claim
claim_slot(const td_claim_words *words, const td_claim_series *series, int slot)
{
	return (td_claim){ .series = series->series,
		.slot = (unsigned)slot,
		.partly = words->partly,
		/* Who is asked to pull may say no, and another version is sent. */
		.elsewhere = td_notice_source_is_list(words->source),
		.cited = td_notice_source_is_proof(words->source),
		.promised = words->promised };
}

static bool
has_number(const td_claim_words *words, const td_claim_series *series)
{
	return is_there(series) && words->number > 0 && words->number <= series->patches;
}

/* Its own mail; patchwork's robot answers a patch and means the series, and so does who
 * says "both patches". */
static td_claim
claim_own(const td_claim_words *words, const td_claim_series *series)
{
	bool all =
	    !words->titled && (words->whole || words->source == TD_NOTICE_PATCHWORK_BOT);

	return claim_slot(words, series, all ? 0 : series->slot);
}

/*
 * What is nearest to the notice first. A title is looked for in the series that it
 * answers or names before any other: another version has the same one. Where the title is
 * not there (who applied it changed it) its number or its Message-ID says which.
 */
td_claim
td_claim_find(const td_claim_words *words, const td_claim_series *answered,
    const td_claim_series *named, const td_claim_series *titled)
{
	const td_claim_series *const both[] = { answered, named };
	const td_claim_series *const back[] = { named, answered };

	if (words->titled) {
		for (unsigned i = 0; i < G_N_ELEMENTS(both); i++)
			if (is_there(both[i]) && both[i]->titled >= 0)
				return claim_slot(words, both[i], both[i]->titled);
		for (unsigned i = 0; i < G_N_ELEMENTS(back); i++)
			if (has_number(words, back[i]))
				return claim_slot(words, back[i], (int)words->number);
	}
	if (is_there(named) && named->slot >= 0)
		return has_number(words, named)
			   ? claim_slot(words, named, (int)words->number)
			   : claim_own(words, named);
	if (words->titled && is_there(titled))
		return claim_slot(
		    words, titled, titled->titled >= 0 ? titled->titled : titled->slot);
	if (!words->titled && is_there(answered) && answered->slot >= 0)
		return has_number(words, answered)
			   ? claim_slot(words, answered, (int)words->number)
			   : claim_own(words, answered);
	return (td_claim){ .series = 0 };
}

bool
td_claim_counts(td_notice_source source)
{
	return source != TD_NOTICE_TEST && !td_notice_source_is_proof(source);
}

void
td_claim_tally_add(td_claim_tally *tally, const td_claim *claim)
{
	unsigned slot = MIN(claim->slot, TD_CLAIM_SLOTS - 1u);

	if (claim->cited) {
		tally->cited[slot / 64] |= UINT64_C(1) << slot % 64;
		tally->any_cited = true;
	} else if (claim->promised && slot == 0 && !claim->partly)
		tally->promised = true;
	else if (claim->elsewhere || (claim->promised && slot > 0))
		tally->elsewhere[slot / 64] |= UINT64_C(1) << slot % 64;
	else if (slot == 0 && claim->partly)
		tally->partly = true;
	else if (slot == 0)
		tally->whole = true;
	else
		tally->slots[slot / 64] |= UINT64_C(1) << slot % 64;
}

void
td_claim_tally_tell(const td_claim_tally *tally, td_state_facts *facts)
{
	unsigned n = 0, all = 0, cited = 0;

	for (unsigned i = 0; i < G_N_ELEMENTS(tally->slots); i++) {
		uint64_t anyhow = tally->slots[i] | tally->elsewhere[i];

		n += (unsigned)__builtin_popcountll(tally->slots[i]);
		all += (unsigned)__builtin_popcountll(anyhow);
		if (tally->any_cited)
			cited += (unsigned)__builtin_popcountll(anyhow | tally->cited[i]);
	}
	facts->whole_applied = tally->whole;
	facts->applied = MAX(n, tally->partly ? 1u : 0u);
	facts->applied_anyhow = tally->promised ? UINT_MAX : MAX(all, facts->applied);
	facts->cited = tally->any_cited ? MAX(cited, facts->applied) : 0;
}
