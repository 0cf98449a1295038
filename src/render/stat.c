/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render/stat.c - a diffstat drawn as git draws it (git: diff.c, show_stats) */
#include "render/stat.h"

#include <string.h>

#include "output/clean.h"

/* More rows than a reader scrolls through; the summary still counts all. */
#define ROWS_SHOWN 200

/* How wide the parts of " name | 12 ++--" are. */
typedef struct columns {
	unsigned name, number, graph;
	uint64_t most; /* lines touched in the file that has most */
} columns;

static unsigned
digits_of(uint64_t n)
{
	unsigned digits = 1;

	while (n >= 10) {
		n /= 10;
		digits++;
	}
	return digits;
}

/* Length of what both names begin with, up to and with its last slash. */
static size_t
common_start(const char *a, const char *b)
{
	size_t length = 0;

	for (size_t i = 0; a[i] && a[i] == b[i]; i++) {
		if (a[i] == '/')
			length = i + 1;
	}
	return length;
}

/* Length of what both end with, from a slash on, which may be the last of start. */
static size_t
common_end(const char *a, const char *b, size_t start)
{
	size_t na = strlen(a), nb = strlen(b);
	size_t overlap = start > 0;
	size_t length = 0;

	for (size_t i = 1; i <= na - start + overlap && i <= nb - start + overlap; i++) {
		if (a[na - i] != b[nb - i])
			break;
		if (a[na - i] == '/')
			length = i;
	}
	return length;
}

char *
td_stat_name(const td_report_file *file)
{
	const char *a = file->old_path, *b = file->path;
	size_t start, end;
	size_t amid, bmid;

	if (!a || !a[0] || strcmp(a, b) == 0)
		return g_strdup(b);
	start = common_start(a, b);
	end = common_end(a, b, start);
	if (start + end == 0)
		return g_strdup_printf("%s => %s", a, b);
	amid = strlen(a) > start + end ? strlen(a) - start - end : 0;
	bmid = strlen(b) > start + end ? strlen(b) - start - end : 0;
	return g_strdup_printf("%.*s{%.*s => %.*s}%s", (int)start, a, (int)amid,
	    a + start, (int)bmid, b + start, a + strlen(a) - end);
}

static char *
shown_name(const td_report_file *file)
{
	g_autofree char *name = td_stat_name(file);
	char *clean = td_clean_line(name);
	char *marked;

	if (!file->is_new && !file->is_deleted)
		return clean;
	marked = g_strconcat(clean, file->is_new ? " (new)" : " (gone)", NULL);
	g_free(clean);
	return marked;
}

static columns
measure(const GArray *stat, GPtrArray *names, unsigned width)
{
	columns c = { 0, 1, 0, 0 };

	for (guint i = 0; i < names->len; i++) {
		const td_report_file *file = &g_array_index(stat, td_report_file, i);
		uint64_t change = (uint64_t)file->insertions + file->deletions;

		c.name = MAX(c.name, td_display_width(g_ptr_array_index(names, i)));
		if (file->is_binary)
			c.number = MAX(c.number, 3);
		else
			c.most = MAX(c.most, change);
	}
	c.number = MAX(c.number, digits_of(c.most));
	width = MAX(width, 16 + 6 + c.number);
	c.graph = (unsigned)MIN(c.most, 10000);
	/* What does not fit is shared: 5/8 of the line to names, the rest to graphs. */
	if (c.name + c.number + 6 + c.graph > width) {
		unsigned share = width * 3 / 8;

		share = share > c.number + 6 + 6 ? share - c.number - 6 : 6;
		c.graph = MIN(c.graph, share);
		if (c.name > width - c.number - 6 - c.graph)
			c.name = width - c.number - 6 - c.graph;
		else
			c.graph = width - c.number - 6 - c.name;
	}
	return c;
}

static unsigned
scale(uint64_t n, const columns *c)
{
	return n == 0 ? 0 : (unsigned)(1 + n * (c->graph - 1) / c->most);
}

static void
draw_graph(td_page *page, const td_report_file *file, const columns *c)
{
	uint64_t plus = file->insertions, minus = file->deletions;

	if (c->graph <= c->most) {
		unsigned both = scale(plus + minus, c);

		if (both < 2 && plus && minus)
			both = 2;
		if (plus < minus) {
			plus = scale(plus, c);
			minus = both - plus;
		} else {
			minus = scale(minus, c);
			plus = both - minus;
		}
	}
	if (plus + minus > 0)
		td_page_put(page, TD_STYLE_NONE, " ");
	td_page_fill(page, TD_STYLE_GOOD, '+', (unsigned)plus);
	td_page_fill(page, TD_STYLE_BAD, '-', (unsigned)minus);
}

/* A name too long loses its start, up to a slash where there is one in time. */
static void
draw_name(td_page *page, const char *name, unsigned width)
{
	const char *rest = name;
	unsigned have = td_display_width(name);

	if (have > width) {
		const char *slash;

		while (*rest && have > width - 3) {
			have -= td_char_width(g_utf8_get_char(rest));
			rest += g_utf8_skip[(unsigned char)*rest];
		}
		slash = strchr(rest, '/');
		if (slash)
			rest = slash;
		td_page_put(page, TD_STYLE_NONE, "...");
	}
	td_page_put(page, TD_STYLE_NONE, rest);
	td_page_to(page, 1 + width);
}

static void
draw_row(td_page *page, const td_report_file *file, const char *name, const columns *c)
{
	uint64_t change = (uint64_t)file->insertions + file->deletions;

	td_page_to(page, 1);
	draw_name(page, name, c->name);
	td_page_put(page, TD_STYLE_NONE, " | ");
	if (file->is_binary) {
		td_page_to(page, page->column + c->number - 3);
		td_page_put(page, TD_STYLE_NONE, "Bin");
	} else {
		td_page_number(page, change, c->number);
		draw_graph(page, file, c);
	}
	td_page_end(page);
}

static void
put_count(
    td_page *page, const char *before, unsigned n, const char *one, const char *more)
{
	td_page_put(page, TD_STYLE_NONE, before);
	td_page_number(page, n, 0);
	td_page_put(page, TD_STYLE_NONE, n == 1 ? one : more);
}

/* "3 files changed, 5 insertions(+), 1 deletion(-)" with git's plurals. */
static void
draw_summary(td_page *page, const td_report_patch *patch)
{
	unsigned insertions = patch->insertions, deletions = patch->deletions;

	put_count(page, " ", patch->files, " file changed", " files changed");
	if (insertions || !deletions)
		put_count(page, ", ", insertions, " insertion(+)", " insertions(+)");
	if (deletions || !insertions)
		put_count(page, ", ", deletions, " deletion(-)", " deletions(-)");
	td_page_end(page);
}

void
td_stat_draw(td_page *page, const td_report_patch *patch)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	const GArray *stat = patch->stat;
	columns c;

	if (!stat || stat->len == 0)
		return;
	for (guint i = 0; i < stat->len && i < ROWS_SHOWN; i++)
		g_ptr_array_add(
		    names, shown_name(&g_array_index(stat, td_report_file, i)));
	c = measure(stat, names, page->width);
	for (guint i = 0; i < names->len; i++)
		draw_row(page, &g_array_index(stat, td_report_file, i),
		    g_ptr_array_index(names, i), &c);
	if (stat->len > names->len) {
		td_page_printf(
		    page, TD_STYLE_NONE, " ... and %u more", stat->len - names->len);
		td_page_end(page);
	}
	draw_summary(page, patch);
}
