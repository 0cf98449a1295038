/* SPDX-License-Identifier: GPL-2.0-or-later */
/* write/mail_parts.h - files, trailers, notices, texts: what is within a mail, into rows;
 * for this folder */
#pragma once

#include "write/write.h"

/* Of a mail with a patch, which is the message of that id and new. */
bool
td_mail_parts_add(td_index *index, const td_index_mail *mail, int64_t id, GError **error);
