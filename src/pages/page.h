/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pages/page.h - what the handlers of pages for people share; for this folder */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "markup/mail.h"
#include "pages/handlers.h"
#include "report/discussion.h"
#include "site/admit.h"
#include "site/page_of.h"
#include "site/sight.h"

/*
 * The messages (of int64_t) of the list with the Message-ID that is the path's second
 * part, to be unreferenced. NULL with *told where the answer is written already: another
 * list has it, or these are the ids that begin so, or there is none; without it on error.
 */
GArray *td_page_find_mail(td_serving *serving, const td_page_of *page,
    const td_request *request, td_response *response, bool *told, GError **error);

/* A mail with its text, as td_serving_load and td_site_mail_new have it, the caller's;
 * NULL without error where no archive has it any more. */
td_site_mail *td_page_load_mail(
    td_serving *serving, const td_served_list *list, int64_t message, GError **error);

/* Names of the lists that have the mail and that who asks may see, each once.
 * GPtrArray of char *, freed with it. DATABASE. */
GPtrArray *td_page_find_lists(td_serving *serving, int64_t message, GError **error);
/* The same of several mails, as a page of all lists has them beside each: "nvdimm, edac".
 */
GPtrArray *
td_page_name_lists(td_serving *serving, const GArray *messages, GError **error);

/* The series that one of the messages (of int64_t) is in, the first that has one.
 * NOT_FOUND. */
bool td_page_find_series(
    td_serving *serving, const GArray *messages, int64_t *series, GError **error);

/* td_response_is_known for a page: it changes with the index, with the look of pages, and
 * each hour, as it says how long ago things were. */
bool
td_page_is_known(td_serving *serving, const td_request *request, td_response *response);

/*
 * How the series stands that the mail at that place of the discussion is in, or answers.
 * *neighbours is the caller's; NULL where there is none, and where who asks may not see
 * all that was said of it. DATABASE.
 */
bool td_page_find_neighbours(td_serving *serving, const td_discussion *discussion,
    unsigned at, td_neighbours **neighbours, GError **error);
