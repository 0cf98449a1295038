/* SPDX-License-Identifier: GPL-2.0-or-later */
/* corpus.h - mails made of a few words, put into an index */
#pragma once

#include "index/index.h"

/* What is NULL or 0 is left out. */
typedef struct corpus_mail {
	const char *blob;       /* any text: its bytes are the name */
	const char *message_id; /* "" for none */
	const char *references; /* ids with blanks between */
	const char *in_reply_to;
	const char *from; /* address; a@example.org */
	const char *subject;
	td_kind kind;
	unsigned version, number, total;
	bool has_number;
	int64_t sent;
	int64_t received; /* 0: when it was sent */
	const char *file, *old_file;
	const char *trailer; /* the value of a Reviewed-by */
	const char *text;
	bool classic;
	bool notice, pull;
} corpus_mail;

/* Asserts that it works; gives the message's id. */
int64_t
corpus_add(td_index *index, int64_t list, uint64_t position, const corpus_mail *mail);
/* A patch of its own, committed. */
void corpus_add_one(td_index *index, const char *id, uint64_t position);

/* A temporary index, or one at path, open for writing. */
td_index *corpus_open(const char *path);
int64_t corpus_list(td_index *index, const char *name);
td_oid corpus_blob(const char *name);

/* "id:thread:parent:series ..." of the messages in the range, in order; g_free it. */
char *corpus_links(td_index *index, const td_index_range *range);
