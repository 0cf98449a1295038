/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pages/series.h - from a mail to its series; for this folder */
#pragma once

#include "pages/page.h"

/* The series that one of the messages is in. NOT_FOUND. */
bool td_page_find_series(
    td_serving *serving, GArray *messages, int64_t *series, GError **error);
