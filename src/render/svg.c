/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render/svg.c - days gathered into bars, bars drawn over a scale */
#include "render/svg.h"

#include "output/day.h"

#define HEIGHT 150u /* of the bars; the labels below need BELOW more */
#define BELOW 24u
#define MAX_DAYS 70 /* above each of these the next larger unit is taken */
#define MAX_WEEKS_DAYS (53 * 14)
#define MAX_MONTHS_DAYS (366 * 20)
#define MAX_LABELS 6
#define FEW_BARS 14
#define DAY_SECONDS 86400

typedef enum td_unit { UNIT_DAY, UNIT_WEEK, UNIT_MONTH, UNIT_YEAR } td_unit;

typedef struct td_bar {
	td_day first;
	unsigned mails, patches;
} td_bar;

static td_unit
choose_unit(const td_report *report)
{
	unsigned n = report->days->len;

	if (n <= MAX_DAYS)
		return UNIT_DAY;
	if (n <= MAX_WEEKS_DAYS)
		return UNIT_WEEK;
	return n <= MAX_MONTHS_DAYS ? UNIT_MONTH : UNIT_YEAR;
}

const char *
td_svg_unit(const td_report *report)
{
	static const char *const names[] = { "day", "week", "month", "year" };

	return names[choose_unit(report)];
}

/* The first day of the unit that the day is in. */
static int64_t
unit_start(const td_day *day, td_unit unit)
{
	switch (unit) {
	case UNIT_DAY:
		break;
	case UNIT_WEEK:
		return day->days - day->weekday;
	case UNIT_MONTH:
		return td_day_number(day->year, day->month, 1);
	case UNIT_YEAR:
		return td_day_number(day->year, 1, 1);
	}
	return day->days;
}

/* GArray of bar, oldest first. */
static GArray *
gather(const td_report *report, td_unit unit)
{
	GArray *bars = g_array_new(FALSE, TRUE, sizeof(td_bar));
	int64_t current = INT64_MIN;

	for (unsigned i = 0; i < report->days->len; i++) {
		const td_report_day *in = &g_array_index(report->days, td_report_day, i);
		td_day day = td_day_of(in->day);
		int64_t start = unit_start(&day, unit);
		td_bar *last;

		if (start != current) {
			td_bar fresh = { .first = td_day_of(start * DAY_SECONDS) };

			g_array_append_val(bars, fresh);
			current = start;
		}
		last = &g_array_index(bars, td_bar, bars->len - 1);
		last->mails += in->mails;
		last->patches += in->patches;
	}
	return bars;
}

/* The top of the scale: 1, 2 or 5 times a power of ten, times the lines across. */
static unsigned
scale_step(unsigned most, unsigned lines)
{
	unsigned step = 1;

	while (step * lines < most) {
		if (step * 2 * lines >= most)
			return step * 2;
		if (step * 5 * lines >= most)
			return step * 5;
		if (step > 100000000)
			break;
		step *= 10;
	}
	return step;
}

static td_day_text
bar_label(const td_bar *bar, td_unit unit)
{
	switch (unit) {
	case UNIT_DAY:
	case UNIT_WEEK:
		return td_day_short(&bar->first);
	case UNIT_MONTH:
		return td_day_month(&bar->first);
	case UNIT_YEAR:
		break;
	}
	td_day_text year = td_day_plain(&bar->first);

	g_snprintf(year.text, sizeof(year.text), "%d", bar->first.year);
	return year;
}

/* "week of 3 November 2026" */
static td_day_text
bar_name(const td_bar *bar, td_unit unit)
{
	td_day_text name;

	if (unit == UNIT_DAY)
		return td_day_long(&bar->first);
	if (unit != UNIT_WEEK)
		return bar_label(bar, unit);
	name = td_day_plain(&bar->first);
	g_autofree char *plain = g_strdup(name.text);

	g_snprintf(name.text, sizeof(name.text), "week of %s", plain);
	return name;
}

/* A number of percent with three places: the locale has no say. */
static const char *
percent(char text[16], uint64_t part, uint64_t whole)
{
	uint64_t milli = part * 100000 / whole;

	g_snprintf(
	    text, 16, "%u.%03u%%", (unsigned)(milli / 1000), (unsigned)(milli % 1000));
	return text;
}

static void
draw_grid(td_xml *xml, unsigned step, unsigned lines)
{
	for (unsigned i = 0; i <= lines; i++) {
		unsigned y = HEIGHT - i * HEIGHT / lines;

		td_xml_print(xml,
		    "<line class=\"%s\" x1=\"0\" x2=\"100%%\" y1=\"%u\" y2=\"%u\"/>"
		    "<text class=\"label\" x=\"-6\" y=\"%u\" "
		    "text-anchor=\"end\">%u</text>\n",
		    i == 0 ? "axis" : "grid", y, y, y + 4, i * step);
	}
}

