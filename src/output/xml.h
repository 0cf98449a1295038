/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * output/xml.h - markup that mail cannot break: what HTML, SVG and Atom are written with
 *
 * The short name is the safe one: td_xml_text and the %s of td_xml_print escape; markup
 * of our own is said to be raw. What is written is good as text and as a value in double
 * quotes, as HTML and as XML 1.0, for any bytes that come in: characters that XML
 * refuses, that a terminal obeys or that turn the direction of writing are shown, not
 * obeyed, in the signs of output/clean.h.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <string.h>

#include "base/span.h"
#include "output/sink.h"

/* A page being written. The first error is kept; after it nothing more goes out. */
typedef struct td_xml {
	td_out *out;
	GError *error; /* other than the sink's own */
	bool ascii;    /* other characters go as references: the bytes are US-ASCII */
} td_xml;

/* The sink is borrowed. */
void td_xml_open(td_xml *xml, const td_sink *sink);
/* A piece that is put into a page later: td_xml_take gives it, for g_free. It cannot
 * fail. */
void td_xml_open_text(td_xml *xml, size_t expected);
char *td_xml_take(td_xml *xml, size_t *n);
/* The same of one that stays for long, in pages of its own. */
void td_xml_open_lasting(td_xml *xml, size_t expected);
GBytes *td_xml_take_lasting(td_xml *xml);
/* Writes what is left and frees. False with the first error. */
bool td_xml_close(td_xml *xml, GError **error);
/* For loops over what may be long: true once writing is pointless. */
bool td_xml_failed(const td_xml *xml);
/* The page cannot go on; error is taken over. */
void td_xml_take_error(td_xml *xml, GError *error);

void td_xml_text(td_xml *xml, const char *text); /* NULL is "" */
void td_xml_span(td_xml *xml, td_span text);
/* Of markup in a string of ours the length is known to the compiler. */
static inline void
td_xml_raw(td_xml *xml, const char *markup)
{
	td_out_bytes(xml->out, markup, strlen(markup));
}
/* The format is raw. In it %s is text, escaped, %u a number and %% a percent
 * sign; there is nothing else. */
void td_xml_print(td_xml *xml, const char *format, ...) G_GNUC_PRINTF(2, 3);
