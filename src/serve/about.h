/* SPDX-License-Identifier: GPL-2.0-or-later */
/* serve/about.h - what a list says of itself; for this folder */
#pragma once

#include "serve/admit.h"
#include "serve/serving.h"

/* One line: list.NAME.description of the configuration, or the file "description" that
 * public-inbox keeps beside an archive, or the list's name. g_free it. */
char *td_about_description(td_serving *serving, const td_served_list *list);
