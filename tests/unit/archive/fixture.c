/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/archive/fixture.c - small archives in a temporary folder, made by git itself
 */
#include "fixture.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"

int
fixture_setup(void **state)
{
	g_setenv("GIT_CONFIG_NOSYSTEM", "1", true);
	g_setenv("GIT_CONFIG_GLOBAL", "/dev/null", true);
	g_setenv("GIT_CEILING_DIRECTORIES", g_get_tmp_dir(), true);
	g_setenv("GIT_AUTHOR_NAME", "A", true);
	g_setenv("GIT_AUTHOR_EMAIL", "a@example.org", true);
	g_setenv("GIT_COMMITTER_NAME", "A", true);
	g_setenv("GIT_COMMITTER_EMAIL", "a@example.org", true);
	g_setenv("TZ", "America/St_Johns", true);
	*state = g_dir_make_tmp("tidings-test-XXXXXX", NULL);
	return *state ? 0 : -1;
}

int
fixture_teardown(void **state)
{
	char *folder = *state;

	fixture_run(folder, "chmod -R u+w . && rm -rf ./*");
	g_rmdir(folder);
	g_free(folder);
	return 0;
}

static char *
run(const char *folder, const char *script)
{
	char *argv[] = { (char[]){ "/bin/sh" }, (char[]){ "-ec" }, NULL, NULL };
	g_autofree char *copy = g_strdup(script);
	g_autofree char *err = NULL;
	g_autoptr(GError) error = NULL;
	char *out = NULL;
	int status = 0;

	argv[2] = copy;
	if (!g_spawn_sync(folder, argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, &err,
		&status, &error))
		fail_msg("%s", error->message);
	if (!g_spawn_check_wait_status(status, &error))
		fail_msg("%s: %s", script, err);
	return g_strchomp(out);
}

void
fixture_run(const char *folder, const char *format, ...)
{
	g_autofree char *script = NULL;
	g_autofree char *out = NULL;
	va_list args;

	va_start(args, format);
	script = g_strdup_vprintf(format, args);
	va_end(args);
	out = run(folder, script);
}

char *
fixture_ask(const char *folder, const char *format, ...)
{
	g_autofree char *script = NULL;
	va_list args;

	va_start(args, format);
	script = g_strdup_vprintf(format, args);
	va_end(args);
	return run(folder, script);
}

char *
fixture_mail(int number)
{
	return g_strdup_printf(
	    "Message-ID: <%d@example.org>\nSubject: mail\n\nNumber\n", number);
}

static void
add_change(GString *stream, const char *step)
{
	int number = abs(atoi(step + (g_ascii_isdigit(*step) ? 0 : 1)));
	g_autofree char *mail = fixture_mail(number);
	g_autofree char *name =
	    g_compute_checksum_for_string(G_CHECKSUM_SHA1, mail, (gssize)strlen(mail));

	if (*step == '=')
		return;
	if (*step == '+')
		g_string_append(stream, "M 100644 inline other\ndata 5\nother\n");
	else if (*step == '/')
		g_string_append_printf(stream, "M 100644 inline %.2s/%s\ndata %zu\n%s\n",
		    name, name + 2, strlen(mail), mail);
	else if (*step == '!')
		g_string_append_printf(stream, "D %.2s/%s\n", name, name + 2);
	else
		g_string_append_printf(stream,
		    "deleteall\nM 100644 inline %s\ndata %zu\n%s\n",
		    *step == '-' ? "d" : "m", strlen(mail), mail);
}

void
fixture_repository(const char *folder, const char *path, const char *steps)
{
	g_auto(GStrv) commits = g_strsplit(steps, " ", -1);
	g_autoptr(GString) stream = g_string_new(NULL);
	g_autofree char *file = g_build_filename(folder, "stream", NULL);
	int64_t last = 0;

	for (size_t i = 0; commits[i]; i++) {
		const char *at = strchr(commits[i], '@');
		int64_t number = abs(atoi(commits[i] + strspn(commits[i], "-/!")));
		g_auto(GStrv) changes = g_strsplit(commits[i], "&", -1);

		last = at ? atoi(at + 1) : number ? number : last + 1;
		g_string_append_printf(stream,
		    "commit refs/heads/master\nmark :%zu\n"
		    "committer A <a@example.org> %" G_GINT64_FORMAT " +0000\ndata 0\n",
		    i + 1, FIXTURE_START + last * 60);
		if (i > 0)
			g_string_append_printf(stream, "from :%zu\n", i);
		for (size_t j = 0; changes[j]; j++)
			add_change(stream, changes[j]);
		g_string_append(stream, "\n");
	}
	assert_true(g_file_set_contents(file, stream->str, (gssize)stream->len, NULL));
	fixture_run(folder,
	    "git init -q --bare %s && git -C %s symbolic-ref HEAD refs/heads/master && "
	    "git -C %s fast-import --quiet <stream",
	    path, path, path);
}

static void
append_mail(GString *out, const td_mail *mail)
{
	static const char *const signs[] = { "", "-", ".", "x", "L" };
	const char *open =
	    mail->bytes.n > 0 ? memmem(mail->bytes.p, mail->bytes.n, "<", 1) : NULL;

	g_string_append_printf(out, "%s%s", out->len > 0 ? " " : "", signs[mail->state]);
	if (open)
		g_string_append_printf(out, "%d", atoi(open + 1));
}

char *
fixture_select(const char *path, const td_range_spec *spec)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(td_archive) archive = td_archive_open(path, &error);
	g_autoptr(td_range) range =
	    archive ? td_archive_select(archive, spec, &error) : NULL;
	g_autoptr(td_reader) reader = range ? td_reader_open(archive, &error) : NULL;
	GString *out = g_string_new(NULL);

	for (unsigned i = 0; reader && i < range->entries->len; i++) {
		td_mail mail;

		if (!td_reader_load(reader, &g_array_index(range->entries, td_entry, i),
			&mail, &error))
			break;
		append_mail(out, &mail);
	}
	if (error) {
		assert_true(error->domain == TD_ERROR);
		g_string_append_printf(out, "error %d", error->code);
		return g_string_free(out, false);
	}
	if (range->shallow)
		g_string_append(out, " shallow");
	if (range->broken)
		g_string_append(out, " broken");
	if (range->missing_epochs > 0)
		g_string_append_printf(out, " missing %u", range->missing_epochs);
	return g_string_free(out, false);
}

char *
fixture_revisions(const char *path, const char *revisions)
{
	return fixture_select(path, &(td_range_spec){ .revisions = revisions });
}

char *
fixture_message(const char *path, const char *revisions)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(td_archive) archive = td_archive_open(path, &error);
	g_autoptr(td_range) range = NULL;

	if (archive)
		range = td_archive_select(
		    archive, &(td_range_spec){ .revisions = revisions }, &error);
	assert_non_null(error);
	return g_strdup(error->message);
}
