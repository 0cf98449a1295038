/* SPDX-License-Identifier: GPL-2.0-or-later */
/* write/defer.h - secondary indexes made at the end of a large run: store/late.h */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "store/file.h"

/*
 * Before that many mails are added: where they are many beside what is there, some
 * secondary indexes are left out until td_index_settle makes them, which costs less. A
 * run that was killed in between leaves them out, and questions that want them take
 * longer; is_settled says so. Neither is called between begin and commit.
 */
bool td_index_defer(td_index *index, uint64_t mails, GError **error);
bool td_index_settle(td_index *index, GError **error);
