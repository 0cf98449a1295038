/* SPDX-License-Identifier: GPL-2.0-or-later */
/* link/link.h - threads and series of what is new or touched */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "link/mails.h"
#include "store/file.h"

/* Between begin and commit, before any of the calls below; fine where it was called
 * before. */
void td_link_begin(td_index *index);
/* A mail of a temporary index, once its row is written: it is kept until it is linked.
 * Those of a lasting one are put into clusters (link/cluster.h). */
bool td_link_add(td_index *index, const td_link_mail *mail, GError **error);
/* A message has another first place; 0: none at all. What it hangs together with is to be
 * linked again. */
bool td_link_move(
    td_index *index, int64_t message, int64_t received, int64_t place, GError **error);
/* Whether something is to be linked. */
bool td_link_is_due(const td_index *index);

/*
 * After mails were added: threads of what is new or touched are built again (src/thread),
 * then their series (src/series), and stored.
 */
bool td_index_link(td_index *index, GError **error);

/* Takes out the series that the message was in; its cluster is to be linked again. */
bool td_link_remove_series(td_index *index, int64_t message, GError **error);
