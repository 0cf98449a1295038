/* SPDX-License-Identifier: GPL-2.0-or-later */
/* output/markdown.c - text from mail that markdown shows and does not obey */
#include "output/markdown.h"

#include <string.h>

#include "output/clean.h"

/* A web address that GitHub would make a link by itself: its dot or colon is escaped. */
static bool
starts_address(const char *text, const char *at)
{
	if (*at == ':')
		return g_str_has_prefix(at, "://");
	return *at == '.' && at - text >= 3 && g_ascii_strncasecmp(at - 3, "www", 3) == 0;
}

/* What begins a list or underlines a heading where it begins a line. */
static const char *
write_start(td_out *out, const char *line)
{
	size_t digits = strspn(line, "0123456789");

	if (*line && strchr("-+=", *line)) {
		td_out_printf(out, "\\%c", *line);
		return line + 1;
	}
	if (digits > 0 && (line[digits] == '.' || line[digits] == ')')) {
		td_out_bytes(out, line, digits);
		td_out_printf(out, "\\%c", line[digits]);
		return line + digits + 1;
	}
	return line;
}

void
td_markdown_text(td_out *out, const char *text)
{
	g_autofree char *line = g_strchug(td_clean_line(text));

	for (const char *p = write_start(out, line); *p; p++) {
		if (*p == '<')
			td_out_text(out, "&lt;");
		else if (*p == '>')
			td_out_text(out, "&gt;");
		else if (*p == '&')
			td_out_text(out, "&amp;");
		else if (strchr("\\`*_[]|~#!$", *p) || starts_address(line, p))
			td_out_printf(out, "\\%c", *p);
		else
			td_out_char(out, *p);
	}
}

void
td_markdown_link(td_out *out, const char *text, const char *url)
{
	g_autofree char *clean = td_clean_line(url);

	td_out_char(out, '[');
	td_markdown_text(out, text);
	td_out_text(out, "](");
	for (const char *p = clean; *p; p++) {
		if (*p == '&')
			td_out_text(out, "&amp;");
		else if (strchr(" <>()[]\\|`\"*_~$", *p))
			td_out_printf(out, "%%%02X", (unsigned char)*p);
		else
			td_out_char(out, *p);
	}
	td_out_char(out, ')');
}

unsigned
td_markdown_backticks(const char *text)
{
	unsigned most = 0;

	for (const char *p = text; (p = strchr(p, '`'));) {
		size_t n = strspn(p, "`");

		most = MAX(most, (unsigned)n);
		p += n;
	}
	return most;
}
