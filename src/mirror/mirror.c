/* SPDX-License-Identifier: GPL-2.0-or-later */
/* mirror/mirror.c - clones and fetches the epochs of a plan, one after the other */
#include "mirror/mirror.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "archive/archive.h"
#include "base/error.h"
#include "mirror/git_run.h"
#include "mirror/litter.h"
#include "mirror/plan.h"

static void
tell(const td_mirror *mirror, const char *what)
{
	if (mirror->spec->progress)
		mirror->spec->progress(what, mirror->spec->data);
}

static bool
fail(GError **error, const char *path)
{
	g_set_error(error, TD_ERROR, TD_ERROR_IO, "'%s': %s", path, g_strerror(errno));
	return false;
}

/* The kernel lets go of it when we are killed, and git is ended then (git_run.c). */
static bool
take_lock(td_mirror *mirror, GError **error)
{
	g_autofree char *path = g_build_filename(mirror->spec->dir, "lock", NULL);
	g_autofree char *folder = g_build_filename(mirror->spec->dir, "git", NULL);

	if (g_mkdir_with_parents(folder, 0700) != 0)
		return fail(error, folder);
	mirror->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (mirror->lock < 0)
		return fail(error, path);
	if (flock(mirror->lock, LOCK_EX | LOCK_NB) == 0)
		return true;
	tell(mirror, "waiting for another tidings that fetches this list");
	while (flock(mirror->lock, LOCK_EX) != 0) {
		if (errno != EINTR)
			return fail(error, path);
	}
	return true;
}

