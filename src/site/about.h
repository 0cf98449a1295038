/* SPDX-License-Identifier: GPL-2.0-or-later */
/* site/about.h - what a list says of itself */
#pragma once

#include "site/admit.h"
#include "site/serving.h"

/* One line: list.NAME.description of the configuration, or the file "description" that
 * public-inbox keeps beside an archive, or the list's name. g_free it. */
char *td_about_description(td_serving *serving, const td_served_list *list);

/* The List-Id that most of its newest mails have; "" for none, and for a list that is not
 * in the index yet (-1). NULL on error. g_free it. */
char *td_about_list_id(td_serving *serving, int64_t list, GError **error);
/* Where mail for it goes: "kvm.vger.kernel.org" is kvm@vger.kernel.org. NULL for what is
 * no name of a host. g_free it. */
char *td_about_address(const char *list_id);
