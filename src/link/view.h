/* SPDX-License-Identifier: GPL-2.0-or-later */
/* link/view.h - a range as if nothing else were there */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "index/index.h"

/*
 * From here on links, threads and series are made of the mails of this range alone, as
 * they are in a temporary index of it; all questions answer so until the view ends. A
 * view before ends with it. Ids of threads and series are not those of the whole. Works
 * on an index that is open for reading; td_index_begin ends it.
 */
bool td_index_view(td_index *index, const td_index_range *range, GError **error);
bool td_index_view_end(td_index *index, GError **error);
