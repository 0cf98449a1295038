/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * series/chain.h - which series is the next version of which
 *
 * docs/versions.md has the rules, their weights and what the peers do (b4: subject, From
 * and change-id; Patchew: subject, Supersedes; PaStA: likeness of the contents).
 */
#pragma once

typedef enum td_chain_rule {
	TD_CHAIN_NONE,
	TD_CHAIN_CHANGE_ID, /* one change-id */
	TD_CHAIN_LINK,      /* the newer one links to the older one */
	TD_CHAIN_REPLY,     /* it answers it */
	TD_CHAIN_TITLE,     /* one title, one author */
	TD_CHAIN_MEMBERS,   /* titles or patch-ids of patches in common */
	TD_CHAIN_LIKENESS,  /* the diffs are alike */
} td_chain_rule;
