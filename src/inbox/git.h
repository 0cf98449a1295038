/* SPDX-License-Identifier: GPL-2.0-or-later */
/* inbox/git.h - the repositories of a list; for this folder */
#pragma once

#include <glib.h>

#include "site/admit.h"
#include "site/serving.h"

/* "git/3.git" of an epoch's path below its list; the whole list may be one repository
 * ("" then). g_free it. */
char *td_git_path_below(const td_archive *archive, unsigned epoch);

/* The archive of a list that is made of git repositories; borrowed. NOT_FOUND. */
td_archive *
td_git_archive(td_serving *serving, const td_served_list *list, GError **error);