static void
draw_rect(td_xml *xml, const char *class_name, uint64_t part, uint64_t whole,
    unsigned count, unsigned top)
{
	unsigned height = (unsigned)((uint64_t)count * HEIGHT / top);
	unsigned tenths = whole <= FEW_BARS ? 4 : 8;
	char x[16], width[16];

	if (count == 0)
		return;
	if (height == 0)
		height = 1;
	/* A tenth of each step is left free, up to the width where it could not be seen.
	 */
	td_xml_print(xml,
	    "<rect class=\"%s\" x=\"%s\" width=\"%s\" y=\"%u\" height=\"%u\"/>",
	    class_name, percent(x, part * 10 + (10 - tenths) / 2, whole * 10),
	    percent(width, tenths, whole * 10), HEIGHT - height, height);
}

static void
draw_bars(td_xml *xml, const GArray *bars, td_unit unit, unsigned top)
{
	for (unsigned i = 0; i < bars->len; i++) {
		const td_bar *bar = &g_array_index(bars, td_bar, i);
		char x[16], width[16];

		td_xml_print(xml,
		    "<g><title>%s: %u mails, %u patches</title>"
		    "<rect class=\"day\" x=\"%s\" width=\"%s\" y=\"0\" height=\"%u\"/>",
		    bar_name(bar, unit).text, bar->mails, bar->patches,
		    percent(x, i, bars->len), percent(width, 1, bars->len), HEIGHT);
		draw_rect(xml, "mails", i, bars->len, bar->mails, top);
		draw_rect(xml, "patches", i, bars->len, bar->patches, top);
		td_xml_raw(xml, "</g>\n");
	}
}

/* Labels stand at the start of every nth bar; the last one must not run out of the
 * picture. */
static void
draw_labels(td_xml *xml, const GArray *bars, td_unit unit)
{
	unsigned every = (bars->len + MAX_LABELS - 1) / MAX_LABELS;

	for (unsigned i = 0; i < bars->len; i += every) {
		const td_bar *bar = &g_array_index(bars, td_bar, i);
		char x[16];

		td_xml_print(xml,
		    "<text class=\"label\" x=\"%s\" y=\"%u\" "
		    "text-anchor=\"middle\">%s</text>\n",
		    percent(x, 2 * (uint64_t)i + 1, 2 * (uint64_t)bars->len), HEIGHT + 17,
		    bar_label(bar, unit).text);
	}
}

static void
describe(td_xml *xml, const td_report *report, const GArray *bars, td_unit unit)
{
	const td_bar *most = &g_array_index(bars, td_bar, 0);

	for (unsigned i = 1; i < bars->len; i++) {
		const td_bar *next = &g_array_index(bars, td_bar, i);

		if (next->mails > most->mails)
			most = next;
	}
	td_xml_print(xml,
	    "<title id=\"plot-title\">Mails and patches a %s</title>"
	    "<desc id=\"plot-about\">%u bars, one a %s. The most mails came on %s: %u, "
	    "of which %u patches.</desc>\n",
	    td_svg_unit(report), bars->len, td_svg_unit(report),
	    bar_name(most, unit).text, most->mails, most->patches);
}

void
td_svg_activity(td_xml *xml, const td_report *report)
{
	g_autoptr(GArray) bars = NULL;
	td_unit unit;
	unsigned most = 1, lines, step;

	if (!report->days || report->days->len == 0)
		return;
	unit = choose_unit(report);
	bars = gather(report, unit);
	for (unsigned i = 0; i < bars->len; i++) {
		const td_bar *bar = &g_array_index(bars, td_bar, i);

		most = MAX(most, MAX(bar->mails, bar->patches));
	}
	lines = most < 3 ? most : 3;
	step = scale_step(most, lines);
	while (lines > 1 && (lines - 1) * step >= most)
		lines--;
	td_xml_print(xml,
	    "<svg class=\"plot\" role=\"img\" aria-labelledby=\"plot-title plot-about\" "
	    "height=\"%u\" width=\"100%%\">\n",
	    HEIGHT + BELOW);
	describe(xml, report, bars, unit);
	draw_grid(xml, step, lines);
	draw_bars(xml, bars, unit, step * lines);
	draw_labels(xml, bars, unit);
	td_xml_raw(xml, "</svg>\n");
}
