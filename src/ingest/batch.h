/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ingest/batch.h - some mails on their way from a worker to the writer */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "archive/archive.h"
#include "ingest/ingest.h"
#include "patch/classic.h"
#include "words/inverter.h"

enum { TD_BATCH_MAILS = 32 };

/*
 * What was made of one entry. The mail's bytes are gone when the reader loads the next
 * one, so the spans of message and patch point nowhere; all else is the item's own.
 */
typedef struct td_batch_item {
	td_mail_state state;
	td_oid blob;
	td_message *message; /* NULL unless state is OK; so the next ones */
	td_patch *patch;     /* NULL for the classic format, too */
	uint64_t text_hash;
	const char *class_name; /* borrowed from the rules */
	const char *text;       /* to keep; borrowed from patch */
	char *changelog;        /* the same, its own; NULL */
	td_classic classic;     /* its spans are in classic_bytes */
	char *classic_bytes;
	bool has_classic;
	bool has_words;
	uint32_t doc; /* its number among those of its worker and piece */
} td_batch_item;

typedef struct td_batch {
	size_t first; /* the entry of items[0] */
	size_t n;
	size_t number;   /* among those of its run */
	size_t weight;   /* bytes that it holds, about */
	GError *error;   /* what stopped the worker; items are not filled then */
	unsigned worker; /* who filled it */
	td_batch_item items[TD_BATCH_MAILS];
} td_batch;

td_batch *td_batch_new(void);
void td_batch_free(td_batch *batch);
/* Ready to be filled again. */
void td_batch_clear(td_batch *batch);

/* Reads a mail: message, patch, class, notice, pull, classic; its words go to the
 * inverter, unless that is NULL. */
void td_batch_item_fill(td_batch_item *item, const td_mail *mail, int64_t received,
    const td_ingest_options *options, td_inverter *inverter);

/* Bytes of memory that it holds, about. */
size_t td_batch_item_weigh(const td_batch_item *item);
