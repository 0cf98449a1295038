/* SPDX-License-Identifier: GPL-2.0-or-later */
/* rest/mail.h - a patch or cover letter as patchwork hands it out: for git am */
#pragma once

#include <stdint.h>

#include "base/span.h"
#include "output/sink.h"

typedef struct td_rest_tracked {
	td_span mail; /* as the list has it */
	uint64_t id;
	int64_t date;             /* seconds since 1970 */
	const char *name, *email; /* who sent it, whatever the list made of From */
	const char *delegate;     /* an address; NULL for none */
	const char *tags; /* lines that it got in answers, each with its end; "" */
} td_rest_tracked;

/*
 * One mail with its From_ line: the headers as they came but for how the body is encoded,
 * X-Patchwork-Submitter, -Id and -Delegate; the text as UTF-8 with the tags above the
 * line of dashes; the diff. A From that the list made is X-Patchwork-Original-From and
 * gives way to who sent it.
 */
void td_rest_tracked_write(td_out *out, const td_rest_tracked *tracked);
