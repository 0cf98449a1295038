/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lists/health_list.c - is the archive there, whole, and in step with the index */
#include "lists/health_list.h"

#include <string.h>

#include "base/error.h"
#include "index/lists.h"
#include "index/skip.h"
#include "message/charset.h"
#include "mirror/git_run.h"

/* What is looked at, and what to say where it is good. */
typedef struct looking {
	const td_list *list;
	GPtrArray *findings;
	char *about;
	char *sync;      /* "'tidings sync kvm'" */
	unsigned before; /* findings when it began */
} looking;

static void
looking_clear(looking *self)
{
	g_free(self->about);
	g_free(self->sync);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(looking, looking_clear)

/* Clones that were cut off, and gaps between epochs. */
static void
check_mirror(const looking *self, const GArray *tips)
{
	g_autofree char *folder = g_build_filename(self->list->dir, "git", NULL);
	g_autoptr(GDir) dir = self->list->mirrored ? g_dir_open(folder, 0, NULL) : NULL;
	const char *name;

	while (dir && (name = g_dir_read_name(dir))) {
		if (strstr(name, ".git.part"))
			td_findings_add(self->findings, TD_WARNING, self->about,
			    self->sync, "fetching was cut off: '%s/%s' is not whole",
			    folder, name);
	}
	for (unsigned i = 1; i < tips->len; i++) {
		unsigned a = g_array_index(tips, td_tip, i - 1).epoch;
		unsigned b = g_array_index(tips, td_tip, i).epoch;

		if (b > a + 1)
			td_findings_add(self->findings, TD_WARNING, self->about,
			    self->sync, "epochs are missing between %u and %u", a, b);
	}
}

static bool
is_same(const td_oid *commit, void *data)
{
	return td_oid_equal(commit, data);
}

static void
check_head(const looking *self, td_archive *archive, const td_index_head *head,
    const GArray *tips, bool *behind)
{
	td_oid commit = head->commit;
	const td_tip *tip = NULL;

	for (unsigned i = 0; i < tips->len; i++) {
		if (g_array_index(tips, td_tip, i).epoch == head->epoch)
			tip = &g_array_index(tips, td_tip, i);
	}
	if (!tip) {
		td_findings_add(self->findings, TD_WRONG, self->about,
		    "bring the epoch back, or remove the list and add it again",
		    "epoch %u is in the index, but its archive is gone", head->epoch);
		return;
	}
	if (is_same(&tip->commit, &commit))
		return;
	*behind = true;
	if (!td_archive_find_known(archive, head->epoch, is_same, &commit, &commit))
		td_findings_add(self->findings, TD_WARNING, self->about, self->sync,
		    "the history of epoch %u was rewritten", head->epoch);
}

/* Mails that no sync will read again: their places in the index are taken. */
static void
check_skips(const looking *self, td_index *index, int64_t list)
{
	uint64_t counts[TD_SKIP_COUNT] = { 0 };

	if (td_index_count_skips(index, list, 1, INT64_MAX, counts, NULL) &&
	    counts[TD_SKIP_CORRUPT] > 0)
		td_findings_add(self->findings, TD_WARNING, self->about,
		    "'tidings doctor --full' says what git finds; when the archive is "
		    "whole again, remove the list and add it again",
		    "%" G_GUINT64_FORMAT
		    " of its mails could not be read and are not in the index",
		    counts[TD_SKIP_CORRUPT]);
}

static void
check_heads(const looking *self, td_archive *archive, td_index *index, const GArray *tips)
{
	td_archive_kind kind = td_archive_get_kind(archive);
	g_autoptr(GArray) heads = NULL;
	bool well = self->findings->len == self->before;
	bool behind = false;
	unsigned before;
	int64_t list = 0;

	if (!td_index_find_list(index, self->list->name, &list, NULL) || list == 0) {
		td_findings_add(self->findings, TD_WARNING, self->about, self->sync,
		    "it is not indexed yet");
		return;
	}
	check_skips(self, index, list);
	heads = td_index_load_heads(index, list, NULL);
	if (!heads || kind == TD_ARCHIVE_MAILDIR || kind == TD_ARCHIVE_MBOX)
		return;
	before = self->findings->len;
	behind = heads->len < tips->len;
	for (unsigned i = 0; i < heads->len; i++)
		check_head(self, archive, &g_array_index(heads, td_index_head, i), tips,
		    &behind);
	if (behind && well && self->findings->len == before)
		td_findings_add(self->findings, TD_WARNING, self->about, self->sync,
		    "the index is behind its archive");
}

/* Of what git fsck printed what tells most: an object that is not there, else the first
 * line; "" for nothing. g_free it. */
static char *
pick_line(const char *printed)
{
	g_auto(GStrv) lines = g_strsplit(printed, "\n", -1);
	const char *found = lines[0] ? lines[0] : "";
	unsigned n = 0, missing = 0;

	for (char **line = lines; *line; line++) {
		n += **line != '\0';
		if (g_str_has_prefix(*line, "missing ") && missing++ == 0)
			found = *line;
	}
	if (missing > 1)
		return g_strdup_printf("%s and %u more", found, missing - 1);
	if (missing == 0 && n > 1)
		return g_strdup_printf("%s, and %u lines more", found, n - 1);
	return g_strdup(found);
}

/* git's own look at all objects. */
static void
check_objects(const looking *self, const char *path)
{
	g_autofree char *git_dir = g_strconcat("--git-dir=", path, NULL);
	const char *words[] = { git_dir, "fsck", "--no-dangling", "--no-progress", NULL };
	const td_git_run run = { .words = words };
	g_autoptr(GString) printed = g_string_new(NULL);
	g_autoptr(GError) failed = NULL;
	g_autofree char *line = NULL, *clean = NULL;

	if (td_git_run_wait(&run, printed, &failed))
		return;
	line = pick_line(printed->str);
	clean = td_utf8_line(td_span_of(line), 200, &(unsigned){ 0 });
	td_findings_add(self->findings, TD_WRONG, self->about,
	    self->list->mirrored ? "remove that folder, and the next sync fetches it anew"
				 : "get that repository anew from where it came",
	    "'%s' is damaged: %s", path, *clean ? clean : failed->message);
}

static void
check_all_objects(const looking *self, const GArray *tips)
{
	g_autofree char *v1 = g_build_filename(self->list->dir, "v1.git", NULL);
	bool any = false;

	for (unsigned i = 0; i < tips->len; i++) {
		g_autofree char *name =
		    g_strdup_printf("%u.git", g_array_index(tips, td_tip, i).epoch);
		g_autofree char *path =
		    g_build_filename(self->list->dir, "git", name, NULL);

		if (!g_file_test(path, G_FILE_TEST_IS_DIR))
			continue;
		any = true;
		check_objects(self, path);
	}
	if (!any)
		check_objects(
		    self, g_file_test(v1, G_FILE_TEST_IS_DIR) ? v1 : self->list->dir);
}

void
td_health_check_list(td_library *library, const td_list *list, td_index *index, bool full,
    GPtrArray *findings)
{
	g_auto(looking) self = { .list = list,
		.findings = findings,
		.about = g_strdup_printf("list '%s'", list->name),
		.sync = g_strdup_printf("'tidings sync %s'", list->name),
		.before = findings->len };
	g_autoptr(GError) failed = NULL;
	td_archive *archive = td_library_archive(library, list, &failed);
	td_archive_kind kind;
	g_autoptr(GArray) tips = NULL;

	if (!archive) {
		/* The message begins with whose archive it is, too. */
		const char *what = failed->message;

		if (g_str_has_prefix(what, self.about)) {
			what += strlen(self.about);
			what += strspn(what, ": ");
		}
		td_findings_add(findings, TD_WRONG, self.about,
		    list->mirrored ? self.sync
				   : "bring the directory back, or 'tidings remove' the "
				     "list",
		    "%s", what);
		return;
	}
	kind = td_archive_get_kind(archive);
	tips = td_archive_load_tips(archive);
	check_mirror(&self, tips);
	if (index)
		check_heads(&self, archive, index, tips);
	if (full && kind != TD_ARCHIVE_MAILDIR && kind != TD_ARCHIVE_MBOX)
		check_all_objects(&self, tips);
	if (findings->len == self.before)
		td_findings_add(findings, TD_GOOD, self.about, NULL,
		    "its archive is %s%s", full ? "whole" : "there",
		    index ? ", and the index in step with it" : "");
	td_library_forget_archive(library, list);
}
