/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pages/search.h - searches; for this folder */
#pragma once

#include "pages/page.h"
#include "query/language.h"

/* The answer to "/LIST/?q="; of the thread of a Message-ID alone where that is not NULL.
 */
bool td_page_search(td_serving *serving, const td_request *request, const char *thread_of,
    td_response *response, GError **error);
