/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * series/chain.h - which series is the next version of which
 *
 * docs/versions.md has the rules, their weights and what the peers do (b4: subject, From
 * and change-id; Patchew: subject, Supersedes; PaStA: likeness of the contents).
 *
 * Every series has a profile: what it looks like, in hashes. The index keeps profiles and
 * finds, by the keys of one, the others that may be its elder; what is here weighs them.
 * The answer hangs on the profiles alone, not on the order in which they came.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "patch/sketch.h"
#include "series/series.h"

typedef enum td_chain_rule {
	TD_CHAIN_NONE,
	TD_CHAIN_CHANGE_ID, /* one change-id */
	TD_CHAIN_LINK,      /* the newer one links to the older one */
	TD_CHAIN_REPLY,     /* it answers it */
	TD_CHAIN_TITLE,     /* one title, one author */
	TD_CHAIN_MEMBERS,   /* titles or patch-ids of patches in common */
	TD_CHAIN_LIKENESS,  /* the diffs are alike */
	TD_CHAIN_ONLY,      /* nothing else of that person can be meant */
} td_chain_rule;

/* The word for it in our JSON; "" for NONE. */
const char *td_chain_rule_word(td_chain_rule rule);

/* How a mail of a series names another mail. */
typedef enum td_chain_tie {
	TD_CHAIN_PARENT,   /* in In-Reply-To, or last in References */
	TD_CHAIN_ANCESTOR, /* in References */
	TD_CHAIN_VERSION,  /* as td_mention_kind has it: */
	TD_CHAIN_OTHER,
	TD_CHAIN_BASE,
} td_chain_tie;

typedef struct td_chain_mention {
	const char *message_id;
	td_chain_tie tie;
} td_chain_mention;

/* One mail of a series, as it is read; all borrowed. "" for what it has not. */
typedef struct td_chain_mail {
	int64_t id;
	unsigned number; /* 0 for the cover */
	const char *message_id, *title, *tags;
	const char *author_name, *author_address, *sender_name, *sender_address;
	const char *change_id, *patch_id;
	const td_sketch *sketch; /* NULL without a diff */
	const td_sketch *prose;  /* of what it says; NULL where that is not kept */
	const td_chain_mention *mentions;
	unsigned n_mentions;
	const char *const *paths;
	unsigned n_paths;
	int64_t sent, received;
	bool pulled; /* it answers a pull request: work of others that goes upstream */
	unsigned said_version; /* by its changelog, where its subject says none; 0 */
} td_chain_mail;

typedef struct td_chain_patch {
	uint64_t title, patch_id; /* patch_id 0 for none */
	td_sketch sketch;
	uint32_t number;
} td_chain_patch;

typedef struct td_chain_name {
	uint64_t message_id;
	int64_t message; /* that names it */
	uint64_t tie;
} td_chain_name;

/* Of fixed size, as the rest of a profile is: written to the index as it is. */
typedef struct td_chain_facts {
	int64_t time;  /* when it was posted */
	uint64_t head; /* hash of its head's Message-ID */
	int64_t head_message;
	uint64_t author_name, author_address, sender_name, sender_address; /* 0: none */
	uint64_t title, change_id, branch, project; /* 0: none said */
	uint32_t version, minor, total, received;
	uint32_t rfc, resend;
	uint32_t n_patches, n_ids, n_names, n_words, n_paths, pulled;
	td_sketch prose;   /* of its head */
	uint32_t numbered; /* words with digits of the title; 0: none */
	uint32_t revert;   /* 'Revert "that"': takes something back */
	uint32_t said;     /* the version is that of its changelog */
} td_chain_facts;

/* Arrays lie behind each other in one piece of memory, which the profile owns. */
typedef struct td_chain_profile {
	int64_t series;
	td_chain_facts facts;
	const td_chain_patch *patches; /* by number */
	const td_chain_name *names;    /* mails of other series that it names */
	const uint64_t *ids;           /* of its own mails, ascending */
	const uint64_t *words;         /* of the title, ascending */
	const uint64_t *paths;         /* the smallest, ascending */
	void *memory;
	size_t length;
} td_chain_profile;

/* mails: those of the series in any order, the extras left out. Never NULL. */
td_chain_profile *
td_chain_profile_make(const td_series *series, const td_chain_mail *mails, unsigned n);
/* A profile from what was in memory and length of another; NULL where that cannot be. */
td_chain_profile *td_chain_profile_read(int64_t series, const void *bytes, size_t length);
void td_chain_profile_free(td_chain_profile *profile);

/*
 * What a series can be found by. Two that share a LOOK key may be versions of one; a NAME
 * key of one equals an OWN key of the other where that one is named; the FOLLOWER key of
 * a later version equals the WRITER key of all that its author posted.
 */
typedef enum td_chain_key_kind {
	TD_CHAIN_LOOK,
	TD_CHAIN_NAME,
	TD_CHAIN_OWN,
	TD_CHAIN_WRITER, /* whose it is: sought by FOLLOWER of the same hash */
	TD_CHAIN_FOLLOWER,
} td_chain_key_kind;

typedef struct td_chain_key {
	uint64_t hash;
	td_chain_key_kind kind;
} td_chain_key;

/* GArray of td_chain_key, each once; the most telling first. */
GArray *td_chain_keys(const td_chain_profile *profile);

/* The LOOK key of series with a patch of that title. */
uint64_t td_chain_title_key(const char *title);

typedef struct td_chain_edge {
	int64_t older; /* the series; 0 for none */
	td_chain_rule rule;
	unsigned weight; /* how sure, in percent */
	int64_t message; /* that shows it */
	bool alias;      /* the same version again: a resend, a copy for another list */
	bool partly;     /* less than half of the two is in common: split or merged */
	bool part;       /* some patches of the older set, sent again */
} td_chain_edge;

/* Which of the candidates, in any order, the series follows; older 0 for none. */
td_chain_edge td_chain_find(const td_chain_profile *profile,
    const td_chain_profile *const *candidates, unsigned n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_chain_profile, td_chain_profile_free)
