/* SPDX-License-Identifier: GPL-2.0-or-later */
/* output/mbox.h - mails into an mbox that public-inbox would write as well (mboxrd) */
#pragma once

#include "base/span.h"
#include "output/sink.h"

/* One mail with its From_ line before it and an empty line after it; lines that begin
 * with From under any number of > get one more. */
void td_mbox_write(td_out *out, td_span mail);
