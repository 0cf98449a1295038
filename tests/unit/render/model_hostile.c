/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/render/model_hostile.c - what nobody should send, in every field */
#include <string.h>

#include "model_make.h"

#define SCREEN "\x1b]0;owned\a\x1b[2J"
#define SCRIPT "<script>alert('x')</script><!-- & \"q\" ]]>"
#define MARK "**bold** `code` [link](javascript:x) | cell | ![i](x) # head _u_ ~~s~~ \\"
#define BIDI                                                                             \
	"\xe2\x80\xae"                                                                   \
	"desrever"                                                                       \
	"\xe2\x80\xac"
#define C1                                                                               \
	"\xc2\x9b"                                                                       \
	"31m"

td_report *
model_empty(void)
{
	model *m = model_new("quiet");

	return &m->report;
}

static void
add_series(model *m, const char *nasty, const char *text)
{
	const model_file files[] = {
		{ nasty, nasty, 4000000000u, 4000000000u, NULL },
		{ "", NULL, 0, 0, "b" },
		{ NULL },
	};
	td_report_series *series =
	    model_add(m, &(model_series){ TD_STATUS_APPLIED, nasty, nasty, nasty,
			     "a@example.org", 4294967295u, 9999, 1761600000, "bad",
			     4000000000u, 3, 1761700000, nasty, nasty });
	unsigned gone = 7;

	series->author = series->sender = model_person(m, nasty, nasty);
	series->message_id = model_string(m, nasty);
	series->class_name = model_string(m, nasty);
	g_array_append_val(series->missing, gone);
	model_trailer(m, series, 3, nasty, nasty, nasty);
	model_trailer(m, series, 0, "Reviewed-by", nasty, nasty);
	series->message_id = model_string(m, "bad-0-a@example.org");
	model_cover(m, series, text);
	model_patch(m, series, 1, nasty, text, files);
	series->message_id = series->cover->message_id = model_string(m, nasty);
}

static void
add_lists(model *m, const char *nasty)
{
	td_report *report = &m->report;
	td_report_contributor *contributor = model_alloc(m, sizeof(*contributor));
	td_report_reviewer *reviewer = model_alloc(m, sizeof(*reviewer));
	td_report_pull *pull = model_alloc(m, sizeof(*pull));
	td_report_applied *applied = model_alloc(m, sizeof(*applied));
	td_report_thread *thread = model_alloc(m, sizeof(*thread));
	char *own = model_string(m, nasty);
	td_report_person *person = model_person(m, nasty, nasty);

	*contributor = (td_report_contributor){ person, 1, 1, 1, 1, 1 };
	*reviewer = (td_report_reviewer){ person, 1, 1, 1, 1, 1 };
	*pull = (td_report_pull){ own, own, own, own, own, own, person, 0, 0, own, 0 };
	*applied = (td_report_applied){ own, own, own, own, own, own, person, 0, 0 };
	*thread = (td_report_thread){ own, own, own, person, 1, 1, 0, 0, 0, false };
	g_ptr_array_add(report->contributors, contributor);
	g_ptr_array_add(report->reviewers, reviewer);
	g_ptr_array_add(report->pulls, pull);
	g_ptr_array_add(report->applied, applied);
	g_ptr_array_add(report->threads, thread);
	g_ptr_array_add(report->discussions, thread);
	model_count(m, report->domains, nasty, 1, 1);
	model_count(m, report->classes, nasty, 1, 0);
	g_ptr_array_add(report->remarks, own);
}

td_report *
model_hostile(void)
{
	model *m = model_new(SCREEN SCRIPT);
	g_autofree char *word = g_strnfill(3000, 'w');
	g_autofree char *ticks = g_strnfill(90, '`');
	const char *const nasty[] = { "", SCREEN, SCRIPT, MARK, BIDI C1 "\x7f", word,
		ticks, "%s%n%d", "bad \xff\xc3( bytes", "two\nlines\r\n# and\ttab",
		"\xe7\x94\xb0\xe4\xb8\xad e\xcc\x81\xcc\x82 \xf0\x9f\x90\xa7",
		"> q\n~~~\n", "---", "=== x", "1. one",
		"https://x.example www.x.example" };

	for (size_t i = 0; i < G_N_ELEMENTS(nasty); i++) {
		g_autofree char *text =
		    g_strdup_printf("%s\n\n%s" SCREEN "\n```\n" SCRIPT "\n~~~~\n" MARK
				    "\n" BIDI C1 "\r\n",
			nasty[i], nasty[i]);

		add_series(m, nasty[i], text);
		add_lists(m, nasty[i]);
	}
	m->report.from = model_string(m, "x");
	m->report.to = model_string(m, SCREEN);
	m->report.first = -99999999999999;
	m->report.last = INT64_MAX;
	m->report.totals.mails = 4294967295u;
	return &m->report;
}
