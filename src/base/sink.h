/* SPDX-License-Identifier: GPL-2.0-or-later */
/* base/sink.h - where output goes, in pieces */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Bytes are written in order; a false stops whoever writes them, with error set. */
typedef struct td_sink {
	bool (*write)(const char *bytes, size_t n, void *data, GError **error);
	void *data;
} td_sink;

/* Puts all behind what the string has, which is borrowed; never fails. */
td_sink td_sink_string(GString *string);
