/* SPDX-License-Identifier: GPL-2.0-or-later */
/* http/log.c - the one place of the server that prints */
#include "http/log.h"

#include <stdarg.h>
#include <stdio.h>

void
td_log(const char *format, ...)
{
	g_autofree char *line = NULL;
	va_list args;

	va_start(args, format);
	line = g_strdup_vprintf(format, args);
	va_end(args);
	fprintf(stderr, "tidings: %s\n", line);
}
