/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/render/model.c - rendering models and judging what comes out */
#include "model.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

char *
model_render(
    const char *format, const td_report *report, const td_render_options *options)
{
	static const td_render_options none;
	GString *all = g_string_new(NULL);
	td_sink sink = td_sink_string(all);
	td_render render = td_render_find(format);
	GError *error = NULL;

	assert_non_null(render);
	if (!render(report, options ? options : &none, &sink, &error))
		fail_msg("%s: %s", format, error->message);
	assert_null(error);
	return g_string_free(all, FALSE);
}

/* Says where two texts part, for whoever reads the log. */
static void
show_difference(const char *name, const char *wanted, const char *got)
{
	unsigned line = 1;
	size_t start = 0;
	size_t i = 0;

	for (; wanted[i] && wanted[i] == got[i]; i++) {
		if (wanted[i] == '\n') {
			line++;
			start = i + 1;
		}
	}
	print_error("%s differs in line %u\n  wanted: %.*s\n  got:    %.*s\n", name, line,
	    (int)strcspn(wanted + start, "\n"), wanted + start,
	    (int)strcspn(got + start, "\n"), got + start);
}

void
model_assert_golden(const char *name, const char *got)
{
	const char *dir = g_getenv("TIDINGS_GOLDEN");
	g_autofree char *path = g_build_filename(dir ? dir : "", name, NULL);
	g_autofree char *wanted = NULL;
	g_autoptr(GError) error = NULL;

	assert_non_null(dir);
	if (g_getenv("TIDINGS_UPDATE_GOLDEN") &&
	    !g_file_set_contents(path, got, -1, &error))
		fail_msg("%s", error->message);
	if (!g_file_get_contents(path, &wanted, NULL, &error))
		fail_msg("%s", error->message);
	if (strcmp(wanted, got) != 0) {
		show_difference(name, wanted, got);
		fail();
	}
}
