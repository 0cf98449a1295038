/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index/range.h - a question about the places of a range */
#pragma once

#include <glib.h>

#include "index/store.h"

/*
 * Prepares head, the places of the range, tail; finalize it. A message with two places in
 * the range is there at its first one only. head ends with a list of tables joined to
 * place p, tail begins with AND or is empty.
 */
sqlite3_stmt *td_range_prepare(td_index *index, const td_index_range *range,
    const char *head, const char *tail, GError **error);
/* The same with each place, again or not. */
sqlite3_stmt *td_range_prepare_all(td_index *index, const td_index_range *range,
    const char *head, const char *tail, GError **error);
