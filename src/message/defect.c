/* SPDX-License-Identifier: GPL-2.0-or-later */
/* message/defect.c - the words for defects, as they are printed and documented */
#include "message/defect.h"

#include <stddef.h>

static const char *const words[TD_DEFECT_COUNT] = {
	"no-message-id",
	"many-message-ids",
	"bad-message-id",
	"no-from",
	"bad-address",
	"no-date",
	"bad-date",
	"bad-header",
	"bad-charset",
	"bad-encoding",
	"bad-mime",
	"nul",
	"limit",
	"reference-loop",
	"bad-diff",
	"flowed",
	"crlf",
	"no-body",
};

const char *
td_defect_word(td_defect defect)
{
	for (unsigned i = 0; i < TD_DEFECT_COUNT; i++) {
		if ((unsigned)defect == 1u << i)
			return words[i];
	}
	return "unknown";
}
