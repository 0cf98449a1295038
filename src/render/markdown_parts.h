/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render/markdown_parts.h - the parts of the markdown page */
#pragma once

#include "render/render.h"
#include "render/sink.h"

typedef struct td_markdown {
	td_out *out;
	const td_report *report;
	const td_render_options *options;
} td_markdown;

void td_markdown_series(td_markdown *page);
void td_markdown_waiting(td_markdown *page);
bool td_markdown_messages(td_markdown *page, GError **error);
void td_markdown_pulls(td_markdown *page);
void td_markdown_applied(td_markdown *page);
void td_markdown_threads(td_markdown *page);
void td_markdown_discussions(td_markdown *page);

/* A link to a mail that reads as text; "" as "(no subject)". */
void td_markdown_mail(td_markdown *page, const char *text, const char *message_id);
