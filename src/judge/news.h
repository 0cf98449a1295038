/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * judge/news.h - what notices say, found by what they name and call
 *
 * For this folder and write/mail_parts.c. Words of a notice are noted with its mail
 * (news: what it names, hashed), so that a series finds those that came before itself.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "series/claim.h"
#include "store/file.h"

/* One item of a notice. */
typedef struct td_news_item {
	td_claim_words words;
	bool by_other;
	char *title; /* td_subject_key; NULL for none */
	char *message_id;
} td_news_item;

/* Notes the words of a notice, whose message that is. Between begin and commit. */
bool
td_news_note(td_index *index, int64_t message, const td_notice *notice, GError **error);

/* Adds to notices (a set of int64_t *, messages) those that name that Message-ID, */
bool td_news_find_id(
    td_index *index, const char *message_id, GHashTable *notices, GError **error);
/* or have that title (td_subject_key) and came at that time or later. */
bool td_news_find_title(td_index *index, const char *title, int64_t since,
    GHashTable *notices, GError **error);

/* Adds to mails those that cite a commit of that title (td_trait_text), or have it in a
 * stable tree. */
bool
td_news_find_proofs(td_index *index, uint64_t title, GHashTable *mails, GError **error);

/* Whether there are such. */
bool td_news_is_proved(td_index *index, uint64_t title, bool *proved, GError **error);

/* Of td_news_item: what a notice says, in its order. NULL on error. */
GArray *td_news_load_items(td_index *index, int64_t notice, GError **error);
