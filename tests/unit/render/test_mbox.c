/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/render/test_mbox.c - git mailsplit gives back what went in */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <glib/gstdio.h>

#include "base/error.h"
#include "model.h"

/* By number of the patch; a mail without a line end at its end, lines that look like the
 * start of a mail, a From_ line that an mbox left. */
static const char *const mails[] = {
	"From: Mara <mara@example.org>\nSubject: [PATCH 1/3] a\n\nFrom here on\n"
	">From there on\n>>From\n---\n",
	"From: Mara <mara@example.org>\nSubject: [PATCH 2/3] b\n\nno end",
	"From mara@example.org Thu Jan  1 00:00:00 1970\n"
	"From: Mara <mara@example.org>\nSubject: [PATCH 3/3] c\n\n\nend\n\n",
};

static const char *const split[] = {
	"From: Mara <mara@example.org>\nSubject: [PATCH 1/3] a\n\nFrom here on\n"
	">From there on\n>>From\n---\n",
	"From: Mara <mara@example.org>\nSubject: [PATCH 2/3] b\n\nno end\n",
	"From: Mara <mara@example.org>\nSubject: [PATCH 3/3] c\n\n\nend\n\n",
};

static bool
load_mail(const td_report_patch *patch, td_span *mail, void *data, GError **error)
{
	unsigned *calls = data;

	(*calls)++;
	if (patch->number < 1 || patch->number > G_N_ELEMENTS(mails)) {
		g_set_error(error, TD_ERROR, TD_ERROR_NOT_FOUND, "no such mail");
		return false;
	}
	*mail = td_span_of(mails[patch->number - 1]);
	return true;
}

/* Only the first series: three patches under a cover letter. */
static td_report *
one_series(void)
{
	td_report *report = model_busy();

	g_ptr_array_set_size(report->series, 1);
	return report;
}

static void
patches_come_by_number_without_the_cover(void **state)
{
	td_report *report = one_series();
	unsigned calls = 0;
	td_render_options options = { .load_mail = load_mail, .load_data = &calls };
	g_autofree char *text = model_render("mbox", report, &options);

	(void)state;
	assert_int_equal(calls, 3);
	assert_string_equal(text,
	    "From mboxrd@z Thu Jan  1 00:00:00 1970\n"
	    "From: Mara <mara@example.org>\nSubject: [PATCH 1/3] a\n\n>From here on\n"
	    ">>From there on\n>>From\n---\n\n"
	    "From mboxrd@z Thu Jan  1 00:00:00 1970\n"
	    "From: Mara <mara@example.org>\nSubject: [PATCH 2/3] b\n\nno end\n\n"
	    "From mboxrd@z Thu Jan  1 00:00:00 1970\n"
	    "From: Mara <mara@example.org>\nSubject: [PATCH 3/3] c\n\n\nend\n\n\n");
	model_free(report);
}

static void
git_mailsplit_gives_back_the_mails(void **state)
{
	td_report *report = one_series();
	unsigned calls = 0;
	td_render_options options = { .load_mail = load_mail, .load_data = &calls };
	g_autofree char *text = model_render("mbox", report, &options);
	g_autofree char *dir = g_dir_make_tmp("tidings-mbox-XXXXXX", NULL);
	g_autofree char *mbox = g_build_filename(dir, "mbox", NULL);
	g_autofree char *to = g_strconcat("-o", dir, NULL);
	const char *argv[] = { "git", "mailsplit", "--mboxrd", to, mbox, NULL };
	g_autofree char *output = NULL;
	int status;

	(void)state;
	model_free(report);
	assert_true(g_file_set_contents(mbox, text, -1, NULL));
	assert_true(g_spawn_sync(NULL, (char **)(void *)argv, NULL, G_SPAWN_SEARCH_PATH,
	    NULL, NULL, &output, NULL, &status, NULL));
	assert_int_equal(status, 0);
	assert_string_equal(output, "3\n");
	for (unsigned i = 0; i < G_N_ELEMENTS(split); i++) {
		g_autofree char *name = g_strdup_printf("%04u", i + 1);
		g_autofree char *path = g_build_filename(dir, name, NULL);
		g_autofree char *mail = NULL;
		g_autofree char *wanted = NULL;

		assert_true(g_file_get_contents(path, &mail, NULL, NULL));
		g_unlink(path);
		/* The From_ line and the empty line between mails stay with mailsplit. */
		wanted = g_strconcat(
		    "From mboxrd@z Thu Jan  1 00:00:00 1970\n", split[i], "\n", NULL);
		assert_string_equal(mail, wanted);
	}
	g_unlink(mbox);
	g_rmdir(dir);
}

static void
without_the_archive_there_is_none(void **state)
{
	td_report *report = one_series();
	td_sink sink = { NULL, NULL };
	td_render_options options = { 0 };
	g_autoptr(GError) error = NULL;

	(void)state;
	assert_false(td_render_find("mbox")(report, &options, &sink, &error));
	assert_true(g_error_matches(error, TD_ERROR, TD_ERROR_USAGE));
	model_free(report);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(patches_come_by_number_without_the_cover),
		cmocka_unit_test(git_mailsplit_gives_back_the_mails),
		cmocka_unit_test(without_the_archive_there_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
