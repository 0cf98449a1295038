/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * write/measure.h - how many mails a list has, its first and its last, kept as it is
 * written
 *
 * Whoever lists the lists of an index would count all its places otherwise. What counts
 * is a place that was not taken back, of a mail that the list did not have before;
 * td_index_check counts them and compares.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "store/file.h"

/* A transaction begins: what was known of lists is asked for again. */
void td_measure_begin(td_index *index);
/* One that counts was added, or was taken back. */
bool td_measure_add(td_index *index, int64_t list, int64_t received, GError **error);
bool td_measure_take(td_index *index, int64_t list, int64_t received, GError **error);
/* Places are taken out for good: the list is counted before the transaction ends. */
bool td_measure_again(td_index *index, int64_t list, GError **error);
/* The list is no more. */
void td_measure_forget(td_index *index, int64_t list);
/* Before the transaction ends. */
bool td_measure_store(td_index *index, GError **error);
