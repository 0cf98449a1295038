/* SPDX-License-Identifier: GPL-2.0-or-later */
/* base/ids.h - numbers of rows as a set: ascending, each once */
#pragma once

#include <glib.h>

/* Of int64_t, in place. */
void td_ids_tidy(GArray *ids);
