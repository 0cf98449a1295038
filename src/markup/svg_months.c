/* SPDX-License-Identifier: GPL-2.0-or-later */
/* markup/svg_months.c - bars over months, quarters or years, each a link to what it
 * counts */
#include "markup/svg_months.h"

#include "output/day.h"
#include "render/html_values.h"

#define HEIGHT 96u
#define MOST_MONTHS 120   /* more of them are gathered into quarters, */
#define MOST_QUARTERS 120 /* and more of these into years */
#define LEAST_PLACES 24u  /* for bars */
#define MOST_LABELS 4u    /* as many as have room on a telephone */
#define LAST_LABEL 840u   /* permille of the width: one that begins later is cut off */

typedef struct bars {
	const td_svg_months *plot;
	int first, step; /* in months */
	unsigned n, most;
	unsigned places; /* n, or more where few bars would be broad as doors */
} bars;

static unsigned
sum_of(const bars *b, int month, int months)
{
	unsigned sum = 0;

	for (int end = MIN(month + months, TD_MONTHS); month < end; month++)
		sum += b->plot->months->n[month][b->plot->kind];
	return sum;
}

static unsigned
height_of(const bars *b, unsigned i)
{
	return sum_of(b, b->first + (int)i * b->step, b->step);
}

/* So fine as there is room for: lists of ten years have a bar a month. */
static int
step_of(int months)
{
	if (months <= MOST_MONTHS)
		return 1;
	return months <= MOST_QUARTERS * 3 ? 3 : 12;
}

static const char *
step_word(const bars *b)
{
	if (b->step == 12)
		return "year";
	return b->step == 3 ? "quarter" : "month";
}

static bool
measure(bars *b)
{
	int last = 0;

	if (!td_months_extent(b->plot->months, &b->first, &last))
		return false;
	b->step = step_of(last - b->first + 1);
	b->first -= b->first % b->step;
	b->n = (unsigned)(MAX(last - b->first, 0) / b->step) + 1;
	for (unsigned i = 0; i < b->n; i++)
		b->most = MAX(b->most, height_of(b, i));
	return b->n > 0 && b->most > 0;
}

/* What is below a bar: where it begins. */
static td_day_text
begin_of(const bars *b, unsigned i)
{
	int month = b->first + (int)i * b->step;
	td_day day = td_day_of(
	    td_day_number(td_month_year(month), (unsigned)(month % 12) + 1, 1) * 86400);
	td_day_text text = td_day_month(&day);

	if (b->step == 12)
		g_snprintf(text.text, sizeof text.text, "%d", day.year);
	return text;
}

/* "Feb 2026", "Jan to Mar 2026", "2026". */
static td_day_text
label_of(const bars *b, unsigned i)
{
	td_day_text text = begin_of(b, i);

	if (b->step == 3) {
		int last = b->first + (int)i * 3 + 2;
		td_day end = td_day_of(
		    td_day_number(td_month_year(last), (unsigned)(last % 12) + 1, 1) *
		    86400);

		g_snprintf(text.text + 3, sizeof text.text - 3, " to %s",
		    td_day_month(&end).text);
	}
	return text;
}

/* The days of so many months, as a query writes a range. */
static void
put_href(td_xml *xml, const bars *b, int month, int months)
{
	int end = month + months;
	int64_t first =
	    td_day_number(td_month_year(month), (unsigned)(month % 12) + 1, 1) * 86400;
	int64_t last =
	    td_day_number(td_month_year(end), (unsigned)(end % 12) + 1, 1) * 86400 - 1;
	td_day from = td_day_of(first), to = td_day_of(last);
	g_autofree char *range = g_strdup_printf("%04d%02u%02u..%04d%02u%02u", from.year,
	    from.month, from.day, to.year, to.month, to.day);

	td_xml_print(xml, " href=\"%s%s\"", b->plot->link, range);
}

/* Permille of the width, as percent: "12.5%". */
static void
put_percent(td_xml *xml, const char *name, unsigned permille)
{
	td_xml_print(xml, " %s=\"%u.%u%%\"", name, permille / 10, permille % 10);
}

