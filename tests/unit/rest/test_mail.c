/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A mail as patchwork hands it out: who sent it, when, and nothing that splits it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "rest/mail.h"

static char *
write_out(const char *mail, const char *name, const char *email)
{
	const td_rest_tracked tracked = { .mail = td_span_of(mail),
		.id = 7,
		.date = 1772442000,
		.name = name,
		.email = email,
		.tags = "" };
	td_out *out = td_out_new_text(0);
	g_autofree char *text = NULL;
	size_t n;

	td_rest_tracked_write(out, &tracked);
	text = td_out_take(out, &n);
	return g_strndup(text, n);
}

static void
who_sent_it_is_written_as_mail_has_names(void **state)
{
	static const struct {
		const char *name, *person;
	} cases[] = {
		{ "Ann Author", "Ann Author <ann@example.org>" },
		{ NULL, "ann@example.org" },
		{ "", "ann@example.org" },
		{ "Author, Ann", "\"Author, Ann\" <ann@example.org>" },
		{ "Ann \"A\\\" Author",
		    "\"Ann \\\"A\\\\\\\" Author\" <ann@example.org>" },
		{ "Änn", "=?utf-8?b?w4Rubg==?= <ann@example.org>" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *text =
		    write_out("From: List <list@example.org>\nSubject: x\n\nIt is.\n",
			cases[i].name, "ann@example.org");
		g_autofree char *submitter =
		    g_strdup_printf("\nX-Patchwork-Submitter: %s\n", cases[i].person);
		g_autofree char *from = g_strdup_printf("\nFrom: %s\n", cases[i].person);

		if (!strstr(text, submitter) || !strstr(text, from))
			fail_msg("%s: %s", cases[i].person, text);
		assert_non_null(strstr(
		    text, "\nX-Patchwork-Original-From: List <list@example.org>\n"));
	}
}

static void
a_mail_without_a_date_gets_that_of_its_arrival(void **state)
{
	g_autofree char *without = write_out(
	    "From: Ann <ann@example.org>\n\nIt is.\n", "Ann", "ann@example.org");
	g_autofree char *with =
	    write_out("From: Ann <ann@example.org>\ndate: today\n\nIt is.\n", "Ann",
		"ann@example.org");

	(void)state;
	assert_non_null(strstr(without, "\nDate: Mon, 02 Mar 2026 09:00:00 -0000\n"));
	assert_non_null(strstr(without, "\nFrom: Ann <ann@example.org>\n"));
	assert_null(strstr(without, "Original-From"));
	assert_non_null(strstr(with, "\ndate: today\n"));
	assert_null(strstr(with, "Date: Mon"));
}

static void
no_line_of_its_text_begins_another_mail(void **state)
{
	static const struct {
		const char *line;
		bool escaped;
	} cases[] = {
		{ "From ann Mon Mar  2 09:00:00 2026", true },
		{ "From here on, at 12:30 sharp", true },
		{ "From 12:30 on", false },
		{ "From there it goes on and on: so", false },
		{ "From there it goes on to 1:2, 12:3", false },
		{ "FROM ann Mon Mar  2 09:00:00 2026", false },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *mail = g_strdup_printf(
		    "From: Ann <ann@example.org>\n\nIt is.\n%s\nSo.\n", cases[i].line);
		g_autofree char *text = write_out(mail, "Ann", "ann@example.org");
		g_autofree char *line = g_strdup_printf(
		    "\n%s%s\nSo.\n", cases[i].escaped ? ">" : "", cases[i].line);

		if (!strstr(text, line))
			fail_msg("%s: %s", cases[i].line, text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_sent_it_is_written_as_mail_has_names),
		cmocka_unit_test(a_mail_without_a_date_gets_that_of_its_arrival),
		cmocka_unit_test(no_line_of_its_text_begins_another_mail),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
