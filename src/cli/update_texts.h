/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * cli/update_texts.h - the texts of an indexed range's patches, out of its archive
 *
 * An index has no texts, so a page of two hundred mails reads some eighty of them again,
 * a third of all its work. A second thread reads them from the last one on, from when it
 * is known which they are; the page is drawn from the first one on; they meet.
 */
#pragma once

#include "archive/archive.h"
#include "lists/library.h"
#include "report/report.h"

typedef struct td_update_texts td_update_texts; /* handle */

/* All are borrowed, and must last as long. */
td_update_texts *td_update_texts_new(
    td_library *library, td_archive *archive, const td_index_range *range);
/* Of td_report_patch *: what will be asked for, in that order; once, before all others.
 */
void td_update_texts_expect(td_update_texts *self, const GPtrArray *patches);
void td_update_texts_free(td_update_texts *self); /* NULL is fine */

/*
 * As a temporary index would keep them: what a patch's mail says before its diff, and
 * what it says changed since the version before; NULL where it says nothing of that.
 * g_free them. Errors: those of td_library_load_in.
 */
char *td_update_texts_text(td_update_texts *self, int64_t message, GError **error);
char *td_update_texts_changelog(td_update_texts *self, int64_t message, GError **error);
