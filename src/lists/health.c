/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lists/health.c - git, room, settings, leftovers, the index; lists are in health_list.c
 */
#include "lists/health.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/error.h"
#include "index/lookup.h"
#include "lists/cursor.h"
#include "lists/health_list.h"
#include "lists/health_settings.h"
#include "mirror/curl.h"
#include "mirror/git_run.h"

/* Git 2.25 is of 2020; older ones are not tried. */
enum { least_major = 2, least_minor = 25 };

#define MIB (UINT64_C(1) << 20)

static void
check_git(GPtrArray *findings)
{
	const char *words[] = { "version", NULL };
	const td_git_run run = { .words = words };
	g_autoptr(GString) output = g_string_new(NULL);
	g_autoptr(GError) failed = NULL;
	unsigned major = 0, minor = 0;
	const char *number;
	td_curl curl;

	if (!td_git_run_wait(&run, output, &failed)) {
		td_findings_add(
		    findings, TD_WRONG, "git", "install git", "%s", failed->message);
		return;
	}
	g_strchomp(output->str);
	number = g_str_has_prefix(output->str, "git version ") ? output->str + 12 : "";
	major = (unsigned)g_ascii_strtoull(number, NULL, 10);
	number = strchr(number, '.');
	minor = number ? (unsigned)g_ascii_strtoull(number + 1, NULL, 10) : 0;
	if (major > least_major || (major == least_major && minor >= least_minor))
		td_findings_add(findings, TD_GOOD, "git", NULL, "%s", output->str);
	else
		td_findings_add(findings, TD_WARNING, "git", "install git 2.25 or newer",
		    "%s is older than what was tried", output->str);
	if (!td_curl_load(&curl))
		td_findings_add(findings, TD_WARNING, "libcurl",
		    "install libcurl4 (Debian's package)",
		    "libcurl.so.4 cannot be loaded: servers' manifests are not read, and "
		    "git asks for each epoch");
}

/* The folder that is there of those that a path goes through. */
static char *
nearest_folder(const char *path)
{
	char *folder = g_path_get_dirname(path);

	while (!g_file_test(folder, G_FILE_TEST_EXISTS) && strcmp(folder, "/") != 0 &&
	       strcmp(folder, ".") != 0) {
		char *above = g_path_get_dirname(folder);

		g_free(folder);
		folder = above;
	}
	return folder;
}

static void
check_room(const char *folder, GPtrArray *findings)
{
	struct statvfs found;
	uint64_t left;

	if (!g_file_test(folder, G_FILE_TEST_IS_DIR)) {
		g_autofree char *above = nearest_folder(folder);

		if (access(above, W_OK | X_OK) != 0)
			td_findings_add(findings, TD_WRONG, "folder",
			    "give yourself the right to write there, or set "
			    "tidings.dataDir",
			    "'%s' cannot be made: '%s' cannot be written", folder, above);
		else
			td_findings_add(findings, TD_GOOD, "folder", NULL,
			    "'%s' is not there yet: the first list makes it", folder);
		return;
	}
	if (access(folder, W_OK | X_OK) != 0)
		td_findings_add(findings, TD_WRONG, "folder",
		    "give yourself the right to write there, or set tidings.dataDir",
		    "'%s' cannot be written", folder);
	if (statvfs(folder, &found) != 0)
		return;
	left = (uint64_t)found.f_bavail * found.f_frsize / MIB;
	td_findings_add(findings,
	    left < 100    ? TD_WRONG
	    : left < 1024 ? TD_WARNING
			  : TD_GOOD,
	    "room",
	    left < 1024 ? "make room, or set tidings.dataDir to another disk" : NULL,
	    "%" G_GUINT64_FORMAT " MiB are free in '%s'", left, folder);
}

static void
check_lock(const char *path, GPtrArray *findings)
{
	g_autofree char *lock = g_strconcat(path, ".lock", NULL);
	g_autofree char *advice = g_strdup_printf("when no tidings runs: rm '%s'", lock);

	if (g_file_test(lock, G_FILE_TEST_EXISTS))
		td_findings_add(findings, TD_WRONG, "lock", advice,
		    "'%s' was left by a program that was killed: '%s' cannot be written",
		    lock, path);
}

