/* SPDX-License-Identifier: GPL-2.0-or-later */
/* config/file.c - from the bytes of a configuration file to names and values */
#include "config/file.h"

#include <stdint.h>
#include <string.h>

#include "base/error.h"
#include "config/setting.h"

enum {
	most_depth = 10,               /* of files that include each other, as in git */
	most_files = 1000,             /* that one file may lead to */
	most_bytes = 16 * 1024 * 1024, /* of one file */
};

/* One file, read from its first byte to its last. */
typedef struct source {
	const char *p, *end;
	const char *name;
	unsigned line; /* that the last byte was on, from 1 */
	bool over;     /* all bytes were read */
	GString *section, *value;
	GPtrArray *settings;
} source;

/* The next byte; a line feed at the end of the file, however often. CR LF is one LF. */
static int
next(source *s)
{
	unsigned char c;

	if (s->p == s->end) {
		s->over = true;
		return '\n';
	}
	c = (unsigned char)*s->p++;
	if (c == '\r' && s->p < s->end && *s->p == '\n')
		c = (unsigned char)*s->p++;
	if (c == '\n')
		s->line++;
	return c;
}

static void
skip_line(source *s, int c)
{
	while (c != '\n')
		c = next(s);
}

static bool
is_word(int c)
{
	return g_ascii_isalnum((char)c) || c == '-';
}

static bool
is_blank(int c)
{
	return c != '\n' && g_ascii_isspace((char)c);
}

/* What stands between quotes in [section "sub"], up to the bracket. */
static bool
read_subsection(source *s)
{
	int c = next(s);

	while (is_blank(c))
		c = next(s);
	if (c != '"')
		return false;
	g_string_append_c(s->section, '.');
	while ((c = next(s)) != '"') {
		if (c == '\\')
			c = next(s);
		if (c == '\n')
			return false;
		g_string_append_c(s->section, (char)c);
	}
	return next(s) == ']';
}

static bool
read_section(source *s)
{
	int c;

	g_string_truncate(s->section, 0);
	while ((c = next(s)) != ']') {
		if (is_blank(c))
			return s->section->len > 0 && read_subsection(s);
		if (!is_word(c) && c != '.')
			return false;
		g_string_append_c(s->section, g_ascii_tolower((char)c));
	}
	return s->section->len > 0;
}

/* After a backslash; a line feed goes on with the next line, where there is one. */
static bool
read_escaped(source *s)
{
	static const char letters[] = "tbn\\\"", bytes[] = "\t\b\n\\\"";
	int c = next(s);
	const char *found = c ? strchr(letters, c) : NULL;

	if (c == '\n')
		return true;
	if (!found)
		return false;
	g_string_append_c(s->value, bytes[found - letters]);
	return true;
}

/* What follows "=", without blanks at its ends and what comments on it. */
static bool
read_value(source *s)
{
	bool quoted = false;
	size_t kept = 0; /* up to the last byte that is no blank outside of quotes */
	int c;

	g_string_truncate(s->value, 0);
	while ((c = next(s)) != '\n') {
		if (!quoted && is_blank(c)) {
			if (s->value->len > 0)
				g_string_append_c(s->value, (char)c);
			continue;
		}
		if (!quoted && (c == ';' || c == '#')) {
			skip_line(s, c);
			break;
		}
		if (c == '"')
			quoted = !quoted;
		else if (c != '\\')
			g_string_append_c(s->value, (char)c);
		else if (!read_escaped(s))
			return false;
		kept = s->value->len;
	}
	g_string_truncate(s->value, kept);
	return !quoted;
}

static bool
read_setting(source *s, int c)
{
	g_autoptr(GString) name = g_string_new(s->section->str);

	if (!g_ascii_isalpha((char)c))
		return false;
	if (name->len > 0)
		g_string_append_c(name, '.');
	for (; is_word(c); c = next(s))
		g_string_append_c(name, g_ascii_tolower((char)c));
	while (is_blank(c))
		c = next(s);
	g_string_truncate(s->value, 0);
	if (c != '\n' && (c != '=' || !read_value(s)))
		return false;
	td_settings_add(s->settings, name->str, s->value->str);
	return true;
}

