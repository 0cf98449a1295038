/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/which.h - which patches of a series a sentence means; for this folder
 */
#pragma once

#include "notice/notice.h"

/* The mail that is answered. */
typedef struct td_which_mail {
	const char *message_id;
	unsigned number; /* 2 of 2/5; 0 where it is not known */
	unsigned total;  /* likewise 5 */
} td_which_mail;

/*
 * said: in lower case, what follows "applied", or stands before it. Adds an item for each
 * number that is said, or, where their total is known, for each but those that are left
 * out ("all except 3", "all but this patch"); of is the mail of all. Sets partly where it
 * is less than all.
 */
void td_notice_read_which(td_notice *notice, const char *said, const td_which_mail *of);

/* Behind "but patch 3", "except the last one" of "All but patch 3 applied"; at itself
 * where there is none. */
const char *td_which_skip_exception(const char *at);

/* "1 and 3" of "patches 1 and 3": behind the numbers, which are of patches. */
const char *td_which_skip_numbers(const char *at);

/* "1/3", "3-9", "#2": numbers of patches, whatever stands before them. */
bool td_which_is_list(const char *at);