static void
check_settings(td_library *library, GPtrArray *findings)
{
	const GPtrArray *problems = td_library_problems(library);
	const GPtrArray *lists = td_library_lists(library);
	g_autofree char *own =
	    g_build_filename(g_get_user_config_dir(), "tidings", "config", NULL);
	g_autofree char *cursors =
	    g_build_filename(td_library_folder(library), "cursors", NULL);

	for (unsigned i = 0; i < problems->len; i++)
		td_findings_add(findings, TD_WRONG, "settings", own, "%s",
		    (const char *)problems->pdata[i]);
	td_health_check_names(td_library_config(library), findings);
	if (problems->len == 0)
		td_findings_add(findings, TD_GOOD, "settings", NULL, "%u list%s",
		    lists->len, lists->len == 1 ? "" : "s");
	check_lock(own, findings);
	check_lock(cursors, findings);
	for (unsigned i = 0; i < lists->len; i++) {
		const td_list *list = lists->pdata[i];
		g_autoptr(GError) failed = NULL;
		td_cursor cursor;
		bool found;

		if (!td_cursor_find(library, list->name, &cursor, &found, &failed))
			td_findings_add(findings, TD_WRONG, "cursors", cursors, "%s",
			    failed->message);
	}
}

/* Mirrors that no list claims: left by remove --keep-mirror, or by hand. */
static void
check_orphans(td_library *library, GPtrArray *findings)
{
	g_autofree char *folder =
	    g_build_filename(td_library_folder(library), "lists", NULL);
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *name;

	while (dir && (name = g_dir_read_name(dir))) {
		const td_list *list = td_library_find(library, name);
		g_autofree char *advice = g_strdup_printf(
		    "add the list again ('tidings add %s URL'), or remove '%s/%s'", name,
		    folder, name);

		if (!list || !list->mirrored)
			td_findings_add(findings, TD_WARNING, "mirror", advice,
			    "'%s/%s' belongs to no list", folder, name);
	}
}

/* Lists of the index that are followed no more. */
static void
check_strays(td_library *library, td_index *index, GPtrArray *findings)
{
	g_autoptr(GPtrArray) rows = td_index_load_lists(index, NULL);

	for (unsigned i = 0; rows && i < rows->len; i++) {
		const td_index_list *row = rows->pdata[i];

		if (!td_library_find(library, row->name))
			td_findings_add(findings, TD_WARNING, "index",
			    "add the list again, or remove the index and 'tidings sync'",
			    "it has list '%s', which is not followed", row->name);
	}
}

static td_index *
check_index(td_library *library, bool full, GPtrArray *findings)
{
	const char *path = td_library_index_path(library);
	g_autofree char *advice = g_strdup_printf(
	    "remove '%s' and its -wal and -shm, then 'tidings sync': the archives have "
	    "all",
	    path);
	g_autoptr(GError) failed = NULL;
	g_autofree char *wrong = NULL;
	td_index *index;

	if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
		td_findings_add(findings,
		    td_library_lists(library)->len > 0 ? TD_WARNING : TD_GOOD, "index",
		    td_library_lists(library)->len > 0 ? "'tidings sync' makes it" : NULL,
		    "'%s' is not there yet", path);
		return NULL;
	}
	if (access(path, R_OK) != 0) {
		td_findings_add(findings, TD_WRONG, "index",
		    "give yourself the right to read it", "'%s': %s", path,
		    g_strerror(errno));
		return NULL;
	}
	if (td_index_is_unfinished(path)) {
		td_findings_add(findings, TD_WARNING, "index",
		    "'tidings sync' begins it anew, where none is at it",
		    "'%s' is not finished", path);
		return NULL;
	}
	index = td_library_index(library, &failed);
	if (!index) {
		td_findings_add(
		    findings, TD_WRONG, "index", advice, "%s", failed->message);
		return NULL;
	}
	if (full)
		wrong = td_index_check(index, &failed);
	if (failed || (wrong && *wrong))
		td_findings_add(findings, TD_WRONG, "index", advice, "%s",
		    failed ? failed->message : wrong);
	else
		td_findings_add(findings, TD_GOOD, "index", NULL, "'%s' %s", path,
		    full ? "is whole" : "can be read");
	return index;
}

GPtrArray *
td_health_check(td_library *library, bool full)
{
	GPtrArray *findings = td_findings_new();
	const GPtrArray *lists = td_library_lists(library);
	td_index *index;

	check_git(findings);
	check_room(td_library_folder(library), findings);
	check_settings(library, findings);
	check_orphans(library, findings);
	index = check_index(library, full, findings);
	if (index)
		check_strays(library, index, findings);
	for (unsigned i = 0; i < lists->len; i++)
		td_health_check_list(library, lists->pdata[i], index, full, findings);
	return findings;
}
