/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/tracked_words.c - what patchwork's parser.py makes of a subject, and of dashes */
#include "patch/tracked.h"

#include <string.h>

#include "base/span.h"

/* Runs of blanks become one; none is left at the ends. */
static char *
squeeze(const char *text)
{
	GString *out = g_string_new(NULL);

	for (const char *p = text; *p != '\0'; p++) {
		if (!g_ascii_isspace(*p))
			g_string_append_c(out, *p);
		else if (out->len > 0 && p[1] != '\0' && !g_ascii_isspace(p[1]))
			g_string_append_c(out, ' ');
	}
	return g_string_free(out, FALSE);
}

/* "Re: ", "fw: ", "FWD ": one of them. */
static const char *
skip_reply(const char *subject)
{
	size_t n = g_ascii_strncasecmp(subject, "re", 2) == 0    ? 2
		   : g_ascii_strncasecmp(subject, "fwd", 3) == 0 ? 3
		   : g_ascii_strncasecmp(subject, "fw", 2) == 0  ? 2
								 : 0;

	if (n == 0 || (subject[n] != ':' && !g_ascii_isspace(subject[n])))
		return subject;
	return subject + n + 1;
}

static void
take_prefixes(td_span inside, const char *drop, GPtrArray *prefixes)
{
	g_autofree char *text = td_span_dup(inside);
	g_auto(GStrv) words = g_strsplit_set(text, ", \t\r\n\f\v", -1);

	for (char **word = words; *word != NULL; word++) {
		if (**word != '\0' && g_ascii_strcasecmp(*word, "patch") != 0 &&
		    (drop == NULL || g_ascii_strcasecmp(*word, drop) != 0))
			g_ptr_array_add(prefixes, g_strdup(*word));
	}
}

char *
td_tracked_name(const char *subject, const char *drop, GPtrArray *prefixes)
{
	g_autofree char *whole = squeeze(skip_reply(subject));
	g_autoptr(GString) name = g_string_new(NULL);
	const char *at = whole, *close;
	g_autofree char *title = NULL;

	while (*at == '[' && (close = strchr(at, ']')) != NULL) {
		take_prefixes(td_span_between(at + 1, close), drop, prefixes);
		for (at = close + 1; g_ascii_isspace(*at);)
			at++;
	}
	title = squeeze(at);
	for (guint i = 0; i < prefixes->len; i++)
		g_string_append_printf(name, "%c%s", i == 0 ? '[' : ',',
		    (const char *)g_ptr_array_index(prefixes, i));
	if (prefixes->len > 0)
		g_string_append(name, "] ");
	g_string_append(name, title);
	return g_string_free(g_steal_pointer(&name), FALSE);
}

const char *
td_tracked_find_cut(const char *content, const char **line)
{
	const char *at = content;

	while (at != NULL) {
		size_t dashes = strspn(at, "-");

		if (dashes == 2 || dashes == 3) {
			size_t end = dashes + (at[dashes] == ' ' ? 1 : 0);

			if (at[end] == '\n' || at[end] == '\0') {
				*line = at;
				return at + end;
			}
		}
		at = strchr(at, '\n');
		if (at != NULL)
			at++;
	}
	return NULL;
}
