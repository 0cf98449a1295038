/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render/render.c - which formats there are */
#include "render/render.h"

#include <string.h>

#include "render/formats.h"

/* In the order of the manual. names[] below goes with it. */
static const struct {
	const char *name;
	td_render render;
} formats[] = {
	{ "text", td_render_text },
	{ "classic", td_render_classic },
	{ "markdown", td_render_markdown },
	{ "html", td_render_html },
	{ "json", td_render_json },
	{ "mbox", td_render_mbox },
	{ "atom", td_render_atom },
};

static const char *const names[] = {
	"text",
	"classic",
	"markdown",
	"html",
	"json",
	"mbox",
	"atom",
	NULL,
};

_Static_assert(G_N_ELEMENTS(names) == G_N_ELEMENTS(formats) + 1, "a name each");

td_render
td_render_find(const char *format)
{
	for (size_t i = 0; i < G_N_ELEMENTS(formats); i++) {
		if (strcmp(formats[i].name, format) == 0)
			return formats[i].render;
	}
	return NULL;
}

const char *const *
td_render_formats(void)
{
	return names;
}
