/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tests/unit/render/page_samples.c - pages and feeds to be looked at
 *
 * page_samples DIR [SERIES] writes the models of the unit tests as html and atom, and
 * with a number a range of seven years with so many series.
 */
#include <stdio.h>
#include <stdlib.h>

#include "model_make.h"

#define DAY 86400
#define YEARS_DAYS (7 * 365)
#define FIRST INT64_C(1546300800) /* 2019-01-01 */

static void
add_days(model *m, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		td_report_day day = { FIRST + (int64_t)i * DAY, 3 + i * i % 41,
			i * 7 % 19 };

		day.patches = MIN(day.patches, day.mails);
		g_array_append_val(m->report.days, day);
	}
	m->report.first = FIRST;
	m->report.last = FIRST + (int64_t)(n - 1) * DAY;
}

static void
add_series(model *m, unsigned n)
{
	static const model_file files[] = {
		{ "drivers/example/core.c", NULL, 12, 3, NULL },
		{ "drivers/example/core.h", NULL, 2, 2, NULL },
		{ NULL },
	};

	for (unsigned i = 0; i < n; i++) {
		g_autofree char *title = g_strdup_printf("example: change %u of many", i);
		g_autofree char *id = g_strdup_printf("%u.many", i);
		td_report_series *series =
		    model_add(m, &(model_series){ (td_report_status)(i % 8), title,
				     "PATCH", "Ada Example", "ada@example.org", 1 + i % 3,
				     2, FIRST + (int64_t)i * YEARS_DAYS * DAY / n, id,
				     i % 7, i % 3, FIRST, "", "" });

		for (unsigned k = 1; k <= 2; k++)
			model_patch(m, series, k, title,
			    "Say what was wrong before.\n\nSay what is done, and why "
			    "like this: "
			    "https://example.org/why\n\n"
			    "Signed-off-by: Ada Example <ada@example.org>\n",
			    files);
	}
}

static td_report *
many(unsigned n)
{
	model *m = model_new("years");

	add_days(m, YEARS_DAYS);
	add_series(m, n);
	m->report.totals.mails = 60000;
	m->report.totals.patches = 2 * n;
	m->report.totals.series = n;
	return &m->report;
}

static void
write_sample(const char *dir, const char *name, const char *format, td_report *report)
{
	static const td_render_options options = { 0 };
	g_autofree char *path = g_strdup_printf("%s/%s.%s", dir, name, format);
	g_autofree char *page = model_render(format, report, &options);
	g_autoptr(GError) error = NULL;

	if (!g_file_set_contents(path, page, -1, &error)) {
		fprintf(stderr, "%s\n", error->message);
		exit(1);
	}
}

int
main(int argc, char **argv)
{
	struct {
		const char *name;
		td_report *report;
	} samples[] = {
		{ "busy", model_busy() },
		{ "empty", model_empty() },
		{ "hostile", model_hostile() },
		{ "many", many(argc > 2 ? (unsigned)strtoul(argv[2], NULL, 10) : 60) },
	};

	if (argc < 2)
		return 2;
	for (size_t i = 0; i < G_N_ELEMENTS(samples); i++) {
		write_sample(argv[1], samples[i].name, "html", samples[i].report);
		write_sample(argv[1], samples[i].name, "atom", samples[i].report);
		model_free(samples[i].report);
	}
	return 0;
}
