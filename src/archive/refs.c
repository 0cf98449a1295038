/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive/refs.c - a reference's file, or its line in packed-refs */
#include "archive/refs.h"

#include <glib.h>

#include "archive/tree.h"

/* As many steps from one reference to the next as git takes. */
enum { most_steps = 5 };

/* "0123... refs/heads/master" for each; '^' begins what the tag above leads to. */
static bool
find_packed(const char *folder, td_span name, td_oid *object)
{
	g_autofree char *path = g_build_filename(folder, "packed-refs", NULL);
	g_autofree char *text = NULL;
	size_t n;
	td_span rest, line;

	if (!g_file_get_contents(path, &text, &n, NULL))
		return false;
	rest = (td_span){ text, n };
	while (td_span_next_line(&rest, &line)) {
		if (line.n > TD_OID_HEX && line.p[TD_OID_HEX - 1] == ' ' &&
		    td_span_equal(td_span_skip(line, TD_OID_HEX), name))
			return td_oid_parse(td_span_head(line, TD_OID_HEX - 1), object);
	}
	return false;
}

/* Names come out of files: none may lead out of the repository. */
static bool
is_safe(td_span name)
{
	return td_span_is(name, "HEAD") ||
	       (td_span_has_prefix(name, "refs/") && td_span_find(name, "..") < 0);
}

bool
td_refs_find(const char *folder, const char *name, td_oid *object)
{
	g_autofree char *current = g_strdup(name);

	for (int step = 0; step < most_steps && is_safe(td_span_of(current)); step++) {
		g_autofree char *path = g_build_filename(folder, current, NULL);
		g_autofree char *text = NULL;
		size_t n;
		td_span value;

		if (!g_file_get_contents(path, &text, &n, NULL))
			return find_packed(folder, td_span_of(current), object);
		value = td_span_trim((td_span){ text, n });
		if (!td_span_has_prefix(value, "ref:"))
			return td_oid_parse(value, object);
		g_free(current);
		current = td_span_dup(td_span_trim(td_span_skip(value, 4)));
	}
	return false;
}
