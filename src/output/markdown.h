/* SPDX-License-Identifier: GPL-2.0-or-later */
/* output/markdown.h - text from mail that markdown shows and does not obey */
#pragma once

#include "output/sink.h"

/*
 * One line of text (td_clean_line): no emphasis, code, link, image, HTML, table cell,
 * mathematics or bare web address comes of it.
 */
void td_markdown_text(td_out *out, const char *text);

/* "[text](url)": the text escaped, the url made safe to stand in the brackets. */
void td_markdown_link(td_out *out, const char *text, const char *url);

/* The longest run of backticks in text. */
unsigned td_markdown_backticks(const char *text);
