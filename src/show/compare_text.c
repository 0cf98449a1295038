/* SPDX-License-Identifier: GPL-2.0-or-later */
/* show/compare_text.c - two versions of a series as git range-diff shows them */
#include "output/clean.h"
#include "output/moment.h"
#include "output/sink.h"
#include "render/words.h"
#include "show/compare.h"

/* git's colours (color.diff.*), for who changes one sees the other here. */
#define RESET "\033[m"
#define REVERSE "\033[7m"
#define OLD "\033[31m"
#define NEW "\033[32m"
#define COMMIT "\033[33m"
#define SECTION "\033[36m"

typedef struct writer {
	const td_compare_page *page;
	td_out *out;
	GString *clean;
	int width; /* of the numbers of patches */
} writer;

static void
put_clean(writer *w, td_span text)
{
	g_string_truncate(w->clean, 0);
	td_clean_append(w->clean, text.p, text.n, true);
	td_out_bytes(w->out, w->clean->str, w->clean->len);
}

static void
put_color(writer *w, const char *color)
{
	if (w->page->color)
		td_out_text(w->out, color);
}

/* The colour of a line by what it is in its patch. */
static const char *
color_of(td_span line, const char *plus, const char *minus, const char *other)
{
	char sign = line.n > 0 ? *line.p : '\0';

	if (sign == '+')
		return plus;
	if (sign == '-')
		return minus;
	return sign == '@' ? SECTION : other;
}

/* The sign of the outer diff, in reverse, and the line in the colour of the inner one:
 * brighter where it is new, dimmer where it is gone. */
static void
put_signed(writer *w, char sign, td_span line)
{
	bool added = sign == '+';
	const char *outer = added ? NEW : OLD;

	if (w->page->simple_color) {
		put_color(w, outer);
		td_out_char(w->out, sign);
		if (added && line.n > 0) {
			put_color(w, RESET);
			put_color(w, outer);
		}
	} else {
		put_color(w, REVERSE);
		put_color(w, outer);
		td_out_char(w->out, sign);
		if (line.n > 0) {
			put_color(w, RESET);
			put_color(w,
			    added
				? color_of(line, "\033[1;32m", "\033[1;31m", "\033[1m")
				: color_of(line, "\033[2;32m", "\033[2;31m", "\033[2m"));
		}
	}
	put_clean(w, line);
	put_color(w, RESET);
}

static void
put_section(writer *w, td_span section)
{
	if (!w->page->simple_color)
		put_color(w, REVERSE);
	put_color(w, SECTION);
	td_out_text(w->out, "@@");
	put_color(w, RESET);
	if (section.n == 0)
		return;
	td_out_char(w->out, ' ');
	put_color(w, RESET);
	put_clean(w, section);
	put_color(w, RESET);
}

static void
put_line(td_line_kind kind, td_span line, void *data)
{
	writer *w = data;

	if (line.n > 0 && line.p[line.n - 1] == '\r')
		line.n--;
	td_out_text(w->out, "    ");
	switch (kind) {
	case TD_LINE_HUNK:
		put_section(w, line);
		break;
	case TD_LINE_ADDED:
		put_signed(w, '+', line);
		break;
	case TD_LINE_REMOVED:
		put_signed(w, '-', line);
		break;
	case TD_LINE_CONTEXT:
		if (!w->page->simple_color)
			put_color(w, color_of(line, NEW, OLD, ""));
		td_out_char(w->out, ' ');
		put_clean(w, line);
		put_color(w, RESET);
		break;
	}
	td_out_char(w->out, '\n');
}

static void
put_number(writer *w, td_compare_side side, int i)
{
	if (i < 0)
		td_out_printf(w->out, "%*s:  ------------", w->width, "-");
	else
		td_out_printf(w->out, "%*d:  %s", w->width, i + 1,
		    td_compare_get(w->page->compare, side, (unsigned)i)->id);
}

/* "1:  0123456789ab ! 1:  cdef01234567 title" */
static void
put_pair(writer *w, const td_compare_pair *pair)
{
	static const char signs[] = "=!<>";
	static const char *const colors[] = { COMMIT, COMMIT, OLD, NEW };
	bool changed = pair->status == TD_COMPARE_CHANGED;
	const char *color = colors[pair->status];
	const td_compare_patch *named =
	    pair->older >= 0
		? td_compare_get(w->page->compare, TD_COMPARE_OLD, (unsigned)pair->older)
		: td_compare_get(w->page->compare, TD_COMPARE_NEW, (unsigned)pair->newer);
	g_autofree char *title = td_clean_line(named->title);

	put_color(w, changed ? OLD : color);
	put_number(w, TD_COMPARE_OLD, pair->older);
	td_out_char(w->out, ' ');
	if (changed) {
		put_color(w, RESET);
		put_color(w, color);
	}
	td_out_char(w->out, signs[pair->status]);
	if (changed) {
		put_color(w, RESET);
		put_color(w, NEW);
	}
	td_out_char(w->out, ' ');
	put_number(w, TD_COMPARE_NEW, pair->newer);
	if (changed) {
		put_color(w, RESET);
		put_color(w, color);
	}
	td_out_char(w->out, ' ');
	td_out_text(w->out, title);
	put_color(w, RESET);
	td_out_char(w->out, '\n');
}

