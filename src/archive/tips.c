/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive/tips.c - how far an archive has come, so that what is new can be told */
#include "archive/archive.h"

#include <sys/stat.h>
#include <time.h>

#include "archive/store.h"
#include "archive/trunk.h"

/* Two changes within this time may leave the same time behind. */
enum { settled_seconds = 2 };

static void
add_file(td_oid *all, const char *path, bool *settled)
{
	struct stat found = { 0 };
	int64_t facts[5] = { 0 };
	char bytes[sizeof(td_oid) + sizeof facts];

	if (stat(path, &found) == 0) {
		facts[0] = found.st_mtim.tv_sec;
		facts[1] = found.st_mtim.tv_nsec;
		facts[2] = S_ISREG(found.st_mode) ? (int64_t)found.st_size : 0;
		facts[3] = (int64_t)found.st_ino;
		facts[4] = 1;
		if (time(NULL) - found.st_mtim.tv_sec < settled_seconds)
			*settled = false;
	}
	memcpy(bytes, all, sizeof *all);
	memcpy(bytes + sizeof *all, facts, sizeof facts);
	*all = td_git_blob_name((td_span){ bytes, sizeof bytes });
}

/* Made of the times of what changes when a mail comes or goes. */
static td_tip
tip_of_files(const td_archive *archive)
{
	td_tip tip = { 0 };
	td_oid all = { 0 };
	bool settled = true;

	if (archive->kind == TD_ARCHIVE_MAILDIR) {
		g_autofree char *cur = g_build_filename(archive->path, "cur", NULL);
		g_autofree char *new = g_build_filename(archive->path, "new", NULL);

		add_file(&all, cur, &settled);
		add_file(&all, new, &settled);
	} else {
		add_file(&all, archive->path, &settled);
	}
	if (settled)
		tip.commit = all;
	return tip;
}

GArray *
td_archive_load_tips(td_archive *archive)
{
	GArray *tips = g_array_new(false, false, sizeof(td_tip));

	if (!td_store_is_git(archive)) {
		td_tip tip = tip_of_files(archive);

		g_array_append_val(tips, tip);
		return tips;
	}
	for (size_t i = 0; i < archive->epochs->len; i++) {
		const td_epoch *epoch = td_store_epoch(archive, i);
		td_tip tip = { epoch->number, epoch->tip };

		if (epoch->has_tip)
			g_array_append_val(tips, tip);
	}
	return tips;
}

static td_epoch *
epoch_of(const td_archive *archive, unsigned number)
{
	for (size_t i = 0; td_store_is_git(archive) && i < archive->epochs->len; i++) {
		td_epoch *epoch = td_store_epoch(archive, i);

		if (epoch->number == number && epoch->has_tip)
			return epoch;
	}
	return NULL;
}

bool
td_archive_find_known(td_archive *archive, unsigned epoch,
    bool (*known)(const td_oid *commit, void *data), void *data, td_oid *commit)
{
	td_epoch *store = epoch_of(archive, epoch);
	g_autoptr(td_trunk) trunk = store ? td_trunk_new(store, &store->tip) : NULL;

	for (size_t i = 0; trunk && td_trunk_reach(trunk, i + 1); i++) {
		const td_entry *step = &g_array_index(trunk->steps->entries, td_entry, i);

		if (known(&step->commit, data)) {
			*commit = step->commit;
			return true;
		}
	}
	return false;
}
