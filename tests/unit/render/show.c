/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/render/show.c - prints a model in a format, to look at: FORMAT MODEL [WIDTH]
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model.h"

int
main(int argc, char **argv)
{
	td_render_options options = { .color = argc > 4 };
	td_report *report;
	g_autofree char *text = NULL;

	if (argc < 3) {
		fprintf(stderr, "usage: %s FORMAT busy|empty|hostile [WIDTH [color]]\n",
		    argv[0]);
		return 64;
	}
	if (argc > 3)
		options.width = (unsigned)strtoul(argv[3], NULL, 10);
	report = strcmp(argv[2], "busy") == 0      ? model_busy()
		 : strcmp(argv[2], "hostile") == 0 ? model_hostile()
						   : model_empty();
	text = model_render(argv[1], report, &options);
	fputs(text, stdout);
	model_free(report);
	return 0;
}
