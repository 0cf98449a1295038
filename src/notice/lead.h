/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/lead.h - what a clause begins with, and where the next one begins; for this
 * folder */
#pragma once

/* Behind "Yes", "Thanks for this, but", "Hi Mark," and what else is said before something
 * is; of a sentence or clause in lower case. */
const char *td_lead_skip(const char *at);

/* Behind the next ", but", ", so", " and" or " - ": where a clause may begin; NULL for
 * none. */
const char *td_lead_next(const char *at);
