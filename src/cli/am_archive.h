/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/am_archive.h - an archive that nobody added, read into a temporary index */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "archive/archive.h"
#include "config/config.h"
#include "store/file.h"

typedef struct td_am_archive {
	td_archive *archive;
	td_range *range;
	td_reader *reader;
	td_index *index;
} td_am_archive;

/* All zero before; clear it in any case. All of the archive is read.
 * td_archive_open's errors, and those of td_ingest_run. */
bool td_am_archive_open(
    td_am_archive *one, td_config *config, const char *path, int64_t now, GError **error);
void td_am_archive_clear(td_am_archive *one);

/* Its bytes, borrowed until the next load. NOT_FOUND where it has none any more. */
bool
td_am_archive_load(td_am_archive *one, int64_t message, td_span *bytes, GError **error);
