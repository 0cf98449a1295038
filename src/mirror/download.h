/* SPDX-License-Identifier: GPL-2.0-or-later */
/* mirror/download.h - one small file over http(s) */
#pragma once

#include <glib.h>
#include <stdbool.h>

/*
 * The file's bytes, a new GString, unpacked where they are gzip; NULL without an error
 * where the server has no such file, or libcurl is not installed. NETWORK where it cannot
 * be reached or breaks off, LIMIT above TD_MAX_MANIFEST bytes, MALFORMED for damaged
 * gzip.
 */
GString *td_download(const char *url, GError **error);
