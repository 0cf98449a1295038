/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * index/inverter.h - mails in, a segment of their words out
 *
 * Knows no database: workers that read mails have one each. Memory is bounded: when it
 * says it is full, what it has is to be taken from it.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "index/segment.h"

typedef struct td_inverter td_inverter; /* handle */

td_inverter *td_inverter_new(void);
void td_inverter_free(td_inverter *inverter);

/* Adds a mail: its text as patch/searched.h splits it. doc->words is counted here, the
 * rest is kept as it is. Gives the mail's number, counted from 0 after each finish. */
uint32_t td_inverter_add(
    td_inverter *inverter, const td_message *message, td_span text, const td_doc *doc);

/* How many mails it has; whether it is time to finish. */
uint32_t td_inverter_count(const td_inverter *inverter);
bool td_inverter_is_full(const td_inverter *inverter);

/* The segment of what was added since the last call. Docs have message 0 still. */
td_segment *td_inverter_finish(td_inverter *inverter);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_inverter, td_inverter_free)
