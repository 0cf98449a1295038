/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render/markdown_page.h - what the parts of the markdown page share */
#pragma once

#include "output/sink.h"
#include "render/render.h"

/* The page while it is written; all of it is borrowed. */
typedef struct td_markdown {
	td_out *out;
	const td_report *report;
	const td_render_options *options;
} td_markdown;

/* A link to a mail that reads as text; "" as "(no subject)". */
void td_markdown_mail(td_markdown *page, const char *text, const char *message_id);
