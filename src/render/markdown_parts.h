/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render/markdown_parts.h - the parts of the markdown page */
#pragma once

#include "render/markdown_page.h"

void td_markdown_series(td_markdown *page);
void td_markdown_waiting(td_markdown *page);
bool td_markdown_messages(td_markdown *page, GError **error);
void td_markdown_pulls(td_markdown *page);
void td_markdown_applied(td_markdown *page);
void td_markdown_threads(td_markdown *page);
void td_markdown_discussions(td_markdown *page);
