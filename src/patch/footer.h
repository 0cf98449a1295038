/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/footer.h - what a list adds below a mail, which its sender did not say */
#pragma once

#include "base/span.h"

/* The text without blanks at its end and without a list's footer: a few last lines below
 * "-- ", "--" or a rule that name a mailing list. Borrowed from the text. */
td_span td_footer_cut(td_span text);
