/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/noun.h - what is called a patch, or a set of them; for this folder */
#pragma once

/*
 * Behind "this entire series", "all three patches", "both of your patches", "all patches
 * in the series", and blanks; at itself where at begins with nothing of the kind, or with
 * a pronoun alone.
 */
const char *td_noun_skip(const char *at);
