/* SPDX-License-Identifier: GPL-2.0-or-later */
/* series/posted.c - one patch, one author, half a year */
#include "series/posted.h"

#include "series/common.h"
#include "series/credit.h"

bool
td_posted_is_same(const td_posted *applied, const td_posted *before)
{
	return applied->series != before->series && !applied->cover && !before->cover &&
	       applied->received - before->received <= TD_POSTED_BETWEEN &&
	       td_common_is_same_patch(&applied->patch, &before->patch) &&
	       td_credit_compare(applied->author_name, applied->author_address,
		   before->author_name, before->author_address) != TD_CREDIT_MISMATCH;
}
