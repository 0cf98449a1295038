/* SPDX-License-Identifier: GPL-2.0-or-later */
/* inbox/mails.h - many mails as an mbox, made while it is sent; for this folder */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "http/response.h"
#include "site/admit.h"
#include "site/serving.h"

typedef struct td_mails_options {
	bool packed;      /* the mbox is gzip itself: "t.mbox.gz" */
	bool threads;     /* the whole threads of the messages, each once */
	const char *name; /* of the file, without ".mbox.gz"; cleaned here */
} td_mails_options;

/* The messages (of int64_t, taken over) become the answer, in that order; of threads only
 * mails of the list. A mail that no archive has any more is left out. */
void td_mails_answer(td_response *response, td_serving *serving,
    const td_served_list *list, GArray *take_messages, const td_mails_options *options);

/* The mails of the thread of a message that the list has, in order of arrival. GArray of
 * int64_t; *title is the subject of the first (g_free it). DATABASE. */
GArray *td_mails_of_thread(td_serving *serving, const td_served_list *list,
    int64_t message, char **title, GError **error);
