/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/trailer_mail_head.h - the head of a mail that an answer has without marks of a
 * quote; for this folder */
#pragma once

#include <stdbool.h>

#include "base/span.h"

/*
 * The head of a mail as Outlook, Zimbra and others put it, in some languages: "From:",
 * and "To:" within the next lines (rest). A patch that is pasted has no "To:".
 */
bool td_trailer_begins_mail_head(td_span line, td_span rest);