static void
mirror_clear(td_mirror *mirror)
{
	td_settings_close(mirror->state);
	g_clear_pointer(&mirror->epochs, g_ptr_array_unref);
	if (mirror->lock >= 0)
		close(mirror->lock);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(td_mirror, mirror_clear)

static void
pass_line(const char *line, void *data)
{
	const td_mirror *mirror = data;
	g_autofree char *what =
	    mirror->count > 1
		? g_strdup_printf("%u of %u: %s", mirror->at + 1, mirror->count, line)
		: g_strdup(line);

	tell(mirror, what);
}

static bool
run_git(td_mirror *mirror, const char *const *words, bool *too_old, GError **error)
{
	const td_git_run run = { .words = words,
		.ssh = mirror->spec->ssh,
		.progress = pass_line,
		.data = mirror,
		.too_old = too_old };

	return td_git_run_wait(&run, NULL, error);
}

/* The one repository of an address may be no archive at all, or an archive of the older
 * form. */
static char *
final_path(const td_mirror *mirror, const char *part, const char *path, GError **error)
{
	g_autoptr(td_archive) archive = NULL;

	if (mirror->form != TD_FORM_ALONE)
		return g_strdup(path);
	archive = td_archive_open(part, error);
	if (!archive)
		return NULL;
	if (td_archive_get_kind(archive) == TD_ARCHIVE_V1)
		return g_build_filename(mirror->spec->dir, "v1.git", NULL);
	return g_strdup(path);
}

static bool
put_in_place(const td_mirror *mirror, const char *part, const char *path, GError **error)
{
	g_autofree char *final = final_path(mirror, part, path, error);

	if (!final) {
		td_litter_remove_tree(part, NULL);
		return false;
	}
	return rename(part, final) == 0 || fail(error, final);
}

static bool
clone_epoch(
    td_mirror *mirror, const char *url, const char *path, bool *old, GError **error)
{
	/* A killed git may still be sweeping up under its own name. */
	g_autofree char *part = g_strdup_printf(
	    "%s.part%d-%" G_GINT64_FORMAT, path, (int)getpid(), g_get_monotonic_time());
	g_autofree char *since = g_strconcat(
	    "--shallow-since=", mirror->spec->since ? mirror->spec->since : "", NULL);
	const char *words[] = { "clone", "--mirror", "--progress", "--template=", "--",
		url, part, NULL, NULL };
	g_autoptr(GError) failed = NULL;
	bool too_old = false;

	if (mirror->spec->since) {
		words[4] = since;
		words[5] = "--";
		words[6] = url;
		words[7] = part;
	}
	td_litter_sweep_parts(path);
	if (run_git(mirror, words, &too_old, &failed))
		return put_in_place(mirror, part, path, error);
	td_litter_sweep_parts(path);
	*old = mirror->spec->since && too_old;
	if (*old)
		return true;
	g_propagate_error(error, g_steal_pointer(&failed));
	return false;
}

static bool
fetch_epoch(td_mirror *mirror, const char *url, const char *path, GError **error)
{
	g_autofree char *git_dir = g_strconcat("--git-dir=", path, NULL);
	g_autofree char *since = g_strconcat(
	    "--shallow-since=", mirror->spec->since ? mirror->spec->since : "", NULL);
	const char *words[] = { git_dir, "fetch", "--prune", "--progress", "--no-tags",
		mirror->spec->since ? since : "--force", "--", url, "+refs/*:refs/*",
		NULL };

	td_litter_sweep_repository(path);
	return run_git(mirror, words, NULL, error);
}

static char *
epoch_path(const td_mirror *mirror, unsigned number)
{
	g_autofree char *name = g_strdup_printf("%u.git", number);
	char *v1 = g_build_filename(mirror->spec->dir, "v1.git", NULL);

	if (mirror->form == TD_FORM_ALONE && g_file_test(v1, G_FILE_TEST_IS_DIR))
		return v1;
	g_free(v1);
	return g_build_filename(mirror->spec->dir, "git", name, NULL);
}

/* Nothing to fetch: the server's fingerprint is that of the last time, or the epoch ended
 * before what is wanted. */
static bool
may_skip(td_mirror *mirror, const td_manifest_epoch *epoch, bool here)
{
	g_autofree char *known =
	    td_mirror_note_find(mirror, epoch->number, "fingerprint");
	g_autofree char *old = td_mirror_note_find(mirror, epoch->number, "old");

	if (!here)
		return old != NULL ||
		       (mirror->young_from != INT64_MIN && epoch->modified != 0 &&
			   epoch->modified < mirror->young_from);
	return epoch->fingerprint && g_strcmp0(known, epoch->fingerprint) == 0;
}

static bool
bring_epoch(td_mirror *mirror, const td_manifest_epoch *epoch, td_mirror_counts *counts,
    GError **error)
{
	g_autofree char *path = epoch_path(mirror, epoch->number);
	g_autofree char *below = td_epoch_form_path(epoch->form, epoch->number);
	g_autofree char *url =
	    *below ? g_strdup_printf("%s/%s", mirror->url, below) : g_strdup(mirror->url);
	bool here = g_file_test(path, G_FILE_TEST_IS_DIR);
	bool old = false;

	if (may_skip(mirror, epoch, here))
		return true;
	if (here) {
		if (!fetch_epoch(mirror, url, path, error))
			return false;
		counts->fetched++;
	} else {
		if (!clone_epoch(mirror, url, path, &old, error))
			return false;
		counts->cloned += !old;
	}
	if (old)
		return td_mirror_note_put(mirror, epoch->number, "old", "true", error);
	return !epoch->fingerprint || td_mirror_note_put(mirror, epoch->number,
					  "fingerprint", epoch->fingerprint, error);
}

bool
td_mirror_fetch(const td_mirror_spec *spec, td_mirror_counts *counts, GError **error)
{
	g_auto(td_mirror) mirror = { .spec = spec, .lock = -1, .young_from = INT64_MIN };
	g_autofree char *path = g_build_filename(spec->dir, "mirror", NULL);

	*counts = (td_mirror_counts){ 0 };
	if (spec->since &&
	    !td_archive_parse_date(spec->since, 0, &mirror.young_from, error))
		return false;
	if (!take_lock(&mirror, error))
		return false;
	mirror.state = td_settings_open(path, error);
	if (!mirror.state || !td_mirror_plan(&mirror, error))
		return false;
	mirror.count = counts->epochs = mirror.epochs->len;
	/* In order, so that what is cut off ends early and has no gap. */
	for (mirror.at = 0; mirror.at < mirror.count; mirror.at++) {
		const td_manifest_epoch *epoch = mirror.epochs->pdata[mirror.at];

		if (!bring_epoch(&mirror, epoch, counts, error)) {
			g_prefix_error(error, "epoch %u: ", epoch->number);
			return false;
		}
	}
	return true;
}

bool
td_mirror_remove(const char *dir, GError **error)
{
	return td_litter_remove_tree(dir, error);
}
