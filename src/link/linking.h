/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * link/linking.h - threads and series of some mails, made and stored
 *
 * The mails are whole clusters, or all of a range. What is made depends on them and on
 * the order in which they arrived, and on nothing else: not on ids.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "link/mails.h"

/* Writes rows of link, series and member where they are others than those that were
 * there: was has the rows of link of these mails, of td_linked, ascending; empty for
 * none. Mails are arranged by it. */
bool td_linking_store(
    td_index *index, td_link_mails *mails, const GArray *was, GError **error);
