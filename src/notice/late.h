/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/late.h - what was done at last, behind something else; for this folder */
#pragma once

/*
 * "I fixed the prefix and pushed this to hyperv-fixes.", "Tweaked that and applied.":
 * behind the verb of the sentence, which is in lower case; NULL for none. *from: what
 * must not doubt it. What stands before "so" is a reason, and before "but" it is
 * conceded.
 */
const char *td_late_find(const char *sentence, const char **from);
