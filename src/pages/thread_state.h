/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * pages/thread_state.h - all that the mails of a thread as markup depend on, in one text
 *
 * Most commits touch few threads. One that has the same mails in the same tree, each with
 * the same places, looks as it did before them; so what was written of it need not be
 * written again.
 */
#pragma once

#include "report/discussion.h"
#include "site/admit.h"

/* Where each mail is read, as who asks sees it in that list: of GArray of td_index_place,
 * NULL for a ghost's, freed with it. NULL where the index cannot be asked. */
GPtrArray *td_thread_places(
    td_serving *serving, const td_served_list *list, const td_discussion *discussion);

/* With those. g_free it. */
char *td_thread_state(
    td_serving *serving, const td_discussion *discussion, const GPtrArray *places);
