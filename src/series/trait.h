/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * series/trait.h - what mails say of a series, as numbers that are compared
 *
 * Not seeded: what is sampled of them must be the same in each index. 0 stands for
 * nothing at all.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Seeds keep a title from being found by what is a path. */
typedef enum td_trait_kind {
	TD_TRAIT_ID = 1,
	TD_TRAIT_TITLE,
	TD_TRAIT_PERSON,
	TD_TRAIT_CHANGE,
	TD_TRAIT_PATH,
	TD_TRAIT_WORK,
	TD_TRAIT_BRANCH,
	TD_TRAIT_LOOK,
	TD_TRAIT_WRITER,
} td_trait_kind;

/* A hash and one more word of what it is of. */
uint64_t td_trait_mix(uint64_t hash, uint64_t word);
/* Of all its bytes. */
uint64_t td_trait_text(const char *text, td_trait_kind seed);
/* Upper case is lower case; 256 bytes of it at most. */
uint64_t td_trait_folded(const char *text, size_t n, td_trait_kind seed);

/* A person's name: "Last, First" is "First Last". An address, without "+note". */
uint64_t td_trait_name(const char *name);
/* Who gives no name is called by what is before the @: "ann.example@here" is "Ann
 * Example", too. */
uint64_t td_trait_person(const char *name, const char *address);
uint64_t td_trait_address(const char *address);

/* Of a subject's tags, with blanks between: the old branch that a patch is for, and the
 * project that has the list together with others. */
uint64_t td_trait_branch(const char *tags);
uint64_t td_trait_project(const char *tags);
/* Whether they ask to pull: "[GIT PULL]". */
bool td_trait_asks_to_pull(const char *tags);
/* The same words in the same order, but for those that count: "v3" and "2/3", not the
 * branch "v5.10". */
bool td_trait_same_tags(const char *a, const char *b);

/* A letter or digit of ASCII, or a byte of any other character. */
bool td_trait_is_letter(char c);