static void
put_patches(writer *w)
{
	const td_compare *compare = w->page->compare;
	const GArray *pairs = td_compare_pairs(compare);
	unsigned most = MAX(td_compare_count(compare, TD_COMPARE_OLD),
	    td_compare_count(compare, TD_COMPARE_NEW));

	w->width = 1;
	for (most++; most >= 10; most /= 10)
		w->width++;
	for (unsigned i = 0; i < pairs->len && !td_out_failed(w->out); i++) {
		const td_compare_pair *pair = &g_array_index(pairs, td_compare_pair, i);

		put_pair(w, pair);
		if (!w->page->no_lines)
			td_compare_each_line(compare, pair, put_line, w);
	}
}

/* What git wrote, in our colours: a line of the difference, or of a pair. */
static void
put_git_line(writer *w, td_span line)
{
	static const char *const colors[] = { COMMIT, COMMIT, OLD, NEW };
	static const char signs[] = "=!<>";
	td_span inner = td_span_skip(line, 5);
	const char *color = COMMIT;

	if (td_span_has_prefix(line, "    ") && line.n > 4 && strchr("@ +-", line.p[4])) {
		if (line.p[4] == '@')
			put_line(TD_LINE_HUNK, td_span_skip(inner, 2), w);
		else
			put_line(line.p[4] == '+'   ? TD_LINE_ADDED
				 : line.p[4] == '-' ? TD_LINE_REMOVED
						    : TD_LINE_CONTEXT,
			    inner, w);
		return;
	}
	for (size_t i = 0; i < line.n; i++) {
		const char *sign = strchr(signs, line.p[i]);

		if (line.p[i] != '\0' && sign) {
			color = colors[sign - signs];
			break;
		}
	}
	put_color(w, color);
	put_clean(w, line);
	put_color(w, RESET);
	td_out_char(w->out, '\n');
}

static void
put_git(writer *w)
{
	td_span rest = w->page->range_diff;
	td_span line;

	while (td_span_next_line(&rest, &line) && !td_out_failed(w->out))
		put_git_line(w, line);
}

static void
put_version(writer *w, const td_compare_version *version, td_compare_side side)
{
	g_autofree char *title = td_clean_line(version->title);
	g_autofree char *message_id = td_clean_line(version->message_id);
	unsigned count = td_compare_count(w->page->compare, side);
	char day[TD_MOMENT];

	put_color(w, COMMIT);
	td_out_printf(w->out, "%-4s", version->name);
	put_color(w, RESET);
	td_out_printf(w->out, " %s\n     ", title);
	if (td_moment_day(version->sent, day))
		td_out_printf(w->out, "%s, ", day);
	if (version->total > count)
		td_out_printf(w->out, "%u of ", count);
	td_out_printf(w->out, "%u patch%s", MAX(count, version->total),
	    MAX(count, version->total) == 1 ? "" : "es");
	if (*message_id)
		td_out_printf(w->out, ", <%s>", message_id);
	td_out_char(w->out, '\n');
}

static void
put_head(writer *w)
{
	g_autofree char *summary = td_compare_summary(w->page->compare);

	put_version(w, &w->page->older, TD_COMPARE_OLD);
	put_version(w, &w->page->newer, TD_COMPARE_NEW);
	td_out_printf(w->out, "\n%s\n", summary);
	if (td_compare_is_rough(w->page->compare))
		td_out_text(
		    w->out, "Too much to weigh: some pairs may not be the best ones.\n");
	if (w->page->changelog) {
		td_span rest = td_span_of(w->page->changelog);
		td_span line;

		td_out_char(w->out, '\n');
		while (td_span_next_line(&rest, &line)) {
			if (line.n > 0)
				td_out_text(w->out, "    ");
			put_clean(w, line);
			td_out_char(w->out, '\n');
		}
	}
	if (!w->page->no_patches)
		td_out_char(w->out, '\n');
}

bool
td_render_compare_text(const td_compare_page *page, const td_sink *sink, GError **error)
{
	g_autoptr(GString) clean = g_string_new(NULL);
	writer w = { .page = page, .out = td_out_new(sink), .clean = clean };

	if (!page->no_head)
		put_head(&w);
	if (page->range_diff.n > 0)
		put_git(&w);
	else if (!page->no_patches)
		put_patches(&w);
	return td_out_close(w.out, error);
}
