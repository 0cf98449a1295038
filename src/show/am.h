/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * show/am.h - a series as git am reads it
 *
 * An mbox in which each mail is what git mailinfo --scissors makes of the one that was
 * sent, with the trailers it got: author, date, title, message and patch, in UTF-8.
 */
#pragma once

#include "am/am.h"
#include "base/sink.h"
#include "base/span.h"

typedef struct td_render_am_options {
	const char
	    *own; /* the committer's address, whose Signed-off-by goes last; NULL */
	/* Borrowed until the next call. */
	bool (*load)(int64_t message, td_span *bytes, void *data, GError **error);
	void *data;
} td_render_am_options;

/* The mails for git am, as an mbox. False with the first error of the sink or of load. */
bool td_render_am(const td_am *am, const td_render_am_options *options,
    const td_sink *sink, GError **error);

/* The cover letter, readable; nothing where there is none. */
bool td_render_am_cover(const td_am *am, const td_render_am_options *options,
    const td_sink *sink, GError **error);
