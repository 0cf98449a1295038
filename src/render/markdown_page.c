/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render/markdown_page.c - what the parts of the markdown page share */
#include "render/markdown_page.h"

#include "output/markdown.h"
#include "render/words.h"

void
td_markdown_mail(td_markdown *page, const char *text, const char *message_id)
{
	g_autofree char *url = td_words_mail_url(page->options, message_id);

	td_markdown_link(page->out, text[0] ? text : "(no subject)", url);
}