static void
put_bar(td_xml *xml, const bars *b, unsigned i)
{
	unsigned n = height_of(b, i);
	unsigned height = (unsigned)((uint64_t)n * (HEIGHT - 4) / b->most);
	unsigned left = 1000 * i / b->places;
	unsigned width = 1000 * (i + 1) / b->places - left;

	if (n > 0 && height == 0)
		height = 1;
	if (b->plot->link && n > 0) {
		td_xml_raw(xml, "<a tabindex=\"-1\"");
		put_href(xml, b, b->first + (int)i * b->step, b->step);
		td_xml_raw(xml, ">");
	} else {
		td_xml_raw(xml, "<g>");
	}
	td_xml_print(xml,
	    "<title>%s: %s %s</title><rect class=\"back-bar\" y=\"0\" "
	    "height=\"%u\"",
	    label_of(b, i).text, TD_NUMBER(n), b->plot->what, HEIGHT);
	put_percent(xml, "x", left);
	put_percent(xml, "width", width);
	td_xml_raw(xml, "></rect>");
	if (n > 0) {
		td_xml_print(
		    xml, "<rect y=\"%u\" height=\"%u\"", HEIGHT - height, height);
		put_percent(xml, "x", left);
		put_percent(xml, "width", MAX(width - width / 6, 1u));
		td_xml_raw(xml, "></rect>");
	}
	td_xml_raw(xml, b->plot->link && n > 0 ? "</a>\n" : "</g>\n");
}

/* A cell's number, which leads to what it counts; nothing for 0. */
static void
put_number(td_xml *xml, const bars *b, int month, int months)
{
	unsigned n = sum_of(b, month, months);

	td_xml_raw(xml, "<td>");
	if (n > 0 && b->plot->link) {
		td_xml_raw(xml, "<a");
		put_href(xml, b, month, months);
		td_xml_print(xml, ">%s</a>", TD_NUMBER(n));
	} else if (n > 0) {
		td_xml_text(xml, TD_NUMBER(n));
	}
	td_xml_raw(xml, "</td>");
}

/* A row a year, newest first: decades of months are no longer than a page. */
static void
put_table(td_xml *xml, const bars *b)
{
	int last = (b->first + (int)(b->n - 1) * b->step) / 12;

	td_xml_raw(xml, "<details class=\"counts-table\"");
	if (b->plot->table)
		td_xml_print(xml, " id=\"%s\"", b->plot->table);
	td_xml_print(xml,
	    "><summary>at most %s a %s; as a table</summary>\n"
	    "<div class=\"wide-table\" tabindex=\"0\" role=\"region\" "
	    "aria-label=\"%s by month\"><table>\n"
	    "<thead><tr><th scope=\"col\">Year</th><th scope=\"col\">%s</th>",
	    TD_NUMBER(b->most), step_word(b), b->plot->what, b->plot->what);
	for (unsigned month = 1; month <= 12; month++) {
		td_day day = td_day_of(td_day_number(2000, month, 1) * 86400);

		td_xml_raw(xml, "<th scope=\"col\">");
		td_xml_span(xml, (td_span){ td_day_month(&day).text, 3 });
		td_xml_raw(xml, "</th>");
	}
	td_xml_raw(xml, "</tr></thead>\n<tbody>\n");
	for (int year = last; year >= b->first / 12; year--) {
		if (sum_of(b, year * 12, 12) == 0)
			continue;
		td_xml_print(xml, "<tr><th scope=\"row\">%u</th>",
		    (unsigned)td_month_year(year * 12));
		put_number(xml, b, year * 12, 12);
		for (int month = 0; month < 12; month++)
			put_number(xml, b, year * 12 + month, 1);
		td_xml_raw(xml, "</tr>\n");
	}
	td_xml_raw(xml, "</tbody></table></div></details>\n");
}

void
td_svg_months_write(td_xml *xml, const td_svg_months *plot)
{
	bars b = { .plot = plot };
	unsigned every;

	if (!measure(&b))
		return;
	b.places = MAX(b.n, LEAST_PLACES);
	every = (b.places + MOST_LABELS - 1) / MOST_LABELS;
	td_xml_print(xml,
	    "<svg class=\"plot months\" width=\"100%%\" height=\"%u\" "
	    "aria-hidden=\"true\">\n",
	    HEIGHT + 18);
	for (unsigned i = 0; i < b.n; i++)
		put_bar(xml, &b, i);
	for (unsigned i = 0; i < b.n && 1000 * i / b.places <= LAST_LABEL; i += every) {
		td_xml_print(xml, "<text y=\"%u\"", HEIGHT + 14);
		put_percent(xml, "x", 1000 * i / b.places);
		td_xml_print(xml, ">%s</text>\n", begin_of(&b, i).text);
	}
	td_xml_raw(xml, "</svg>\n");
	if (plot->table)
		td_xml_print(xml,
		    "<p class=\"counts-most\">at most %s a %s; <a href=\"#%s\">as a "
		    "table</a></p>\n",
		    TD_NUMBER(b.most), step_word(&b), plot->table);
	else
		put_table(xml, &b);
}

void
td_svg_months_write_table(td_xml *xml, const td_svg_months *plot)
{
	bars b = { .plot = plot };

	if (measure(&b))
		put_table(xml, &b);
}
