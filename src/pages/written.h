/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * pages/written.h - threads whose mails were written as markup already; for this folder
 *
 * A thread has as many pages as mails, twice, and nearly all of each is the same. Who
 * reads one of them reads another soon, so a worker keeps what its last threads had in
 * common: as long as nobody writes to the index, and no more than some megabytes. What is
 * written a second time lies on the shelf for all workers, too, where there is room for
 * longer, until something happens to the thread.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "markup/articles.h"
#include "site/admit.h"
#include "site/serving.h"

typedef struct td_written td_written; /* handle */

/* That of a worker; borrowed. */
td_written *td_written_of(td_serving *serving);

/* Which of a thread's mails. */
typedef struct td_written_part {
	bool whole; /* all of them */
	bool flat;  /* where not: in which order, and from where on */
	unsigned first;
} td_written_part;

/* A thread as a list has it, for those who may see the same as who asks. */
typedef struct td_written_thread {
	td_discussion *discussion;
	td_site_articles *articles; /* NULL: none is at hand */
	td_written_part part;       /* that they are */
	/* Of a GArray of td_index_place for each mail, NULL for a ghost's: where its
	 * text is, until articles are made of it. NULL: the index was not asked, or it is
	 * no more to be known. */
	GPtrArray *places;
} td_written_thread;

/* Borrowed until the next call of find or add; NULL where there is none. */
td_written_thread *td_written_find(td_written *written, const td_serving *serving,
    const td_served_list *list, int64_t thread);

/* One that find did not know, borrowed as from find; its articles come later. */
td_written_thread *td_written_add(td_written *written, td_serving *serving,
    const td_served_list *list, td_discussion *take_discussion);

/* Whether its articles are those of the part, now: they may come from the shelf. */
bool td_written_has(
    td_written *written, td_written_thread *thread, const td_written_part *part);

/* Takes the articles over, in place of others. Whoever has used it longest ago goes
 * where there is too much. Whether they were offered to the shelf, too. */
bool td_written_fill(td_written *written, td_written_thread *thread,
    const td_written_part *part, td_site_articles *take_articles);
