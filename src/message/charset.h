/* SPDX-License-Identifier: GPL-2.0-or-later */
/* message/charset.h - everything that leaves a mail leaves it as valid UTF-8 */
#pragma once

#include <glib.h>
#include <iconv.h>
#include <stdbool.h>

#include "base/span.h"

#define TD_CONVERTERS 4

typedef struct td_converter {
	char charset[40];
	iconv_t iconv;    /* (iconv_t)-1: nothing of that name can be opened */
	bool keeps_ascii; /* a line of US-ASCII is the same when it is converted */
} td_converter;

/* Converters that were opened for one mail. {0} is an empty one. */
typedef struct td_converters {
	td_converter open[TD_CONVERTERS];
	unsigned count;
} td_converters;

void td_converters_clear(td_converters *converters);

/* utf-8, utf8 and no name at all: nothing to convert, as git sees it. */
bool td_charset_is_utf8(const char *charset);

/* All bytes below 128 mean the same in it as in US-ASCII. */
bool td_charset_is_ascii_based(const char *charset);

/* How many bytes at the front are valid UTF-8 without NUL. */
size_t td_utf8_valid_prefix(td_span text);

/* True where all bytes are below 128 and none is NUL. */
bool td_is_ascii(td_span text);

/*
 * Appends text in charset as valid UTF-8. Where the charset is unknown or the bytes are
 * not in it, takes them for UTF-8 if they are that, else for the wider charset that goes
 * by that name, else for windows-1252, and says so in *defects. Never appends NUL.
 */
void td_append_utf8(GString *out, td_span text, const char *charset,
    td_converters *converters, unsigned *defects);

bool td_is_plain_line(td_span text); /* printable US-ASCII: the line is as it was */

/*
 * One line for people: as td_append_utf8 from UTF-8, with tabs and line ends made
 * blanks and all other control characters left out, and no more than max bytes of it.
 * g_free it.
 */
char *td_utf8_line(td_span text, size_t max, unsigned *defects);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(td_converters, td_converters_clear)