static bool
read_all(source *s)
{
	while (!s->over) {
		int c = next(s);

		if (c == '#' || c == ';')
			skip_line(s, c);
		else if (c == '[' ? !read_section(s)
				  : !g_ascii_isspace((char)c) && !read_setting(s, c))
			return false;
	}
	return true;
}

bool
td_file_parse(td_span bytes, const char *name, GPtrArray *settings, GError **error)
{
	static const char mark[] = "\xef\xbb\xbf"; /* as some editors begin UTF-8 */
	g_autoptr(GString) section = g_string_new(NULL);
	g_autoptr(GString) value = g_string_new(NULL);
	source s = { .name = name,
		.line = 1,
		.section = section,
		.value = value,
		.settings = settings };
	unsigned begin;

	if (td_span_has_prefix(bytes, mark))
		bytes = td_span_skip(bytes, strlen(mark));
	if (bytes.n == 0)
		return true;
	s.p = bytes.p;
	s.end = td_span_end(bytes);
	if (read_all(&s))
		return true;
	/* The byte that was wrong may have been the LF itself. */
	begin = s.line - (s.p > bytes.p && s.p[-1] == '\n' && !s.over ? 1 : 0);
	g_set_error(error, TD_ERROR, TD_ERROR_MALFORMED,
	    "'%s': line %u is no configuration as git reads it", name, begin);
	return false;
}

/* Files that are being read, and how many were. */
typedef struct visit {
	GPtrArray *settings;
	unsigned depth, files;
} visit;

static bool read_file(visit *v, const char *path, GError **error);

/* "~/" is the user's home; all else begins in the folder of the file that includes it. */
static char *
included_path(const char *from, const char *path)
{
	g_autofree char *folder = g_path_get_dirname(from);

	if (path[0] == '~' && path[1] == '/')
		return g_build_filename(g_get_home_dir(), path + 2, NULL);
	return g_path_is_absolute(path) ? g_strdup(path)
					: g_build_filename(folder, path, NULL);
}

/* In the order in which git has them: what is included stands right after its name. */
static bool
take_over(visit *v, const GPtrArray *said, const char *path, GError **error)
{
	for (unsigned i = 0; i < said->len; i++) {
		const td_setting *setting = said->pdata[i];
		g_autofree char *other = NULL;

		td_settings_add(v->settings, setting->name, setting->value);
		if (strcmp(setting->name, "include.path") != 0 || !*setting->value)
			continue;
		other = included_path(path, setting->value);
		if (!read_file(v, other, error))
			return false;
	}
	return true;
}

/* NULL without an error where there is no such file. */
static char *
load_file(const char *path, size_t *n, GError **error)
{
	g_autoptr(GError) failed = NULL;
	g_autofree char *text = NULL;

	if (!g_file_get_contents(path, &text, n, &failed)) {
		if (!g_error_matches(failed, G_FILE_ERROR, G_FILE_ERROR_NOENT) &&
		    !g_error_matches(failed, G_FILE_ERROR, G_FILE_ERROR_NOTDIR))
			g_set_error_literal(
			    error, TD_ERROR, TD_ERROR_IO, failed->message);
		return NULL;
	}
	if (*n > most_bytes) {
		g_set_error(error, TD_ERROR, TD_ERROR_LIMIT,
		    "'%s' is too large for a configuration", path);
		return NULL;
	}
	return g_steal_pointer(&text);
}

static bool
read_file(visit *v, const char *path, GError **error)
{
	g_autoptr(GPtrArray) said = td_settings_array();
	GError *failed = NULL;
	size_t n = 0;
	g_autofree char *text = load_file(path, &n, &failed);

	if (failed)
		g_propagate_error(error, failed);
	if (!text)
		return !failed;
	if (v->depth >= most_depth || v->files >= most_files) {
		g_set_error(error, TD_ERROR, TD_ERROR_MALFORMED,
		    "'%s' is included by too many files, or by itself", path);
		return false;
	}
	v->depth++;
	v->files++;
	if (!td_file_parse((td_span){ text, n }, path, said, error) ||
	    !take_over(v, said, path, error))
		return false;
	v->depth--;
	return true;
}

bool
td_file_read(const char *path, GPtrArray *settings, GError **error)
{
	visit v = { .settings = settings };

	return read_file(&v, path, error);
}
