/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/update_mail.h - the mails of an update, read again where the page needs them */
#pragma once

#include <stdbool.h>

#include "archive/archive.h"
#include "lists/library.h"
#include "report/report.h"

/* For one thread; each other one has a copy without the reader. */
typedef struct td_mail_source {
	td_library *library;        /* the range is in its index; NULL: in none */
	td_index_range index_range; /* with library: which one it is there */
	td_archive *archive;
	const td_range *range;
	td_reader *reader; /* NULL until it is needed */
} td_mail_source;

/* The raw mail of a patch, borrowed until the next call; data is a td_mail_source. As
 * td_render_options.load_mail. MALFORMED where it cannot be read any more. */
bool td_mail_source_load(
    const td_report_patch *patch, td_span *mail, void *data, GError **error);
void td_mail_source_clear(td_mail_source *source);
